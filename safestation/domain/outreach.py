"""Looking for somebody who is not here: the window, who has it, and what follows a try."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from safestation.domain.attempts import Attempt
from safestation.domain.entries import TRY
from safestation.domain.facts import Fact, TaskAdded, TaskDone
from safestation.domain.family import nobody_to_reach
from safestation.domain.milestones import WINDOWS, RunningClock, Urgency, clocks
from safestation.domain.program import Program
from safestation.domain.station import SiteType
from safestation.domain.tasks import (
    DROPPED,
    HANDED_ON,
    NOT_REACHED,
    REACHED,
    Task,
    unfinished,
)
from safestation.domain.visit import Visit

PAGE: Final = "outreach"  # the kind of page on which tries are written down
_STANDING: Final = (Urgency.OVER, Urgency.SOON, Urgency.RUNNING, Urgency.EARLY)


@dataclass(frozen=True, slots=True, repr=False)
class HowTheyAre:
    """What was learned in a try: how they are, what they need, since when they are helped."""

    status: str = ""
    next_need: str = ""
    engaged_on: date | None = None


NOTHING: Final = HowTheyAre()


def windows(visit: Visit, program: Program, now: datetime) -> tuple[RunningClock, ...]:
    """Return the windows in which somebody must be sought, those that still run first."""
    return _windows_among(clocks(visit, program, now))


def open_window(visit: Visit, program: Program, now: datetime) -> RunningClock | None:
    """Return the window that is due next or has run out, or nothing when none stands."""
    return open_window_among(clocks(visit, program, now))


def open_window_among(started: Iterable[RunningClock]) -> RunningClock | None:
    """Return that window among the clocks of a visit, for who has them already."""
    found = _windows_among(started)
    return found[0] if found and found[0].urgency in _STANDING else None


def _windows_among(started: Iterable[RunningClock]) -> tuple[RunningClock, ...]:
    found = (clock for clock in started if clock.rule.stop in WINDOWS)
    return tuple(sorted(found, key=lambda c: (c.urgency not in _STANDING, c.due_at)))


def next_try(visit: Visit) -> Task | None:
    """Return the try that somebody owes, with who has it; nothing when none is owed."""
    return next(_tries_owed(visit), None)


def _tries_owed(visit: Visit) -> Iterator[Task]:
    return (task for task in unfinished(visit) if task.kind == TRY)


def is_sought(visit: Visit, program: Program, site: SiteType) -> bool:
    """Tell whether somebody goes out to look: the way has such a page, and they live."""
    path = program.path(visit, site)
    return any(s.page == PAGE for s in path) and not nobody_to_reach(visit, program)


def first_try(visit: Visit, program: Program, now: datetime, owner: str, new_id: str) -> Fact:
    """Return the task that begins an encounter: from now, or from when the window opens."""
    opens = [c.opens_at for c in windows(visit, program, now) if c.opens_at is not None]
    return TaskAdded(new_id, TRY, max([now, *opens[:1]]), owner)


def following(  # noqa: PLR0913 - what came of it, and who goes again when
    visit: Visit,
    attempt: Attempt,
    *,
    learned: HowTheyAre = NOTHING,
    again_at: datetime | None = None,
    owner: str = "",
    new_id: str = "",
) -> tuple[Fact, ...]:
    """Return what is written down beside a try: the task it ends, and the next one.

    After an end nobody tries again, whatever was asked for.
    """
    outcome = DROPPED if attempt.ends else REACHED if attempt.reached else NOT_REACHED
    ended = [
        TaskDone(task.id, outcome, "", learned.status, learned.next_need, learned.engaged_on)
        for task in _tries_owed(visit)
    ]
    if again_at is None or attempt.ends:
        return tuple(ended)
    return (*ended, TaskAdded(new_id, TRY, again_at, owner))


def handed_on(visit: Visit, owner: str, new_id: str) -> tuple[Fact, ...]:
    """Return what lets somebody else have the next try; nothing when they have it already."""
    task = next_try(visit)
    if task is None or task.owner == owner:
        return ()
    taken = TaskAdded(new_id, TRY, task.due_at, owner, task.note)
    return (TaskDone(task.id, HANDED_ON), taken)


def left_over(visit: Visit) -> tuple[Fact, ...]:
    """Return the ends of every try that is still owed when the visit is closed."""
    return tuple(TaskDone(task.id, DROPPED) for task in _tries_owed(visit))
