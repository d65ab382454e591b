"""Whether an identified record may go to somebody: a valid consent, or a recorded emergency."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from safestation.domain.consent import Consent, ConsentKind, has_expired
from safestation.domain.consent_seal import is_unchanged
from safestation.domain.errors import DisclosureRefused
from safestation.domain.facts import (
    Arrived,
    Closed,
    ConsentRefused,
    ConsentRevoked,
    ConsentSigned,
    CrimeReported,
    EmergencyRelease,
    Fact,
    NoticeDeferred,
    NoticeGiven,
    ReviewDecided,
)
from safestation.domain.placement import placement_of
from safestation.domain.restriction import agreed, is_kept_from, kept_back
from safestation.domain.visit import Entry, Visit

# Events that end a consent as soon as they are written down (42 CFR 2.31(a)(7), (c)(1)).
ENDING: Mapping[str, type[Fact]] = MappingProxyType(
    {"arrival": Arrived, "case_closed": Closed, "office_decided": ReviewDecided}
)


class Ground(StrEnum):
    """Why a page may be printed."""

    CONSENT = "consent"
    EMERGENCY = "emergency"
    CRIME = "crime"
    OWN_PAPER = "own_paper"
    NO_IDENTITY = "no_identity"


@dataclass(frozen=True, slots=True)
class Grant:
    """The ground on which pages may go out, with the paper that proves it.

    `withheld` are kinds of information that the station agreed to keep back, and
    `is_restricted` tells that there is such an agreement at all (42 CFR 2.26).
    """

    ground: Ground
    consent: Consent | None = None
    emergency: Entry | None = None
    withheld: frozenset[str] = frozenset()
    is_restricted: bool = False
    incident: Entry | None = None


def consents(visit: Visit) -> tuple[Consent, ...]:
    """Return every consent that was signed in the visit, oldest first."""
    return tuple(fact.consent for _, fact in visit.all_of(ConsentSigned))


def is_revoked(visit: Visit, consent_id: str) -> bool:
    """Tell whether a consent was taken back."""
    return any(fact.consent == consent_id for _, fact in visit.all_of(ConsentRevoked))


def standing(visit: Visit, recipient_id: str, now: datetime) -> Consent | None:
    """Return the newest consent for a recipient that holds at `now`, or nothing.

    The place that takes the person is one of the treating providers that the single consent
    for treatment, payment and operations is for (42 CFR 2.31(a)(4)(i), 2.33(a)(2)), unless
    something else was decided for that very place.
    """
    holding = [
        c
        for c in reversed(consents(visit))
        if not is_revoked(visit, c.id) and not has_ended(visit, c, now)
    ]
    theirs = (c for c in holding if c.recipient.id == recipient_id)
    all_care = (c for c in holding if c.kind is ConsentKind.TPO)
    is_place = bool(recipient_id) and recipient_id == placement_of(visit).provider
    if is_place and not _is_decided(visit, recipient_id):
        return next(all_care, None)
    return next(theirs, None)


def _is_decided(visit: Visit, recipient_id: str) -> bool:
    """Tell whether the person ever said yes or no for this very recipient."""
    signed = any(c.recipient.id == recipient_id for c in consents(visit))
    refused = (fact.recipient for _, fact in visit.all_of(ConsentRefused))
    return signed or recipient_id in refused


def has_ended(visit: Visit, consent: Consent, now: datetime) -> bool:
    """Tell whether a consent is over: its day has passed, or its event has happened."""
    if has_expired(consent, now.date()):
        return True
    ending, is_signed = ENDING.get(consent.expires_event), False
    for entry in visit.entries:
        if is_signed and ending is not None and isinstance(entry.fact, ending):
            return True
        fact = entry.fact
        is_signed |= isinstance(fact, ConsentSigned) and fact.consent.id == consent.id
    return False


def was_told_of_rights(visit: Visit) -> bool:
    """Tell whether the notice was given, or why it waits was written down (42 CFR 2.22)."""
    return visit.has(NoticeGiven) or visit.has(NoticeDeferred)


def grant(
    visit: Visit, recipient_id: str, information: Collection[str], now: datetime
) -> Grant:
    """Return the ground for telling `recipient_id` these kinds of information.

    Raises DisclosureRefused with the reason: no notice yet (2.22), kept back at the
    person's wish (2.26), missing, refused, revoked, expired, not as signed, or not covering
    what the page says (42 CFR 2.31(c), 2.13(a)).
    """
    if not was_told_of_rights(visit):
        raise DisclosureRefused("disclosure.notice_first")
    withheld = kept_back(visit, recipient_id)
    if is_kept_from(visit, recipient_id) or set(information) & withheld:
        raise DisclosureRefused("disclosure.restricted")
    consent = standing(visit, recipient_id, now)
    if consent is None:
        raise DisclosureRefused(_why_not(visit, recipient_id, now))
    if not is_unchanged(consent):
        raise DisclosureRefused("disclosure.text_changed")
    if not set(information) <= set(consent.information):
        raise DisclosureRefused("disclosure.not_covered")
    return Grant(Ground.CONSENT, consent, None, withheld, bool(withheld))


def emergency_grant(visit: Visit, release_id: str) -> Grant:
    """Return the ground of a recorded medical emergency (42 CFR 2.51).

    An agreed restriction does not stand in its way (2.26(a)(3)); the pages then ask not
    to tell it further (2.26(a)(4)).
    """
    for entry, _ in visit.all_of(EmergencyRelease):
        if entry.id == release_id:
            limited = bool(agreed(visit))
            return Grant(Ground.EMERGENCY, emergency=entry, is_restricted=limited)
    raise DisclosureRefused("disclosure.no_emergency")


def incident_grant(visit: Visit) -> Grant:
    """Return the ground of the newest crime or threat written down (42 CFR 2.12(c)(5))."""
    last = visit.last(CrimeReported)
    if last is None:
        raise DisclosureRefused("disclosure.no_incident")
    return Grant(Ground.CRIME, incident=last[0])


def _why_not(visit: Visit, recipient_id: str, now: datetime) -> str:
    theirs = [c for c in consents(visit) if c.recipient.id == recipient_id]
    if theirs and is_revoked(visit, theirs[-1].id):
        return "disclosure.revoked"
    if theirs and has_ended(visit, theirs[-1], now):
        return "disclosure.expired"
    if any(fact.recipient == recipient_id for _, fact in visit.all_of(ConsentRefused)):
        return "disclosure.refused"
    return "disclosure.missing"
