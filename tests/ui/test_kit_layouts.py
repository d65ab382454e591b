"""A layout inside another never hands out what Qt frees by itself."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.layouts import cell_in, column_in, grid_in, put_in, row_in, take_all
from tests.handed_out import forget_handed_out, handed_out

MADE: dict[str, Callable[[QBoxLayout], QLayout]] = {
    "row": row_in,
    "column": column_in,
    "grid": grid_in,
    "cell": lambda outer: cell_in(grid_in(outer), 0, 0),
    "flow": lambda outer: put_in(outer, FlowLayout()),
}


def filled(row: QLayout) -> QLayout:
    for text in ("one", "two", "three"):
        row.addWidget(QPushButton(text))
    return row


@pytest.mark.parametrize("kind", MADE)
def test_a_layout_filled_in_its_place_hands_out_no_item(qtbot: QtBot, kind: str) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    inner = filled(MADE[kind](QVBoxLayout(page)))
    gone = page.findChildren(QPushButton)[1]
    Shiboken.delete(gone)

    assert inner.count() == 2
    assert handed_out() == []


def test_a_layout_that_joins_filled_is_noticed(qtbot: QtBot) -> None:
    """The binding does this to us; when it no longer does, kit/layouts.py is not needed."""
    del qtbot
    page = QWidget()
    outer, row = QVBoxLayout(page), QHBoxLayout()
    filled(row)
    outer.addLayout(row)
    found = handed_out()
    Shiboken.delete(page)

    assert found == ["QWidgetItem"] * 3


def test_what_a_failed_test_still_holds_fails_no_other(qtbot: QtBot) -> None:
    del qtbot
    page = QWidget()
    held = filled(QVBoxLayout(page)).itemAt(0)
    assert handed_out() == ["QWidgetItem"]

    forget_handed_out()

    assert handed_out() == []
    assert held is not None
    assert not Shiboken.isValid(held)


def test_a_flow_that_is_gone_holds_no_item_even_while_python_holds_the_flow(
    qtbot: QtBot,
) -> None:
    del qtbot
    page = QWidget()
    flow = filled(FlowLayout(page))
    Shiboken.delete(page)

    assert not Shiboken.isValid(flow)
    assert handed_out() == []


def test_a_layout_that_is_filled_already_is_refused(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    outer, row = QVBoxLayout(page), QHBoxLayout()
    filled(row)

    with pytest.raises(ValueError, match="filled where it stands"):
        put_in(outer, row)
    assert outer.count() == 0


def test_what_is_taken_out_of_a_layout_leaves_no_item_behind(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page)
    filled(flow)
    items = [flow.itemAt(place) for place in range(3)]
    taken = take_all(flow)

    assert [type(one) for one in taken] == [QPushButton] * 3
    assert [Shiboken.isValid(one) for one in (*taken, *items)] == [True] * 3 + [False] * 3
    assert flow.count() == 0


def test_a_layout_may_be_put_before_others_and_take_the_room(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    outer = QVBoxLayout(page)
    last = row_in(outer, 2)
    first = put_in(outer, QHBoxLayout(), at=0)

    assert [outer.indexOf(first), outer.indexOf(last)] == [0, 1]
    assert [outer.stretch(0), outer.stretch(1)] == [0, 2]
