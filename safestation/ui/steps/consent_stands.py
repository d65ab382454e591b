"""How a recipient stands: signed, expired, revoked, refused, postponed, not_asked."""

from dataclasses import dataclass
from datetime import date, datetime

from safestation.domain.consent import Consent, has_expired
from safestation.domain.disclosure import consents, has_ended, is_revoked, standing
from safestation.domain.facts import ConsentPostponed, ConsentRefused
from safestation.domain.visit import Visit


@dataclass(frozen=True, slots=True, repr=False)
class Stands:
    """One of the states above, with the consent that holds and the times to show."""

    state: str
    consent: Consent | None = None
    at: datetime | None = None
    until: date | None = None


def stands(visit: Visit, recipient: str, now: datetime) -> Stands:
    """Return how a recipient stands now; a consent that holds counts before the rest."""
    holding = standing(visit, recipient, now)
    if holding is not None:
        return Stands("signed", holding, holding.signatures[-1].signed_at, holding.expires_on)
    theirs = [c for c in consents(visit) if c.recipient.id == recipient]
    if theirs and is_revoked(visit, theirs[-1].id):
        return Stands("revoked")
    for entry in reversed(visit.entries):
        fact = entry.fact
        if isinstance(fact, ConsentRefused) and fact.recipient == recipient:
            return Stands("refused", at=entry.happened_at)
        if isinstance(fact, ConsentPostponed) and fact.recipient == recipient:
            return Stands("postponed", at=fact.ask_again_at)
    if theirs and has_ended(visit, theirs[-1], now):
        last = theirs[-1]
        by_date = has_expired(last, now.date())
        return Stands("expired" if by_date else "ended", until=last.expires_on)
    return Stands("not_asked")
