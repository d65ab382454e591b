"""The ledger's screen by keys and clicks: two people, bands by eye, and no way to a visit."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safestation.domain.disposal import (
    ContainerState,
    CustodyAct,
    ItemCategory,
)
from safestation.domain.facts import ItemsDealtWith
from safestation.ui.kit import Select
from safestation.ui.screens.disposal import DisposalScreen
from safestation.ui.screens.disposal_forms import LedgerSheet, custody_from
from safestation.ui.screens.disposal_parts import BinSheet, TurnedInSheet
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, open_visit

PACKAGE = {
    "package": "P-1", "seal": "448213", "gross_grams": "31", "officer": "Ofc. Bell",
    "badge": "2207", "agency": "County PD", "location": "Property room",
}  # fmt: skip
CLOCK_TIME = re.compile(r"\d\d:\d\d")

BURNED = {
    "supervisor": "second", "location": "County incinerator", "authority": "Lt. Price",
    "method": "Burned", "transport": "Unit 7", "seal_intact": "yes", "gross_grams": "31",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    at_hand = open_visit(tmp_path / "record", words)
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


def show(here: AtHand, qtbot: QtBot) -> DisposalScreen:
    screen = DisposalScreen(here.context.desk, here.context.words, here.context.tasks)
    qtbot.addWidget(screen)
    screen.resize(1278, 712)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.refresh()
    return screen


@pytest.fixture
def screen(here: AtHand, qtbot: QtBot) -> DisposalScreen:
    return show(here, qtbot)


def form(screen: DisposalScreen) -> LedgerSheet:
    assert isinstance(screen.sheet, LedgerSheet)
    return screen.sheet


def fill_in(qtbot: QtBot, sheet: LedgerSheet, values: dict[str, str]) -> None:
    for key, text in values.items():
        line = sheet.grid.widgets[key]
        if isinstance(line, Select):
            line.show_value(text)
            continue
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, text)


def click(qtbot: QtBot, widget: object) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def pick_first(qtbot: QtBot, sheet: LedgerSheet, key: str) -> None:
    select = sheet.grid.widgets[key]
    assert isinstance(select, Select)
    select.setFocus()
    qtbot.keyClick(select, Qt.Key.Key_Down)


def put_up(screen: DisposalScreen, qtbot: QtBot, label: str) -> None:
    click(qtbot, screen.new)
    sheet = form(screen)
    pick_first(qtbot, sheet, "kind")
    fill_in(qtbot, sheet, {"label": label, "place": "Bay door"})
    click(qtbot, sheet.write)


def take(screen: DisposalScreen, qtbot: QtBot, **changes: str) -> LedgerSheet:
    click(qtbot, screen.hand_over)
    sheet = form(screen)
    pick_first(qtbot, sheet, "category")
    fill_in(qtbot, sheet, PACKAGE | changes)
    click(qtbot, sheet.write)
    return sheet


def act(screen: DisposalScreen, qtbot: QtBot, kind: CustodyAct, **values: str) -> LedgerSheet:
    click(qtbot, screen.custody.acts[kind])
    sheet = form(screen)
    fill_in(qtbot, sheet, values)
    click(qtbot, sheet.write)
    return sheet


def test_a_container_lives_from_going_up_to_its_manifest(
    here: AtHand, screen: DisposalScreen, qtbot: QtBot
) -> None:
    ledger = here.context.desk.disposal
    put_up(screen, qtbot, "S-1")
    card = next(iter(screen.cards.values()))
    click(qtbot, card.fill.segments[2])
    assert card.chip.words == "Nearly full"
    assert "Close before moving" in card.note.words

    click(qtbot, card.close_button)
    fill_in(qtbot, form(screen), {"label": "S-2"})
    click(qtbot, form(screen).write)
    states = {c.label: c.state for c in ledger.containers()}
    assert states == {"S-2": ContainerState.OPEN, "S-1": ContainerState.CLOSED}

    closed = next(c for c in screen.cards.values() if c.container.label == "S-1")
    click(qtbot, closed.pick_button)
    fill_in(qtbot, form(screen), {"vendor": "Haulers", "manifest": "M-77"})
    click(qtbot, form(screen).write)

    assert [c.container.label for c in screen.cards.values()] == ["S-2"]
    assert "M-77" in screen.gone.words


def test_closing_without_the_next_number_closes_nothing(
    here: AtHand, screen: DisposalScreen, qtbot: QtBot
) -> None:
    put_up(screen, qtbot, "S-1")
    click(qtbot, next(iter(screen.cards.values())).close_button)

    click(qtbot, form(screen).write)

    assert "number" in form(screen).banner.what.words
    assert here.context.desk.disposal.containers()[0].state is ContainerState.OPEN


def test_a_package_goes_over_with_officer_and_witness(
    here: AtHand, screen: DisposalScreen, qtbot: QtBot
) -> None:
    take(screen, qtbot)

    assert screen.sheet is None
    custody = here.context.desk.disposal.packages()[0].custody
    assert custody.category is ItemCategory.SUSPECTED_DRUG
    assert screen.custody.table.cell(0, 3).text == "Ofc. Bell 2207, County PD"
    assert screen.custody.table.cell(0, 5).text == "Receipt not back yet"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"officer": "r. alvarez"}, "different people"),
        ({"badge": "4417"}, "different people"),
        ({"badge": " "}, "badge"),
        ({"location": " "}, "where it is"),
        ({"witness": " "}, "Two people"),
        ({"gross_grams": "a lot"}, "grams"),
        ({"gross_grams": "-3"}, "grams"),
        ({"seal": " "}, "seal"),
    ],
)
def test_what_is_missing_is_said_in_place_and_nothing_is_kept(
    here: AtHand, screen: DisposalScreen, qtbot: QtBot, changes: dict[str, str], why: str
) -> None:
    sheet = take(screen, qtbot, **changes)

    assert why in sheet.banner.what.words
    assert sheet.isVisible()
    assert here.context.desk.disposal.packages() == ()


def test_later_acts_need_two_different_people(screen: DisposalScreen, qtbot: QtBot) -> None:
    take(screen, qtbot)
    screen.custody.table.selectRow(0)

    sheet = act(screen, qtbot, CustodyAct.RECEIPT, by="K. Lund", second="k. lund", detail="R-1")
    assert "different people" in sheet.banner.what.words
    fill_in(qtbot, sheet, {"second": "M. Osei"})
    click(qtbot, sheet.write)

    assert screen.custody.table.cell(0, 5).text == "Receipt R-1"


def test_the_same_pair_cannot_see_two_destructions_running(
    screen: DisposalScreen, qtbot: QtBot
) -> None:
    take(screen, qtbot)
    take(screen, qtbot, seal="448214")
    screen.custody.table.selectRow(0)
    act(screen, qtbot, CustodyAct.DESTROYED, by="K. Lund", second="M. Osei", **BURNED)
    screen.custody.table.selectRow(1)

    sheet = act(screen, qtbot, CustodyAct.DESTROYED, by="M. Osei", second="K. Lund", **BURNED)

    assert "last destruction" in sheet.banner.what.words
    chips = [screen.custody.table.cell(row, 5).text for row in range(2)]
    assert chips == ["Destroyed 23 Nov, two witnesses", "Receipt not back yet"]


def test_turned_in_now_shows_what_to_wear_first_and_leads_on(
    screen: DisposalScreen, qtbot: QtBot
) -> None:
    screen.turned_in_now()
    asked = screen.sheet
    assert isinstance(asked, TurnedInSheet)
    QTest.keyClick(asked.into_bin, Qt.Key.Key_Return)
    assert isinstance(screen.sheet, BinSheet)
    click(qtbot, screen.sheet.done)

    screen.turned_in_now()
    asked = screen.sheet
    assert isinstance(asked, TurnedInSheet)
    click(qtbot, asked.to_police)

    assert isinstance(screen.sheet, LedgerSheet)


def test_weight_and_category_are_read_before_the_ledger_is_asked() -> None:
    blank = dict.fromkeys(("witness", "witness_badge", "property_number"), "")
    custody = custody_from({**blank, **PACKAGE, "category": "firearm"}, ("loaded",))

    assert custody.hazards == ("loaded",)
    assert custody.category is ItemCategory.FIREARM


def test_no_row_of_the_ledger_holds_a_visit_or_a_clock_time(
    here: AtHand, screen: DisposalScreen, qtbot: QtBot
) -> None:
    here.say(first_name="Marked-Toni", handle="Marked-jacket")
    put_up(screen, qtbot, "S-1")
    here.context.bridge.write(ItemsDealtWith())
    take(screen, qtbot)
    screen.custody.table.selectRow(0)
    act(screen, qtbot, CustodyAct.MOVED, by="K. Lund", second="M. Osei", location="Vault")
    visit = here.kept()

    rows = dump(here, "container", "custody", "custody_event")
    timed = dump(here, "visit", "answer", "entry", "trail")

    assert len(rows) == 3
    ours = {str(visit.id), visit.number, *(entry.id for entry in visit.entries)}
    for row in rows:
        told = json.dumps(row, default=str)
        assert not [one for one in ours if one in told]
        assert not CLOCK_TIME.search(told)
        assert "Marked" not in told
    ids = {str(row[0]) for row in rows}
    assert not [one for one in ids if one in json.dumps(timed, default=str)]


def dump(here: AtHand, *tables: str) -> list[tuple[object, ...]]:
    db = here.vault._db  # noqa: SLF001 - read as somebody with the key would
    assert db is not None
    return [
        row
        for table in tables
        for row in db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
    ]
