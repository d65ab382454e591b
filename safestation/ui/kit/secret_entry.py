"""Where a PIN or a passphrase is typed. Nothing typed here is ever shown in a repr."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.paint import box, fill_path
from safestation.ui.style.theme import look
from safestation.ui.words import Words


class PassphraseEntry(QWidget):
    """A hidden line with a button that shows it. Pasting is welcome.

    `dark` is for the locked screen. `submitted` says that Enter was pressed.
    """

    submitted = Signal()

    def __init__(self, words: Words, name: str, *, dark: bool = False) -> None:
        super().__init__()
        self._words = words
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(name)
        self.line.setProperty("inputMethodHints", "ImhSensitiveData|ImhNoPredictiveText")
        self.line.setProperty("surface", "lock" if dark else "")
        self.line.returnPressed.connect(self.submitted)
        self.line.installEventFilter(self)
        self.show_button = Button(words("kit.secret.show"), "lock" if dark else "quiet")
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._reveal)
        self.caps = Label(
            words("kit.secret.caps"), "on-lock-small" if dark else "clock", wrap=False
        )
        self.caps.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        row = row_in(column)
        row.setSpacing(look().px(8))
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column.addWidget(self.caps)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """Return what was typed, untouched."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed and hide again."""
        self.line.clear()
        self.show_button.setChecked(False)

    def _reveal(self, shown: bool) -> None:  # noqa: FBT001 - a slot of toggled
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self.show_button.set_text(
            self._words("kit.secret.hide" if shown else "kit.secret.show")
        )

    # Qt's own
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice a letter that Caps Lock has turned: a capital without Shift."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.text().isalpha():
            shift = bool(event.modifiers() & QtCore.Qt.KeyboardModifier.ShiftModifier)
            self.caps.setVisible(event.text().isupper() != shift)
        return False


class PinEntry(QWidget):
    """One box for each digit. `completed` gives the PIN when the last one is typed."""

    completed = Signal(str)

    def __init__(self, words: Words, name: str, digits: int = 6) -> None:
        super().__init__()
        self._words, self._total, self._typed = words, digits, ""
        self.setProperty("focusPolicy", "StrongFocus")
        self.setAccessibleName(name)
        self.setFixedSize(self.sizeHint())
        self.setProperty("inputMethodHints", "ImhDigitsOnly")
        self._say()

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed = ""
        self._say()

    def take_back(self) -> None:
        """Forget the last digit."""
        self._typed = self._typed[:-1]
        self._say()

    def take(self, text: str) -> None:
        """Take digits, as if they were typed."""
        digits = "".join(c for c in text if c in "0123456789")
        if not digits or len(self._typed) >= self._total:
            return
        self._typed = (self._typed + digits)[: self._total]
        self._say()
        if len(self._typed) == self._total:
            self.completed.emit(self._typed)

    def _say(self) -> None:
        said = self._words("kit.secret.digits", typed=len(self._typed), total=self._total)
        self.setAccessibleDescription(said)
        self.update()

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return room for the boxes."""
        return QSize(look().px(62) * self._total - look().px(10), look().px(60))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, give them back, paste."""
        if event.key() == QtCore.Qt.Key.Key_Backspace:
            self.take_back()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.take(QApplication.clipboard().text())
        elif event.text() and event.text() in "0123456789":
            self.take(event.text())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus."""
        self.setFocus(QtCore.Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the boxes, a dot in each that is filled, a ring around the next."""
        del event
        now = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place in range(self._total):
            rect = QRectF(place * now.px(62), 0, now.px(52), now.px(60))
            here = self.hasFocus() and place == min(len(self._typed), self._total - 1)
            edge = (now.color("lock_ring" if here else "header_line"), 3.0 if here else 2.0)
            box(painter, rect, now.px(8), now.color("lock_well"), edge)
            if place < len(self._typed):
                dot = QPainterPath()
                dot.addEllipse(rect.center(), now.px(5), now.px(5))
                fill_path(painter, dot, now.color("on_lock"))
        painter.end()
