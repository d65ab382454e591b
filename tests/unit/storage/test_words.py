"""Whoever came last is found first, by what is said now, here or gone."""

import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from safestation.domain.facts import Closed, Reopened
from safestation.domain.visit import Visit, VisitState
from safestation.services.ports import Changes
from safestation.storage.database import open_record
from safestation.storage.migrations import migrations
from safestation.storage.visits import Visits
from tests.unit.storage.test_visits import AT, entry, fresh, keep, said

EVERY_LETTER = [
    letter
    for first, last in ((0xAA, 0x250), (0x370, 0x530), (0x1E00, 0x2000))
    for letter in map(chr, range(first, last))
    if unicodedata.category(letter).startswith("L") and unicodedata.category(letter) != "Lm"
]


@pytest.fixture
def visits(tmp_path: Path) -> Visits:
    return Visits(open_record(tmp_path / "r.db", bytes(32), migrations, create=True), "12")


def named(visits: Visits, visit: Visit, name: str) -> Visit:
    return keep(visits, visit, Changes(MappingProxyType({"last_name": said(name)})))


def closed(visits: Visits, visit: Visit) -> Visit:
    gone = replace(visit, state=VisitState.CLOSED)
    return keep(visits, gone, Changes(entries=(entry(Closed("declined")),)))


def opened_again(visits: Visits, visit: Visit) -> Visit:
    back = replace(visit, state=VisitState.OPEN)
    return keep(visits, back, Changes(entries=(entry(Reopened("came back")),)))


def finds(visits: Visits, typed: str) -> bool:
    return bool(visits.find(typed, 5))


@pytest.mark.parametrize("gone", [(), (0, 1), (1, 3, 4), (0, 1, 2, 3, 4)])
def test_a_search_shows_the_newest_visits_first_and_no_more_than_asked(
    visits: Visits, gone: tuple[int, ...]
) -> None:
    came = []
    for turn in range(5):
        visit = visits.open_visit(fresh(), "staff-1")
        handle = said("Blue jacket", AT + timedelta(minutes=turn))
        visit = keep(visits, visit, Changes(MappingProxyType({"handle": handle})))
        came.append((closed(visits, visit) if turn in gone else visit).number)

    found = visits.find("blu jack", 3)

    assert [one.number for one in found] == came[:1:-1]
    assert {one.label for one in found} == {"“Blue jacket”"}


def test_a_visit_is_found_by_the_name_it_has_now_through_its_whole_life(visits: Visits) -> None:
    visit = named(visits, visits.open_visit(fresh(), "staff-1"), "Arbo")
    visit = named(visits, visit, "Arbor")
    assert finds(visits, "arbor")

    visit = closed(visits, visit)
    assert finds(visits, "arbor")

    visit = named(visits, opened_again(visits, visit), "Birch")
    assert finds(visits, "birch")
    assert not finds(visits, "arbor")

    visit = closed(visits, visit)
    assert finds(visits, "birch")
    assert not finds(visits, "arbor")

    visit = named(visits, visit, "Cedar")
    assert finds(visits, "cedar")
    assert not finds(visits, "birch")

    keep(visits, visit, Changes(taken_back=frozenset({"last_name"})))
    assert not finds(visits, "cedar")
    assert finds(visits, visit.number)


def test_each_letter_finds_a_closed_visit_as_it_finds_an_open_one(visits: Visits) -> None:
    name = " ".join(f"x{letter}" for letter in EVERY_LETTER)
    visit = named(visits, visits.open_visit(fresh(), "staff-1"), name)
    bare = [f"x{letter}" for letter in EVERY_LETTER]
    apart = [unicodedata.normalize("NFD", typed) for typed in bare]

    assert [typed for typed in (*bare, *apart) if not finds(visits, typed)] == []
    closed(visits, visit)
    assert [typed for typed in (*bare, *apart) if not finds(visits, typed)] == []


@pytest.mark.parametrize("is_gone", [False, True])
@pytest.mark.parametrize(
    ("name", "typed", "other"),
    [
        ("Muñoz", "munoz", "munoza"),
        ("Mun\N{COMBINING TILDE}oz", "MUÑ", "oz"),
        ("Nguyễn", "nguyen", "guyen"),
        ("O'Brien-Reyes", "brien reyes", "obrien"),
        ("Łukasz", "łuk", "luk"),
        ("Ωmega", "ωMEGA", "mega"),
        ("李小龍", "李小", "小龍"),
    ],
)
def test_a_name_is_found_without_its_marks_here_or_gone(
    visits: Visits, name: str, typed: str, other: str, *, is_gone: bool
) -> None:
    visit = named(visits, visits.open_visit(fresh(), "staff-1"), name)
    if is_gone:
        closed(visits, visit)

    assert finds(visits, typed)
    assert not finds(visits, other)


def test_an_unanswered_name_is_no_word_to_be_found_by(visits: Visits) -> None:
    visit = named(visits, visits.open_visit(fresh(), "staff-1"), "Arbor")
    keep(visits, visit, Changes(MappingProxyType({"age": said("Arbor")})))
    keep(visits, visit, Changes(taken_back=frozenset({"last_name"})))

    assert not finds(visits, "arbor")


def test_a_visit_is_found_by_another_name_they_have_used(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    keep(visits, visit, Changes(MappingProxyType({"alias": said("Rennie")})))

    assert finds(visits, "renn")
