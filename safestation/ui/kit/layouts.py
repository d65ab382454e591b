"""Layouts inside layouts: each is put in while it is empty, and filled in its place.

With one that is put in filled, the binding hands out Qt's own item of each widget and holds
it for as long as what is around lives. Qt frees an item with its widget, and what it makes at
that address next is taken for the item: a scroll bar was, and the process could have died.
An empty one has no items to hand out, and Python never asks for those that come later.
"""

from typing import TypeVar

from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

_Inner = TypeVar("_Inner", bound=QLayout)


def row_in(outer: QBoxLayout, stretch: int = 0) -> QHBoxLayout:
    """Return a row at the end of a layout, to be filled."""
    return put_in(outer, QHBoxLayout(), stretch)


def middle_in(outer: QBoxLayout, *widgets: QWidget, gap: int = 0) -> None:
    """Put widgets side by side in the middle of a new row, each as wide as it likes."""
    row = row_in(outer)
    row.setSpacing(gap)
    row.addStretch(1)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)


def column_in(outer: QBoxLayout, stretch: int = 0) -> QVBoxLayout:
    """Return a column at the end of a layout, to be filled."""
    return put_in(outer, QVBoxLayout(), stretch)


def grid_in(outer: QBoxLayout) -> QGridLayout:
    """Return a grid at the end of a layout, to be filled."""
    return put_in(outer, QGridLayout())


def put_in(outer: QBoxLayout, inner: _Inner, stretch: int = 0, *, at: int = -1) -> _Inner:
    """Put an empty layout at the end of another, or `at` a place, and return it."""
    if inner.count():
        raise ValueError("a layout is filled where it stands, not before")
    outer.insertLayout(at, inner, stretch)
    return inner


def cell_in(grid: QGridLayout, row: int, column: int) -> QVBoxLayout:
    """Return a column in a cell of a grid, to be filled."""
    cell = QVBoxLayout()
    grid.addLayout(cell, row, column)
    return cell


def take_all(layout: QLayout) -> list[QWidget]:
    """Take every widget out of a layout and return them, for the caller to let go.

    Qt gives the item of each away, and the binding does not take it: nobody else would end it.
    """
    found = []
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            found.append(widget)
        delete(item)
    return found
