"""Milestones: when each thing happened for the first time, and the clocks between them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from safestation.domain.facts import (
    Arrived,
    Closed,
    Departed,
    Fact,
    PartnerArrived,
    PartnerCalled,
    PlacementAccepted,
    PlacementOffered,
    ProviderCalled,
)
from safestation.domain.program import ClockRule, Program
from safestation.domain.visit import Visit

ARRIVED = "arrived"
# Each milestone and the fact that marks it. Program files name these.
MILESTONES: Mapping[str, type[Fact] | None] = {
    ARRIVED: None,
    "partner_called": PartnerCalled,
    "partner_arrived": PartnerArrived,
    "first_placement_call": ProviderCalled,
    "offered": PlacementOffered,
    "accepted": PlacementAccepted,
    "departed": Departed,
    "arrived_there": Arrived,
    "closed": Closed,
}
SOON = timedelta(minutes=10)


class Urgency(StrEnum):
    """How a running clock looks: waiting, soon over, over, or met."""

    RUNNING = "running"
    SOON = "soon"
    OVER = "over"
    MET = "met"


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock of the program on one visit: from when, due when, and how it stands."""

    rule: ClockRule
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    urgency: Urgency


def reached_at(visit: Visit, milestone: str) -> datetime | None:
    """Return when a milestone was first reached, or nothing."""
    kind = MILESTONES[milestone]
    if kind is None:
        return visit.arrived_at
    return min((entry.happened_at for entry, _ in visit.all_of(kind)), default=None)


def clocks(visit: Visit, program: Program, now: datetime) -> tuple[RunningClock, ...]:
    """Return the program's clocks that have started on this visit, the next due first."""
    started = ((rule, reached_at(visit, rule.start)) for rule in program.clocks)
    running = [_clock(rule, start, visit, now) for rule, start in started if start]
    return tuple(
        sorted(running, key=lambda clock: (clock.stopped_at is not None, clock.due_at))
    )


def _clock(rule: ClockRule, start: datetime, visit: Visit, now: datetime) -> RunningClock:
    due = start + timedelta(minutes=rule.minutes)
    stopped = reached_at(visit, rule.stop)
    return RunningClock(rule, start, due, stopped, _urgency(due, stopped, now))


def _urgency(due: datetime, stopped: datetime | None, now: datetime) -> Urgency:
    if stopped is not None:
        return Urgency.MET
    if now >= due:
        return Urgency.OVER
    return Urgency.SOON if due - now <= SOON else Urgency.RUNNING
