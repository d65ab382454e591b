"""The computer's clock jumps while somebody works: told, marked, and trusted again."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.domain.facts import NoteAdded
from safestation.hands import Hands
from safestation.training import make_training_station
from safestation.ui.app import make_shell
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, STRINGS


class Stopwatch:
    """Time that passes by itself."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def elapsed(self) -> float:
        return self.seconds


class Station:
    """A window over a station whose clock and time can part."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.clock, self.watch = FakeClock(), Stopwatch()
        self.vault = LocalVault(
            folder, CONTENT, MemoryPrinter(),
            training=True, clock=self.clock, kdf=CHEAP, stopwatch=self.watch,
        )  # fmt: skip
        desk = make_training_station(self.vault, CONTENT)
        self.window = make_shell(self.vault, CONTENT.programs, CountedIds(), STRINGS)
        qtbot.addWidget(self.window)
        self.window.enter(desk)
        self.window.show()
        self.hands = Hands(self.window)

    def passes(self, real: timedelta, shown: timedelta) -> None:
        self.watch.seconds += real.total_seconds()
        self.clock.at += shown
        self.window.tick()


@pytest.fixture
def station(tmp_path: Path, qtbot: QtBot, app: QApplication) -> Iterator[Station]:
    del app
    here = Station(tmp_path / "training", qtbot)
    yield here
    here.window.close()
    here.vault.release()


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


def test_a_jump_is_told_and_what_is_written_then_is_marked(station: Station) -> None:
    desk = station.window.desk
    assert desk is not None
    session = desk.counter.start()
    session.write(NoteAdded("before"))
    station.passes(MINUTE, MINUTE + HOUR)
    session.write(NoteAdded("after"))

    assert station.hands.sees("jumped forward by 1 h")
    kept = desk.counter.look(session.visit.id, "review")
    assert [entry.clock for entry, _ in kept.all_of(NoteAdded)] == ["", "+3600s"]
    assert desk.trail.read()[0].clock == "+3600s"


def test_a_coordinator_says_that_the_clock_is_right_and_marking_ends(station: Station) -> None:
    desk = station.window.desk
    assert desk is not None
    station.passes(MINUTE, MINUTE - HOUR)
    assert station.hands.sees("jumped back by 1 h")
    station.hands.press("The clock is right now")
    session = desk.counter.start()
    session.write(NoteAdded("after"))

    assert not station.hands.sees("jumped back")
    kept = desk.counter.look(session.visit.id, "review")
    assert [entry.clock for entry, _ in kept.all_of(NoteAdded)] == [""]


def test_an_hour_that_really_passed_is_no_jump(station: Station) -> None:
    station.passes(HOUR, HOUR)

    assert not station.hands.sees("clock jumped")


def test_a_clock_set_back_between_two_sign_ins_is_noticed_and_stays_in_doubt(
    station: Station,
) -> None:
    staff = station.vault.doors()[0].staff
    station.window.lock()
    station.clock.at -= timedelta(days=2)
    station.window.let_in(station.vault.prove(staff, "only a training lantern"))
    assert station.hands.sees("clock is in doubt")
    station.window.tick()

    station.window.lock()
    station.window.let_in(station.vault.prove(staff, "only a training lantern"))
    assert station.hands.sees("clock is in doubt")
