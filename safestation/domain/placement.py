"""Where placement stands: offered, accepted, declined, waitlisted and arrived kept apart."""

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
    """Return where placement stands after everything that happened, in the order of time."""
    now = NO_PLACEMENT
    for entry in sorted(visit.entries, key=lambda entry: entry.happened_at):
        fact, at = entry.fact, entry.happened_at
        match fact:
            case PlacementOffered(provider, name, level):
                now = Placement(Stage.OFFERED, provider, name, level, at)
            case PlacementAccepted(provider, name, level, expected):
                now = Placement(Stage.ACCEPTED, provider, name, level, at, expected)
            case Waitlisted(provider, name) if not now.is_accepted:
                now = Placement(Stage.WAITLISTED, provider, name, "", at)
            case PlacementDeclined(provider) if provider == now.provider:
                now = NO_PLACEMENT
            case Departed():
                now = _moved(now, Stage.DEPARTED, at)
            case Arrived(confirmed_by):
                now = _moved(now, Stage.ARRIVED, at, confirmed_by)
            case NotArrived(told_by):
                now = _moved(now, Stage.NOT_ARRIVED, at, told_by)
            case _:
                pass
    return now


def _moved(before: Placement, stage: Stage, at: datetime, by: str = "") -> Placement:
    return Placement(
        stage, before.provider, before.provider_name, before.level, at, before.expected_at, by
    )
