"""Where the PIN of this shift is typed, or touched, on the locked screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
from safestation.ui.kit.layouts import middle_in
from safestation.ui.kit.secret_entry import PinEntry
from safestation.ui.style.theme import look
from safestation.ui.words import Words

DIGITS = "1234567890"


class PinRow(QWidget):
    """Six boxes, a row of digits for a finger, and the way to the passphrase.

    `typed` gives the PIN when the last digit is there.
    """

    typed = Signal(str)
    passphrase_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.entry = PinEntry(words, words("signin.pin"))
        self.entry.setParent(self)
        self.entry.completed.connect(self.typed)
        self.setFocusProxy(self.entry)

    def build(self) -> None:
        """Make what is around the boxes, once: a start never shows it first."""
        if self.layout() is not None:
            return
        now = look()
        use_passphrase = Button(self._words("signin.use_passphrase"), "lock")
        use_passphrase.clicked.connect(self.passphrase_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(12))
        middle_in(column, self.entry, use_passphrase, gap=now.px(14))
        middle_in(column, *self._pad(), gap=now.px(6))

    def clear(self) -> None:
        """Forget what was typed."""
        self.entry.clear()

    def _pad(self) -> list[Button]:
        digits = [self._digit(digit, partial(self.entry.take, digit)) for digit in DIGITS]
        back = self._digit("", self.entry.take_back)
        back.show_icon("arrow-left")
        back.setAccessibleName(self._words("signin.pin_back"))
        return [*digits, back]

    def _digit(self, text: str, act: Callable[[], None]) -> Button:
        button = Button(text, "header")
        button.setProperty("focusPolicy", "NoFocus")  # for a finger; the keyboard has its own
        button.clicked.connect(lambda _on=False: act())
        return button
