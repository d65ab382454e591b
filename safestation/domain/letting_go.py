"""Tasks that nobody owes any more: stopped for good, taken back, or known from elsewhere."""

from safestation.domain.contact_standing import (
    MAY_FOLLOW_UP,
    gone_by,
    is_over,
    is_there,
)
from safestation.domain.duties import DUTY, is_meant, is_settled
from safestation.domain.family import concerns, is_fatal, is_for_family
from safestation.domain.milestones import reached_at
from safestation.domain.program import ARRIVAL, FollowUp, Program
from safestation.domain.promised_calls import why_no_longer
from safestation.domain.tasks import (
    COMPLETED,
    CONFIRM_ARRIVAL,
    DIED,
    FOLLOW_UP,
    KNOWN,
    STOPPED,
    WITHDRAWN,
    Task,
    unfinished,
)
from safestation.domain.visit import Visit


def let_go(program: Program, visit: Visit) -> tuple[tuple[Task, str], ...]:
    """Return the tasks that nobody owes any more, each with why it ends."""
    followed = {one.id: one for one in program.follow_ups_for(visit)}
    gone, there = gone_by(visit), is_there(visit)

    def why(task: Task) -> str:
        one = followed.get(task.note) if task.kind == FOLLOW_UP else None
        ended = _of_the_dead(one, visit, program)
        if there and task.kind == CONFIRM_ARRIVAL:
            return ended or KNOWN
        if told := why_no_longer(visit, task):
            return ended or told
        if one is not None:
            return ended or _why_not(one, visit, gone, there=there)
        return ended or (STOPPED if gone == DIED else "")

    found = ((task, why(task)) for task in unfinished(visit))
    return tuple((task, reason) for task, reason in found if reason)


def _of_the_dead(one: FollowUp | None, visit: Visit, program: Program) -> str:
    """Return why a task ends because whoever it was for has died."""
    theirs = is_for_family(visit, program) if one is None else concerns(one, visit, program)
    return STOPPED if is_fatal(visit) and not theirs else ""


def _why_not(follow_up: FollowUp, visit: Visit, gone: str, *, there: bool) -> str:
    if gone != DIED and ((there and follow_up.ask == ARRIVAL) or is_settled(follow_up, visit)):
        return KNOWN
    finished = bool(follow_up.every_days) and reached_at(visit, COMPLETED) is not None
    if finished or is_over(follow_up, gone, there=there):
        return STOPPED
    taken_back = follow_up.needs_agreement and visit.value(MAY_FOLLOW_UP) == "no"
    none_meant = follow_up.ask == DUTY and not is_meant(visit)
    return WITHDRAWN if taken_back or none_meant else ""
