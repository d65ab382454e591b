"""Rails, lists and the search: by keyboard as well as by finger."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from safestation.ui.kit import (
    Cell,
    Column,
    NavRail,
    Place,
    Result,
    Row,
    SearchBox,
    Step,
    StepRail,
    Stopwatch,
    Table,
    clock_words,
    elapsed_words,
)
from safestation.ui.words import Words

STEPS = [
    Step("welcome", "Welcome", "done"),
    Step("medical", "Medical check"),
    Step("items", "Items"),
]
ROWS = [Row("a", ("Sun 22:14", Cell("Placed", "done"))), Row("b", ("Sun 19:02", "Left"))]


def put(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(600, 400)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)


def spoken(widget: QWidget) -> str:
    return str(QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name))


def test_a_step_says_its_number_its_name_and_its_state(qtbot: QtBot, words: Words) -> None:
    rail = StepRail(words)
    rail.show_steps(STEPS)
    put(qtbot, rail)
    rail.show_current("medical")

    assert [spoken(line) for line in rail.lines] == [
        "Step 1 of 3, Welcome, done",
        "Step 2 of 3, Medical check, open now",
        "Step 3 of 3, Items, not started",
    ]


def test_any_step_can_be_opened_by_arrows_and_enter(qtbot: QtBot, words: Words) -> None:
    rail = StepRail(words)
    rail.show_steps(STEPS)
    put(qtbot, rail)
    rail.lines[0].setFocus()

    for line in (0, 1):
        qtbot.keyClick(rail.lines[line], Qt.Key.Key_Down)
    with qtbot.waitSignal(rail.chosen) as told:
        qtbot.keyClick(rail.lines[2], Qt.Key.Key_Return)

    assert told.args == ["items"]


def test_a_step_that_becomes_done_keeps_the_focus_where_it_was(
    qtbot: QtBot, words: Words
) -> None:
    rail = StepRail(words)
    rail.show_steps(STEPS)
    put(qtbot, rail)
    rail.lines[1].setFocus()

    rail.show_steps([STEPS[0], Step("medical", "Medical check", "done"), STEPS[2]])

    assert rail.lines[1].hasFocus()
    assert spoken(rail.lines[1]).endswith("done")


def test_a_badge_is_spoken_with_its_page(qtbot: QtBot, words: Words) -> None:
    rail = NavRail(words)
    put(qtbot, rail)
    rail.show_places([Place("paperwork", "printer", "Paperwork")])
    rail.show_badge("paperwork", 2)
    item = rail.findChildren(QWidget)[0]

    assert spoken(item) == "Paperwork, 2 waiting"


def test_a_row_is_opened_by_arrows_and_enter(qtbot: QtBot) -> None:
    table = Table([Column("Arrived"), Column("Outcome", 1)], "Last 24 hours")
    put(qtbot, table)
    table.show_rows(ROWS)
    table.setFocus()
    table.select("a")

    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.chosen) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)

    assert told.args == ["b"]


def test_new_rows_keep_the_selection_and_say_nothing(qtbot: QtBot) -> None:
    table = Table([Column("Arrived"), Column("Outcome", 1)], "Last 24 hours")
    put(qtbot, table)
    table.show_rows(ROWS)
    table.select("b")

    with qtbot.assertNotEmitted(table.selected):
        table.show_rows([Row("c", ("now", "")), *ROWS])

    assert table.selected_id == "b"


def test_a_table_has_a_name_and_fills_its_width(qtbot: QtBot) -> None:
    table = Table([Column("Arrived"), Column("Outcome", 1)], "Last 24 hours")
    put(qtbot, table)
    table.show_rows(ROWS)

    assert spoken(table) == "Last 24 hours"
    assert sum(table.columnWidth(c) for c in (0, 1)) == table.viewport().width()
    assert min(table.rowHeight(row) for row in (0, 1)) >= 44


def finder(qtbot: QtBot, words: Words) -> tuple[QWidget, SearchBox]:
    window = QWidget()
    column = QVBoxLayout(window)
    box = SearchBox(words, "Name, handle or number", "Find a person")
    column.addWidget(box)
    column.addStretch(1)
    put(qtbot, window)
    box.line.setFocus()
    return window, box


def test_what_is_found_opens_inside_the_window_and_enter_takes_it(
    qtbot: QtBot, words: Words
) -> None:
    _window, box = finder(qtbot, words)
    box.show_results([Result("1", "T. Reyes, 27", "here"), Result("2", "“Blue jacket”")])

    qtbot.keyClick(box.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.chosen) as told:
        qtbot.keyClick(box.line, Qt.Key.Key_Return)

    assert told.args == ["2"]
    assert not box.found.isWindow()
    assert not box.found.isVisible()


def test_enter_with_nothing_found_hands_on_the_text(qtbot: QtBot, words: Words) -> None:
    _window, box = finder(qtbot, words)
    qtbot.keyClicks(box.line, "Sam")
    box.show_results([])

    with qtbot.waitSignal(box.submitted) as told:
        qtbot.keyClick(box.line, Qt.Key.Key_Return)

    assert told.args == ["Sam"]


def test_typing_is_told_and_filling_is_not(qtbot: QtBot, words: Words) -> None:
    _window, box = finder(qtbot, words)

    with qtbot.waitSignal(box.searched) as told:
        qtbot.keyClicks(box.line, "S")
    with qtbot.assertNotEmitted(box.searched):
        box.clear()

    assert told.args == ["S"]


@pytest.mark.parametrize(
    ("minutes", "long", "short"),
    [
        (6, "6 m", "0:06"),
        (130, "2 h 10 m", "2:10"),
        (0, "0 m", "0:00"),
        (47 * 60 + 59, "47 h 59 m", "47:59"),
        (13 * 24 * 60 + 90, "13 d", "13 d"),
    ],
)
def test_durations_are_written_in_one_way(minutes: int, long: str, short: str) -> None:
    span = timedelta(minutes=minutes)

    assert (elapsed_words(span), clock_words(span)) == (long, short)


def test_a_stopwatch_turns_amber_at_its_limit(qtbot: QtBot) -> None:
    watch = Stopwatch("", timedelta(minutes=20))
    qtbot.addWidget(watch)

    watch.show_elapsed(timedelta(minutes=19, seconds=59))
    before = watch.property("role")
    watch.show_elapsed(timedelta(minutes=20))

    assert (before, watch.property("role"), watch.words) == ("strong", "clock", "0:20:00")


def test_a_list_inside_a_page_shows_every_row_and_never_scrolls_by_itself(
    qtbot: QtBot,
) -> None:
    page = QWidget()
    table = Table([Column("Arrived"), Column("Outcome", 1)], "Visits")
    table.show_whole()
    column = QVBoxLayout(page)
    column.addWidget(table)
    column.addStretch(1)
    put(qtbot, page)

    table.show_rows([Row(str(n), (f"Sun {n:02d}:00", "Left")) for n in range(7)])

    qtbot.waitUntil(lambda: table.height() >= table.natural_height())
    assert table.verticalScrollBar().maximum() == 0

    table.show_rows(ROWS)

    qtbot.waitUntil(lambda: table.height() < table.natural_height() + 10)


def test_what_is_found_in_a_sheet_is_a_part_of_it_and_follows_its_width(
    qtbot: QtBot, words: Words
) -> None:
    page = QWidget()
    box = SearchBox(words, "A name", "Find", inline=True)
    column = QVBoxLayout(page)
    column.addWidget(box)
    column.addStretch(1)
    put(qtbot, page)
    assert box.found.isHidden()

    box.show_results([Result(str(n), f"Blue jacket {n}") for n in range(5)])
    page.resize(420, 500)

    qtbot.waitUntil(lambda: box.found.width() == box.width())
    assert box.isAncestorOf(box.found)
    qtbot.waitUntil(lambda: box.rect().contains(box.found.geometry()))
    assert box.found.verticalScrollBar().maximum() == 0
