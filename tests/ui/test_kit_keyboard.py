"""Everything by keys: in the order of reading, in sight, and never behind a card."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safestation.ui.kit import Button, ChoiceGroup, Scroll, Segmented, Sheet
from safestation.ui.kit.in_sight import FocusGuide
from safestation.ui.kit.layouts import column_in
from safestation.ui.kit.reading import move_focus, stops

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def put(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, key, modifier)


def line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    return made


def two_columns() -> QWidget:
    """Return a page of two columns; what is at the top left was built last."""
    page, last = QWidget(), line("left low")
    row = QHBoxLayout(page)
    left, right = column_in(row), column_in(row)
    tall = QWidget()
    QVBoxLayout(tall).addWidget(line("right"))
    tall.setMinimumHeight(300)
    left.addWidget(line("left high"))
    left.addWidget(last)
    right.addWidget(tall)
    return page


def test_tab_order_is_reading_order_whatever_was_built_first(qtbot: QtBot) -> None:
    page = two_columns()
    put(qtbot, page)

    assert [one.accessibleName() for one in stops(page)] == ["left high", "left low", "right"]


def test_tab_goes_on_from_what_was_just_taken_away(qtbot: QtBot) -> None:
    page = two_columns()
    put(qtbot, page)
    first, second, _third = stops(page)
    second.setFocus()
    second.setEnabled(False)

    move_focus(page, forward=False)

    assert first.hasFocus()


def test_tab_stops_once_on_a_group_of_answers(qtbot: QtBot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    tiles = ChoiceGroup([("a", "", "Alone"), ("b", "", "With family")], "How?")
    row = Segmented([("yes", "Yes"), ("no", "No")], "Before?")
    column.addWidget(tiles)
    column.addWidget(row)
    put(qtbot, page)
    row.show_value("no")

    assert stops(page) == [tiles.tiles[0], row.segments[1]]


def test_a_letter_takes_the_first_fit_where_the_focus_waits(qtbot: QtBot) -> None:
    row = Segmented([("no", "No"), ("yes", "Yes"), ("maybe", "Not sure")], "Awake?")
    put(qtbot, row)
    row.segments[0].setFocus()
    picked: list[str] = []
    row.picked.connect(picked.append)

    for _ in range(3):
        press(Qt.Key.Key_N)

    assert picked == ["no", "maybe", "no"]


def test_whatever_gets_the_focus_is_scrolled_into_view(
    qtbot: QtBot, qapp: QApplication
) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    lines = [line(str(number)) for number in range(30)]
    for one in lines:
        column.addWidget(one)
    page = Scroll(inside)
    page.resize(300, 200)
    guide = FocusGuide(qapp)
    put(qtbot, page)

    lines[25].setFocus()

    qtbot.waitUntil(lambda: lines[25].visibleRegion().boundingRect() == lines[25].rect())
    guide.deleteLater()


def asking(host: QWidget) -> tuple[Sheet, QLineEdit, Button]:
    sheet, typed, add = Sheet(host, "Add somebody"), line("Name"), Button("Add", "primary")
    sheet.body.addWidget(typed)
    sheet.body.addWidget(line("Badge"))
    sheet.buttons.addWidget(add)
    sheet.open_sheet()
    return sheet, typed, add


def test_enter_in_a_line_goes_on_and_control_enter_does_it(qtbot: QtBot) -> None:
    host = QWidget()
    host.resize(800, 600)
    put(qtbot, host)
    sheet, typed, add = asking(host)
    assert typed.hasFocus()
    done: list[bool] = []
    add.clicked.connect(lambda: done.append(True))

    press(Qt.Key.Key_Return)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert (focused.accessibleName(), done) == ("Badge", [])
    press(Qt.Key.Key_Return, CONTROL)

    assert len(done) == 1
    assert sheet.isVisible()


@pytest.mark.parametrize(
    ("keys", "key", "modifier", "works"),
    [
        ("F2", Qt.Key.Key_F2, NONE, False),
        ("Ctrl+2", Qt.Key.Key_2, CONTROL, False),
        ("F12", Qt.Key.Key_F12, NONE, True),
    ],
)
def test_only_help_and_leaving_work_behind_a_card(
    qtbot: QtBot, keys: str, key: Qt.Key, modifier: Qt.KeyboardModifier, *, works: bool
) -> None:
    host = QWidget()
    host.resize(800, 600)
    pressed: list[str] = []
    QShortcut(QKeySequence(keys), host).activated.connect(lambda: pressed.append(keys))
    put(qtbot, host)
    asking(host)

    press(key, modifier)

    assert pressed == ([keys] if works else [])


def test_a_card_of_the_window_stands_on_what_it_shows(qtbot: QtBot) -> None:
    window, pages = QMainWindow(), QStackedWidget()
    inside, locked = QWidget(), QWidget()
    for page in (inside, locked):
        pages.addWidget(page)
    window.setCentralWidget(pages)
    put(qtbot, window)
    sheet, _typed, _add = asking(window)

    pages.setCurrentWidget(locked)

    assert not sheet.isVisible()
