"""Questions on a page: shown, answered into the bridge, never disturbed while typing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from safestation.domain.answers import Value
from safestation.domain.corrections import written_after_completion
from safestation.domain.questions import Choice, Kind, Question
from safestation.domain.text import Text
from safestation.domain.visit import Visit
from safestation.ui.fields import Field, make_field
from safestation.ui.kit import Button
from safestation.ui.steps.earlier_answers import EarlierAnswers
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext
from safestation.ui.words import Words

TYPED = frozenset(
    {Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER, Kind.DATE, Kind.TIME, Kind.DATETIME, Kind.PHONE}
)

COLUMNS = 2  # more do not fit beside the steps at 1024 pixels


def values_of(visit: Visit) -> Mapping[str, Value]:
    """Return every answered value by question id."""
    return {q: a.value for q, a in visit.answers.items() if a.is_answered}


def plain_question(
    question_id: str,
    words: Words,
    key: str,
    kind: Kind = Kind.TEXT,
    choices: Iterable[str] = (),
) -> Question:
    """Return a question of the page itself; `key` has its label, `key`_<value> its choices."""
    language = words.language
    picked = tuple(
        Choice(value, Text.of(words(f"{key}_{value}"), **{language: words(f"{key}_{value}")}))
        for value in choices
    )
    label = Text({"en": words(key), language: words(key)})
    return Question(question_id, kind, label, choices=picked)


def put(body: QVBoxLayout, widget: QWidget) -> None:
    """Put a widget under the others; a button keeps the width of its words."""
    if isinstance(widget, Button):
        body.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    else:
        body.addWidget(widget)


class FieldList(QWidget):
    """Fields one under another, wired to the visit.

    `edited` follows an edit that was taken. A field that is being typed into, or that shows
    a problem, is left alone by `refresh`: nothing takes away what a person typed.
    """

    edited = Signal(str)
    focused = Signal(str)

    def __init__(
        self,
        context: VisitContext,
        questions: Iterable[Question],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.context = context
        self.fields: dict[str, Field] = {}
        self._waiting: dict[str, str] = {}
        self.earlier_sheet: EarlierAnswers | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look().px(2))
        for question in questions:
            self._add(question)
        context.bridge.refused.connect(self._refuse)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the answers as they are, and only the questions that apply."""
        visit = self.context.visit
        values, late = values_of(visit), written_after_completion(visit)
        for question_id, field in self.fields.items():
            field.show_late(late=question_id in late and self._is_of_record(question_id))
            field.setVisible(self.applies(field.question, values))
            field.show_source(visit.answers.get(question_id))
            if not self._is_busy(field):
                field.show_answer(visit.answers.get(question_id))

    def go_to(self, question_id: str) -> bool:
        """Put the focus into a field; False when it is not here or does not apply."""
        field = self.fields.get(question_id)
        if field is None or field.isHidden():
            return False
        field.setFocus()
        QTimer.singleShot(0, field, lambda: _bring_into_view(field))
        return True

    def applies(self, question: Question, values: Mapping[str, Value]) -> bool:
        """Tell whether a question is asked now."""
        return question.applies(values)

    def make(self, question: Question) -> Field:
        """Return the field for a question, narrow enough for the smallest window."""
        fitting = replace(question, columns=min(question.columns or COLUMNS, COLUMNS))
        return make_field(fitting, self.context.words, self)

    def place(self, field: Field) -> None:
        """Put a fresh field where it belongs."""
        self.column.addWidget(field)

    def is_typing(self, field: Field) -> bool:
        """Tell whether somebody is typing into the field right now."""
        return field.question.kind in TYPED and _holds_focus(field)

    def _add(self, question: Question) -> None:
        field = self.make(question)
        field.edited.connect(self._take)
        field.unknown_chosen.connect(self._take_unknown)
        field.source_chosen.connect(self.context.bridge.came_from)
        field.earlier_wanted.connect(self.show_earlier)
        field.dots.has_earlier = partial(self._has_earlier, question.id)
        self.fields[question.id] = field
        self.place(field)

    def _is_busy(self, field: Field) -> bool:
        if not field.problem.isHidden() or field.question.id in self._waiting:
            return True
        return self.is_typing(field)

    @Slot(str)
    def show_earlier(self, question_id: str) -> None:
        """Show what stood here before it was corrected; nothing where nothing did."""
        if not self._has_earlier(question_id):
            return
        sheet = EarlierAnswers(self.context, self.fields[question_id].question, self.window())
        sheet.closed.connect(sheet.deleteLater)
        self.earlier_sheet = sheet
        sheet.open_sheet()

    def _has_earlier(self, question_id: str) -> bool:
        of_record = self._is_of_record(question_id)
        return of_record and bool(self.context.bridge.corrections(question_id))

    def _is_of_record(self, question_id: str) -> bool:
        """Tell whether it asks about the person, and is no line of the page itself."""
        desk = self.context.desk
        known = (q.id for section in desk.sections.values() for q in section.questions)
        return question_id.partition(".")[0] in desk.instruments or question_id in known

    @Slot(str, object)
    def _take(self, question_id: str, raw: object) -> None:
        self._waiting.pop(question_id, None)
        self.fields[question_id].show_problem("")
        self.context.bridge.answer(question_id, raw)
        self.edited.emit(question_id)

    @Slot(str, str)
    def _take_unknown(self, question_id: str, status: str) -> None:
        self._waiting.pop(question_id, None)
        self.fields[question_id].show_problem("")
        self.context.bridge.answer_unknown(question_id, status)
        self.edited.emit(question_id)

    @Slot(str, str)
    def _refuse(self, question_id: str, reason: str) -> None:
        """Keep what was typed on screen; what does not fit is not an answer any more."""
        field = self.fields.get(question_id)
        if field is None:
            return
        self._waiting[question_id] = reason
        if question_id in self.context.visit.answers:
            self.context.bridge.answer_unknown(question_id, "")
        if not self.is_typing(field):
            self._complain(field)

    def _complain(self, field: Field) -> None:
        reason = self._waiting.pop(field.question.id)
        limits: dict[str, object] = dict(field.question.limits())
        field.show_problem(self.context.words(reason, count=None, **limits))

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        for question_id in tuple(self._waiting):
            field = self.fields[question_id]
            if new is not None and not field.isAncestorOf(new):
                self._complain(field)
        for question_id, field in self.fields.items():
            if new is not None and field.isAncestorOf(new):
                self.focused.emit(question_id)


def _bring_into_view(field: Field) -> None:
    """Scroll to a field, once the page around it has its final place."""
    around = field.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(field)


def _holds_focus(field: Field) -> bool:
    return field.isAncestorOf(QApplication.focusWidget() or field)
