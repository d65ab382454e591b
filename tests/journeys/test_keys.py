"""Keys at the window: set-up proven on paper, a forgotten passphrase, the page on keys."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.domain.errors import StationError, WrongPassphrase, WrongSheet
from safestation.domain.station import Role
from safestation.ui.screens.key_sheets import (
    BindSheet,
    ChangeKeySheet,
    NewSheetSheet,
    OwnPassphraseSheet,
    ResetSheet,
)
from safestation.ui.screens.keys_page import KeysPage
from safestation.ui.screens.must_change import MustChangeScreen
from safestation.ui.screens.recover import RecoverScreen
from tests.journeys.fresh import GOOD, FreshStation, code_on
from tests.journeys.walking import station_page

OTHER, THIRD = "crumbs under the old piano", "fog over nine red barns"


@pytest.fixture
def fresh(tmp_path: Path, qtbot: QtBot, app: QApplication) -> Iterator[FreshStation]:
    del app
    here = FreshStation(tmp_path / "station", qtbot)
    yield here
    here.shell.close()
    here.vault.release()


@pytest.fixture
def station(fresh: FreshStation) -> FreshStation:
    """A station that has just been set up, its coordinator signed in."""
    fresh.fill()
    fresh.finish()
    return fresh


def keys_page(here: FreshStation) -> KeysPage:
    return station_page(here.shell, "keys", KeysPage)


def sign_in(here: FreshStation, passphrase: str) -> None:
    here.shell.signin.passphrase.line.setText(passphrase)
    here.hands.press("Open")


def choose(here: FreshStation, name: str) -> None:
    """Click a name on the locked screen, once it stands there."""
    tiles = here.shell.signin.tiles.tiles
    here.hands.wait_for(lambda: all(tile.height() > 0 for tile in tiles.values()))
    here.hands.press(name)


def opens_with(here: FreshStation, passphrase: str) -> bool:
    try:
        here.vault.prove("", passphrase)
    except WrongPassphrase:
        return False
    return True


def is_in(here: FreshStation) -> bool:
    return here.shell.desk is not None


def is_asked(here: FreshStation) -> bool:
    return here.shell.asking is not None


# Set-up ---------------------------------------------------------------------------------


def test_set_up_waits_for_a_sheet_to_come_back_from_paper(fresh: FreshStation) -> None:
    fresh.fill()
    fresh.hands.press("Create the encrypted record")
    fresh.hands.wait_for(lambda: fresh.setup.sheets is not None)
    assert fresh.setup.sheets is not None
    proof = fresh.setup.sheets.proof

    assert not proof.check.isEnabled()
    fresh.hands.press("Print sheet 1")
    assert not proof.check.isEnabled()
    fresh.hands.press("Print sheet 2")
    assert proof.check.isEnabled()
    assert not fresh.vault.exists()
    fresh.type_back(fresh.codes()[1].lower().replace("-", " "))
    fresh.hands.wait_for(lambda: fresh.shell.desk is not None)
    assert fresh.vault.exists()


def test_a_slip_is_told_at_its_group_while_it_is_typed(fresh: FreshStation) -> None:
    fresh.fill()
    fresh.hands.press("Create the encrypted record")
    fresh.hands.wait_for(lambda: fresh.setup.sheets is not None)
    fresh.hands.press("Print sheet 1")
    fresh.hands.press("Print sheet 2")
    assert fresh.setup.sheets is not None
    entry = fresh.setup.sheets.proof.code
    code = fresh.codes()[0]
    wrong = code[:7] + ("Z" if code[7] != "Z" else "Y") + code[8:]

    QTest.keyClicks(entry.line, code[:5])
    assert fresh.hands.sees("1 of 7 groups are right")
    entry.clear()
    QTest.keyClicks(entry.line, wrong)
    assert fresh.hands.sees("Not as printed: group 2")
    QTest.keyClick(entry.line, Qt.Key.Key_Return)
    fresh.hands.wait_for(fresh.setup.sheets.proof.banner.isVisible)
    assert not fresh.vault.exists()


def test_a_printer_that_fails_is_told_and_the_sheet_is_printed_again(
    fresh: FreshStation,
) -> None:
    fresh.fill()
    fresh.hands.press("Create the encrypted record")
    fresh.hands.wait_for(lambda: fresh.setup.sheets is not None)
    fresh.printer.broken = True
    fresh.hands.press("Print sheet 1")

    assert fresh.hands.sees("The printer did not take the pages")
    assert fresh.hands.sees("Sheet 1 is not printed yet")
    fresh.printer.broken = False
    fresh.hands.press("Print sheet 1")
    assert fresh.hands.sees("Sheet 1 was sent to the printer")
    fresh.hands.press("Print sheet 1 again")
    assert fresh.codes()[0] == fresh.codes()[1]


def test_closing_the_window_in_mid_set_up_leaves_a_station_to_be_set_up(
    fresh: FreshStation, qtbot: QtBot
) -> None:
    fresh.fill()
    fresh.hands.press("Create the encrypted record")
    fresh.hands.wait_for(lambda: fresh.setup.sheets is not None)
    fresh.hands.press("Print sheet 1")
    fresh.shell.close()
    fresh.vault.release()
    again = FreshStation(fresh.folder, qtbot)

    again.fill()
    again.finish()
    assert again.shell.desk is not None
    again.shell.close()
    again.vault.release()


# Forgot the passphrase ------------------------------------------------------------------


def test_a_forgotten_passphrase_costs_nothing_but_the_envelope(station: FreshStation) -> None:
    hands, shell = station.hands, station.shell
    code = station.codes()[1]
    hands.key(Qt.Key.Key_F12)
    hands.press("Forgot the passphrase")
    assert isinstance(shell.asking, RecoverScreen)
    QTest.keyClicks(shell.asking.code.line, code.replace("-", ""))
    QTest.keyClick(shell.asking.code.line, Qt.Key.Key_Return)
    hands.wait_for(lambda: hands.sees("The sheet opened the record"))
    assert not is_in(station)

    shell.asking.new.first.line.setText(OTHER)
    shell.asking.new.again.line.setText(OTHER)
    hands.press("Keep it and go in")

    hands.wait_for(lambda: shell.desk is not None)
    assert not is_asked(station)
    assert hands.sees("Sheet 2 opened the record")
    assert opens_with(station, OTHER)
    assert not opens_with(station, GOOD)


def test_a_wrong_sheet_and_a_weak_passphrase_are_told_in_words(station: FreshStation) -> None:
    hands, shell = station.hands, station.shell
    codes = station.codes()
    hands.key(Qt.Key.Key_F12)
    hands.press("Forgot the passphrase")
    assert isinstance(shell.asking, RecoverScreen)
    shell.asking.code.line.setText(codes[0][:-1])
    hands.press("Open the record")
    hands.wait_for(lambda: hands.sees("group 7"))
    shell.asking.code.line.setText(codes[0])
    hands.press("Open the record")
    hands.wait_for(lambda: hands.sees("The sheet opened the record"))
    for entry in (shell.asking.new.first, shell.asking.new.again):
        entry.line.setText("short")
    hands.press("Keep it and go in")

    hands.wait_for(lambda: hands.sees("15 characters"))
    assert not is_in(station)
    assert opens_with(station, GOOD)


def test_going_back_from_a_sheet_closes_the_record_again(station: FreshStation) -> None:
    hands, shell = station.hands, station.shell
    code = station.codes()[0]
    hands.key(Qt.Key.Key_F12)
    hands.press("Forgot the passphrase")
    assert isinstance(shell.asking, RecoverScreen)
    shell.asking.code.line.setText(code)
    hands.press("Open the record")
    hands.wait_for(lambda: hands.sees("The sheet opened the record"))
    hands.key(Qt.Key.Key_F12)

    assert not is_asked(station)
    assert station.vault._db is None  # noqa: SLF001 - the record is closed
    sign_in(station, GOOD)
    hands.wait_for(lambda: shell.desk is not None)


# The page on keys -----------------------------------------------------------------------


def test_my_passphrase_is_changed_at_the_page(station: FreshStation) -> None:
    page = keys_page(station)
    station.hands.press("Change my passphrase")
    assert isinstance(page.sheet, OwnPassphraseSheet)
    page.sheet.old.line.setText(GOOD)
    for typed in ("aaaaaaaaaaaaaaaaaaaa", OTHER):
        for entry in (page.sheet.new.first, page.sheet.new.again):
            entry.line.setText(typed)
        page.sheet.go.click()
        if typed != OTHER:  # the card stays, with what was typed
            assert page.sheet.problem.isVisible()
            assert page.sheet.old.text() == GOOD

    station.hands.wait_for(lambda: station.hands.sees("Your passphrase is changed"))
    assert opens_with(station, OTHER)
    assert not opens_with(station, GOOD)


def test_a_new_sheet_is_printed_typed_back_and_voids_the_old(station: FreshStation) -> None:
    page = keys_page(station)
    old = station.codes()[0]
    station.hands.press("Print a new sheet 1")
    station.hands.wait_for(lambda: isinstance(page.sheet, NewSheetSheet))
    assert isinstance(page.sheet, NewSheetSheet)
    page.sheet.proof.prints[1].click()
    fresh_code = code_on(station.printer.jobs[-1][0])
    page.sheet.proof.code.line.setText(fresh_code)
    page.sheet.proof.check.click()

    station.hands.wait_for(lambda: station.hands.sees("The new sheet counts. Seal it."))
    assert station.vault.prove_sheet(fresh_code) is not None
    with pytest.raises(WrongSheet):
        station.vault.prove_sheet(old)


def test_a_new_sheet_that_is_not_typed_back_changes_nothing(station: FreshStation) -> None:
    page = keys_page(station)
    old = station.codes()[1]
    station.hands.press("Print a new sheet 2")
    station.hands.wait_for(lambda: isinstance(page.sheet, NewSheetSheet))
    assert isinstance(page.sheet, NewSheetSheet)
    page.sheet.proof.prints[2].click()
    page.sheet.close_sheet()

    assert station.vault.prove_sheet(old) is not None
    with pytest.raises(WrongSheet):
        station.vault.prove_sheet(code_on(station.printer.jobs[-1][0]))


def test_a_sheet_is_voided_after_one_question(station: FreshStation) -> None:
    keys_page(station)
    code = station.codes()[0]
    station.hands.press("Void sheet 1")
    assert station.vault.prove_sheet(code) is not None
    page = keys_page(station)
    station.hands.press("Void sheet 1")
    assert page.sheet is not None
    page.sheet.go.click()  # type: ignore[attr-defined]  # the sheet that asks

    assert station.hands.sees("The sheet is void")
    assert station.hands.sees("Sheet 1: there is none")
    with pytest.raises(WrongSheet):
        station.vault.prove_sheet(code)


def test_somebody_asked_to_change_gets_in_only_with_a_new_passphrase(
    station: FreshStation,
) -> None:
    hands, shell = station.hands, station.shell
    assert shell.desk is not None
    sam = shell.desk.people.add(shell.desk.me, "Sam", Role.FIREFIGHTER)
    station.vault.add_account(shell.desk, sam, OTHER)
    page = keys_page(station)
    page.accounts.table.select(sam.id)
    hands.press("Ask for a new one at sign-in")
    assert hands.sees("A new passphrase is asked for")
    hands.key(Qt.Key.Key_F12)
    choose(station, "Sam")
    sign_in(station, OTHER)
    hands.wait_for(lambda: isinstance(shell.asking, MustChangeScreen))
    assert not is_in(station)
    assert isinstance(shell.asking, MustChangeScreen)
    shell.asking.old.line.setText(OTHER)
    for entry in (shell.asking.new.first, shell.asking.new.again):
        entry.line.setText(THIRD)
    hands.press("Keep it and go in")

    hands.wait_for(lambda: shell.desk is not None)
    assert shell.desk is not None
    assert shell.desk.me.id == sam.id
    assert opens_with(station, THIRD)
    page = keys_page(station)
    assert not page.sheets.isVisible()
    assert not page.key.isVisible()


def test_a_coordinator_lets_somebody_type_a_new_passphrase(station: FreshStation) -> None:
    desk = station.shell.desk
    assert desk is not None
    sam = desk.people.add(desk.me, "Sam", Role.OFFICER)
    station.vault.add_account(desk, sam, OTHER)
    page = keys_page(station)
    station.hands.press("Set a new passphrase")
    assert station.hands.sees("Choose somebody in the list first")
    page.accounts.table.select(sam.id)
    station.hands.press("Set a new passphrase")
    assert isinstance(page.sheet, ResetSheet)
    for typed in ("sam sam sam sam sam", THIRD):
        for entry in (page.sheet.new.first, page.sheet.new.again):
            entry.line.setText(typed)
        page.sheet.go.click()
        assert page.sheet.problem.isVisible() is (typed != THIRD)

    station.hands.wait_for(lambda: station.hands.sees("The new passphrase counts"))
    assert station.vault.prove(sam.id, THIRD) is not None


def test_without_a_keyring_the_page_says_so_in_plain_words(station: FreshStation) -> None:
    page = keys_page(station)

    station.hands.wait_for(lambda: station.hands.sees("no keyring that keeps things"))
    assert not page.own.bind.isEnabled()
    assert station.hands.sees("Protected by passphrase.")


def test_an_account_is_bound_where_there_is_a_keyring(station: FreshStation) -> None:
    station.ring.works = True
    hands, shell = station.hands, station.shell
    assert shell.desk is not None
    lee = shell.desk.people.add(shell.desk.me, "Lee", Role.COORDINATOR)
    station.vault.add_account(shell.desk, lee, OTHER)
    hands.key(Qt.Key.Key_F12)
    choose(station, "Lee")
    sign_in(station, OTHER)
    hands.wait_for(lambda: shell.desk is not None)
    page = keys_page(station)
    hands.wait_for(page.own.bind.isEnabled)
    hands.press("Bind my account")
    assert isinstance(page.sheet, BindSheet)
    page.sheet.typed.line.setText(OTHER)
    page.sheet.go.click()

    hands.wait_for(lambda: hands.sees("Your account is bound"))
    assert hands.sees("passphrase and this computer's keyring")


def test_the_key_is_changed_behind_the_locked_screen(station: FreshStation) -> None:
    hands, shell = station.hands, station.shell
    code = station.codes()[0]
    before = (station.folder / "record.db").read_bytes()
    page = keys_page(station)
    hands.press("Change the key")
    assert isinstance(page.sheet, ChangeKeySheet)
    page.sheet.typed.line.setText(GOOD)
    page.sheet.ask.setChecked(False)
    page.sheet.go.click()

    hands.wait_for(lambda: hands.sees("The key is changed"))
    assert shell.desk is None
    assert (station.folder / "record.db").read_bytes() != before
    sign_in(station, GOOD)
    hands.wait_for(lambda: shell.desk is not None)
    assert station.vault.prove_sheet(code) is not None


def test_a_wrong_passphrase_changes_no_key_and_locks_nothing(station: FreshStation) -> None:
    page = keys_page(station)
    station.hands.press("Change the key")
    assert isinstance(page.sheet, ChangeKeySheet)
    page.sheet.typed.line.setText(OTHER)
    page.sheet.go.click()

    station.hands.wait_for(lambda: station.hands.sees("does not open the record"))
    assert station.shell.desk is not None


def test_a_key_that_could_not_be_changed_is_told_and_the_old_one_opens(
    station: FreshStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_what: object, **_more: object) -> None:
        raise StationError

    page = keys_page(station)
    monkeypatch.setattr(station.vault, "change_key", refuse)
    station.hands.press("Change the key")
    assert isinstance(page.sheet, ChangeKeySheet)
    page.sheet.typed.line.setText(GOOD)
    page.sheet.go.click()

    station.hands.wait_for(lambda: station.hands.sees("Something went wrong"))
    sign_in(station, GOOD)
    station.hands.wait_for(lambda: station.shell.desk is not None)
