"""Whoever looks for a person leaves a line that says so, and never whom they looked for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.catalog.dictionary import load_dictionary
from safestation.content import Content
from safestation.domain.errors import StoreUnavailable
from safestation.domain.station import Role, Staff
from safestation.services.desk import Desk
from safestation.services.trail_book import TrailRow
from safestation.services.vault import SetUp
from safestation.storage.audits import Audits
from tests.factories import WORDS, make_program, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    program = make_program()
    content = Content({program.id: program}, load_dictionary(), {}, WORDS, {})
    vault = LocalVault(
        tmp_path, content, MemoryPrinter(), training=True, clock=FakeClock(),
        ids=CountedIds(), kdf=CHEAP,
    )  # fmt: skip
    me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
    desk = vault.create(SetUp(make_station(), me, "seven blue herons at dawn"))
    session = desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()
    yield desk
    vault.release()


def searches(desk: Desk) -> list[TrailRow]:
    return [row for row in desk.trail.read() if row.act == "searched"]


def test_a_search_typed_letter_by_letter_is_one_line_without_its_words(desk: Desk) -> None:
    search = desk.counter.search()
    found = [search.find(text) for text in ("z", "ze", "zeb", "ze", "zebu")]

    assert all(len(one) == 1 for one in found)
    (line,) = searches(desk)
    assert (line.who, line.detail, line.visit) == ("R. Alvarez", "", "")


@pytest.mark.parametrize("then", [("q",), ("", "q"), ("z", "q"), ("z", "za"), ("", "a", "ze")])
def test_looking_for_somebody_else_is_another_search(desk: Desk, then: tuple[str, ...]) -> None:
    search = desk.counter.search()
    for text in ("z", "ze", "zeb", *then):
        search.find(text)

    assert len(searches(desk)) > 1


def test_a_box_that_was_only_opened_is_no_search(desk: Desk) -> None:
    desk.counter.search().find("")

    assert searches(desk) == []


def test_a_search_that_cannot_be_written_down_finds_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise StoreUnavailable

    search = desk.counter.search()
    with monkeypatch.context() as full:
        full.setattr(Audits, "note", refused)
        for text in ("z", "ze"):
            with pytest.raises(StoreUnavailable):
                search.find(text)

    assert len(search.find("zeb")) == 1
    assert len(searches(desk)) == 1
