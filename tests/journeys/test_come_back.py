"""Work goes on where it stopped: the same step, the same question, whatever came between."""

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from safestation.hands import Hands, let_pass
from safestation.training import PASSPHRASE, open_training_station, training_vault
from safestation.ui.app import make_shell
from safestation.ui.fields import Field
from safestation.ui.visit.frame import VisitFrame
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, STRINGS, Counter
from tests.journeys.keyboard import Keyboard, in_sight
from tests.journeys.walking import frame_of, go, park, walk_in

pytestmark = pytest.mark.journey

NOT_ASKED = Qt.Key.Key_F6  # an answer that every question takes
FIRST, LAST = 0, -1


class Station:
    """A counter that is locked, closed and opened again, and killed."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._folder, self._qtbot, self._killed = folder, qtbot, 0
        self._closed: list[QWidget] = []  # or Python would collect one in mid-event
        self._open()

    @property
    def frame(self) -> VisitFrame:
        assert self.window.visit is not None
        return self.window.visit

    def lock(self) -> None:
        """F12, and in again."""
        keys = Keyboard(self.window)
        keys.press(Qt.Key.Key_F12)
        keys.type(PASSPHRASE)
        keys.press(Qt.Key.Key_Return)
        Hands(self.window).wait_for(lambda: self.window.desk is not None)

    def restart(self) -> None:
        """Close the window as at the end of a shift, and start anew."""
        self.leave()
        self._open()

    def crash(self) -> None:
        """Start anew from what lies on the disk at this moment; nothing is closed before."""
        hands = Hands(self.window)
        hands.wait_for(lambda: self.frame.context.bridge.session.is_saved)
        self._killed += 1
        now = self._folder.with_name(f"killed-{self._killed}")
        shutil.copytree(self._folder, now)
        self.leave()
        self._folder = now
        self._open()

    def leave(self) -> None:
        self._closed.append(self.window)
        self.window.close()
        self.vault.release()

    def _open(self) -> None:
        clock, printer = FakeClock(), MemoryPrinter()
        self.vault = training_vault(self._folder, CONTENT, printer, clock=clock, kdf=CHEAP)
        desk = open_training_station(self.vault, CONTENT)
        self.window = make_shell(self.vault, CONTENT.programs, CountedIds(), STRINGS)
        self._qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.enter(desk)
        self.window.show()


@pytest.fixture
def station(tmp_path: Path, qtbot: QtBot, app: QApplication) -> Iterator[Station]:
    del app
    here = Station(tmp_path / "training", qtbot)
    yield here
    here.leave()


def answer(frame: VisitFrame, end: int) -> str:
    """Answer the first or the last question that the page asks now; return its id."""
    assert frame.page is not None
    let_pass(20)  # a page that was just opened has its final order only now
    shown = [f for f in frame.page.findChildren(Field) if f.isVisible()]
    if not shown:  # a page of ways on, without a question
        return type(QApplication.focusWidget()).__name__
    field = sorted(shown, key=lambda f: f.mapTo(frame, f.rect().topLeft()).y())[end]
    field.setFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert field.isAncestorOf(focused)
    QTest.keyClick(focused, NOT_ASKED)
    return field.question.id


def stands_at(frame: VisitFrame) -> tuple[str, str]:
    """Return the step on the screen, and the question that has the focus and is in sight."""
    let_pass(20)
    step = next(line.step.id for line in frame.rail.lines if line.current)
    focused = QApplication.focusWidget()
    if focused is None or not in_sight(focused):
        return step, "nothing in sight"
    inside = [f.question.id for f in frame.findChildren(Field) if f.isAncestorOf(focused)]
    return step, next(iter(inside), type(focused).__name__)


@pytest.mark.timeout(240)  # every step of a visit, three times over: half a minute when idle
@pytest.mark.parametrize("end", [FIRST, LAST], ids=["first", "last"])
def test_each_step_waits_at_its_question_through_lock_restart_and_crash(
    station: Station, end: int
) -> None:
    shell = station.window.shell
    assert shell is not None
    shell.start_visit()
    visit = station.frame.context.visit.id
    ways = cycle((station.lock, station.restart, station.crash))
    found: dict[str, tuple[str, str]] = {}
    left: dict[str, tuple[str, str]] = {}
    for step in [line.step.id for line in station.frame.rail.lines]:
        station.frame.show_step(step)
        way = next(ways)
        case = f"{step}, {way.__name__}"
        left[case] = step, answer(station.frame, end)
        way()
        assert station.window.shell is not None
        station.window.shell.open_visit(visit)
        found[case] = stands_at(station.frame)

    assert found == left


def test_three_visits_side_by_side_each_wait_at_their_own_question(counter: Counter) -> None:
    waiting: dict[str, tuple[str, str]] = {}
    visits = []
    for step, end in (("medical", LAST), ("close", FIRST), ("intake", LAST)):
        visit = walk_in(counter)
        go(counter, step)
        visits.append(visit)
        waiting[visit] = step, answer(frame_of(counter), end)
        park(counter)
    found: dict[str, tuple[str, str]] = {}
    assert counter.shell.shell is not None
    for visit in reversed(visits):
        counter.shell.shell.open_visit(visit)
        found[visit] = stands_at(frame_of(counter))
        park(counter)

    assert found == waiting


def comes_back(counter: Counter, visit: str) -> VisitFrame:
    """Lock, come in again, and open the visit that waits."""
    counter.shell.lock()
    counter.shell.let_in(counter.vault.prove("", PASSPHRASE))
    assert counter.shell.shell is not None
    counter.shell.shell.open_visit(visit)
    return frame_of(counter)


def test_half_a_name_on_a_consent_can_be_typed_to_its_end_after_a_lock(
    counter: Counter,
) -> None:
    visit = walk_in(counter)
    go(counter, "consent")
    counter.hands.type_into("first_name", "Jor")

    assert stands_at(comes_back(counter, visit)) == ("consent", "first_name")


def test_an_emergency_that_goes_on_has_the_keys_after_a_lock(counter: Counter) -> None:
    visit = walk_in(counter)
    counter.hands.key(Qt.Key.Key_F9)
    frame = comes_back(counter, visit)
    let_pass(20)

    focused = QApplication.focusWidget()
    assert frame.emergency is not None
    assert focused is not None
    assert focused.isVisible()
    assert frame.emergency.isAncestorOf(focused)
