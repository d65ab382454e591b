"""Garbage goes between two events: a widget never dies while Qt is at work on it."""

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from safestation.ui.style.theme import apply_theme
from safestation.ui.tidy import Tidy


@pytest.fixture
def tidy(qapp: QApplication) -> Iterator[Tidy]:
    gc.enable()
    here = Tidy(qapp)
    yield here
    here.deleteLater()


class Litter(QWidget):
    """A window in a ring with itself, as a page and its own calls are."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons = [QPushButton("Go", self) for _ in range(40)]
        self.ring = self


class Busy(QPushButton):
    """Makes more than Python lets lie, in each change of its looks."""

    def __init__(self) -> None:
        super().__init__("Go")
        self.changes = 0

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's own
        self.changes += 1
        made = [[one] for one in range(5000)]
        assert len(made) == 5000
        super().changeEvent(event)


def test_a_forgotten_window_does_not_die_while_a_theme_is_put_on(
    tidy: Tidy, qtbot: QtBot, qapp: QApplication
) -> None:
    busy = [Busy() for _ in range(10)]
    for one in busy:
        qtbot.addWidget(one)
        one.show()
    litter = Litter()
    litter.show()
    litter.close()
    gone = weakref.ref(litter)
    del litter

    apply_theme(qapp, "night")
    apply_theme(qapp, "light")

    assert all(one.changes for one in busy)
    assert gone() is not None
    gc.collect()
    assert gone() is None
    del tidy


def test_what_piled_up_goes_at_the_next_look(tidy: Tidy) -> None:
    litter = Litter()
    gone = weakref.ref(litter)
    del litter
    piled = [[one] for one in range(5000)]

    tidy.look()

    assert len(piled) == 5000
    assert gone() is None


def test_it_looks_by_itself(tidy: Tidy, qtbot: QtBot) -> None:
    gone = weakref.ref(Litter())
    piled = [[one] for one in range(5000)]

    qtbot.waitUntil(lambda: gone() is None)

    assert len(piled) == 5000
    assert not gc.isenabled()
    del tidy
