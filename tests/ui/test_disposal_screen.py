"""The ledger's screen: levels by eye, packages with two people, refusals where they happen."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from safestation.domain.disposal import (
    Container,
    ContainerKind,
    ContainerState,
    CustodyAct,
    CustodyEvent,
    Destruction,
    Fill,
)
from safestation.domain.station import SiteType
from safestation.services.disposal import Disposal
from safestation.ui.screens.disposal import DisposalScreen
from safestation.ui.screens.disposal_forms import LedgerSheet
from safestation.ui.screens.disposal_parts import BinSheet, TurnedInSheet
from safestation.ui.screens.needle_stick import NeedleStickSheet
from safestation.ui.words import Words
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, open_visit, pick, seen
from tests.ui.test_items_page import PACKAGE
from tests.unit.services.test_disposal import make_custody


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    made = open_visit(tmp_path / "data", words)
    yield made
    assert made.context.bridge.flush()
    made.vault.release()


def ledger(here: AtHand) -> Disposal:
    return here.context.desk.disposal


def disposal(here: AtHand, qtbot: QtBot) -> DisposalScreen:
    screen = DisposalScreen(here.context.desk, here.context.words, here.context.tasks)
    qtbot.addWidget(screen)
    screen.refresh()
    screen.resize(1278, 712)
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


def put_up(here: AtHand, fill: Fill = Fill.EMPTY) -> Container:
    made = ledger(here).open_container(ContainerKind.SHARPS, "S-12-07", "Bay door")
    return ledger(here).set_fill(made, fill)


def click(button: QPushButton, qtbot: QtBot) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def form(screen: DisposalScreen) -> LedgerSheet:
    assert isinstance(screen.sheet, LedgerSheet)
    return screen.sheet


def fill_in(screen: DisposalScreen, values: Mapping[str, str], qtbot: QtBot) -> LedgerSheet:
    sheet = form(screen)
    sheet.grid.show_values(values)
    click(sheet.write, qtbot)
    return sheet


def test_an_empty_ledger_says_what_to_do(here: AtHand, qtbot: QtBot) -> None:
    screen = disposal(here, qtbot)

    assert "No container is up yet" in seen(screen)
    assert "never hand sanitizer" in seen(screen)


def test_a_container_is_put_up_and_shown(here: AtHand, qtbot: QtBot) -> None:
    screen = disposal(here, qtbot)

    click(screen.new, qtbot)
    fill_in(screen, {"kind": "sharps", "label": "S-12-07", "place": "Bay door"}, qtbot)

    (container,) = ledger(here).containers()
    assert container.label == "S-12-07"
    assert screen.sheet is None
    qtbot.waitUntil(lambda: "Sharps container S-12-07" in seen(screen))


def test_a_container_without_a_number_is_asked_for_in_place(here: AtHand, qtbot: QtBot) -> None:
    screen = disposal(here, qtbot)

    click(screen.new, qtbot)
    sheet = fill_in(screen, {"kind": "sharps"}, qtbot)

    assert sheet.isVisible()
    assert "Write the number on the container." in seen(sheet)


@pytest.mark.parametrize(
    ("site", "offered"),
    [(SiteType.FIRE, False), (SiteType.POLICE, True), (SiteType.OFFICE, False)],
)
def test_only_police_are_offered_a_take_back_liner(
    tmp_path: Path, words: Words, qtbot: QtBot, site: SiteType, *, offered: bool
) -> None:
    here = open_visit(tmp_path / "data", words, station={"site_type": site})
    screen = disposal(here, qtbot)
    click(screen.new, qtbot)
    kind = form(screen).grid.widgets["kind"]

    kind.show_value("receptacle")  # type: ignore[union-attr]  # kind is a list of choices

    assert form(screen).grid.values()["kind"] == ("receptacle" if offered else "")
    here.vault.release()


def test_the_level_rises_by_one_click_and_says_to_close(here: AtHand, qtbot: QtBot) -> None:
    container = put_up(here)
    screen = disposal(here, qtbot)

    pick(screen.cards[container.id], "three_quarters", qtbot)

    assert ledger(here).containers()[0].fill is Fill.THREE_QUARTERS
    assert "Close before moving" in seen(screen)
    assert screen.cards[container.id].chip.words == "Nearly full"


def test_a_level_that_would_fall_is_refused_in_words(here: AtHand, qtbot: QtBot) -> None:
    container = put_up(here, Fill.THREE_QUARTERS)
    screen = disposal(here, qtbot)

    pick(screen.cards[container.id], "half", qtbot)

    assert "does not get emptier" in seen(screen)
    assert screen.cards[container.id].fill.value == "three_quarters"
    assert ledger(here).containers()[0].fill is Fill.THREE_QUARTERS


def test_closing_asks_who_and_puts_up_the_next(here: AtHand, qtbot: QtBot) -> None:
    container = put_up(here, Fill.FULL)
    screen = disposal(here, qtbot)

    click(screen.cards[container.id].close_button, qtbot)
    refused = fill_in(screen, {"by": "", "label": "S-12-08"}, qtbot)
    assert "Write who closed it." in seen(refused)
    fill_in(screen, {"by": "K. Lund", "label": "S-12-08"}, qtbot)

    states = {c.label: (c.state, c.closed_by, c.place) for c in ledger(here).containers()}
    assert states == {
        "S-12-07": (ContainerState.CLOSED, "K. Lund", "Bay door"),
        "S-12-08": (ContainerState.OPEN, "", "Bay door"),
    }


def test_a_closed_container_leaves_with_its_manifest(here: AtHand, qtbot: QtBot) -> None:
    container = put_up(here)
    screen = disposal(here, qtbot)
    assert screen.cards[container.id].pick_button.isHidden()
    ledger(here).close(container, "K. Lund")
    screen.refresh()

    click(screen.cards[container.id].pick_button, qtbot)
    refused = fill_in(screen, {"vendor": "Bay Waste"}, qtbot)
    assert "Write the company and the manifest number." in seen(refused)
    fill_in(screen, {"manifest": "M-100"}, qtbot)

    assert ledger(here).containers()[0].manifest == "M-100"
    assert screen.cards == {}
    assert "manifest M-100" in seen(screen)


def test_turned_in_now_shows_what_to_wear_and_then_where_it_goes(
    here: AtHand, qtbot: QtBot
) -> None:
    screen = disposal(here, qtbot)

    click(screen.turned_in, qtbot)
    assert isinstance(screen.sheet, TurnedInSheet)
    assert "Before you touch anything" in seen(screen.sheet)
    click(screen.sheet.to_police, qtbot)

    assert "Hand over to police" in form(screen).accessibleName()


def test_after_a_drop_the_levels_are_looked_at(here: AtHand, qtbot: QtBot) -> None:
    put_up(here)
    screen = disposal(here, qtbot)

    screen.drop_in()
    assert isinstance(screen.sheet, BinSheet)
    pick(screen.sheet.cards[0], "half", qtbot)

    assert ledger(here).containers()[0].fill is Fill.HALF


def test_escape_closes_the_sheet_and_nothing_is_written(here: AtHand, qtbot: QtBot) -> None:
    screen = disposal(here, qtbot)
    click(screen.hand_over, qtbot)
    sheet = form(screen)
    sheet.grid.show_values(PACKAGE)

    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert screen.sheet is None
    assert ledger(here).packages() == ()


def test_a_package_is_shown_with_day_shift_and_both_people(here: AtHand, qtbot: QtBot) -> None:
    screen = disposal(here, qtbot)

    click(screen.hand_over, qtbot)
    fill_in(screen, PACKAGE | {"property_number": "26-11840"}, qtbot)

    table = screen.custody.table
    row = " | ".join(table.cell(0, column).text for column in range(6))
    assert "night" in row
    assert "448213" in row
    assert "Ofc. Bell 2207, County PD | M. Osei 4402 | Police property 26-11840" in row
    assert "03:41" not in row


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"category": ""}, "Pick what it is."),
        ({"seal": ""}, "Write the seal number"),
        ({"gross_grams": "a lot"}, "gross weight in grams"),
        ({"gross_grams": "-3"}, "gross weight in grams"),
        ({"witness": ""}, "Two people are needed"),
        ({"witness": "Ofc. Bell"}, "two different people"),
        ({"badge": ""}, "write the officer's badge"),
        ({"location": ""}, "Write where it is now."),
    ],
)
def test_a_hand_over_that_is_not_whole_says_what_is_missing(
    here: AtHand, qtbot: QtBot, wrong: dict[str, str], said: str
) -> None:
    screen = disposal(here, qtbot)

    click(screen.hand_over, qtbot)
    sheet = fill_in(screen, PACKAGE | wrong, qtbot)

    assert said in seen(sheet)
    assert ledger(here).packages() == ()


def test_a_destruction_needs_a_second_person(here: AtHand, qtbot: QtBot) -> None:
    screen = disposal(here, qtbot)
    click(screen.hand_over, qtbot)
    fill_in(screen, PACKAGE, qtbot)
    screen.custody.table.select(ledger(here).packages()[0].custody.id)

    click(screen.custody.acts[CustodyAct.DESTROYED], qtbot)
    alone = fill_in(screen, {"by": "K. Lund", "second": "k. lund"}, qtbot)
    assert "two different people" in seen(alone)
    bare = fill_in(screen, {"second": "M. Osei", "location": "County incinerator"}, qtbot)
    assert "who ordered it" in seen(bare)
    ordered = {"authority": "Lt. Price", "method": "Burned", "supervisor": "by"}
    broken = fill_in(screen, {**ordered, "seal_intact": "no"}, qtbot)
    assert "the seal must be whole" in seen(broken)
    weight = PACKAGE["gross_grams"]
    fill_in(screen, {"seal_intact": "yes", "gross_grams": weight}, qtbot)

    (package,) = ledger(here).packages()
    assert package.where is not None
    assert (package.where.act, package.where.second) == (CustodyAct.DESTROYED, "M. Osei")
    assert "Destroyed" in screen.custody.table.cell(0, 5).text


@pytest.mark.parametrize("reason", [
    "two_staff", "two_different_staff", "fire_needs_badge", "location_needed", "same_pair",
    "police_only", "label_needed", "not_open", "fill_falls", "who_closed", "close_first",
    "manifest_needed",
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "es"])
def test_every_refusal_of_the_ledger_has_its_sentence(
    words: Words, reason: str, language: str
) -> None:
    words.switch_to(language)

    assert words(f"disposal.{reason}").endswith(".")


def test_the_log_and_the_record_are_printed_and_refusals_stay_on_the_page(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    printer = MemoryPrinter()
    here = open_visit(tmp_path / "papers", words, printer=printer)
    screen = disposal(here, qtbot)
    click(screen.print_log, qtbot)
    assert "there is no log to print" in seen(screen)

    put_up(here)
    click(screen.print_log, qtbot)
    assert "Sent to the printer" in seen(screen)

    kept = ledger(here).take_over(make_custody())
    screen.refresh()
    screen.custody.table.select(kept.id)
    assert not screen.custody.record.isEnabled()
    told = Destruction("Lt. Price", "Burned", "", "K. Lund", seal_intact=True, gross_grams="31")
    event = CustodyEvent(
        "", kept.id, CustodyAct.DESTROYED, date.min, "R. Alvarez", "K. Lund", "Incinerator",
        destruction=told,
    )  # fmt: skip
    ledger(here).act(event)
    screen.refresh()
    screen.custody.table.select(kept.id)
    click(screen.custody.record, qtbot)
    assert [title for _, title, _ in printer.jobs] == ["container_log", "destruction_record"]


def test_after_a_needle_stick_the_steps_are_read_before_any_printer_answers(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    printer = MemoryPrinter()
    printer.broken = True
    screen = disposal(open_visit(tmp_path / "stick", words, printer=printer), qtbot)
    click(screen.stick, qtbot)
    assert isinstance(screen.sheet, NeedleStickSheet)
    assert "1. Wash with soap and water now" in seen(screen.sheet)
    assert "4. Go to a medical evaluation right away" in seen(screen.sheet)

    click(screen.sheet.print, qtbot)
    assert printer.jobs == []
    assert screen.banner.isVisible()
    printer.broken = False
    click(screen.stick, qtbot)
    click(screen.sheet.print, qtbot)
    assert [title for _, title, _ in printer.jobs] == ["needle_stick"]
