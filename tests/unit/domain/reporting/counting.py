"""Cases for tests of the measures, and what was counted, as plain numbers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

from safestation.domain.answers import Answer, Value
from safestation.domain.facts import Closed, Fact
from safestation.domain.program import Program
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.tables import Table
from safestation.domain.reporting.tally import Tally
from safestation.domain.text import Text
from safestation.domain.visit import Entry, VisitId, VisitState
from tests.factories import ARRIVED, make_entry, make_program, make_visit

LATER = ARRIVED + timedelta(days=60)
CHOICES = MappingProxyType(
    {
        "disposition": {
            "declined": Text.of("Did not want"),
            "placed_same_visit": Text.of("In"),
        },
        "sex": {"female": Text.of("Female"), "male": Text.of("Male")},
        "preferred_level": {"residential": Text.of("Residential")},
    }
)


def make_case(  # noqa: PLR0913 - each is one thing that a case can differ in
    answers: Mapping[str, Value | Answer] | None = None,
    *facts: Fact | Entry,
    ended: str = "",
    name: str = "v1",
    person: str = "",
    is_known: bool = False,
    program: Program | None = None,
    now: datetime = LATER,
) -> Case:
    """Return a case; with `ended` its visit is closed in that way, else it goes on."""
    every = (*facts, make_entry(Closed(ended), entry_id="end")) if ended else facts
    state = VisitState.CLOSED if ended else VisitState.OPEN
    visit = replace(make_visit(answers, every), id=VisitId(name), state=state)
    return Case(visit, program or make_program(), person or name, now, CHOICES, is_known)


def tables(measure: str, *cases: Case) -> Mapping[str, Table]:
    """Return the tables of one measure over some cases, by id."""
    tally = Tally()
    for case in cases:
        tally.add(case)
    return {table.id: table for table in tally.measured()[measure].tables}


def counts(measure: str, part: str, *cases: Case) -> dict[str, int]:
    """Return the lines of one table that are not empty, by code."""
    table = tables(measure, *cases).get(part)
    return {} if table is None else {one.code: one.count for one in table.lines if one.count}
