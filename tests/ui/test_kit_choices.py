"""What is picked by mouse, finger, letter or arrow."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDateEdit,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from safestation.ui.kit import Button, CheckRow, ChoiceGroup, Segmented, Select, WheelGuard

SIGNS = [("pain", "", "Chest pain"), ("seizure", "", "Seizure"), ("none", "", "None of these")]


def put(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(qtbot: QtBot, key: Qt.Key) -> None:
    button = Button("Print 7 pages", "primary", shortcut_text="Ctrl P")
    put(qtbot, button)
    button.setFocus()

    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)


def test_an_ampersand_in_a_name_is_only_an_ampersand(qtbot: QtBot) -> None:
    button = Button("Hope & Home")
    put(qtbot, button)

    assert button.shortcut().isEmpty()
    assert button.accessibleName() == "Hope & Home"


def test_arrows_move_and_choose_in_a_row(qtbot: QtBot) -> None:
    row = Segmented([("yes", "Yes"), ("no", "No"), ("maybe", "Not sure")], "Awake?")
    put(qtbot, row)
    row.segments[0].setFocus()

    with qtbot.waitSignal(row.picked) as told:
        qtbot.keyClick(row.segments[0], Qt.Key.Key_Right)

    assert told.args == ["no"]
    assert row.segments[1].hasFocus()


def test_a_letter_goes_round_among_the_words_that_start_with_it(qtbot: QtBot) -> None:
    row = Segmented([("yes", "Yes"), ("no", "No"), ("maybe", "Not sure")], "Awake?")
    put(qtbot, row)
    row.segments[0].setFocus()
    picked: list[str] = []
    row.picked.connect(picked.append)

    for segment in (0, 1, 2):
        qtbot.keyClick(row.segments[segment], Qt.Key.Key_N)

    assert picked == ["no", "maybe", "no"]


def test_pressing_what_already_holds_keeps_it(qtbot: QtBot) -> None:
    row = Segmented([("yes", "Yes"), ("no", "No")], "Awake?")
    put(qtbot, row)
    row.show_value("yes")

    row.segments[0].click()

    assert row.value == "yes"


def test_none_of_these_clears_the_others_and_they_clear_it(qtbot: QtBot) -> None:
    group = ChoiceGroup(SIGNS, "Any of these now?", multi=True, exclusive=["none"])
    put(qtbot, group)
    group.tiles[0].setFocus()

    qtbot.keyClick(group.tiles[0], Qt.Key.Key_A)
    qtbot.keyClick(group.tiles[0], Qt.Key.Key_C)
    alone = group.values
    qtbot.keyClick(group.tiles[2], Qt.Key.Key_B)

    assert (alone, group.values) == (("none",), ("seizure",))


def test_a_single_choice_is_replaced_and_taken_back(qtbot: QtBot) -> None:
    group = ChoiceGroup(SIGNS, "Which?")
    put(qtbot, group)
    told: list[object] = []
    group.picked.connect(told.append)

    for tile in (0, 1, 1):
        group.tiles[tile].click()

    assert told == ["pain", "seizure", ""]


def test_arrows_move_among_tiles_without_choosing(qtbot: QtBot) -> None:
    group = ChoiceGroup(SIGNS, "Which?", columns=2)
    put(qtbot, group)
    group.tiles[0].setFocus()

    with qtbot.assertNotEmitted(group.picked):
        qtbot.keyClick(group.tiles[0], Qt.Key.Key_Down)

    assert group.tiles[2].hasFocus()


def test_a_narrow_tile_stands_higher(qtbot: QtBot) -> None:
    group = ChoiceGroup([("a", "", "Thoughts of suicide or of harming others")], "Which?")
    qtbot.addWidget(group)
    tile = group.tiles[0]

    assert tile.heightForWidth(180) > tile.heightForWidth(600) >= 44


def test_a_row_is_ticked_by_space(qtbot: QtBot) -> None:
    row = CheckRow("Handoff summary", "2 p · EN")
    put(qtbot, row)
    row.setFocus()

    with qtbot.waitSignal(row.toggled) as told:
        qtbot.keyClick(row, Qt.Key.Key_Space)

    assert told.args == [True]


def wheel(scroll: QScrollArea, widget: QWidget) -> None:
    middle = QPointF(widget.mapTo(scroll, widget.rect().center()))
    window = scroll.windowHandle()
    assert window is not None
    QTest.wheelEvent(window, middle, QPoint(0, -120))


def guarded() -> dict[str, tuple[QWidget, str]]:
    select = Select([("a", "Alpha"), ("b", "Beta"), ("c", "Gamma")], "Letter")
    select.show_value("a")
    number = QSpinBox()
    number.setValue(7)
    tabs = QTabBar()
    for name in ("One", "Two"):
        tabs.addTab(name)
    return {
        "drop-down": (select, "currentIndex"),
        "number": (number, "value"),
        "date": (QDateEdit(), "date"),
        "tabs": (tabs, "currentIndex"),
    }


@pytest.mark.parametrize("kind", ["drop-down", "number", "date", "tabs"])
def test_the_wheel_never_changes_what_is_closed(
    qtbot: QtBot, qapp: QApplication, kind: str
) -> None:
    page = QWidget()
    widget, value = guarded()[kind]
    column = QVBoxLayout(page)
    column.addWidget(widget)
    column.addSpacing(4000)
    scroll = QScrollArea()
    scroll.setWidget(page)
    put(qtbot, scroll)
    widget.setFocus()
    before = widget.property(value)
    guard = WheelGuard(qapp)

    wheel(scroll, widget)

    qapp.removeEventFilter(guard)
    assert widget.property(value) == before
    assert scroll.verticalScrollBar().value() > 0
