"""The items step: what the program says, where it goes, and nothing of it in the visit."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safestation.domain.facts import ItemsDealtWith, ReviewDecided
from safestation.domain.program import Outcome, Rule
from safestation.domain.station import SiteType
from safestation.domain.text import Text
from safestation.ui.kit import CardButton
from safestation.ui.screens.disposal_forms import LedgerSheet
from safestation.ui.screens.disposal_parts import BinSheet
from safestation.ui.steps.items import ItemsPage
from safestation.ui.words import Words
from tests.factories import make_program, strict
from tests.ui.at_hand import AtHand, make_step, open_visit, seen

PACKAGE = {
    "category": "suspected_controlled_substance",
    "package": "B-17",
    "seal": "448213",
    "gross_grams": "31",
    "officer": "Ofc. Bell",
    "badge": "2207",
    "agency": "County PD",
    "witness": "M. Osei",
    "witness_badge": "4402",
    "location": "County PD property room",
}


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    made = open_visit(tmp_path / "data", words)
    yield made
    assert made.context.bridge.flush()
    made.vault.release()


def items(here: AtHand, qtbot: QtBot) -> ItemsPage:
    page = ItemsPage(here.context, make_step("items"))
    here.show(page, qtbot)
    return page


def click(tile: CardButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def test_the_page_says_what_this_program_does_at_this_kind_of_station(
    here: AtHand, qtbot: QtBot
) -> None:
    page = items(here, qtbot)

    assert "Into the red container." in seen(page)
    assert "Police come for it." in seen(page)
    assert "never hand sanitizer" in seen(page)


def test_a_program_without_a_rule_for_the_station_says_so(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here = open_visit(tmp_path / "data", words, program=make_program(items={}))

    page = items(here, qtbot)

    assert words("items.no_policy") in seen(page)
    here.vault.release()


def test_where_every_rule_comes_first_nothing_is_taken_until_each_is_met(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    ways = (
        Outcome(frozenset({"clear", "not_run"}), "proceed"),
        Outcome(
            frozenset({"hit_review"}),
            "review",
            "warrant_review",
            Text.of("Sgt."),
            Text.of("A card."),
        ),
    )
    rule = Rule("w", Text.of("No warrant"), "warrant_check", ways, "x")
    here = open_visit(tmp_path / "data", words, program=strict(make_program(rules=(rule,))))
    page = items(here, qtbot)
    for said in ("", "not_run", "hit_review"):
        here.say(warrant_check=said)
        assert page.back.isVisible(), said
        assert not page.into_bin.isVisible()
        assert not page.to_police.isVisible()
        assert page.dealt_with.isEnabled()  # the step is no dead end
    page.go_to_field("")
    assert page.dealt_with.hasFocus()

    here.context.bridge.write(ReviewDecided("D. Chen", "approved", "", "w"))
    assert not page.back.isVisible()
    here.say(warrant_check="clear")
    assert not page.back.isVisible()
    assert page.into_bin.isVisible()
    assert here.context.bridge.flush()
    here.vault.release()


def test_the_visit_keeps_only_that_items_were_dealt_with(here: AtHand, qtbot: QtBot) -> None:
    page = items(here, qtbot)
    before = here.visit

    click(page.dealt_with, qtbot)
    click(page.dealt_with, qtbot)

    kept = here.kept()
    assert [fact for _, fact in kept.all_of(ItemsDealtWith)] == [ItemsDealtWith()]
    assert len(kept.entries) == len(before.entries) + 1
    assert kept.answers == before.answers
    assert page.chip.words == here.context.words("items.state_done")


def test_a_package_handed_over_from_the_visit_leaves_no_word_in_it(
    here: AtHand, qtbot: QtBot
) -> None:
    page = items(here, qtbot)
    click(page.to_police, qtbot)
    sheet = page.sheet
    assert isinstance(sheet, LedgerSheet)
    sheet.grid.show_values(PACKAGE)
    before = here.visit

    sheet.take()

    (package,) = here.context.desk.disposal.packages()
    assert package.custody.seal == "448213"
    assert here.kept().entries == before.entries
    assert here.visit.id not in repr(package)
    assert page.sheet is None


def test_no_field_of_the_hand_over_is_about_the_person(here: AtHand, qtbot: QtBot) -> None:
    here.say(first_name="Marked")
    page = items(here, qtbot)

    click(page.to_police, qtbot)

    assert page.sheet is not None
    typed = {line.text() for line in page.sheet.findChildren(QLineEdit)}
    assert typed - {""} == {"R. Alvarez", "4417"}


def test_dropping_in_the_bin_shows_the_open_containers(here: AtHand, qtbot: QtBot) -> None:
    page = items(here, qtbot)

    click(page.into_bin, qtbot)

    assert isinstance(page.sheet, BinSheet)
    assert "No open container" in seen(page.sheet)
    assert not here.visit.has(ItemsDealtWith)


def test_what_to_wear_is_read_first(here: AtHand, qtbot: QtBot) -> None:
    page = items(here, qtbot)

    page.go_to_field("")

    assert page.safety.hasFocus()
    assert page.safety.accessibleName().startswith("Before you touch anything Nitrile gloves.")


@pytest.mark.parametrize(
    ("site", "says"), [(SiteType.FIRE, "Hand over to police"), (SiteType.POLICE, "Taken into")]
)
def test_a_police_station_hands_nothing_over_to_the_police(
    tmp_path: Path, words: Words, qtbot: QtBot, site: SiteType, says: str
) -> None:
    at = open_visit(tmp_path / "other", words, station={"site_type": site})
    page = items(at, qtbot)

    assert page.to_police.accessibleName().startswith(says)
    at.kept()
    at.vault.release()
