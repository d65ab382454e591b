"""A note for whoever takes over."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from safestation.domain.facts import NoteAdded
from safestation.domain.typed import tidy
from safestation.ui.kit import Button, Label, Sheet
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

LONGEST = 1000


class NoteSheet(Sheet):
    """Takes a few lines; each note is kept for good, the newest is shown."""

    def __init__(self, context: VisitContext, host: QWidget) -> None:
        words = context.words
        super().__init__(host, words("visit.note_title"))
        self._context = context
        self.note = QPlainTextEdit()
        self.note.setAccessibleName(words("visit.note_title"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(look().px(140))
        self.problem = Label("", "small-danger")
        self.keep = Button(words("visit.keep_note"), "primary")
        self.keep.clicked.connect(self.take)
        for widget in (Label(words("visit.note_more"), "muted"), self.note, self.problem):
            self.body.addWidget(widget)
        self.buttons.addWidget(self.keep)
        self.offer_cancel(words)

    @Slot()
    def take(self) -> None:
        """Keep the note, or say why it cannot be."""
        words, text = self._context.words, tidy(self.note.toPlainText(), keep_lines=True)
        if not text:
            self.problem.show_text(words("visit.note_empty"))
        elif len(text) > LONGEST:
            self.problem.show_text(words.filled("answer.too_long", {"length": LONGEST}))
        else:
            self._context.bridge.write(NoteAdded(text))
            self.close_sheet()
            return
        self.note.setFocus()
