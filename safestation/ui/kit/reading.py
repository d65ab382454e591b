"""Tab order is reading order: line by line, then across, whatever was built first."""

from collections.abc import Iterator, Sequence

from PySide6 import QtCore
from PySide6.QtCore import QRect
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

Placed = tuple[QRect, QWidget]


def stops(root: QWidget) -> list[QWidget]:
    """Return what can take the focus inside `root`, in the order a person reads it.

    Not by `nextInFocusChain`: it follows the order of building, and the binding takes what
    it returns for a child of what it was asked of, which cuts living widgets off.
    """
    return [one for one in _in_order(root) if is_stop(one)]


def is_stop(widget: QWidget) -> bool:
    """Tell whether Tab may stop here now."""
    tabbed = bool(widget.focusPolicy() & QtCore.Qt.FocusPolicy.TabFocus)
    shown = widget.isVisible() and widget.isEnabled()
    return tabbed and shown and widget.focusProxy() is None


def move_focus(root: QWidget, *, forward: bool, start: QWidget | None = None) -> bool:
    """Put the focus onto the next stop inside `root`; `start` is where it begins anew."""
    here = QApplication.focusWidget()
    held = here if here is not None and root.isAncestorOf(here) else None
    order = _in_order(root, held)
    if held is None:
        inside = [w for w in order if start is None or start.isAncestorOf(w)]
        target = next(iter(inside if forward else reversed(inside)), None)
    else:
        place = order.index(held)
        around = (
            [*order[place + 1 :], *order[:place]]
            if forward
            else [*reversed(order[:place]), *reversed(order[place + 1 :])]
        )
        target = next((one for one in around if is_stop(one)), None)
    if target is None:
        return False
    reason = (
        QtCore.Qt.FocusReason.TabFocusReason
        if forward
        else QtCore.Qt.FocusReason.BacktabFocusReason
    )
    target.setFocus(reason)
    return True


def enter(page: QWidget) -> None:
    """Put the focus onto the first stop of a page that was just opened."""
    focused = QApplication.focusWidget()
    if focused is None or not page.isAncestorOf(focused):
        move_focus(page, forward=True)


def one_stop(members: Sequence[QWidget], held: QWidget | None) -> QWidget:
    """Let Tab stop once for a whole group: where the focus is, else on `held`.

    Arrows and letters move inside. Returns the member that Tab stops on; there is one.
    """
    focused = next((one for one in members if one.hasFocus()), None)
    chosen = focused or held or members[0]
    for one in members:
        policy = (
            QtCore.Qt.FocusPolicy.StrongFocus
            if one is chosen
            else QtCore.Qt.FocusPolicy.ClickFocus
        )
        one.setFocusPolicy(policy)
    return chosen


def goes_on(event: QKeyEvent, root: QWidget) -> bool:
    """Let Enter in a line go on to the next stop; tell whether it did."""
    enter = event.key() in (QtCore.Qt.Key.Key_Return, QtCore.Qt.Key.Key_Enter) and not (
        event.modifiers() & ~QtCore.Qt.KeyboardModifier.KeypadModifier
    )
    in_line = isinstance(QApplication.focusWidget(), QLineEdit)
    return enter and in_line and move_focus(root, forward=True)


def _in_order(root: QWidget, held: QWidget | None = None) -> list[QWidget]:
    """Return the stops inside `root`, and `held` though it may be none, as they are read."""
    found = [w for w in root.findChildren(QWidget) if w is held or is_stop(w)]
    below: dict[QWidget, dict[QWidget, None]] = {}
    for one in found:
        child, parent = one, one.parentWidget()
        while parent is not None and child not in below.setdefault(parent, {}):
            below[parent][child] = None
            if parent is root:
                break
            child, parent = parent, parent.parentWidget()
    known = set(found)
    return [one for one in _read(root, below) if one in known]


def _read(parent: QWidget, below: dict[QWidget, dict[QWidget, None]]) -> Iterator[QWidget]:
    yield parent
    for child in _sorted([(one.geometry(), one) for one in below.get(parent, ())]):
        yield from _read(child, below)


def _sorted(placed: list[Placed]) -> list[QWidget]:
    """Cut between lines, then between columns, until each stands alone (an XY cut)."""
    if len(placed) <= 1:
        return [one for _, one in placed]
    for across in (False, True):
        groups = _cut(placed, across=across)
        if len(groups) > 1:
            return [one for group in groups for one in _sorted(group)]
    order = sorted(placed, key=lambda one: (one[0].top(), one[0].left()))
    return [one for _, one in order]


def _cut(placed: list[Placed], *, across: bool) -> list[list[Placed]]:
    def span(rect: QRect) -> tuple[int, int]:
        return (rect.left(), rect.right()) if across else (rect.top(), rect.bottom())

    groups: list[list[Placed]] = []
    end = 0
    for rect, one in sorted(placed, key=lambda each: span(each[0])):
        first, last = span(rect)
        if not groups or first > end:
            groups.append([])
            end = last
        groups[-1].append((rect, one))
        end = max(end, last)
    return groups
