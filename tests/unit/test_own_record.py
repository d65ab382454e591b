"""A person gets their own whole record: every visit, every word, and nobody else's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from safestation.domain.answers import Status
from safestation.domain.disclosure import Ground
from safestation.domain.errors import DisclosureRefused, NotAllowed, PrintFailed
from safestation.domain.facts import (
    FACTS,
    HoldPlaced,
    HoldReleased,
    JoinedWith,
    PartedFrom,
    PeopleMerged,
    PeopleUnmerged,
    Printed,
    PrintNotDone,
)
from safestation.domain.visit import VisitId
from safestation.forms.own_record import OwnRecord
from tests.factories import WORDS, make_sheet, make_visit
from tests.journeys.test_no_plain_text import MARK, Marks
from tests.unit.forms.samples import full_visit, packed, text_of, visit_saying
from tests.unit.test_the_vault_erases import Here

BARE = {HoldPlaced, HoldReleased, JoinedWith, PartedFrom, PeopleMerged, PeopleUnmerged}
SPOKEN = {"text", "note", "reason", "detail", "facility", "outcome", "agency", "nature"}


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Here]:
    station = Here(tmp_path)
    yield station
    station.vault.release()


def test_every_visit_of_the_person_is_printed_and_no_other(here: Here) -> None:
    many = here.desk.own_records.print_all(here.number_of(here.second), "photo_id")
    told = [text_of(pdf) for pdf, _, _ in here.printer.jobs]

    assert many == len(told) == 2
    assert all("Zebulon sat down" in page for page in told)
    assert not any("Quinlan" in page for page in told)


def test_it_is_written_down_as_access_with_how_the_person_is_known(here: Here) -> None:
    here.desk.own_records.print_all(here.number_of(here.first), "known_to_staff")
    given = [row for row in here.desk.trail.read() if row.act == "access_given"]
    visit = here.desk.counter.look(VisitId(here.first), "review")
    last = visit.last(Printed)

    assert {row.detail for row in given} == {"known_to_staff"}
    assert len(given) == 2
    assert last is not None
    assert (last[1].form, last[1].ground) == ("own_record", Ground.OWN_PAPER.value)


def test_nobody_gets_it_whom_nobody_checked(here: Here) -> None:
    for number, how in ((here.number_of(here.first), ""), ("12-1999-0001", "photo_id")):
        with pytest.raises(NotAllowed):
            here.desk.own_records.print_all(number, how)
    assert here.printer.jobs == []


def test_a_printer_that_refuses_is_written_down(here: Here) -> None:
    here.printer.broken = True

    with pytest.raises(PrintFailed):
        here.desk.own_records.print_all(here.number_of(here.first), "photo_id")
    assert here.desk.counter.look(VisitId(here.first), "review").has(PrintNotDone)


def test_a_join_that_was_taken_apart_tells_nothing_of_the_other_person(here: Here) -> None:
    fact = here.desk.persons.merge(VisitId(here.quiet), VisitId(here.first), "Same birthday")
    here.desk.persons.unmerge(VisitId(here.quiet), fact.merge, "It was not")
    here.desk.own_records.print_all(here.number_of(here.quiet), "photo_id")
    (job,) = here.printer.jobs

    assert "Quinlan" in text_of(job[0])
    assert "Zebulon" not in text_of(job[0])


@pytest.mark.parametrize("language", ["en", "es"])
def test_nothing_that_was_said_is_left_out(language: str) -> None:
    visit = visit_saying("MARKSAIDX")
    visit = visit.with_answers({"heard_about": visit.answers["first_name"]})
    sheet = make_sheet(visit=visit, ground=Ground.OWN_PAPER, language=language)
    told = packed(OwnRecord().render(sheet))

    answered = [a for a in visit.answers.values() if a.status is Status.ANSWERED]
    assert told.count("MARKSAIDX") >= len(answered)


def test_every_kind_of_fact_has_words_in_both_languages() -> None:
    words = WORDS["own_record"]

    for language in ("en", "es"):
        assert not [kind for kind in FACTS if not words.has(f"kind.{kind}", language)]


def test_what_people_wrote_in_any_fact_is_on_the_page() -> None:
    marks = Marks()
    facts = tuple(marks.dataclass(kind) for kind in FACTS.values() if kind not in BARE)
    sheet = make_sheet(visit=make_visit({}, facts), ground=Ground.OWN_PAPER)
    told = packed(OwnRecord().render(sheet))

    silent = [
        fact.KIND
        for fact in facts
        if any(isinstance(getattr(fact, f), str) and f in SPOKEN for f in fact.__slots__)
        and not any(
            getattr(fact, f).replace(" ", "") in told
            for f in fact.__slots__
            if f in SPOKEN and isinstance(getattr(fact, f), str)
        )
    ]
    assert told.count(MARK) > 50
    assert silent == []


@pytest.mark.parametrize("ground", [g for g in Ground if g is not Ground.OWN_PAPER])
def test_on_any_other_ground_it_is_not_made(ground: Ground) -> None:
    with pytest.raises(DisclosureRefused):
        OwnRecord().render(make_sheet(visit=full_visit(), ground=ground))
