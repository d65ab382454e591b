"""Within a shift: a PIN at the door, a desk for each person, and what a lock covers."""

import gc
import mmap
import sys
import weakref
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.station import LOCK_MINUTES, Staff
from safestation.domain.visit import Visit
from safestation.services.desk import Desk
from safestation.storage.trail import Trail
from safestation.training import PASSPHRASE
from safestation.ui.idle import WARN_MS, IdleLock
from safestation.ui.screens.pin_sheet import PinSheet
from safestation.ui.screens.signin import SignInScreen
from safestation.ui.visit.frame import VisitFrame
from tests.journeys.conftest import Counter
from tests.journeys.walking import kept, sees_soon, sign_in, walk_in

pytestmark = pytest.mark.journey

OTHER = "crumbs under the old piano"
MARKED = "Quetzalcoatlus"
NOTICE = (
    "For the work of this station only. What is done here may be looked at, " * 3 + "always."
)
SEARCHED = "Pachycephalosaurus"  # in one test only: others may leave theirs in the process


def give_account(counter: Counter, name: str) -> Staff:
    desk = counter.shell.desk
    assert desk is not None
    person = next(p for p in desk.people.everybody() if p.name == name)
    counter.vault.add_account(desk, person, OTHER)
    return person


def get_pin(counter: Counter, name: str, passphrase: str) -> str:
    """Sign in with the passphrase, ask for a PIN, read it, lock."""
    signin = counter.shell.signin
    counter.hands.press(name)
    if signin.pin.isVisible():
        counter.hands.press("Use the passphrase")
    counter.hands.press("Also give me a PIN")
    signin.passphrase.line.setFocus()
    QTest.keyClicks(signin.passphrase.line, passphrase)
    QTest.keyClick(signin.passphrase.line, Qt.Key.Key_Return)

    def shown() -> list[str]:
        sheets = counter.shell.findChildren(PinSheet)
        return [one.digits.words for one in sheets if one.isVisible() and one.digits.words]

    counter.hands.wait_for(lambda: bool(shown()))
    pin = shown()[0].replace(" ", "")
    counter.hands.key(Qt.Key.Key_F12)
    return pin


def come_back(counter: Counter, name: str, pin: str) -> None:
    counter.hands.press(name)
    counter.hands.wait_for(counter.shell.signin.pin.entry.isVisible)
    QTest.keyClicks(counter.shell.signin.pin.entry, pin)
    counter.hands.wait_for(lambda: not counter.shell.signin.is_trying)


def acts(counter: Counter) -> list[tuple[str, str, str]]:
    db = counter.vault._db  # noqa: SLF001 - the history as it lies there
    assert db is not None
    return [(line.act, line.by, line.detail) for line in Trail(db).every()]


def test_another_member_of_staff_comes_in_by_pin_to_a_desk_of_their_own(
    counter: Counter,
) -> None:
    person = give_account(counter, "K. Lund")
    counter.hands.key(Qt.Key.Key_F12)
    mine = get_pin(counter, "R. Alvarez", PASSPHRASE)
    theirs = get_pin(counter, "K. Lund", OTHER)
    come_back(counter, "R. Alvarez", mine)
    visit = walk_in(counter, MARKED)
    counter.hands.key(Qt.Key.Key_F12)
    come_back(counter, "K. Lund", theirs)

    desk = counter.shell.desk
    assert desk is not None
    assert desk.me == person
    assert "station" in counter.shell.screens
    assert "disposal" not in counter.shell.screens  # a volunteer keeps no ledger
    assert counter.shell.visit is None
    told = acts(counter)
    assert told[-1][:2] == ("switched", person.id)
    assert ("locked", "training-1", "") in told
    counter.hands.key(Qt.Key.Key_F12)
    come_back(counter, "R. Alvarez", mine)
    assert kept(counter, visit).value("handle") == MARKED


