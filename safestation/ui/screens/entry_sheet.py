"""The sheet that opens an encounter: the person's yes first, then the minimum, then Start."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.errors import AnswerRefused, NotAllowed, StationError
from safestation.domain.opening import AGREES, Given, may_open
from safestation.domain.program import Entry
from safestation.domain.questions import Kind, Question, Section
from safestation.domain.text import Text
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.entry_fields import EntryFields
from safestation.ui.screens.ways_sheet import entry_title
from safestation.ui.style.theme import look
from safestation.ui.words import Words

CAME_AT = "entry.came_at"
YES = "yes"


class EntrySheet(Sheet):
    """`started` gives what was said and when it came in; `said_no` counts a no.

    Where the person's own yes is needed, nothing about them can be typed before it.
    """

    started = Signal(object, object)
    said_no = Signal()

    def __init__(
        self, host: QWidget, words: Words, entry: Entry, sections: Mapping[str, Section]
    ) -> None:
        super().__init__(host, entry_title(words, entry), width=680)
        self._words, self._entry, self._yes = words, entry, False
        asked = [sections[one] for one in entry.sections if one in sections]
        self.fields = EntryFields(words, entry, asked)
        self.fields.add(_came_at(words))
        self.fields.changed.connect(self._enable)
        self.banner = Banner(words)
        self.banner.hide()
        self.yes = Button(words("entry.yes"), "secondary", icon="check")
        self.no = Button(words("entry.no"), "secondary")
        self.agreement = self._agreement()
        self.hint = Label(words("entry.needed"), "small")
        self.cancel = Button(words("entry.cancel"), "secondary")
        self.start = Button(words("entry.start"), "primary", shortcut_text="Ctrl ↵")
        for widget in (self._points(), self.banner, self.agreement, self.fields):
            self.body.addWidget(widget)
        self.buttons.insertWidget(0, self.hint, 3)
        for button in (self.cancel, self.start):
            self.buttons.addWidget(button)
        self.yes.clicked.connect(self._agree)
        self.no.clicked.connect(self.said_no)
        self.cancel.clicked.connect(self.close_sheet)
        self.start.clicked.connect(self._start)
        self.closed.connect(self.deleteLater)
        self._enable()

    @property
    def given(self) -> dict[str, Given]:
        """What was said so far, with the person's own yes."""
        own = {question: v for question, v in self.fields.given.items() if question != CAME_AT}
        return {**own, AGREES: YES} if self._yes else own

    def tell(self, error: StationError) -> None:
        """Say why it was not opened; everything that was typed stays."""
        if isinstance(error, AnswerRefused) and error.question_id in self.fields.fields:
            self.fields.complain(error.question_id, error.reason)
            return
        key = error.message_key
        if isinstance(error, NotAllowed | AnswerRefused):
            key = error.reason
        self.banner.show_message("danger", self._words(key))
        self.banner.show()

    @Slot()
    def _agree(self) -> None:
        self._yes = True
        self._enable()
        first = next(iter(self.fields.fields.values()), None)
        if first is not None:
            first.setFocus()

    @Slot()
    def _start(self) -> None:
        held = self.fields.given.get(CAME_AT)
        at = datetime.fromisoformat(held) if isinstance(held, str) and held else None
        self.started.emit(self.given, at)

    def _enable(self) -> None:
        """Let Start work once the yes and the minimum are there, and say what is missing."""
        asks = self._entry.needs_agreement and not self._yes
        self.agreement.setVisible(asks)
        self.fields.setHidden(asks)
        ready = may_open(self._entry, self.given)
        self.start.setEnabled(ready)
        self.hint.setHidden(ready or asks)

    def _points(self) -> QWidget:
        """Return what to do first, in the program's own words."""
        card = Card("well", pad=12)
        card.body.addWidget(Label(self._words("entry.do"), "strong"))
        for line in self._entry.do:
            card.body.addWidget(Label(f"• {line.in_language(self._words.language)}"))
        if not self._entry.do:
            card.hide()
        return card

    def _agreement(self) -> QWidget:
        card = Card("info", "info")
        card.body.addWidget(Label(self._words("entry.ask_first"), "section"))
        card.body.addWidget(Label(self._words("entry.ask_first_more"), "body"))
        row = row_in(card.body)
        row.setSpacing(look().px(12))
        row.addWidget(self.yes)
        row.addWidget(self.no)
        row.addStretch(1)
        return card


def _came_at(words: Words) -> Question:
    label, more = words(CAME_AT), words("entry.came_at_more")
    return Question(
        CAME_AT,
        Kind.DATETIME,
        Text({"en": label, words.language: label}),
        Text({"en": more, words.language: more}),
    )
