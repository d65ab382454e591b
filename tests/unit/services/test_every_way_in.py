"""Every way in of every program that ships opens with its minimum and leads to an end."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.programs import load_programs
from safestation.domain.entries import is_out, referred_at, way_of
from safestation.domain.errors import NotAllowed
from safestation.domain.milestones import Urgency, clocks
from safestation.domain.opening import AGREES, Given, is_asked_for, plain_way
from safestation.domain.outreach import is_sought, next_try
from safestation.domain.program import Entry, Program
from safestation.domain.questions import Kind, Question
from safestation.domain.visit import Visit
from tests.eastport import Eastport, eastport

PROGRAMS = load_programs()
QUESTIONS = {q.id: q for section in load_dictionary().values() for q in section.questions}
SAID = {
    Kind.DATETIME: "2026-11-23 03:30", Kind.DATE: "2026-11-20", Kind.NUMBER: "1",
    Kind.YES_NO: "yes", Kind.TEXT: "Eastport", Kind.LONG_TEXT: "Eastport",
    Kind.PHONE: "410-555-0133",
}  # fmt: skip


def said(question: Question) -> str:
    return question.choices[0].value if question.choices else SAID[question.kind]


def minimum(entry: Entry) -> Mapping[str, Given]:
    given: dict[str, Given] = {one: said(QUESTIONS[one]) for one in entry.needed}
    return {**given, AGREES: "yes"} if entry.needs_agreement else given


def opened(here: Eastport, entry: Entry) -> Visit:
    plain = plain_way(here.desk.program) is not None
    return here.desk.counter.start(
        entry="" if plain else entry.id, answers=minimum(entry)
    ).visit


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_every_way_in_opens_with_its_minimum_and_leads_to_an_end(
    program: Program, tmp_path: Path
) -> None:
    site = min(program.hosts)
    here = eastport(tmp_path, program=program, site=site)
    for entry in program.entries:
        visit = opened(here, entry)
        path = here.desk.program.path(visit, site)

        assert here.desk.program.entry_of(visit).id == entry.id
        assert way_of(visit).value == entry.kind
        assert path[-1].page == "close"
        assert (next_try(visit) is not None) is is_sought(visit, program, site)
        assert (referred_at(visit) is None) is (entry.kind == "walk_in")
        running = clocks(visit, here.desk.program, here.clock.now())
        assert all(clock.urgency is not Urgency.OVER for clock in running), entry.id
        if is_asked_for(entry) and entry.needed:
            with pytest.raises(NotAllowed):
                here.desk.counter.start(entry=entry.id)
        if entry.needs_agreement:
            here.desk.counter.note_no(entry.id)
    board = here.desk.counter.board()
    asked = [entry for entry in program.entries if entry.needs_agreement]
    assert len(board.cards) == len(program.entries)
    assert [row.disposition for row in board.last_day] == ["said_no_to_referral"] * len(asked)
    assert {card.is_out for card in board.cards} == {
        is_out(here.desk.counter.look(card.visit, "review")) for card in board.cards
    }
