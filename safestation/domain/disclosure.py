"""Whether an identified record may go to somebody: a valid consent, or a recorded emergency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safestation.domain.consent import Consent, has_expired
from safestation.domain.errors import DisclosureRefused
from safestation.domain.facts import (
    ConsentRefused,
    ConsentRevoked,
    ConsentSigned,
    EmergencyRelease,
)
from safestation.domain.visit import Entry, Visit


class Ground(StrEnum):
    """Why a page may be printed."""

    CONSENT = "consent"
    EMERGENCY = "emergency"
    OWN_PAPER = "own_paper"
    NO_IDENTITY = "no_identity"


@dataclass(frozen=True, slots=True)
class Grant:
    """The ground on which pages may go out, with the paper that proves it."""

    ground: Ground
    consent: Consent | None = None
    emergency: Entry | None = None


def consents(visit: Visit) -> tuple[Consent, ...]:
    """Return every consent that was signed in the visit, oldest first."""
    return tuple(fact.consent for _, fact in visit.all_of(ConsentSigned))


def is_revoked(visit: Visit, consent_id: str) -> bool:
    """Tell whether a consent was taken back."""
    return any(fact.consent == consent_id for _, fact in visit.all_of(ConsentRevoked))


def standing(visit: Visit, recipient_id: str, now: datetime) -> Consent | None:
    """Return the newest consent for a recipient that holds at `now`, or nothing."""
    holding = (
        c
        for c in reversed(consents(visit))
        if c.recipient.id == recipient_id
        and not is_revoked(visit, c.id)
        and not has_expired(c, now.date())
    )
    return next(holding, None)


def grant(
    visit: Visit, recipient_id: str, information: Collection[str], now: datetime
) -> Grant:
    """Return the ground for telling `recipient_id` these kinds of information.

    Raises DisclosureRefused with the reason: missing, refused, revoked, expired, or
    not covering what the page says (42 CFR 2.31(c), 2.13(a)).
    """
    consent = standing(visit, recipient_id, now)
    if consent is None:
        raise DisclosureRefused(_why_not(visit, recipient_id, now))
    if not set(information) <= set(consent.information):
        raise DisclosureRefused("disclosure.not_covered")
    return Grant(Ground.CONSENT, consent=consent)


def emergency_grant(visit: Visit, release_id: str) -> Grant:
    """Return the ground of a recorded medical emergency (42 CFR 2.51)."""
    for entry, _ in visit.all_of(EmergencyRelease):
        if entry.id == release_id:
            return Grant(Ground.EMERGENCY, emergency=entry)
    raise DisclosureRefused("disclosure.no_emergency")


def _why_not(visit: Visit, recipient_id: str, now: datetime) -> str:
    theirs = [c for c in consents(visit) if c.recipient.id == recipient_id]
    if theirs and is_revoked(visit, theirs[-1].id):
        return "disclosure.revoked"
    if theirs and has_expired(theirs[-1], now.date()):
        return "disclosure.expired"
    if any(fact.recipient == recipient_id for _, fact in visit.all_of(ConsentRefused)):
        return "disclosure.refused"
    return "disclosure.missing"
