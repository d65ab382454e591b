"""Tries to reach people, whom they reached, and families."""

from collections.abc import Iterator

from safestation.domain.attempts import WAYS
from safestation.domain.entries import Way, has_been_reached, way_of
from safestation.domain.facts import ContactTried
from safestation.domain.family import AGREED, is_fatal
from safestation.domain.reporting.cases import ATTEMPTS, Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.rows import (
    OPEN,
    chosen,
    mark,
    row,
    said,
    so_far,
    title,
)
from safestation.domain.reporting.times import until_reached

TRIES = Part("tries", title("tries"), Unit.TRIES)
BY_WAY = Part("tries_by_way", title("tries_by_way"), Unit.TRIES)
REACHED, NOT_REACHED = row("reached"), row("not_reached", 1)
SOUGHT = Part("sought", title("sought"), rows=(REACHED, NOT_REACHED, OPEN))
UNTIL = Part("until_reached", title("until_reached"))
FAMILY = Part("family_agreed", title("family_agreed"))
CAME_FOR = Part("came_for", title("came_for"))


def attempts(case: Case) -> Iterator[Mark]:
    """Count each try by what came of it and by its way, those for follow-ups as well."""
    for entry, fact in case.visit.all_of(ContactTried):
        yield Mark(TRIES, (chosen(case, ATTEMPTS, fact.attempt),), entry.id)
        order = WAYS.index(fact.way) if fact.way in WAYS else len(WAYS)
        yield Mark(BY_WAY, (Row(fact.way, f"outreach.way_{fact.way}", order),), entry.id)


def reached(case: Case) -> Iterator[Mark]:
    """Count who was sought by whether they were spoken with, and how long after the report."""
    sought = way_of(case.visit) is Way.OUTREACH or case.visit.has(ContactTried)
    if case.is_no or not sought:
        return
    found = has_been_reached(case.visit)
    yield mark(case, SOUGHT, so_far(case, happened=found, yes=REACHED, no=NOT_REACHED))
    after = until_reached(case, UNTIL)
    if after is not None:
        yield after


def family_contacts(case: Case) -> Iterator[Mark]:
    """Count families offered help after a death, and those who came for somebody else."""
    if case.is_no:
        return
    if is_fatal(case.visit) or AGREED in case.visit.answers:
        yield mark(case, FAMILY, *said(case, AGREED))
    if case.visit.value("visitor_type") == "concerned_person":
        yield mark(case, CAME_FOR, *said(case, "relationship"))
