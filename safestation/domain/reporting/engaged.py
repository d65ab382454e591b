"""In care after 30 days: said by somebody there, or by the person, or not known.

Illinois asks for it (5 ILCS 820/25). Only what somebody heard on or after the 30th day
counts as being in care then; what was heard before says that care began, and no more.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from safestation.domain.facts import Confirmed, TaskAdded, TaskDone
from safestation.domain.milestones import reached_at
from safestation.domain.program import ENGAGEMENT
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.rows import of_person, row, title
from safestation.domain.tasks import DIED, REACHED

DAYS: Final = timedelta(days=30)
ENGAGED, COMPLETED = "engaged", "completed"
SAID_THERE = row("in_care_said_there", 0, 0)
SAID_BY_PERSON = row("in_care_said_by_them", 1, 1)
NOT_IN_CARE = row("not_in_care", 2, 2)
HAS_DIED = row("died", 3, 0)
BEGAN = row("care_began_only", 4, 3)
TOO_EARLY = row("thirty_not_over", 5, 4)
NOT_KNOWN = row("thirty_not_known", 6, 5)
PART = Part(
    "engaged", title("engaged"), Unit.PEOPLE,
    (SAID_THERE, SAID_BY_PERSON, NOT_IN_CARE, BEGAN, TOO_EARLY, NOT_KNOWN),
)  # fmt: skip
_CARE: Final = frozenset({ENGAGED, COMPLETED})
_IN_CARE: Final = frozenset({"in_treatment", COMPLETED})
_NOT_IN_CARE: Final = frozenset({"left", "came_back", "in_custody"})


def engaged_30_days(case: Case) -> Iterator[Mark]:
    """Count people who asked for help for themselves by whether they were in care then."""
    if not case.is_no and case.is_for_self:
        yield of_person(case, PART, _found(case))


def _found(case: Case) -> Row:
    heard = [one for one in _heard(case) if one is not None]
    if HAS_DIED in heard:
        return HAS_DIED
    if heard:
        return heard[-1]
    if case.now < _day_30(case):
        return TOO_EARLY
    began = reached_at(case.visit, ENGAGED) or reached_at(case.visit, COMPLETED)
    return BEGAN if began else NOT_KNOWN


def _heard(case: Case) -> Iterator[Row | None]:
    """Yield what was heard on or after the 30th day, in the order in which it was heard."""
    day = _day_30(case)
    for entry in sorted(case.visit.entries, key=lambda one: one.typed_at):
        fact = entry.fact
        if isinstance(fact, TaskDone) and fact.status == DIED:
            yield HAS_DIED
        if entry.typed_at < day:
            continue
        if isinstance(fact, Confirmed) and fact.what in _CARE:
            in_time = entry.happened_at <= day or fact.what == COMPLETED
            yield SAID_THERE if in_time else NOT_IN_CARE
        elif isinstance(fact, TaskDone):
            yield _by_task(case, fact)


def _by_task(case: Case, fact: TaskDone) -> Row | None:
    if fact.status in _NOT_IN_CARE:
        return NOT_IN_CARE
    if fact.engaged_on is not None:
        return SAID_THERE if fact.engaged_on <= _day_30(case).date() else NOT_IN_CARE
    if fact.status in _IN_CARE:
        is_told = fact.status == COMPLETED and reached_at(case.visit, COMPLETED)
        return SAID_THERE if is_told else SAID_BY_PERSON
    asked = fact.outcome == REACHED and _asks_engagement(case, fact.task)
    return NOT_IN_CARE if asked and not fact.status else None


def _asks_engagement(case: Case, task: str) -> bool:
    added = next((f for _, f in case.visit.all_of(TaskAdded) if f.task == task), None)
    one = case.program.follow_up(added.note) if added is not None else None
    return one is not None and one.ask == ENGAGEMENT


def _day_30(case: Case) -> datetime:
    return case.visit.arrived_at + DAYS
