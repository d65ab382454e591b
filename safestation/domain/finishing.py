"""Draft, completed, locked: whether a record may still change, and how (peers row 19).

A visit is a draft while it is open, completed when it is closed, and locked some hours
after. What happens later is still written down; what was written is only added to.
"""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from safestation.domain.facts import (
    AddendumAdded,
    Arrived,
    Closed,
    Confirmed,
    ConsentRevoked,
    ContactChanged,
    ContactTried,
    CrimeReported,
    Fact,
    HoldPlaced,
    HoldReleased,
    JoinedWith,
    NotArrived,
    PartedFrom,
    PeopleMerged,
    PeopleUnmerged,
    Printed,
    PrintNotDone,
    Reopened,
    ReportMade,
    RestrictionAsked,
    TaskAdded,
    TaskDone,
)
from safestation.domain.program import Program
from safestation.domain.visit import Visit, VisitState


class Stage(StrEnum):
    """How final a record is."""

    DRAFT = "draft"
    COMPLETED = "completed"
    LOCKED = "locked"


# What happens after the end and is a new fact, not a change of what was written.
LATER: Final[tuple[type[Fact], ...]] = (
    AddendumAdded, Arrived, NotArrived, ConsentRevoked, RestrictionAsked, JoinedWith,
    PartedFrom, PeopleMerged, PeopleUnmerged, Printed, PrintNotDone, ReportMade,
    CrimeReported, ContactTried, ContactChanged, Confirmed,
    TaskAdded, TaskDone, HoldPlaced, HoldReleased,
)  # fmt: skip


ADDENDUM: Final = "close.addendum_text"  # what is being typed, until it is signed


def locks_at(visit: Visit, program: Program) -> datetime | None:
    """Return when a completed visit is locked, or nothing while it is a draft."""
    closed = visit.last(Closed)
    if visit.state is not VisitState.CLOSED or closed is None:
        return None
    return closed[0].typed_at + timedelta(hours=program.lock_after_hours)


def stage_of(visit: Visit, program: Program, now: datetime) -> Stage:
    """Return how final a visit is at a moment."""
    end = locks_at(visit, program)
    if end is None:
        return Stage.DRAFT
    return Stage.LOCKED if now >= end else Stage.COMPLETED


def may_be_added(fact: Fact, stage: Stage) -> bool:
    """Tell whether a fact may be written; in a locked record only what came later."""
    return stage is not Stage.LOCKED or isinstance(fact, LATER)


def version_of(visit: Visit) -> int:
    """Return the version that paper carries: 1, and one more for each change after an end."""
    again = (e for e in visit.entries if isinstance(e.fact, Reopened | AddendumAdded))
    return 1 + sum(1 for _ in again)
