"""The items of an instrument as fields: its own words, answered as ordinary answers."""

from collections.abc import Collection, Mapping

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.domain.answers import Value
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item
from safestation.domain.items import Kind as ItemKind
from safestation.domain.questions import Choice, Kind, Question, When
from safestation.domain.scoring.recorded import answers_for
from safestation.domain.scoring.result import Result
from safestation.domain.scoring.skipping import visible_items
from safestation.domain.text import Text
from safestation.services.screening import known_of
from safestation.ui.fields import Field
from safestation.ui.kit import Label, Segmented
from safestation.ui.steps.asking import FieldList
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext
from safestation.ui.words import Words

KINDS = {
    ItemKind.SINGLE_CHOICE: Kind.CHOICE,
    ItemKind.MULTI_CHOICE: Kind.MULTI,
    ItemKind.INTEGER: Kind.NUMBER,
    ItemKind.TEXT: Kind.TEXT,
}
SHORT = frozenset({"no", "yes", "unsure"})
YES = "yes"


def questions_of(
    instrument: Instrument, context: VisitContext, only: Collection[str] = ()
) -> tuple[Question, ...]:
    """Return the items as questions with the ids they are kept under, in the file's order.

    What is written beside an option and what is asked after one follow their item.
    """
    found: list[Question] = []
    for item in instrument.items:
        question_id = f"{instrument.id}.{item.id}"
        if only and question_id not in only:
            continue
        found.append(_question(question_id, item, context))
        found += _sides(instrument, question_id, item)
    return tuple(found)


def _question(question_id: str, item: Item, context: VisitContext) -> Question:
    sex = str(known_of(context.visit).get("sex", "unspecified"))
    language, spoken = context.language, context.spoken
    wording = Text({code: item.wording(code, sex) for code in {"en", language}})
    theirs = item.wording(spoken, sex)
    return Question(
        id=question_id,
        kind=KINDS[item.kind],
        label=wording,
        help=Text({"en": theirs}) if theirs != wording.in_language(language) else Text(),
        choices=tuple(Choice(o.value, o.label, exclusive=o.exclusive) for o in item.options),
    )


def _sides(instrument: Instrument, question_id: str, item: Item) -> list[Question]:
    labels = {option.value: option.label for option in item.options}
    found = []
    for side, option in item.side_ids.items():
        number = side.rpartition("_")[2]
        label = labels[option] if option else item.follow_ups[int(number) - 1]
        when = When(question_id, (option or YES,))
        kept = f"{instrument.id}.{side}"
        found.append(
            Question(kept, Kind.LONG_TEXT if not option else Kind.TEXT, label, when=(when,))
        )
    return found


class RowField(Field):
    """A question with its few short answers at the right, in one row."""

    def __init__(self, question: Question, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(question, words, parent)
        options = [(c.value, c.label.in_language(words.language)) for c in question.choices]
        self.row = Segmented(options, self.name)
        self.row.picked.connect(self._tell)
        self.head.addWidget(self.row)
        self.column.addWidget(self.problem)
        self.setFocusProxy(self.row)

    def _fill_head(self, row: QHBoxLayout) -> None:
        self.dots.hide()
        self.label.setParent(self)
        self.label.hide()
        air = look().px(6)
        row.setContentsMargins(0, air, 0, air)
        row.setSpacing(look().px(12))
        row.addWidget(Label(self.name, "side"), 1)
        row.addWidget(self.marker)
        row.addWidget(self.origin)
        row.addWidget(self.late)
        row.addWidget(self.reason)

    def _display(self, value: Value) -> None:
        self.row.show_value(value if isinstance(value, str) else None)

    # Qt's own
    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line under the row, so that each answer is seen to belong to its words."""
        del event
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look().color("line"))
        painter.end()


class InstrumentFields(FieldList):
    """The items that are to be asked, given the answers so far."""

    def __init__(
        self, context: VisitContext, instrument: Instrument, only: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._instrument = instrument
        super().__init__(context, questions_of(instrument, context, only), parent)

    def applies(self, question: Question, values: Mapping[str, Value]) -> bool:
        """Leave out what the file skips, and words beside an option nobody chose."""
        name = question.id.removeprefix(f"{self._instrument.id}.")
        if self._instrument.item(name) is None:
            return question.applies(values)
        given = answers_for(self._instrument, self.context.visit.answers)
        return name in {item.id for item in visible_items(self._instrument, given)}

    def show_problems(self, result: Result) -> None:
        """Say at an item why its answer does not fit, once it is typed to its end."""
        reasons = {f"{self._instrument.id}.{p.item}": p.reason for p in result.problems}
        for question_id, field in self.fields.items():
            reason = reasons.get(question_id, "")
            if field.question.kind is Kind.NUMBER and not self.is_typing(field):
                field.show_problem(self.context.words(reason) if reason else "")

    def make(self, question: Question) -> Field:
        """Put Yes, No and Not sure beside the question; anything else below it."""
        if question.choices and {c.value for c in question.choices} <= SHORT:
            return RowField(question, self.context.words, self)
        return super().make(question)
