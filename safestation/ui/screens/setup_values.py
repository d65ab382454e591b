"""What a program leaves to the station, asked while it is set up. Every line may stay empty."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import OverrideRefused
from safestation.domain.overrides import (
    LENGTHS,
    NO,
    YES,
    Override,
    Shape,
    Value,
    checked,
    left_open,
)
from safestation.domain.program import Program
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.screens.program_words import name_of, shown
from safestation.ui.words import Words

SPANISH = "/es"


class SetUpValues(QWidget):
    """One line for each value of the program in hand; nothing before one is chosen."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._program: Program | None = None
        self.form: FormGrid | None = None
        self.card = Card()
        self.card.body.addWidget(Label(words("setup.own_title"), "section"))
        self.card.body.addWidget(Label(words("setup.own_more"), "muted"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.hide()

    def show_program(self, program: Program) -> None:
        """Ask what this program leaves open; what was typed for another one goes."""
        if self.form is not None:
            self.form.hide()
            self.card.body.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
        self._program = program
        asked = left_open(program)
        self.setVisible(bool(asked))
        if asked:
            self.form = self._form(asked)
            self.card.body.addWidget(self.form)
            self.form.show()

    def overrides(self, approved_by: str, today: date) -> tuple[Override, ...]:
        """Return what was typed. Raises OverrideRefused for what does not fit."""
        if self.form is None or self._program is None:
            return ()
        program, typed = self._program, self.form.values()
        return tuple(
            checked(
                program,
                Override(
                    program.id, value.path, typed[value.path], approved_by, today,
                    value_es=typed.get(f"{value.path}{SPANISH}", ""),
                ),
                today,
            )
            for value in left_open(program)
            if typed[value.path]
        )  # fmt: skip

    def wrong(self, approved_by: str, today: date) -> tuple[str, str]:
        """Return the key of what is wrong first and its path, or nothing twice."""
        if self.form is None or self._program is None:
            return "", ""
        for path, text in self.form.values().items():
            if not text or path.endswith(SPANISH):
                continue
            one = Override(self._program.id, path, text, approved_by or "-", today)
            try:
                checked(self._program, one, today)
            except OverrideRefused as refused:
                return refused.reason, path
        return "", ""

    @property
    def lines(self) -> Mapping[str, QWidget]:
        """The lines by path."""
        return dict(self.form.widgets) if self.form is not None else {}

    def _form(self, asked: tuple[Value, ...]) -> FormGrid:
        words, names = self._words, dict[str, str]()
        flags = [(YES, words("kit.answer.yes")), (NO, words("kit.answer.no"))]
        for value in asked:
            names[value.path] = self._asked(value)
            if value.kind.shape is Shape.TEXT:
                said = name_of(value, words)
                names[f"{value.path}{SPANISH}"] = words("setup.own_spanish", what=said)
        labels = {f"own.{path}": text for path, text in names.items()}
        choices = {v.path: flags for v in asked if v.kind.shape is Shape.FLAG}
        named = Words({words.language: labels, "en": labels}, words.language)
        return FormGrid(named, "own", tuple(names), choices)

    def _asked(self, value: Value) -> str:
        name, before = name_of(value, self._words), shown(value, value.text, self._words)
        shape = value.kind.shape
        if shape in LENGTHS:
            name = self._words(f"setup.own_{shape.value}", what=name)
        is_short = shape is not Shape.TEXT
        return (
            self._words("setup.own_else", what=name, else_=before)
            if (before and is_short)
            else name
        )
