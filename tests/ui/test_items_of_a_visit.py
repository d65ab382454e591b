"""Turned-in items: the visit keeps that they were dealt with, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safestation.domain.disposal import ContainerKind, Fill, ItemCategory
from safestation.domain.facts import ItemsDealtWith
from safestation.ui.kit import Select
from safestation.ui.screens.disposal_forms import LedgerSheet
from safestation.ui.screens.disposal_parts import BinSheet
from safestation.ui.steps.items import ItemsPage
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, make_step, open_visit

PACKAGE = {
    "package": "P-1", "seal": "448213", "gross_grams": "31", "officer": "Ofc. Bell",
    "badge": "2207", "agency": "County PD", "location": "Property room",
}  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    at_hand = open_visit(tmp_path / "record", words)
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> ItemsPage:
    shown = ItemsPage(here.context, make_step("items"))
    here.show(shown, qtbot)
    return shown


def fill_in(qtbot: QtBot, sheet: LedgerSheet, values: dict[str, str]) -> None:
    for key, text in values.items():
        line = sheet.grid.widgets[key]
        assert isinstance(line, QLineEdit)
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, text)


def test_dealt_with_is_all_the_visit_learns(
    here: AtHand, page: ItemsPage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.dealt_with, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.dealt_with, Qt.MouseButton.LeftButton)

    kept = here.kept()
    assert [fact for _, fact in kept.all_of(ItemsDealtWith)] == [ItemsDealtWith()]
    assert kept.answers == {}
    assert page.chip.words == "Items dealt with"


def test_the_bin_rises_by_eye_and_the_visit_stays_as_it_was(
    here: AtHand, page: ItemsPage, qtbot: QtBot
) -> None:
    ledger = here.context.desk.disposal
    ledger.open_container(ContainerKind.SHARPS, "S-1", "Bay door")
    before = here.kept()

    qtbot.mouseClick(page.into_bin, Qt.MouseButton.LeftButton)
    sheet = page.sheet
    assert isinstance(sheet, BinSheet)
    qtbot.mouseClick(sheet.cards[0].fill.segments[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(sheet.done, Qt.MouseButton.LeftButton)

    assert ledger.containers()[0].fill is Fill.HALF
    assert here.kept() == before
    assert page.sheet is None


def test_police_take_the_items_and_the_visit_stays_as_it_was(
    here: AtHand, page: ItemsPage, qtbot: QtBot
) -> None:
    before = here.kept()
    qtbot.mouseClick(page.to_police, Qt.MouseButton.LeftButton)
    sheet = page.sheet
    assert isinstance(sheet, LedgerSheet)
    kind = sheet.grid.widgets["category"]
    assert isinstance(kind, Select)
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    fill_in(qtbot, sheet, PACKAGE)

    qtbot.mouseClick(sheet.write, Qt.MouseButton.LeftButton)

    taken = here.context.desk.disposal.packages()[0].custody
    assert taken.category is ItemCategory.SUSPECTED_DRUG
    assert (taken.officer, taken.witness) == ("Ofc. Bell", "R. Alvarez")
    assert here.kept() == before
