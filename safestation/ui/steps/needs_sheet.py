"""What they need, in one line; and the sheet that changes it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.labels import age_of
from safestation.domain.questions import Question
from safestation.ui.kit import Button, Sheet
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.instrument_fields import questions_of
from safestation.ui.visit.context import VisitContext

AGE, PAYER = "age", "payer.coverage"
PLAIN = (
    "level_wanted",
    AGE,
    "sex",
    "moud_now",
    "moud_wanted",
    "dependants",
    "mobility",
    "veteran",
)


def need_questions(context: VisitContext) -> tuple[Question, ...]:
    """Return the questions whose answers decide who can take this person."""
    found = [q for q in map(context.desk.question, PLAIN) if q is not None]
    payer = context.desk.instruments.get(PAYER.partition(".")[0])
    if payer is not None:
        found[1:1] = questions_of(payer, context, [PAYER])
    return tuple(found)


def needs_line(context: VisitContext, questions: tuple[Question, ...]) -> str:
    """Return what is needed in a few words, as answered; nothing said, nothing shown."""
    parts = []
    for question in questions:
        labels = {c.value: c.label.in_language(context.language) for c in question.choices}
        for value in _values(context, question.id):
            if value == "none" and question.id != PAYER:
                continue
            key = f"placement.need_{question.id}"
            text = labels.get(value, value)
            parts.append(context.words(key, value=text) if context.words.has(key) else text)
    return " · ".join(parts) or context.words("placement.no_needs")


def _values(context: VisitContext, question: str) -> tuple[str, ...]:
    """Return what was answered; an age also when only the date of birth was given."""
    if question != AGE:
        return context.visit.values(question)
    age = age_of(context.visit, context.bridge.session.now.date())
    return () if age is None else (str(age),)


class NeedsSheet(Sheet):
    """Asks again what decides who can take them. Every answer is kept as it is given."""

    def __init__(self, context: VisitContext, host: QWidget) -> None:
        super().__init__(host, context.words("placement.change_needs"))
        self.fields = FieldList(context, need_questions(context), self)
        context.bridge.changed.connect(self.fields.refresh)
        self.done = Button(context.words("placement.needs_done"), "primary")
        self.done.clicked.connect(self._close)
        self.body.addWidget(self.fields)
        self.buttons.addWidget(self.done)

    @Slot()
    def _close(self) -> None:
        self.close_sheet()
