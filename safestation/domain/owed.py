"""What a program owes after a milestone: computed from the facts, never kept as a flag.

A contact that needs the person's yes is never owed without it; a duty to a court or an
office is. Each is owed once for its milestone; one that comes again, once at a time.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from safestation.domain.contact_standing import (
    MAY_FOLLOW_UP,
    gone_by,
    is_over,
    is_there,
    may_contact,
)
from safestation.domain.duties import DUE_ON, DUTY, HELD, HOURS, is_meant, is_settled
from safestation.domain.entries import OVERDOSE_AT
from safestation.domain.facts import TaskAdded, TaskDone
from safestation.domain.family import AGREED as FAMILY_AGREED
from safestation.domain.family import FATAL, concerns
from safestation.domain.milestones import reached_at
from safestation.domain.opening import AGREES
from safestation.domain.program import FollowUp, Program
from safestation.domain.tasks import (
    COMPLETED,
    DROPPED,
    FOLLOW_UP,
    KNOWN,
    STOPPED,
    WITHDRAWN,
    Task,
    task_of,
)
from safestation.domain.typed import DoesNotFit, day
from safestation.domain.visit import Visit

_NO_MORE: Final = frozenset({DROPPED, STOPPED})
_NEVER_WAS: Final = frozenset({WITHDRAWN, KNOWN})  # owed again when that changes
_DAYS = "days"
# What is owed hangs on these answers and on the facts: a letter of any other changes nothing.
DECIDING: Final = frozenset(
    {MAY_FOLLOW_UP, AGREES, FAMILY_AGREED, FATAL, OVERDOSE_AT, HELD, HOURS, DUE_ON}
)


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that is owed and has no task yet; or whose task stands at the wrong time."""

    follow_up: FollowUp
    due_at: datetime
    since: datetime
    instead_of: Task | None = None


def owed(program: Program, visit: Visit, now: datetime) -> tuple[Owed, ...]:
    """Return what must be written down as a task now; nothing when all of it stands."""
    theirs = program.follow_ups_for(visit)
    every = [one for one in theirs if concerns(one, visit, program)]
    latest = max((one.after_hours for one in every if _is_dated(one)), default=0)
    gone, there = gone_by(visit), is_there(visit)
    asked = [
        one
        for one in every
        if not is_over(one, gone, there=there) and not is_settled(one, visit)
    ]
    found = (_owed(one, latest, visit, now) for one in asked if may_contact(one, visit))
    return tuple(one for one in found if one is not None)


def due_first(follow_up: FollowUp, since: datetime, now: datetime) -> datetime:
    """Return when it is owed first. What is counted in days is owed on the whole day."""
    due = since + timedelta(hours=follow_up.after_hours)
    return _morning(due, now) if follow_up.unit == _DAYS else due


def _counted_from(
    follow_up: FollowUp, latest: int, visit: Visit, now: datetime
) -> datetime | None:
    """Return from when its time counts: the milestone, or the day on which a duty is due.

    The last duty of the file is due on the day that was given; a reminder keeps its
    distance from it. `latest` is the last one's hours. One that comes again counts from one
    round before that day: its next day.
    """
    if follow_up.ask == DUTY and not is_meant(visit):
        return None
    on = _day_given(visit, now) if follow_up.ask == DUTY else None
    if on is not None and follow_up.every_days:
        return _morning(on - timedelta(days=follow_up.every_days), now)
    if on is not None:
        return _morning(on - timedelta(hours=latest - follow_up.after_hours), now)
    return reached_at(visit, follow_up.start)


def _owed(follow_up: FollowUp, latest: int, visit: Visit, now: datetime) -> Owed | None:
    since = _counted_from(follow_up, latest, visit, now)
    if since is None:
        return None
    made = _made(follow_up, visit)
    if not made:
        return Owed(follow_up, _first(follow_up, visit, since, now), since)
    last, ended = made[-1]
    if ended is None:
        return _moved(follow_up, visit, task_of(last), since, now)
    due = _next_due(follow_up, since, max(last.due_at, ended[0]), now)
    over = ended[1] in _NO_MORE or reached_at(visit, COMPLETED) is not None
    return None if due is None or over else Owed(follow_up, due, since)


def _first(follow_up: FollowUp, visit: Visit, since: datetime, now: datetime) -> datetime:
    dated = _is_dated(follow_up) and _has_day(follow_up, visit, now)
    return since if dated else due_first(follow_up, since, now)


def _moved(
    follow_up: FollowUp, visit: Visit, task: Task, since: datetime, now: datetime
) -> Owed | None:
    """Return the task at its new time when what it counts from was corrected."""
    if task.since is None or task.since == since:
        return None
    if follow_up.every_days and not _has_day(follow_up, visit, now):
        due = _morning(task.due_at + (since - task.since), now)
    else:
        due = _first(follow_up, visit, since, now)
    return Owed(follow_up, due, since, task)


def _next_due(
    follow_up: FollowUp, since: datetime, after: datetime, now: datetime
) -> datetime | None:
    """Return the next time of one that comes again; what was missed is not owed twice."""
    if not follow_up.every_days:
        return None
    first, every = due_first(follow_up, since, now), timedelta(days=follow_up.every_days)
    passed = max(-1, (after - first) // every)
    due = first + (passed + 1) * every
    return due if due <= since + timedelta(days=follow_up.until_days) else None


def _made(
    follow_up: FollowUp, visit: Visit
) -> list[tuple[TaskAdded, tuple[datetime, str] | None]]:
    """Return its tasks so far, each with when and how it ended; a withdrawn one never was."""
    names = {follow_up.id, *follow_up.title.by_language.values()}
    ends = {f.task: (e.happened_at, f.outcome) for e, f in visit.all_of(TaskDone)}
    added = (f for _, f in visit.all_of(TaskAdded) if f.kind == FOLLOW_UP and f.note in names)
    pairs = [(fact, ends.get(fact.task)) for fact in added]
    return [pair for pair in pairs if pair[1] is None or pair[1][1] not in _NEVER_WAS]


def _is_dated(follow_up: FollowUp) -> bool:
    return follow_up.ask == DUTY and not follow_up.every_days


def _has_day(follow_up: FollowUp, visit: Visit, now: datetime) -> bool:
    return follow_up.ask == DUTY and _day_given(visit, now) is not None


def _day_given(visit: Visit, now: datetime) -> datetime | None:
    """Return the day on which the duty is due, as it was given for this person."""
    try:
        return datetime.fromisoformat(day(visit.value(DUE_ON))).replace(tzinfo=now.tzinfo)
    except DoesNotFit:
        return None


def _morning(due: datetime, now: datetime) -> datetime:
    return datetime.combine(due.astimezone(now.tzinfo).date(), time(0), now.tzinfo)
