"""The ways in as big buttons: what each is, what to do first, and its number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.domain.program import Entry
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import CardButton
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in
from safestation.ui.kit.sheet import Sheet
from safestation.ui.style.theme import look
from safestation.ui.words import Words

MOST = 9  # that a digit chooses


class WaysSheet(Sheet):
    """One press opens a way in; `chosen` gives its id. Enter takes the first at once."""

    chosen = Signal(str)

    def __init__(self, host: QWidget, words: Words, entries: tuple[Entry, ...]) -> None:
        super().__init__(host, words("entry.title"), width=640)
        self.body.addWidget(Label(words("entry.more"), "muted"))
        self.ways: dict[str, CardButton] = {}
        for number, entry in enumerate(entries, 1):
            button = _button(words, entry, number)
            button.clicked.connect(lambda _on=False, way=entry.id: self._choose(way))
            self.ways[entry.id] = button
            self.body.addWidget(button)
        self.cancel = Button(words("entry.cancel"), "secondary")
        self.cancel.clicked.connect(self.close_sheet)
        self.buttons.addWidget(self.cancel)
        self.closed.connect(self.deleteLater)

    def _choose(self, entry: str) -> None:
        self.close_sheet()
        self.chosen.emit(entry)

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a way by its number, and go up and down by the arrows."""
        ways, key = list(self.ways.values()), event.key()
        digit = key - Qt.Key.Key_1
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and 0 <= digit < min(MOST, len(ways)):
            ways[digit].click()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            here = next((n for n, way in enumerate(ways) if way.hasFocus()), 0)
            step = 1 if key == Qt.Key.Key_Down else -1
            ways[max(0, min(len(ways) - 1, here + step))].setFocus(
                Qt.FocusReason.TabFocusReason
            )
        else:
            super().keyPressEvent(event)
            return
        event.accept()


def entry_title(words: Words, entry: Entry) -> str:
    """Return what a way in is called: by its program, else by its kind."""
    return entry.title.in_language(words.language) or words(f"entry.kind_{entry.kind}")


def _button(words: Words, entry: Entry, number: int) -> CardButton:
    title = entry_title(words, entry)
    first = entry.do[0].in_language(words.language) if entry.do else ""
    name = f"{number}: {title}. {first}" if first else f"{number}: {title}"
    button = CardButton(name, accent="info")
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look().px(14))
    texts = column_in(row, 1)
    texts.setSpacing(look().px(2))
    texts.addWidget(Label(title, "section"))
    if first:
        texts.addWidget(Label(first, "muted"))
    if number <= MOST:
        row.addWidget(Chip(str(number), "neutral"))
    button.add(box)
    button.setMinimumHeight(look().px(64))
    return button
