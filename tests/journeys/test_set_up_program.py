"""Set-up: programs side by side, and what the chosen one leaves to the station."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.ui.screens.program_page import ProgramPage
from safestation.ui.screens.station_home import StationHome
from tests.journeys.fresh import FreshStation
from tests.journeys.walking import lines_of

pytestmark = pytest.mark.journey


@pytest.fixture
def fresh(tmp_path: Path, qtbot: QtBot, app: QApplication) -> FreshStation:
    del app
    return FreshStation(tmp_path / "station", qtbot)


def compare(fresh: FreshStation, text: str) -> None:
    fresh.hands.press("Compare programs")
    chooser = fresh.setup.chooser
    fresh.hands.wait_for(lambda: chooser.found is not None)
    assert chooser.found is not None
    QTest.keyClicks(chooser.found.line, text)
    QTest.keyClick(chooser.found.line, Qt.Key.Key_Return)


def take(fresh: FreshStation, program: str) -> None:
    button = fresh.setup.chooser.take_buttons[program]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)


def take_with_a_number(fresh: FreshStation, phone: str) -> None:
    """Fill in set-up, take a program, and say whom it calls."""
    fresh.fill()
    compare(fresh, "NY Hudson")
    take(fresh, "hope_not_handcuffs_hudson_valley")
    assert fresh.setup.own.form is not None
    fresh.setup.own.form.show_values({"partner.angel.phone": phone})


def test_a_program_is_found_by_its_state_compared_and_taken_by_keyboard(
    fresh: FreshStation,
) -> None:
    fresh.fill()
    compare(fresh, "NY Hudson")

    assert fresh.hands.sees("Who is called, and how fast")
    assert fresh.hands.sees("Angel on call: here in 30 minutes")
    take(fresh, "hope_not_handcuffs_hudson_valley")
    assert fresh.setup.program.value == "hope_not_handcuffs_hudson_valley"
    assert fresh.hands.sees("What your program leaves to you")


def test_what_was_said_at_set_up_is_the_stations_from_the_first_visit_on(
    fresh: FreshStation,
) -> None:
    take_with_a_number(fresh, "(410) 555-0142")
    fresh.finish()

    desk = fresh.shell.desk
    assert desk is not None
    assert desk.program.partners[0].phone == "410-555-0142"
    ((change, _),) = desk.program_book.history()
    assert (change.approved_by, change.path) == ("A. Coordinator", "partner.angel.phone")
    left = {line.shipped.path for line in desk.program_book.open_lines()}
    assert "partner.coordinator.phone" in left


def test_a_value_that_does_not_fit_is_told_before_anything_is_made(
    fresh: FreshStation,
) -> None:
    take_with_a_number(fresh, "the night line")
    fresh.hands.press("Create the encrypted record")

    assert fresh.hands.sees("One of the phone numbers cannot be dialed")
    assert not fresh.vault.exists()


def test_every_program_can_be_found(fresh: FreshStation) -> None:
    fresh.fill()
    compare(fresh, "MA")
    names = [fresh.setup.program.itemText(n) for n in range(fresh.setup.program.count())]

    assert len(names) == len(set(names)) > 15
    assert names == sorted(names, key=str.casefold)


def test_set_up_ends_where_the_card_is_printed_and_marks_what_nobody_set(
    fresh: FreshStation,
) -> None:
    fresh.fill()
    fresh.finish()
    fresh.hands.press("Print the program card")
    home = fresh.shell.screens["station"]
    assert isinstance(home, StationHome)
    page = home.pages["program"]
    assert isinstance(page, ProgramPage)

    assert fresh.printer.jobs[-1][1] == "program_card"
    assert any("To be set by the station" in line for line in lines_of(page.values))
    assert fresh.hands.sees("values are to be set by the station")
