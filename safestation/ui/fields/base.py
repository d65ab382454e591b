"""What every field is: one question, its answer, or why there is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.answers import Answer, Source, Status, Value
from safestation.domain.questions import Question
from safestation.ui.fields.marker import Marker
from safestation.ui.fields.question_label import QuestionLabel
from safestation.ui.fields.unknown import Dots, Reason, dots_size
from safestation.ui.kit import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.style.theme import look
from safestation.ui.words import Words

KEYS = {
    Qt.Key.Key_F6: Status.NOT_ASKED,
    Qt.Key.Key_F7: Status.DOES_NOT_KNOW,
    Qt.Key.Key_F8: Status.RATHER_NOT_SAY,
}
SOURCE_KEYS = {
    Qt.Key.Key_F6: Source.SAID,
    Qt.Key.Key_F7: Source.OBSERVED,
    Qt.Key.Key_F8: Source.RECEIVED,
}

QWIDGETSIZE_MAX = (1 << 24) - 1


class Field(QWidget):
    """Shows one question and says when a person edited it. It never checks or saves.

    `edited` gives the question's id and the raw value, a str or a tuple of them.
    `unknown_chosen` gives the id and a status: not_asked, does_not_know, rather_not_say;
    an empty status takes it back. F6, F7 and F8 do the same while the focus is inside.
    `earlier_wanted` gives the id: somebody wishes to see what stood here before (F5).
    """

    edited = Signal(str, object)
    unknown_chosen = Signal(str, str)
    source_chosen = Signal(str, str)
    earlier_wanted = Signal(str)

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question, self.words = question, words
        self.name = question.label.in_language(words.language)
        self.setObjectName(question.id)
        self.setAccessibleName(self.name)
        self.marker = Marker(needed=question.required == "needed")
        self.dots = Dots(words, self.name, self)
        self.dots.chosen.connect(self._choose_unknown)
        self.dots.source_chosen.connect(self._choose_source)
        self.dots.earlier_wanted.connect(self._want_earlier)
        self.late = Label("", "small", wrap=False)
        self.late.hide()
        self.origin = Label("", "small", wrap=False)
        self.origin.hide()
        self.reason = Reason(words, self)
        self.reason.clicked.connect(lambda: self._choose_unknown(""))
        self.label = QuestionLabel(self.name)
        self.problem = Label("", "small-danger")
        self.problem.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.head = row_in(self.column)
        self._fill_head(self.head)
        if question.help:
            self.column.addWidget(Label(question.help.in_language(words.language), "small"))
            self.column.addSpacing(look().px(6))

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer, or why there is none, without saying that it was edited.

        What is being typed at this moment is left alone; only a reason replaces it.
        """
        status = answer.status if answer else None
        value: Value = answer.value if answer and answer.is_answered else ""
        replaces = answer is not None and not answer.is_answered
        if replaces or not self._is_typed_into():
            self._display(value)
        self._show_status(status if value or status is not Status.ANSWERED else None)
        self.show_source(answer)

    def show_problem(self, text: str) -> None:
        """Show below the field why the answer does not fit; nothing takes it away."""
        self.problem.show_text(text)
        self.problem.setVisible(bool(text))
        self.setAccessibleDescription(text)
        self._mark_problem(bool(text))

    def _put(self, *widgets: QWidget, stretch: bool = False) -> None:
        """Put the control under the label, and the place for a problem under it."""
        row = row_in(self.column)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(8))
        for widget in widgets:
            row.addWidget(widget, 1000 if stretch else 0)
        bounded = all(widget.maximumWidth() < QWIDGETSIZE_MAX for widget in widgets)
        if bounded or not stretch:
            row.addStretch(1)
        self.column.addWidget(self.problem)
        self.setFocusProxy(widgets[0])

    def _display(self, value: Value) -> None:
        """Put a value into the control, silently."""
        raise NotImplementedError

    def _is_typed_into(self) -> bool:
        """Tell whether a person is typing here now."""
        return False

    def _mark_problem(self, wrong: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        """Let the control itself show that its value does not fit, where it can."""

    def _tell(self, value: Value) -> None:
        """Say that a person edited the answer."""
        self._show_status(Status.ANSWERED if value else None)
        self.edited.emit(self.question.id, value)

    def _choose_unknown(self, status: str) -> None:
        if status:
            self._display("")
            self.show_problem("")
        self._show_status(Status(status) if status else None)
        self.unknown_chosen.emit(self.question.id, status)

    def _show_status(self, status: Status | None) -> None:
        self.marker.setVisible(status is None)
        unknown = status if status and status is not Status.ANSWERED else None
        self.reason.show_status(unknown.value if unknown else "")

    def _choose_source(self, source: str) -> None:
        self.source_chosen.emit(self.question.id, source)

    def show_source(self, answer: Answer | None) -> None:
        """Say where an answer came from when that is not what its question expects."""
        other = answer is not None and answer.is_answered
        other = other and answer is not None and answer.source is not self.question.source
        text = self.words(f"kit.source.{answer.source.value}") if answer and other else ""
        self.origin.show_text(text)
        self.origin.setVisible(bool(text))

    def show_late(self, *, late: bool) -> None:
        """Say that this answer was written after the visit had been completed."""
        self.late.show_text(self.words("kit.earlier.late") if late else "")
        self.late.setVisible(late)

    def _want_earlier(self) -> None:
        self.earlier_wanted.emit(self.question.id)

    def _fill_head(self, row: QHBoxLayout) -> None:
        row.setContentsMargins(0, look().px(16), look().px(24), look().px(6))
        row.setSpacing(look().px(6))
        row.addWidget(self.label)
        row.addWidget(self.marker)
        row.addWidget(self.origin)
        row.addWidget(self.late)
        row.addStretch(1)
        row.addWidget(self.reason)

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer F6, F7 and F8 with the reasons for no answer; with Shift, the sources.

        F5 asks for the earlier answers.
        """
        if event.key() == Qt.Key.Key_F5 and not event.modifiers():
            self._want_earlier()
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            source = SOURCE_KEYS.get(Qt.Key(event.key()))
            if source is not None:
                self._choose_source(source.value)
                return
        status = KEYS.get(Qt.Key(event.key()))
        if status is None:
            super().keyPressEvent(event)
        else:
            held = self.reason.status == status.value
            self._choose_unknown("" if held else status.value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the dots in the upper right corner, where the label has no words."""
        super().resizeEvent(event)
        side = dots_size()
        self.dots.setGeometry(self.width() - side, look().px(4), side, side)
        self.dots.raise_()
