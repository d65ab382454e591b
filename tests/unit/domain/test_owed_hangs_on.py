"""What is owed is asked again only when an answer changed on which it hangs: this is proof
that there is no other, for every program that ships and every way in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from safestation.catalog.programs import load_programs
from safestation.domain.answers import Answer
from safestation.domain.facts import (
    AgreementMade,
    Arrived,
    Closed,
    Confirmed,
    ContactTried,
    Entered,
    Fact,
    TaskAdded,
)
from safestation.domain.letting_go import let_go
from safestation.domain.milestones import MILESTONES
from safestation.domain.owed import DECIDING, owed
from safestation.domain.program import Entry as WayIn
from safestation.domain.program import Program
from safestation.domain.tasks import FOLLOW_UP
from safestation.domain.visit import Visit
from tests.factories import ARRIVED, NOW, make_entry, make_visit

GIVEN = {"overdose_at": "2026-03-01T10:00", "duty_hours": "20", "duty_due_on": "2026-09-01"}
PROGRAMS = load_programs()


class Watched(Mapping[str, Answer]):
    """Answers that remember which of them somebody asked for."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = answers
        self.asked: set[str] = set()

    def __getitem__(self, question: str) -> Answer:
        self.asked.add(question)
        return self._answers[question]

    def __contains__(self, question: object) -> bool:
        self.asked.add(str(question))
        return question in self._answers

    def __iter__(self) -> Iterator[str]:
        self.asked.add("every answer at once")
        return iter(self._answers)

    def __len__(self) -> int:
        return len(self._answers)


@pytest.mark.parametrize("program_id", sorted(PROGRAMS))
def test_what_is_owed_hangs_on_no_answer_that_is_not_named(program_id: str) -> None:
    asked = _asked(PROGRAMS[program_id])

    assert asked <= DECIDING
    assert asked or not PROGRAMS[program_id].follow_ups


def test_nor_does_a_program_that_counts_from_any_other_milestone() -> None:
    program = PROGRAMS["plymouth_county_outreach"]
    model = program.follow_ups[0]
    every = tuple(replace(model, id=start, start=start) for start in MILESTONES)

    assert _asked(replace(program, follow_ups=every)) <= DECIDING


def _asked(program: Program) -> set[str]:
    """Return every question that was looked at to say what the program owes."""
    asked = set[str]()
    for way, said, closed in product(program.entries, ("yes", "no", ""), (True, False)):
        visit = _visit(program, way, said, closed=closed)
        answers = Watched(visit.answers)
        watched = replace(visit, answers=answers)
        owed(program, watched, NOW), let_go(program, watched)
        asked |= answers.asked
    return asked


def _visit(program: Program, way: WayIn, said: str, *, closed: bool) -> Visit:
    facts: list[Fact] = [
        Entered(way.id, way.kind),
        AgreementMade("1", "agreed"),
        ContactTried("reached", "visit", "R. Alvarez", reached=True),
        Confirmed("assessed", "Dr. Sample"),
        *(TaskAdded(f.id, FOLLOW_UP, NOW, "", f.id, ARRIVED) for f in program.follow_ups[:1]),
    ]
    if closed:
        facts += [Arrived("Dr. Sample"), Closed("placed_same_visit")]
    entries = tuple(
        make_entry(fact, at=ARRIVED + timedelta(hours=n), entry_id=f"e{n}")
        for n, fact in enumerate(facts)
    )
    answers = {name: GIVEN.get(name, said) for name in DECIDING if said}
    return replace(make_visit(answers), entries=entries)
