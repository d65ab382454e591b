"""Fields that are picked: yes or no, one of a few, several of many."""

from PySide6.QtWidgets import QWidget

from safestation.domain.answers import Status, Value
from safestation.domain.questions import Choice, Question
from safestation.ui.fields.base import Field
from safestation.ui.fields.filter_list import FilterList
from safestation.ui.kit import ChoiceGroup, Label, Segmented
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_FEW, _MANY, _SHORT = 4, 12, 18
_NOT_SURE = "\x00not_sure"


class YesNoField(Field):
    """Yes, No and Not sure. "Not sure" is the answer "does not know", not a value.

    A question that brings its own choices shows those and nothing else.
    """

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(question, words, parent)
        options = _options(question.choices, words.language) or [
            ("yes", words("kit.answer.yes")),
            ("no", words("kit.answer.no")),
            (_NOT_SURE, words("kit.answer.not_sure")),
        ]
        self.row = Segmented(options, self.name)
        self.row.setMinimumWidth(min(360, 120 * len(options)))
        self.row.picked.connect(self._take)
        self._put(self.row)

    def _take(self, value: str) -> None:
        if value == _NOT_SURE:
            self._choose_unknown(Status.DOES_NOT_KNOW.value)
        else:
            self._tell(value)

    def _display(self, value: Value) -> None:
        self.row.show_value(value if isinstance(value, str) else None)

    def _show_status(self, status: Status | None) -> None:
        super()._show_status(status)
        if status is Status.DOES_NOT_KNOW and not self.question.choices:
            self.row.show_value(_NOT_SURE)


class ChoiceField(Field):
    """One of several: a row when few and short, tiles with letters, or a list to filter."""

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(question, words, parent)
        options = _options(question.choices, words.language)
        self.row: Segmented | None = None
        self.tiles: ChoiceGroup | None = None
        self.listed: FilterList | None = None
        if len(options) <= _FEW and all(len(text) <= _SHORT for _value, text in options):
            self.row = Segmented(options, self.name)
            self.row.setMinimumWidth(min(480, 120 * len(options)))
            self.row.picked.connect(self._tell)
            self._put(self.row)
        elif len(options) <= _MANY:
            self.tiles = _tiles(question, words, self.name)
            self.tiles.picked.connect(self._tell)
            self._put(self.tiles, stretch=True)
        else:
            self.listed = FilterList(options, self.name, words, multi=False)
            self.listed.picked.connect(lambda values: self._tell("".join(values)))
            self._put(self.listed, stretch=True)

    def _display(self, value: Value) -> None:
        values = (value,) if isinstance(value, str) else value
        if self.row:
            self.row.show_value("".join(values))
        elif self.tiles:
            self.tiles.show_values(values)
        elif self.listed:
            self.listed.show_values(values)


class MultiField(Field):
    """Any of several: tiles with letters, or a list to filter when there are many."""

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(question, words, parent)
        self.tiles: ChoiceGroup | None = None
        self.listed: FilterList | None = None
        options = _options(question.choices, words.language)
        if len(options) <= _MANY:
            self.tiles = _tiles(question, words, self.name, multi=True)
            self.tiles.picked.connect(self._tell)
            self.column.insertWidget(1, Label(words("kit.field.letters"), "small"))
            self.column.insertSpacing(2, look().px(0 if question.help else 6))
            self._put(self.tiles, stretch=True)
        else:
            alone = frozenset(c.value for c in question.choices if c.exclusive)
            self.listed = FilterList(options, self.name, words, multi=True, exclusive=alone)
            self.listed.picked.connect(self._tell)
            self._put(self.listed, stretch=True)

    def _display(self, value: Value) -> None:
        values = (value,) if isinstance(value, str) else value
        if self.tiles:
            self.tiles.show_values(values)
        elif self.listed:
            self.listed.show_values(values)


def _options(choices: tuple[Choice, ...], language: str) -> list[tuple[str, str]]:
    return [(choice.value, choice.label.in_language(language)) for choice in choices]


def _tiles(question: Question, words: Words, name: str, *, multi: bool = False) -> ChoiceGroup:
    texts = [choice.label.in_language(words.language) for choice in question.choices]
    named = [(c.value, c.letter, text) for c, text in zip(question.choices, texts, strict=True)]
    alone = [choice.value for choice in question.choices if choice.exclusive]
    columns = question.columns or 2
    return ChoiceGroup(named, name, multi=multi, columns=columns, exclusive=alone)
