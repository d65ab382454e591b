"""Vital signs as they are typed: one set that feeds every instrument that measures."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from safestation.domain.questions import Choice, Kind, Question
from safestation.domain.text import Text
from safestation.domain.vitals import INPUT_FIELDS, VitalSet, VitalsJudgement
from safestation.services.screening import DRAFT, VITAL_FIELDS
from safestation.ui.fields import Field
from safestation.ui.kit.layouts import put_in
from safestation.ui.steps.asking import FieldList
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext
from safestation.ui.words import Words

UNITS = {
    "rr": "/min", "spo2": "%", "sbp": "mmHg", "dbp": "mmHg", "hr": "/min", "temp_f": "°F",
    "glucose": "mg/dL", "age": "y",
}  # fmt: skip
CHOICES: Mapping[str, tuple[str, ...]] = {
    "on_oxygen": ("air", "oxygen"),
    "acvpu": ("A", "C", "V", "P", "U"),
}
ORDER = ("hr", "rr", "sbp", "dbp", "spo2", "temp_f", "glucose", "age", "on_oxygen", "acvpu")
FEWEST, MOST = 2, 4
ROOM = 140  # pixels for one sign with its unit


def vital_questions(words: Words) -> tuple[Question, ...]:
    """Return one question for each sign, in the order in which they are taken."""
    return tuple(_question(name, words) for name in ORDER if name in (*VITAL_FIELDS, "age"))


def _question(name: str, words: Words) -> Question:
    choices = tuple(
        Choice(value, _text(words, f"medical.{name}_{value}"))
        for value in CHOICES.get(name, ())
    )
    return Question(
        id=DRAFT + name,
        kind=Kind.CHOICE if choices else Kind.NUMBER,
        label=_text(words, f"medical.{name}"),
        choices=choices,
        unit=UNITS.get(name, ""),
        columns=2,
    )


def _text(words: Words, key: str) -> Text:
    return Text({"en": words(key), words.language: words(key)})


class VitalFields(FieldList):
    """The signs in a grid; what is out of line is marked once it is typed to its end."""

    def __init__(self, context: VisitContext, parent: QWidget | None = None) -> None:
        self._lines: list[Field] = []
        self._columns = FEWEST
        super().__init__(context, vital_questions(context.words), parent)

    def place(self, field: Field) -> None:
        """Put short lines side by side, choices below them at full width."""
        field.dots.hide()
        if field.question.choices:
            super().place(field)
        else:
            self._lines.append(field)
            self._put(field, len(self._lines) - 1)

    def mark(self, judgement: VitalsJudgement) -> None:
        """Show at each sign what the instruments say of it; never of one being typed."""
        words = self.context.words
        found: dict[str, str] = {}
        for result in judgement.results.values():
            found |= {n: words(f"medical.flag_{level}") for n, level in result.flags.items()}
        for result in judgement.results.values():
            found |= {p.item: words(p.reason) for p in result.problems}
        named = {INPUT_FIELDS.get(name, name): text for name, text in found.items()}
        for question_id, field in self.fields.items():
            text = named.get(question_id.removeprefix(DRAFT), "")
            if text != field.problem.words and not (text and self.is_typing(field)):
                field.show_problem(text)

    def wrong(self, judgement: VitalsJudgement) -> str:
        """Return the names of the signs that cannot be right, or nothing."""
        found = [p.item for one in judgement.results.values() for p in one.problems]
        names = {DRAFT + INPUT_FIELDS.get(item, item) for item in found}
        return ", ".join(field.name for q, field in self.fields.items() if q in names)

    def without_typed(self, vitals: VitalSet) -> VitalSet:
        """Return the set without the sign being typed: half a number is not a sign."""
        typing = [q for q, field in self.fields.items() if self.is_typing(field)]
        taken_out: dict[str, None] = {q.removeprefix(DRAFT): None for q in typing}
        return replace(vitals, **taken_out)

    def clear(self) -> None:
        """Take back the whole set, for the next one."""
        for question_id, field in self.fields.items():
            field.show_problem("")
            self.context.bridge.answer_unknown(question_id, "")
            field.show_answer(None)

    @cached_property
    def _grid(self) -> QGridLayout:
        """The place of the short lines, above the choices; made for the first of them."""
        grid = put_in(self.column, QGridLayout(), at=0)
        grid.setSpacing(look().px(12))
        return grid

    def _put(self, field: Field, place: int) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(field, place // self._columns, place % self._columns, top)

    # Qt's own
    def minimumSizeHint(self) -> QSize:
        """Ask for no more than the fewest columns: the others come with the room."""
        hint = super().minimumSizeHint()
        return QSize(look().px(ROOM * FEWEST), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand in as many columns as there is room for."""
        super().resizeEvent(event)
        columns = max(FEWEST, min(MOST, event.size().width() // look().px(ROOM)))
        if columns != self._columns:
            self._columns = columns
            for place, field in enumerate(self._lines):
                self._put(field, place)
