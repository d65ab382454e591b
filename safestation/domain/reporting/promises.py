"""Promises of time and duties: met, not met, still running; a clock and a duty at a time."""

from collections.abc import Iterator
from typing import Final

from safestation.domain.duties import DUTY, MET, RUN_OUT
from safestation.domain.facts import Confirmed
from safestation.domain.milestones import RunningClock, Urgency, clocks
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.rows import row, title
from safestation.domain.tasks import FOLLOW_UP, unfinished

IN_TIME, LATE, ENDED = row("in_time"), row("late", 1), row("ended_without", 2)
OVER, RUNNING = row("over_running", 3), row("running", 4)
_CLOCK: Final = (IN_TIME, LATE, ENDED, OVER, RUNNING)
DUTY_MET, DUTY_OVER, DUTY_OPEN = row("duty_met"), row("duty_over", 1), row("duty_open", 2)
DUTIES = Part("duties", title("duties"), Unit.DUTIES, (DUTY_MET, DUTY_OVER, DUTY_OPEN))
DUE, NOT_DUE = row("duty_due"), row("duty_not_due", 1)
OPEN_DUTIES = Part("open_duties", title("open_duties"), Unit.DUTIES, (DUE, NOT_DUE))


def clock_promises(case: Case) -> Iterator[Mark]:
    """Count each clock of the program by itself, on each encounter on which it started."""
    if case.is_no:
        return
    for clock in clocks(case.visit, case.program, case.now):
        one = f"{case.program.id}/{clock.rule.id}"
        part = Part(f"clock {one}", clock.rule.title, Unit.TIMES, _CLOCK)
        yield Mark(part, (_stands(clock),), case.visit.id)


def duties_met(case: Case) -> Iterator[Mark]:
    """Count duties to an office: met, run out, open. Who set them says which it is."""
    for entry, fact in case.visit.all_of(Confirmed):
        if fact.what == DUTY and fact.how in {MET, RUN_OUT}:
            yield Mark(DUTIES, (DUTY_MET if fact.how == MET else DUTY_OVER,), entry.id)
    for task, _ in _open(case):
        yield Mark(DUTIES, (DUTY_OPEN,), task)


def duties_open(case: Case) -> Iterator[Mark]:
    """Count the duties that are not done yet: due by now, or later."""
    for task, found in _open(case):
        yield Mark(OPEN_DUTIES, (found,), task)


def _open(case: Case) -> Iterator[tuple[str, Row]]:
    every = case.program.follow_ups
    duties = {one.id for one in every if one.ask == DUTY and not one.reminds_of}
    for task in unfinished(case.visit):
        if task.kind == FOLLOW_UP and task.note in duties:
            yield task.id, DUE if task.is_due(case.now) else NOT_DUE


def _stands(clock: RunningClock) -> Row:
    if clock.urgency is Urgency.MET:
        return IN_TIME if clock.is_in_time else LATE
    if clock.urgency is Urgency.ENDED:
        return ENDED
    return OVER if clock.urgency is Urgency.OVER else RUNNING
