"""What a program owes after a milestone: computed from the facts, never kept as a flag.

A contact that needs the person's yes is never owed without it; a duty to a court or an
office is. Each is owed once for its milestone; one that comes again, once at a time.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from safestation.domain.duties import DUE_ON, DUTY, is_meant
from safestation.domain.facts import AgreementMade, ContactTried, TaskAdded, TaskDone
from safestation.domain.family import AGREED as FAMILY_AGREED
from safestation.domain.family import concerns, is_fatal, is_for_family
from safestation.domain.milestones import AGREED, reached_at
from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import FollowUp, Program
from safestation.domain.tasks import (
    CONFIRM_ARRIVAL,
    DIED,
    DROPPED,
    FOLLOW_UP,
    KNOWN,
    STOPPED,
    WITHDRAWN,
    Task,
    task_of,
    unfinished,
)
from safestation.domain.typed import DoesNotFit, day
from safestation.domain.visit import Visit

MAY_FOLLOW_UP: Final = "follow_up_agreed"
TO_REFERRAL: Final = "agrees_to_referral"
COMPLETED: Final = "completed"
ARRIVAL: Final = "arrival"  # what a follow-up asks, that an arrival answers
# The codes of resources/codes/attempts.toml after which nobody tries again.
ENDING: Final = frozenset({"moved", "asked_to_stop", DIED})
_NO_MORE: Final = frozenset({DROPPED, STOPPED})
_NEVER_WAS: Final = frozenset({WITHDRAWN, KNOWN})  # owed again when that changes
_DAYS = "days"


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
    gone, there = _gone(visit), _is_there(visit)
    asked = [one for one in every if not _is_over(one, gone, there=there)]
    found = (_owed(one, latest, visit, now) for one in asked if may_contact(one, visit))
    return tuple(one for one in found if one is not None)


def let_go(program: Program, visit: Visit) -> tuple[tuple[Task, str], ...]:
    """Return the tasks that nobody owes any more, each with why it ends."""
    followed = {one.id: one for one in program.follow_ups_for(visit)}
    gone, there = _gone(visit), _is_there(visit)

    def why(task: Task) -> str:
        ended = _of_the_dead(task, followed, visit, program)
        if there and task.kind == CONFIRM_ARRIVAL:
            return ended or KNOWN
        one = followed.get(task.note) if task.kind == FOLLOW_UP else None
        if one is not None:
            return ended or _why_not(one, visit, gone, there=there)
        return ended or (STOPPED if gone == DIED else "")

    found = ((task, why(task)) for task in unfinished(visit))
    return tuple((task, reason) for task, reason in found if reason)


def ended_by(visit: Visit) -> str:
    """Return after which code nobody contacts the person again; nothing while somebody may.

    Whoever was spoken with later is not gone: the later fact corrects the earlier one.
    """
    last = ""
    told = [e for e in visit.entries if isinstance(e.fact, ContactTried | TaskDone)]
    for entry in sorted(told, key=lambda entry: entry.happened_at):
        fact = entry.fact
        if isinstance(fact, ContactTried) and fact.reached:
            last = ""
        elif isinstance(fact, ContactTried) and fact.attempt in ENDING:
            last = fact.attempt
        elif isinstance(fact, TaskDone) and fact.status == DIED:
            last = DIED
    return last


def may_contact(follow_up: FollowUp, visit: Visit) -> bool:
    """Tell whether the person agreed to this contact; what needs no yes may always be.

    A no always holds. A yes to taking part, or to the referral, is a yes to what starts
    with it. After a death the family's own yes is asked.
    """
    if not follow_up.needs_agreement:
        return True
    if is_fatal(visit):
        return visit.value(FAMILY_AGREED) == "yes"
    if said := visit.value(MAY_FOLLOW_UP):
        return said == "yes"
    made = visit.last(AgreementMade)
    by_start = {
        "agreed": made is not None and made[1].answer == AGREED,
        "referred": visit.value(TO_REFERRAL) == "yes",
    }
    return by_start.get(follow_up.start, False)


def due_first(follow_up: FollowUp, since: datetime, now: datetime) -> datetime:
    """Return when it is owed first. What is counted in days is owed on the whole day."""
    due = since + timedelta(hours=follow_up.after_hours)
    return _morning(due, now) if follow_up.unit == _DAYS else due


def _counted_from(
    follow_up: FollowUp, latest: int, visit: Visit, now: datetime
) -> datetime | None:
    """Return from when its time counts: the milestone, or the day on which a duty is due.

    The last duty of the file is due on the day that was given; a reminder keeps its
    distance from it. `latest` is the last one's hours.
    """
    if follow_up.ask == DUTY and not is_meant(visit):
        return None
    on = _day_given(visit, now) if _is_dated(follow_up) else None
    if on is not None:
        return _morning(on - timedelta(hours=latest - follow_up.after_hours), now)
    return reached_at(visit, follow_up.start)


def _gone(visit: Visit) -> str:
    """Return why nobody is contacted; a death that was reported leaves the family."""
    gone = ended_by(visit)
    return "" if gone == DIED and is_fatal(visit) else gone


def _is_over(follow_up: FollowUp, gone: str, *, there: bool) -> bool:
    """Tell whether nobody asks this any more: gone for good, or known to be there."""
    known = there and follow_up.ask == ARRIVAL
    return known or gone == DIED or bool(gone and follow_up.needs_agreement)


def _of_the_dead(
    task: Task, followed: Mapping[str, FollowUp], visit: Visit, program: Program
) -> str:
    """Return why a task ends because whoever it was for has died."""
    one = followed.get(task.note) if task.kind == FOLLOW_UP else None
    theirs = is_for_family(visit, program) if one is None else concerns(one, visit, program)
    return STOPPED if is_fatal(visit) and not theirs else ""


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
    dated = _is_dated(follow_up) and _day_given(visit, now) is not None
    return since if dated else due_first(follow_up, since, now)


def _moved(
    follow_up: FollowUp, visit: Visit, task: Task, since: datetime, now: datetime
) -> Owed | None:
    """Return the task at its new time when what it counts from was corrected."""
    if task.since is None or task.since == since:
        return None
    if follow_up.every_days:
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


def _why_not(follow_up: FollowUp, visit: Visit, gone: str, *, there: bool) -> str:
    if there and follow_up.ask == ARRIVAL and gone != DIED:
        return KNOWN
    finished = bool(follow_up.every_days) and reached_at(visit, COMPLETED) is not None
    if finished or _is_over(follow_up, gone, there=there):
        return STOPPED
    taken_back = follow_up.needs_agreement and visit.value(MAY_FOLLOW_UP) == "no"
    none_meant = follow_up.ask == DUTY and not is_meant(visit)
    return WITHDRAWN if taken_back or none_meant else ""


def _is_there(visit: Visit) -> bool:
    """Tell whether somebody confirmed that they arrived: then nobody is asked once more."""
    return placement_of(visit).stage is Stage.ARRIVED


def _is_dated(follow_up: FollowUp) -> bool:
    return follow_up.ask == DUTY and not follow_up.every_days


def _day_given(visit: Visit, now: datetime) -> datetime | None:
    """Return the day on which the duty is due, as it was given for this person."""
    try:
        return datetime.fromisoformat(day(visit.value(DUE_ON))).replace(tzinfo=now.tzinfo)
    except DoesNotFit:
        return None


def _morning(due: datetime, now: datetime) -> datetime:
    return datetime.combine(due.astimezone(now.tzinfo).date(), time(0), now.tzinfo)
