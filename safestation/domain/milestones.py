"""Milestones: when each thing happened for the first time, and the clocks between them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from safestation.domain.emergency import partner_told_at
from safestation.domain.entries import overdose_at, referred_at
from safestation.domain.facts import (
    AgreementMade,
    Arrived,
    Closed,
    Confirmed,
    ContactTried,
    Departed,
    Fact,
    PartnerArrived,
    PartnerCalled,
    PlacementAccepted,
    PlacementOffered,
    ProviderCalled,
    ReviewDecided,
)
from safestation.domain.family import nobody_to_reach
from safestation.domain.program import ClockRule, Program
from safestation.domain.visit import Visit, VisitState

At = Callable[[Visit], datetime | None]
ARRIVED = "arrived"
AGREED = "agreed"  # the answer of AgreementMade that means yes


def _first(kind: type[Fact]) -> At:
    """Return when a fact of a kind was first there."""

    def at(visit: Visit) -> datetime | None:
        return min((entry.happened_at for entry, _ in visit.all_of(kind)), default=None)

    return at


def _arrived(visit: Visit) -> datetime | None:
    return visit.arrived_at


def _reached(visit: Visit) -> datetime | None:
    tried = visit.all_of(ContactTried)
    return min((entry.happened_at for entry, fact in tried if fact.reached), default=None)


def _partner_called(visit: Visit) -> datetime | None:
    """Return the first call to a partner; telling one in an emergency is a call."""
    times = (_first(PartnerCalled)(visit), partner_told_at(visit))
    return min((at for at in times if at is not None), default=None)


def _agreed(visit: Visit) -> datetime | None:
    made = visit.all_of(AgreementMade)
    yes = (entry.happened_at for entry, fact in made if fact.answer == AGREED)
    return min(yes, default=None)


def _confirmed(what: str) -> At:
    """Return when it came to this, as somebody with a name first confirmed."""

    def at(visit: Visit) -> datetime | None:
        said = visit.all_of(Confirmed)
        return min((entry.happened_at for entry, f in said if f.what == what), default=None)

    return at


# Each milestone and how it is read from a visit. Program files name these.
MILESTONES: Mapping[str, At] = {
    ARRIVED: _arrived,
    "overdose": overdose_at,
    "referred": referred_at,
    "first_attempt": _first(ContactTried),
    "reached": _reached,
    "partner_called": _partner_called,
    "partner_arrived": _first(PartnerArrived),
    "agreed": _agreed,
    "reviewed": _first(ReviewDecided),
    "first_placement_call": _first(ProviderCalled),
    "offered": _first(PlacementOffered),
    "accepted": _first(PlacementAccepted),
    "departed": _first(Departed),
    "arrived_there": _first(Arrived),
    "assessed": _confirmed("assessed"),
    "engaged": _confirmed("engaged"),
    "completed": _confirmed("completed"),
    "closed": _first(Closed),
}
WINDOWS = frozenset({"first_attempt", "reached"})  # what ends the time to look for somebody
SOON = timedelta(minutes=10)


class Urgency(StrEnum):
    """How a clock looks: too early, running, soon over, over, met, or ended without that."""

    EARLY = "early"
    RUNNING = "running"
    SOON = "soon"
    OVER = "over"
    MET = "met"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class RunningClock:
    """One clock of the program on one visit: from when, due when, and how it stands.

    `stopped_at` is when its milestone was reached, else when the visit was closed. One with
    a window is not due before `opens_at`.
    """

    rule: ClockRule
    started_at: datetime
    due_at: datetime
    stopped_at: datetime | None
    urgency: Urgency
    opens_at: datetime | None = None

    @property
    def is_in_time(self) -> bool:
        """Tell whether it was met by when it was due."""
        met = self.stopped_at if self.urgency is Urgency.MET else None
        return met is not None and met <= self.due_at


def reached_at(visit: Visit, milestone: str) -> datetime | None:
    """Return when a milestone was first reached, or nothing."""
    return MILESTONES[milestone](visit)


def clocks(visit: Visit, program: Program, now: datetime) -> tuple[RunningClock, ...]:
    """Return the program's clocks that have started on this visit, the next due first.

    No window runs for somebody who has died.
    """
    gone = nobody_to_reach(visit, program)
    meant = (r for r in program.clocks_for(visit) if not (gone and r.stop in WINDOWS))
    started = ((rule, reached_at(visit, rule.start)) for rule in meant)
    running = [_clock(rule, start, visit, now) for rule, start in started if start]
    return tuple(
        sorted(running, key=lambda clock: (clock.stopped_at is not None, clock.due_at))
    )


def _clock(rule: ClockRule, start: datetime, visit: Visit, now: datetime) -> RunningClock:
    due = start + timedelta(minutes=rule.minutes)
    opens = start + timedelta(minutes=rule.opens_minutes) if rule.opens_minutes else None
    met, end = reached_at(visit, rule.stop), closed_at(visit)
    if met is not None:
        stopped, urgency = met, Urgency.MET
    elif end is not None:
        stopped, urgency = end, Urgency.ENDED
    else:
        stopped, urgency = None, _urgency(opens, due, now)
    return RunningClock(rule, start, due, stopped, urgency, opens)


def closed_at(visit: Visit) -> datetime | None:
    """Return when a visit was closed, or nothing while it is open."""
    closed = visit.last(Closed)
    return closed[0].happened_at if closed and visit.state is VisitState.CLOSED else None


def _urgency(opens: datetime | None, due: datetime, now: datetime) -> Urgency:
    if now >= due:
        return Urgency.OVER
    if opens is not None and now < opens:
        return Urgency.EARLY
    return Urgency.SOON if due - now <= SOON else Urgency.RUNNING