def test_a_finger_types_a_pin_too_and_five_wrong_ones_ask_for_the_passphrase(
    counter: Counter,
) -> None:
    counter.hands.key(Qt.Key.Key_F12)
    pin = get_pin(counter, "R. Alvarez", PASSPHRASE)
    wrong = f"{(int(pin) + 1) % 1_000_000:06d}"
    for digit in pin:
        counter.hands.press(digit)
    counter.hands.wait_for(lambda: counter.shell.desk is not None)
    counter.hands.key(Qt.Key.Key_F12)
    for n in range(5):
        assert counter.shell.signin.pin.isVisible(), n
        come_back(counter, "R. Alvarez", wrong)

    assert not counter.shell.signin.pin.isVisible()
    assert counter.hands.sees("This PIN does not count any more")
    sign_in(counter)


def test_ending_the_shift_takes_every_pin_away(counter: Counter) -> None:
    counter.hands.key(Qt.Key.Key_F12)
    get_pin(counter, "R. Alvarez", PASSPHRASE)
    counter.hands.press("End the shift")

    assert not counter.vault.with_pin()
    assert counter.shell.signin.passphrase.isVisible()
    assert not counter.shell.signin.end_shift.isVisible()


def every_word(window: QWidget) -> str:
    """Return every text of every object in the process that Qt knows by a parent."""
    found = []
    for top in QApplication.topLevelWidgets():
        for one in (top, *top.findChildren(QObject)):
            for name in ("text", "toPlainText", "windowTitle", "accessibleName", "words"):
                value = getattr(one, name, "")
                try:
                    said = value() if callable(value) else value
                except TypeError:
                    continue
                found.append(str(said))
    del window
    return "\n".join(found)


def held_words() -> list[str]:
    """Return the kinds of what Python's collector knows and that holds the marked word."""
    found = []
    for one in gc.get_objects():
        if one is globals():  # where the word is written in this file
            continue
        if isinstance(one, dict):
            parts = list(one.values())
        elif isinstance(one, list | tuple | set | frozenset):
            parts = list(one)
        else:
            parts = [getattr(one, n, None) for n in getattr(type(one), "__slots__", ())]
        if any(isinstance(part, str) and SEARCHED in part for part in parts):
            found.append(type(one).__name__)
    return found


def test_after_a_lock_nothing_in_the_window_or_in_python_keeps_the_words(
    counter: Counter, qtbot: QtBot
) -> None:
    del qtbot
    visit = walk_in(counter, SEARCHED)
    counter.hands.wait_for(lambda: SEARCHED in every_word(counter.shell))
    frame, desk = counter.shell.visit, counter.shell.desk
    assert frame is not None
    assert desk is not None
    session, services = weakref.ref(frame.context.bridge.session), weakref.ref(desk.counter)
    del frame, desk
    assert held_words()  # so the search finds what there is to find
    counter.hands.key(Qt.Key.Key_F12)
    counter.hands.wait_for(lambda: not counter.shell.findChildren(VisitFrame))
    counter.hands.wait_for(
        lambda: gc.collect() >= 0 and session() is None and services() is None
    )

    assert SEARCHED not in every_word(counter.shell)
    every = gc.get_objects()  # of every test before this one as well
    assert not [o for o in every if isinstance(o, Desk) and o.clock is counter.clock]
    assert not [o for o in every if isinstance(o, Visit) and o.id == visit]
    del every
    assert not held_words()
    assert counter.vault._db is None  # noqa: SLF001 - the driver's connection
    assert counter.vault._unlocked is None  # noqa: SLF001 - the key


