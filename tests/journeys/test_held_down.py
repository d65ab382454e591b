"""A key that a glove holds down for a moment does once what it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from safestation.domain.facts import EmergencyStep
from safestation.ui.kit import Button, Sheet
from tests.journeys.conftest import Counter
from tests.journeys.walking import frame_of, kept, walk_in

pytestmark = pytest.mark.journey


def hold(counter: Counter, key: Qt.Key, text: str = "") -> None:
    """Press a key, and let it repeat as a keyboard does."""
    none = Qt.KeyboardModifier.NoModifier
    for repeats in (False, True, True, True):
        QTest.simulateEvent(counter.shell, True, key, none, text, repeats)  # noqa: FBT003 - Qt's own


def test_f2_held_down_starts_one_visit(counter: Counter) -> None:
    hold(counter, Qt.Key.Key_F2)

    assert counter.shell.desk is not None
    assert len(counter.shell.desk.counter.board().cards) == 1


def test_a_digit_held_down_writes_one_dose(counter: Counter) -> None:
    visit = walk_in(counter)
    counter.hands.key(Qt.Key.Key_F9)
    hold(counter, Qt.Key.Key_1, "1")

    assert len(list(kept(counter, visit).all_of(EmergencyStep))) == 1


def test_no_key_of_counter_or_visit_repeats(counter: Counter) -> None:
    walk_in(counter)
    assert counter.shell.shell is not None
    found = counter.shell.shell.findChildren(QShortcut)

    assert len(found) > 20
    assert [one.key().toString() for one in found if one.autoRepeat()] == []
    assert frame_of(counter).isVisible()


def test_ctrl_enter_held_down_does_the_action_of_a_card_once(counter: Counter) -> None:
    done: list[int] = []
    assert counter.shell.shell is not None
    card = Sheet(counter.shell.shell, "A card")
    act = Button("Do it", "primary")
    act.clicked.connect(lambda: done.append(1))
    card.buttons.addWidget(act)
    card.open_sheet(act)
    control = Qt.KeyboardModifier.ControlModifier
    for repeats in (False, True, True):
        QTest.simulateEvent(act, True, Qt.Key.Key_Return, control, "", repeats)  # noqa: FBT003 - Qt's own

    assert done == [1]


def test_no_key_of_the_window_repeats_before_anybody_is_in(counter: Counter) -> None:
    found = counter.shell.findChildren(QShortcut)

    assert {one.key().toString() for one in found} >= {"F2", "F11", "F12"}
    assert [one.key().toString() for one in found if one.autoRepeat()] == []


def test_enter_held_down_on_a_button_presses_it_once(qtbot: QtBot) -> None:
    pressed: list[int] = []
    button = Button("Print now")
    qtbot.addWidget(button)
    button.clicked.connect(lambda: pressed.append(1))
    button.show()
    none = Qt.KeyboardModifier.NoModifier
    for repeats in (False, True, True, True):
        QTest.simulateEvent(button, True, Qt.Key.Key_Return, none, "\r", repeats)  # noqa: FBT003 - Qt's own

    assert pressed == [1]
