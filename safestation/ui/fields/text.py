"""Fields that are typed into: a line, a note, a number, a telephone number."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from safestation.domain.answers import Status, Value
from safestation.domain.questions import Question
from safestation.ui.fields.base import Field
from safestation.ui.kit import Label
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_WIDTHS = {"number": 152, "date": 200, "time": 152, "datetime": 240, "phone": 260}


class LineField(Field):
    """A label over one line. Those that come after say which hint stands in it."""

    hint = ""

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(question, words, parent)
        self.line = QLineEdit(self)
        self.line.setAccessibleName(self.name)
        self.line.setAccessibleDescription(words("kit.unknown.keys"))
        self.line.setPlaceholderText(words(self.hint) if self.hint else "")
        self.line.textEdited.connect(self._tell)
        said = f"kit.unit.{question.unit}"
        unit = words(said) if words.has(said) else question.unit
        _furnish(self.line, self.reason, unit)
        if width := _WIDTHS.get(question.kind):
            self.line.setMaximumWidth(look().px(width))
        self._put(self.line, stretch=True)

    def _display(self, value: Value) -> None:
        text = value if isinstance(value, str) else ", ".join(value)
        if text != self.line.text():
            self.line.setText(text)

    def _is_typed_into(self) -> bool:
        return self.line.hasFocus() and self.line.isModified()

    def _show_status(self, status: Status | None) -> None:
        super()._show_status(status)
        hint = self.words(self.hint) if self.hint and not self.reason.status else ""
        self.line.setPlaceholderText(hint)

    def _mark_problem(self, wrong: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        mark(self.line, wrong=wrong)


class TextField(LineField):
    """A short text."""


class NumberField(LineField):
    """A number and its unit. Arrow keys and the wheel never change it."""


class PhoneField(LineField):
    """A telephone number, typed as people write it."""

    hint = "kit.field.phone_hint"


class LongTextField(Field):
    """A label over a note of some lines. Tab leaves it."""

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(question, words, parent)
        self.note = _Note(self)
        self.note.setAccessibleName(self.name)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(look().px(104))
        self.note.typed.connect(lambda: self._tell(self.note.toPlainText()))
        self._put(self.note, stretch=True)

    def _display(self, value: Value) -> None:
        text = value if isinstance(value, str) else "\n".join(value)
        if text != self.note.toPlainText().strip() or not text:
            self.note.show_text(text)

    def _is_typed_into(self) -> bool:
        return self.note.hasFocus() and self.note.document().isModified()

    def _mark_problem(self, wrong: bool) -> None:  # noqa: FBT001 - a setter, as Qt's are
        mark(self.note, wrong=wrong)


class _Note(QPlainTextEdit):
    """A note that tells typing from being filled: Qt has no textEdited for it."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._filling = False
        self.textChanged.connect(self._changed)

    def show_text(self, text: str) -> None:
        self._filling = True
        self.setPlainText(text)
        self._filling = False

    def _changed(self) -> None:
        if not self._filling:
            self.typed.emit()


def mark(widget: QWidget, *, wrong: bool) -> None:
    """Turn the red edge of a control on or off."""
    if bool(widget.property("problem")) != wrong:
        widget.setProperty("problem", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def _furnish(line: QLineEdit, reason: QWidget, unit: str) -> None:
    """Put the reason at the left inside the line, and the unit at its right end."""
    row = QHBoxLayout(line)
    row.setContentsMargins(look().px(8), 0, look().px(12), 0)
    row.addWidget(reason)
    row.addStretch(1)
    if unit:
        label = Label(unit, "muted", wrap=False)
        label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(label)
        line.setTextMargins(0, 0, label.sizeHint().width() + look().px(8), 0)
