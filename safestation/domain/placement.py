"""Where placement stands: offered, accepted, declined, waitlisted and arrived kept apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safestation.domain.facts import (
    Arrived,
    Departed,
    NotArrived,
    PlacementAccepted,
    PlacementDeclined,
    PlacementOffered,
    Waitlisted,
)
from safestation.domain.visit import Visit


class Stage(StrEnum):
    """How far a placement has come. "Placed" is not "arrived" (peers, finding 4)."""

    NONE = "none"
    WAITLISTED = "waitlisted"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    NOT_ARRIVED = "not_arrived"


@dataclass(frozen=True, slots=True, repr=False)
class Placement:
    """The one placement in hand, and since when it stands where it stands."""

    stage: Stage
    provider: str = ""
    provider_name: str = ""
    level: str = ""
    since: datetime | None = None
    expected_at: datetime | None = None
    confirmed_by: str = ""

    @property
    def is_accepted(self) -> bool:
        """Tell whether the person is going, has gone, or is there."""
        return self.stage in {Stage.ACCEPTED, Stage.DEPARTED, Stage.ARRIVED}


NO_PLACEMENT = Placement(Stage.NONE)


def placement_of(visit: Visit) -> Placement:
    """Return where placement stands after everything that happened, in the order of time.

    What falls through uncovers what was open before it: an earlier offer, a waiting list.
    """
    return _in_hand(_open(visit))


def also_open(visit: Visit) -> tuple[Placement, ...]:
    """Return the other offers and waiting lists that nobody has ended, the oldest first."""
    found = _open(visit)
    now = _in_hand(found)
    others = (one for one in found.values() if one is not now)
    return tuple(one for one in others if one.stage in {Stage.OFFERED, Stage.WAITLISTED})


def _open(visit: Visit) -> dict[str, Placement]:
    """Return what is open by provider, what was heard of last at the end."""
    found: dict[str, Placement] = {}
    for entry in sorted(visit.entries, key=lambda entry: entry.happened_at):
        fact, at = entry.fact, entry.happened_at
        match fact:
            case PlacementOffered(provider, name, level):
                _put(found, Placement(Stage.OFFERED, provider, name, level, at))
            case PlacementAccepted(provider, name, level, expected):
                _give_up_accepted(found)
                _put(found, Placement(Stage.ACCEPTED, provider, name, level, at, expected))
            case Waitlisted(provider, name) if not _is_accepted(found, provider):
                _put(found, Placement(Stage.WAITLISTED, provider, name, "", at))
            case PlacementDeclined(provider):
                found.pop(provider, None)
            case Departed():
                _put(found, _moved(_going_to(found), Stage.DEPARTED, at))
            case Arrived(confirmed_by):
                _put(found, _moved(_in_hand(found), Stage.ARRIVED, at, confirmed_by))
            case NotArrived(told_by):
                _put(found, _moved(_in_hand(found), Stage.NOT_ARRIVED, at, told_by))
            case _:
                pass
    return found


def _in_hand(found: dict[str, Placement]) -> Placement:
    """Return the newest that is more than a waiting list, else the newest of those."""
    newest = tuple(reversed(found.values()))
    ahead = (one for one in newest if one.stage is not Stage.WAITLISTED)
    return next(ahead, newest[0] if newest else NO_PLACEMENT)


def _going_to(found: dict[str, Placement]) -> Placement:
    """Return where somebody who leaves goes; who only waits for a place goes elsewhere."""
    now = _in_hand(found)
    return NO_PLACEMENT if now.stage is Stage.WAITLISTED else now


def _put(found: dict[str, Placement], one: Placement) -> None:
    found.pop(one.provider, None)
    found[one.provider] = one


def _is_accepted(found: Mapping[str, Placement], provider: str) -> bool:
    return provider in found and found[provider].is_accepted


def _give_up_accepted(found: dict[str, Placement]) -> None:
    """Let go of what was accepted before: a person goes to one place."""
    for provider in [key for key, one in found.items() if one.is_accepted]:
        del found[provider]


def _moved(before: Placement, stage: Stage, at: datetime, by: str = "") -> Placement:
    return Placement(
        stage, before.provider, before.provider_name, before.level, at, before.expected_at, by
    )
