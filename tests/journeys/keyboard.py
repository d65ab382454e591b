"""Hands that only have a keyboard: they look for the next control by Tab, as it is read out."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QTableView, QWidget

from safestation.hands import let_pass
from safestation.ui.window import Window

FAR = 15  # more stops than this on the way need a letter or a shortcut instead
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


class OutOfReachError(LookupError):
    """Tab does not come to it in time, or comes to something that nobody can see."""


class Keyboard:
    """Presses keys, and reads what has the focus. Never clicks, never sets the focus."""

    def __init__(self, shell: Window) -> None:
        self._shell = shell

    @property
    def focused(self) -> QWidget:
        """The control that gets the next key."""
        opened = QApplication.activePopupWidget()
        if opened is not None:
            inside = opened.focusWidget()
            return inside or opened  # type: ignore[truthy-bool]  # the stub forgets None
        return QApplication.focusWidget() or self._shell

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE, times: int = 1) -> None:
        """Press a key where the focus is; what it set off has happened afterwards."""
        for _ in range(times):
            QTest.keyClick(self.focused, key, modifier)
            let_pass(1)

    def type(self, text: str) -> None:
        """Type letters where the focus is."""
        QTest.keyClicks(self.focused, text)
        let_pass(1)

    def to(self, name: str, *, back: bool = False, most: int = FAR) -> None:
        """Tab on until something is read out as `name`; say what came instead."""
        passed: list[str] = []
        while not said(self.focused, name):
            if len(passed) >= most:
                way = "\n  ".join(passed)
                message = f"no “{name}” within {most} stops, but:\n  {way}"
                raise OutOfReachError(message)
            self.press(Key.Key_Backtab if back else Key.Key_Tab)
            if not in_sight(self.focused):
                message = f"the focus is out of sight on “{spoken(self.focused)}”"
                raise OutOfReachError(message)
            passed.append(spoken(self.focused))

    def answer(self, name: str, letters: str) -> None:
        """Tab to a question and answer it: a letter for a choice, text for a line."""
        self.to(name)
        self.type(letters)

    def push(self, name: str, key: Key = Key.Key_Space) -> None:
        """Tab to a button and press it."""
        self.to(name)
        self.press(key)

    def step(self, digit: int) -> None:
        """Open a step by its number on the map."""
        self.press(Key(Key.Key_0 + digit % 10), CONTROL)

    def go_on(self) -> None:
        """Do the primary action of the page."""
        self.press(Key.Key_Return, CONTROL)


def spoken(widget: QWidget) -> str:
    """Return what is read out: the control, and the group it answers."""
    return " · ".join(dict.fromkeys(_names(widget))) or type(widget).__name__


def said(widget: QWidget, name: str) -> bool:
    """Tell whether the control, or the group around it, is read out as `name`."""
    return any(one.startswith(name) for one in _names(widget))


def in_sight(widget: QWidget) -> bool:
    """Tell whether what has the focus can be seen, as far as its surroundings are high."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            # Its bars know how large the view is; the binding would own a viewport it gave.
            bars = around.horizontalScrollBar(), around.verticalScrollBar()
            view = QRect(0, 0, bars[0].pageStep(), bars[1].pageStep())
            held = _in_hand(widget)
            spot = QRect(widget.mapTo(around, held.topLeft()), held.size())
            shown = spot.intersected(view)
            least = min(spot.height(), view.height())
            if spot.height() > 0 and shown.height() < least - 1:
                return False
        around = around.parentWidget()
    return True


def _in_hand(widget: QWidget) -> QRect:
    """Return the part that has the focus: of a list, the line that is chosen."""
    if not isinstance(widget, QTableView) or not widget.currentIndex().isValid():
        return widget.rect()
    row = widget.visualRect(widget.currentIndex())
    return row.translated(0, widget.horizontalHeader().height())


def _names(widget: QWidget) -> Iterator[str]:
    for one in (widget, widget.parentWidget()):
        name = one.accessibleName().strip() if one is not None else ""
        if name:
            yield name
