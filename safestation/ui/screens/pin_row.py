"""Where the PIN of this shift is typed, or touched, on the locked screen."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.ui.kit.button import Button
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
        self.entry = PinEntry(words, words("signin.pin"))
        self.entry.completed.connect(self.typed)
        self.use_passphrase = Button(words("signin.use_passphrase"), "lock")
        self.use_passphrase.clicked.connect(self.passphrase_wanted)
        self.back = self._digit("", self.entry.take_back)
        self.back.show_icon("arrow-left")
        self.back.setAccessibleName(words("signin.pin_back"))
        now = look()
        first = QHBoxLayout()
        first.setSpacing(now.px(14))
        first.addStretch(1)
        first.addWidget(self.entry)
        first.addWidget(self.use_passphrase)
        first.addStretch(1)
        pad = QHBoxLayout()
        pad.setSpacing(now.px(6))
        pad.addStretch(1)
        for digit in DIGITS:
            pad.addWidget(self._digit(digit, partial(self.entry.take, digit)))
        pad.addWidget(self.back)
        pad.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(12))
        column.addLayout(first)
        column.addLayout(pad)
        self.setFocusProxy(self.entry)

    def clear(self) -> None:
        """Forget what was typed."""
        self.entry.clear()

    def _digit(self, text: str, act: Callable[[], None]) -> Button:
        button = Button(text, "header")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # for a finger; the keyboard has its own
        button.clicked.connect(lambda _on=False: act())
        return button
