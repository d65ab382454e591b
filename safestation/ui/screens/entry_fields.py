"""The minimum of a way in, before there is a visit: fields, what they hold, what is wrong."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from safestation.domain.answers import Status, Value
from safestation.domain.errors import AnswerRefused
from safestation.domain.program import Entry
from safestation.domain.questions import Need, Question, Section
from safestation.ui.fields import Field, make_field
from safestation.ui.kit.label import Label
from safestation.ui.style.theme import look
from safestation.ui.words import Words

if TYPE_CHECKING:
    from safestation.domain.opening import Given

COLUMNS = 2  # more do not fit on a sheet


class EntryFields(QWidget):
    """Holds what is given in memory only; nothing is kept until the encounter is opened.

    `changed` after every answer. What does not fit is no answer: it stays in its field, with
    the reason once the focus leaves it.
    """

    changed = Signal()

    def __init__(self, words: Words, entry: Entry, sections: Sequence[Section]) -> None:
        super().__init__()
        self._words = words
        self.given: dict[str, Given] = {}
        self._wrong: dict[str, str] = {}
        self.fields: dict[str, Field] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(2))
        for section in sections:
            if len(sections) > 1:  # the sheet's own title says what one is about
                title = section.title.in_language(words.language)
                self._column.addWidget(Label(title, "strong"))
            for question in section.questions:
                self.add(_marked(question, entry))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self._show_those_that_apply()

    def add(self, question: Question) -> Field:
        """Put one more question under the others."""
        field = make_field(
            replace(question, columns=min(question.columns or 2, 3)), self._words
        )
        field.edited.connect(self._take)
        field.unknown_chosen.connect(self._take_unknown)
        self.fields[question.id] = field
        self._column.addWidget(field)
        return field

    def complain(self, question: str, reason: str) -> None:
        """Show below a field why its answer was refused, and go there."""
        field = self.fields.get(question)
        if field is not None:
            limits: dict[str, object] = dict(field.question.limits())
            field.show_problem(self._words(reason, count=None, **limits))
            field.setFocus()

    @Slot(str, object)
    def _take(self, question: str, raw: object) -> None:
        field = self.fields[question]
        value: Value = raw if isinstance(raw, tuple) else str(raw)
        field.show_problem("")
        self._wrong.pop(question, None)
        self.given.pop(question, None)
        try:
            kept = field.question.accept(value)
        except AnswerRefused as refusal:
            self._wrong[question] = refusal.reason
        else:
            if kept:
                self.given[question] = kept
        self._settle()

    @Slot(str, str)
    def _take_unknown(self, question: str, status: str) -> None:
        self._wrong.pop(question, None)
        self.given.pop(question, None)
        if status:
            self.given[question] = Status(status)
        self._settle()

    def _settle(self) -> None:
        self._show_those_that_apply()
        self.changed.emit()

    def _show_those_that_apply(self) -> None:
        """Show only what is asked, and hold nothing that is not asked any more."""
        values = {q: v for q, v in self.given.items() if not isinstance(v, Status)}
        for question, field in self.fields.items():
            applies = field.question.applies(values)
            field.setVisible(applies)
            if not applies:
                self.given.pop(question, None)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for question, reason in tuple(self._wrong.items()):
            field = self.fields[question]
            if new is not None and not field.isAncestorOf(new):
                limits: dict[str, object] = dict(field.question.limits())
                field.show_problem(self._words(reason, count=None, **limits))


def _marked(question: Question, entry: Entry) -> Question:
    """Return a question marked as needed exactly where this way in needs it."""
    needed = Need.NEEDED if question.id in entry.needed else Need.OPTIONAL
    return replace(question, required=needed)