def found_in_memory(wanted: bytearray) -> int:
    """Count how often some bytes lie in what this process may write to.

    What is read passes through one window that is emptied each time, outside Python's own
    memory: a copy left behind by looking would be found by the next look.
    """
    count, overlap = 0, len(wanted) - 1
    with (
        mmap.mmap(-1, 1 << 20) as window,
        memoryview(window) as seen,
        Path("/proc/self/maps").open() as maps,
        Path("/proc/self/mem").open("rb", 0) as memory,
    ):
        for line in maps:
            where, rights, *_rest = line.split()
            if not rights.startswith("rw") or "[v" in line:
                continue
            at, last = (int(end, 16) for end in where.split("-"))
            with suppress(OSError):  # a part that cannot be read, such as a device's
                while at < last:
                    memory.seek(at)
                    got = memory.readinto(seen[: last - at])
                    count += times_in(window, wanted, got)
                    seen[:got] = bytes(got)
                    at += max(got - overlap, 1)
    return count


def times_in(window: mmap.mmap, wanted: bytearray, length: int) -> int:
    """Count the places where some bytes begin, without a copy of either."""
    count, at = 0, window.find(wanted, 0, length)
    while at >= 0:
        count, at = count + 1, window.find(wanted, at + 1, length)
    return count


@pytest.mark.skipif(sys.platform != "linux", reason="reads its own memory as Linux shows it")
def test_after_a_lock_the_key_does_not_lie_in_memory_as_it_was(counter: Counter) -> None:
    walk_in(counter, MARKED)
    unlocked = counter.vault._unlocked  # noqa: SLF001 - the key as it lies there
    assert unlocked is not None
    masked = bytes(byte ^ 0x5A for byte in unlocked.key)  # the test must not hold it itself
    del unlocked

    def lies_there() -> int:
        key = bytearray(len(masked))  # filled in its place: one that grows leaves parts behind
        for place, byte in enumerate(masked):
            key[place] = byte ^ 0x5A
        count = found_in_memory(key) - 1  # our own copy
        key[:] = bytes(len(key))
        return count

    before = lies_there()
    counter.hands.key(Qt.Key.Key_F12)

    def is_let_go() -> bool:
        gc.collect()  # as it does by itself, later
        counter.shell.tick()
        return not counter.vault._to_erase  # noqa: SLF001 - the key as it lies there

    counter.hands.wait_for(is_let_go)

    assert before >= 1
    assert lies_there() == 0


def test_a_lock_empties_the_clipboard_and_closes_dialogs_menus_and_windows(
    counter: Counter, tmp_path: Path
) -> None:
    board = QApplication.clipboard()
    board.setText(MARKED)
    if board.supportsSelection():
        board.setText(MARKED, QClipboard.Mode.Selection)
    other = QTextEdit(MARKED)
    other.show()

    def leave() -> None:
        if QApplication.activeModalWidget() is not None:
            counter.shell.lock("session")

    desktop = QTimer(counter.shell, interval=10)  # the desktop locks while the dialog is up
    desktop.timeout.connect(leave)
    desktop.start()
    answer, _kind = QFileDialog.getSaveFileName(counter.shell, MARKED, str(tmp_path))
    desktop.stop()

    assert answer == ""
    assert not other.isVisible()
    assert board.text() == ""
    assert board.text(QClipboard.Mode.Selection) == "" or not board.supportsSelection()
    assert counter.shell.desk is None


def test_hiding_closes_what_lies_above_too(counter: Counter) -> None:
    other = QLineEdit(MARKED)
    other.show()
    counter.hands.key(Qt.Key.Key_F11)

    assert not other.isVisible()
    assert counter.hands.sees("This computer is in use by the station.")


