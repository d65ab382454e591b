"""Too many wrong passphrases at the window, and how everybody gets back to work."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from safestation.domain.station import Role, Staff
from safestation.training import PASSPHRASE
from safestation.ui.screens.release_sheet import ReleaseSheet
from tests.journeys.conftest import Counter
from tests.journeys.walking import sees_soon, sign_in

pytestmark = pytest.mark.journey

WRONG = "not what anybody chose here"
OTHER = "crumbs under the old piano"


def give_account(counter: Counter, name: str, role: Role = Role.FIREFIGHTER) -> Staff:
    desk = counter.shell.desk
    assert desk is not None
    known = next((p for p in desk.people.everybody() if p.name == name), None)
    person = known or desk.people.add(desk.me, name, role)
    counter.vault.add_account(desk, person, OTHER)
    return person


def type_passphrase(counter: Counter, passphrase: str) -> None:
    line = counter.shell.signin.passphrase.line
    line.clear()
    line.setFocus()
    QTest.keyClicks(line, passphrase)
    QTest.keyClick(line, Qt.Key.Key_Return)
    counter.hands.wait_for(lambda: not counter.shell.signin.is_trying)


def is_under_the_pointer(widget: QWidget) -> bool:
    """Tell whether a click on the middle would reach it: a sheet is laid out a moment later."""
    window = widget.window()
    return window.childAt(widget.mapTo(window, widget.rect().center())) is widget


def test_five_wrong_ones_lock_a_name_and_a_coordinator_lets_it_be_tried_again(
    counter: Counter,
) -> None:
    person = give_account(counter, "M. Osei")
    counter.hands.key(Qt.Key.Key_F12)
    counter.hands.press("M. Osei")
    for _ in range(4):
        type_passphrase(counter, WRONG)
    warned = counter.hands.sees("1 try is left.")
    type_passphrase(counter, WRONG)

    assert warned
    assert counter.hands.sees("this account is locked")
    assert not counter.shell.signin.passphrase.isEnabled()
    assert counter.vault._db is None  # noqa: SLF001 - nothing was opened

    counter.hands.press("R. Alvarez")
    sign_in(counter)
    sheet = counter.shell.findChild(ReleaseSheet)
    assert sheet is not None
    (press,) = sheet.presses.values()
    counter.hands.wait_for(lambda: is_under_the_pointer(press))
    counter.hands.press("Let M. Osei try again")
    assert sees_soon(counter, "M. Osei can try again.")
    counter.hands.press("Close")
    counter.hands.key(Qt.Key.Key_F12)
    counter.hands.press("M. Osei")
    type_passphrase(counter, OTHER)

    counter.hands.wait_for(lambda: counter.shell.desk is not None)
    assert counter.shell.desk is not None
    assert counter.shell.desk.me.id == person.id


def test_every_name_can_be_reached_when_there_are_more_than_four(counter: Counter) -> None:
    for name in ("M. Osei", "K. Lund", "J. Marsh", "T. Quill", "B. Asher"):
        give_account(counter, name)
    counter.hands.key(Qt.Key.Key_F12)
    seen, tiles = set(), counter.shell.signin.tiles
    for _ in range(3):
        seen |= {tile.words for tile in tiles.tiles.values()}
        more = tiles.more
        assert more is not None
        counter.hands.wait_for(more.isVisible)
        counter.hands.click(more)

    assert seen == {"R. Alvarez", "M. Osei", "K. Lund", "J. Marsh", "T. Quill", "B. Asher"}


def test_a_right_passphrase_after_four_wrong_ones_is_let_in(counter: Counter) -> None:
    counter.hands.key(Qt.Key.Key_F12)
    for _ in range(4):
        type_passphrase(counter, WRONG)
    type_passphrase(counter, PASSPHRASE)

    counter.hands.wait_for(lambda: counter.shell.desk is not None)
    assert counter.shell.findChild(ReleaseSheet) is None
