"""Looks at a window as it is laid out, and says what a person could not read or reach."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)

from safestation.ui.fields.unknown import Dots
from safestation.ui.kit import Elided, Label, Sheet
from safestation.ui.kit.label import breakable
from safestation.ui.kit.press import TOUCH, Press
from safestation.ui.style.theme import look

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
VIEWPORT = "qt_scrollarea_viewport"
SLACK = 2  # pixels; rounding at 125 % and the like
ABOVE = (Dots, Sheet)  # meant to lie over what is beside them


def misfits(root: QWidget) -> list[str]:
    """Return a sentence for everything that is cut off, covered, too small, out of reach."""
    seen = [w for w in root.findChildren(QWidget) if w.isVisible() and not _is_part(w)]
    found = [line for w in seen for line in (*_unreadable(w), *_small(w), *_cut(w, root))]
    return [*found, *(line for w in (root, *seen) for line in _covered(w))]


def _unreadable(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, Elided):
        return
    if isinstance(widget, QLabel) and widget.text():
        yield from _label(widget)
    if isinstance(widget, Press) and widget.width() > 0:
        hint = widget.minimumSizeHint()
        needed = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else -1
        high = needed if needed > 0 else hint.height()
        wide = _word(widget) if needed > 0 else hint.width()
        if widget.height() + SLACK < high or widget.width() + SLACK < wide:
            yield f"no room for {_name(widget)}: {_size(widget)} of {wide}x{high}"


def _label(label: QLabel) -> Iterator[str]:
    room = label.contentsRect().width()
    if label.wordWrap():
        high, wide = label.heightForWidth(label.width()), _word(label)
    else:
        high, wide = label.sizeHint().height(), label.sizeHint().width()
    if label.height() + SLACK < high or room + SLACK < wide:
        yield f"cut off: {_name(label)}: {_size(label)} of {wide}x{high}"


def _word(widget: QWidget) -> int:
    """Return the width of the longest word, which cannot break."""
    words = breakable(widget.words) if isinstance(widget, Label | Press) else ""
    metrics = QFontMetrics(widget.font())
    alone = words.replace("\u200b", " ").split()
    return max((metrics.horizontalAdvance(word) for word in alone), default=0)


def _small(widget: QWidget) -> Iterator[str]:
    least = look().px(TOUCH)
    if isinstance(widget, CONTROLS) and min(widget.width(), widget.height()) < least - 1:
        yield f"smaller than a finger: {_name(widget)}: {_size(widget)}"


def _cut(widget: QWidget, root: QWidget) -> Iterator[str]:
    parent = widget.parentWidget()
    if parent is None or isinstance(widget, Sheet):
        return
    around = parent.parentWidget()
    if isinstance(around, QAbstractScrollArea) and parent.objectName() == VIEWPORT:
        if isinstance(around, QScrollArea) and widget.width() > parent.width() + SLACK:
            yield f"wider than what scrolls it: {_name(widget)}: {_widest(widget, parent)}"
        return
    spot = widget.geometry()
    room = parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    if not room.contains(spot) and widget is not root:
        yield f"outside of {_name(parent)} {_size(parent)}: {_name(widget)} {_spot(spot)}"


def _widest(inside: QWidget, view: QWidget) -> str:
    """Return what reaches furthest beyond the view."""

    def right(one: QWidget) -> int:
        return one.mapTo(inside, QPoint(one.width(), 0)).x()

    shown = [w for w in inside.findChildren(QWidget) if w.isVisible() and not _is_part(w)]
    beyond = [w for w in shown if right(w) > view.width()]
    least = max(beyond, key=lambda w: w.minimumSizeHint().width(), default=inside)
    return f"{_size(inside)} in {_size(view)}, by {_name(least)}"


def _covered(parent: QWidget) -> Iterator[str]:
    if isinstance(parent, QAbstractScrollArea | QLineEdit | QComboBox):
        return
    options = Qt.FindChildOption.FindDirectChildrenOnly
    children = [
        w
        for w in parent.findChildren(QWidget, options=options)
        if w.isVisible() and not isinstance(w, ABOVE) and not _is_part(w)
    ]
    for one, other in combinations(children, 2):
        both = one.geometry().intersected(other.geometry())
        if both.width() > SLACK and both.height() > SLACK:
            yield f"{_name(one)} lies over {_name(other)} in {_name(parent)}"


def _is_part(widget: QWidget) -> bool:
    """Tell whether this is inside one of Qt's own widgets."""
    parent = widget.parentWidget()
    inside = isinstance(parent, QAbstractItemView | QComboBox | QLineEdit)
    grand = parent.parentWidget() if parent is not None else None
    return inside or isinstance(grand, QAbstractItemView) or isinstance(widget, QScrollBar)


def _name(widget: QWidget) -> str:
    words = getattr(widget, "words", "") if isinstance(widget, Label | Press) else ""
    named = words or widget.accessibleName() or widget.objectName()
    return f"{type(widget).__name__} “{named[:48]}”"


def _size(widget: QWidget) -> str:
    return f"{widget.width()}x{widget.height()}"


def _spot(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}x{rect.height()}"
