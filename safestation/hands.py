"""Hands at the counter: types and clicks in the real window, as staff would.

Drives the tour and the journeys in the tests. Looks for what a person would look for: the
words on a button, the name of a field. Calls no service.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from safestation.ui.kit.press import Press
from safestation.ui.kit.segmented import Segmented
from safestation.ui.window import Window

PATIENCE_MS = 10_000
STEP_MS = 20
ROUNDS = 20  # a page settles in a few; what never rests is not waited for
TEXTS = (QLineEdit, QPlainTextEdit, QTextEdit)


def let_pass(ms: int) -> None:
    """Let the window live for a while, and then until what that set off has happened.

    Not by QTest.qWait: it holds Python's lock, so that a worker of the window stands still.
    """
    passing, over = QEventLoop(), QTimer(singleShot=True)
    over.timeout.connect(passing.quit)
    over.start(ms)
    passing.exec()
    for _ in range(ROUNDS):
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
        if not passing.processEvents():
            return


class NotThereError(LookupError):
    """What a person would look for is not on the screen."""


class Hands:
    """Types, clicks and waits in one window."""

    def __init__(self, shell: Window) -> None:
        self.shell = shell

    def press(self, words: str) -> None:
        """Click the visible button whose words are, or start with, these."""
        button = self._find(QAbstractButton, lambda b: _says(b, words), words)
        self.click(button)

    def click(self, widget: QWidget) -> None:
        """Bring a widget into view and click its middle."""
        self._reveal(widget)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=widget.rect().center())

    def pick(self, question: str, value: str) -> None:
        """Click one answer of a question, by the value it stands for."""
        field = self.field(question)
        for tile in field.findChildren(Press):
            if getattr(tile, "value", None) == value and tile.isVisibleTo(field):
                self.click(tile)
                return
        for listed in field.findChildren(QListWidget):
            if self._pick_listed(listed, value):
                return
        raise NotThereError(f"{question}: {value}")

    def choose(self, name: str, value: str) -> None:
        """Click a value in the row of options that has this name."""
        rows = (w for w in self._visible(Segmented) if w.accessibleName() == name)
        for row in rows:
            for option in row.findChildren(Press):
                if getattr(option, "value", None) == value:
                    self.click(option)
                    return
        raise NotThereError(f"{name}: {value}")

    def type_into(self, name: str, text: str) -> None:
        """Type into the line of a question (by id), or into the line with this name."""
        line = self._line(name)
        self._reveal(line)
        line.setFocus()
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, text)

    def key(
        self,
        key: Qt.Key,
        modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key where the focus is, or in the window."""
        target = QApplication.focusWidget() or self.shell
        QTest.keyClick(target, key, modifier)

    def field(self, question: str) -> QWidget:
        """Return the visible field of a question; "*.answer" stands for any prefix."""
        return self._find(QWidget, lambda w: _is_named(w, question), question)

    def sees(self, words: str) -> bool:
        """Tell whether a visible widget shows these words."""
        return any(words in _spoken(w) for w in self._visible(QWidget))

    def wait_for(self, is_so: Callable[[], bool]) -> None:
        """Wait until something is so. Raises TimeoutError when it never is."""
        waited = 0
        while not is_so():
            if waited >= PATIENCE_MS:
                raise TimeoutError
            let_pass(STEP_MS)
            waited += STEP_MS

    def _pick_listed(self, listed: QListWidget, value: str) -> bool:
        for item in (listed.item(row) for row in range(listed.count())):
            if item.data(Qt.ItemDataRole.UserRole) == value:
                listed.scrollToItem(item)
                self._reveal(listed)
                spot = listed.visualItemRect(item).center()
                QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=spot)
                return True
        return False

    def _line(self, name: str) -> QWidget:
        for widget in self._visible(QWidget):
            if _is_named(widget, name):
                inside = [c for c in widget.findChildren(QWidget) if isinstance(c, TEXTS)]
                if inside:
                    return inside[0]
            if isinstance(widget, TEXTS) and widget.accessibleName() == name:
                return widget
        raise NotThereError(name)

    def _find(
        self, kind: type[QWidget], fits: Callable[[QWidget], bool], looked_for: str
    ) -> QWidget:
        for widget in self._visible(kind):
            if fits(widget):
                return widget
        raise NotThereError(looked_for)

    def _visible(self, kind: type[QWidget]) -> list[QWidget]:
        found = self.shell.findChildren(kind)
        return [w for w in found if w.isVisibleTo(self.shell) and w.isEnabled()]

    def _reveal(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                inside = parent.widget()
                if inside is not None:
                    spot = widget.mapTo(inside, QPoint(0, 0))
                    parent.ensureVisible(spot.x(), spot.y() + widget.height() // 2)
            parent = parent.parentWidget()


def _is_named(widget: QWidget, name: str) -> bool:
    known = widget.objectName()
    return known.endswith(name[1:]) if name.startswith("*") else known == name


def _says(widget: QWidget, words: str) -> bool:
    spoken = _spoken(widget)
    return spoken == words or spoken.startswith(words)


def _spoken(widget: QWidget) -> str:
    shown = getattr(widget, "words", None)
    if isinstance(shown, str) and shown:
        return shown
    text = getattr(widget, "text", None)
    said = text() if callable(text) else ""
    return said if isinstance(said, str) and said else widget.accessibleName()
