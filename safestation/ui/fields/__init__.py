"""One widget for each kind of answer."""

from PySide6.QtWidgets import QWidget

from safestation.domain.questions import Kind, Question
from safestation.ui.fields.base import Field
from safestation.ui.fields.choice import ChoiceField, MultiField, YesNoField
from safestation.ui.fields.text import LongTextField, NumberField, PhoneField, TextField
from safestation.ui.fields.when import DateField, DateTimeField, TimeField
from safestation.ui.words import Words

__all__ = ["FIELDS", "Field", "make_field"]

FIELDS: dict[Kind, type[Field]] = {
    Kind.TEXT: TextField,
    Kind.LONG_TEXT: LongTextField,
    Kind.CHOICE: ChoiceField,
    Kind.MULTI: MultiField,
    Kind.YES_NO: YesNoField,
    Kind.NUMBER: NumberField,
    Kind.DATE: DateField,
    Kind.TIME: TimeField,
    Kind.DATETIME: DateTimeField,
    Kind.PHONE: PhoneField,
}


def make_field(question: Question, words: Words, parent: QWidget | None = None) -> Field:
    """Return a fresh field for the question, in the language of the words."""
    return FIELDS[question.kind](question, words, parent)
