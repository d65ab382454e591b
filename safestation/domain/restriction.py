"""What the station agreed to keep back (42 CFR 2.26): from somebody, or of some kind."""

from collections.abc import Collection
from enum import StrEnum

from safestation.domain.facts import RestrictionAsked
from safestation.domain.visit import Visit


class Reply(StrEnum):
    """What the station said. It may say no; what it agreed to, it keeps."""

    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    ENDED = "ended"


def restrictions(visit: Visit) -> tuple[RestrictionAsked, ...]:
    """Return each restriction as it stands now, in the order in which they were asked."""
    newest = {fact.restriction: fact for _, fact in visit.all_of(RestrictionAsked)}
    return tuple(newest.values())


def agreed(visit: Visit) -> tuple[RestrictionAsked, ...]:
    """Return the restrictions that hold."""
    return tuple(one for one in restrictions(visit) if one.reply == Reply.AGREED)


def is_kept_from(visit: Visit, recipient: str) -> bool:
    """Tell whether nothing at all may go to a recipient."""
    return any(not one.information for one in _about(visit, recipient))


def kept_back(visit: Visit, recipient: str) -> frozenset[str]:
    """Return the kinds of information that a recipient is not told."""
    return frozenset(kind for one in _about(visit, recipient) for kind in one.information)


def _about(visit: Visit, recipient: str) -> Collection[RestrictionAsked]:
    return [one for one in agreed(visit) if one.recipient in {"", recipient}]