def test_what_cannot_be_kept_is_covered_and_locked_as_soon_as_it_can(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = walk_in(counter)
    shell = counter.shell.shell
    assert shell is not None
    with monkeypatch.context() as full:
        full.setattr(shell, "_leave_visit", lambda: False)
        counter.hands.key(Qt.Key.Key_F12)

        assert counter.shell.desk is not None
        assert counter.shell.signin.isVisible()
        assert counter.hands.sees("What was typed is not saved yet")
    counter.hands.wait_for(lambda: counter.shell.desk is None)
    sign_in(counter)
    assert kept(counter, visit).id == visit


# Nobody touches the computer ------------------------------------------------------------


class Untouched:
    """A computer that nobody has touched for as long as is said."""

    def __init__(self) -> None:
        self.ms = 0

    def idle_ms(self) -> int:
        return self.ms


@pytest.fixture
def idle(counter: Counter) -> tuple[IdleLock, Untouched]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    source = Untouched()
    return IdleLock(app, counter.shell, source), source


def test_half_a_minute_before_it_locks_it_says_so_and_lets_whoever_types_type(
    counter: Counter, idle: tuple[IdleLock, Untouched]
) -> None:
    lock, source = idle
    walk_in(counter)
    line = QApplication.focusWidget()
    source.ms = 5 * 60_000 - WARN_MS - 1
    lock.look()
    before = lock.is_warning
    source.ms += 1
    lock.look()

    assert not before
    assert counter.hands.sees("The window locks in 30 seconds.")
    assert QApplication.focusWidget() is line
    source.ms += 1000
    lock.look()
    assert counter.hands.sees("The window locks in 29 seconds.")
    source.ms = 0
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_A)
    counter.hands.wait_for(lambda: not lock.is_warning)
    assert counter.shell.desk is not None


def test_at_the_minute_it_locks_and_the_draft_waits(
    counter: Counter, idle: tuple[IdleLock, Untouched]
) -> None:
    lock, source = idle
    visit = walk_in(counter, MARKED)
    source.ms = 5 * 60_000
    lock.look()

    assert counter.shell.desk is None
    assert not lock.is_warning
    source.ms = 0  # whoever signs in touches the computer
    sign_in(counter)
    assert kept(counter, visit).value("handle") == MARKED
    assert ("locked", "training-1", "idle") in acts(counter)


def test_stay_is_a_button_too(counter: Counter, idle: tuple[IdleLock, Untouched]) -> None:
    lock, source = idle
    source.ms = 5 * 60_000 - 10_000
    lock.look()
    counter.hands.wait_for(lambda: counter.hands.sees("Stay"))
    source.ms = 0
    counter.hands.press("Stay")

    counter.hands.wait_for(lambda: not lock.is_warning)


def test_nobody_makes_the_lock_wait_longer_than_half_an_hour(
    counter: Counter, idle: tuple[IdleLock, Untouched]
) -> None:
    lock, source = idle
    source.ms = LOCK_MINUTES[1] * 60_000
    lock.look()

    assert counter.shell.desk is None


# The station's own notice of use --------------------------------------------------------


def test_nobody_signs_in_before_they_agree_to_the_stations_notice(counter: Counter) -> None:
    counter.hands.press("Station")
    counter.hands.type_into(
        "Notice of use, to be agreed to before sign-in (empty: none)", NOTICE
    )
    counter.hands.press("Save the settings")
    counter.hands.key(Qt.Key.Key_F12)
    signin = counter.shell.signin
    assert isinstance(signin, SignInScreen)

    assert sees_soon(counter, NOTICE)
    assert signin.notice is not None
    text = signin.notice.text
    counter.hands.wait_for(  # whole, not cut
        lambda: text.height() >= text.heightForWidth(text.width())
    )
    assert not signin.passphrase.isVisible()
    assert not signin.tiles.isVisible()
    counter.hands.press("I understand and agree")
    counter.hands.wait_for(signin.passphrase.isVisible)
    sign_in(counter)


def test_thirty_one_minutes_are_refused(counter: Counter) -> None:
    counter.hands.press("Station")
    name = "Lock after this many minutes without a touch (1 to 30)"
    counter.hands.type_into(name, "31")
    counter.hands.press("Save the settings")

    assert sees_soon(counter, "Write 1 to 30 whole minutes for the lock.")
    assert counter.shell.desk is not None
    assert counter.shell.desk.station.lock_minutes == 5
