"""What stood in a field before it was corrected: both values, when, and by whom."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from safestation.domain.answers import Answer
from safestation.domain.corrections import Correction
from safestation.domain.questions import Question
from safestation.ui.kit import Button, Label, Sheet
from safestation.ui.kit.card import Card
from safestation.ui.moments import wall_time
from safestation.ui.visit.context import VisitContext


class EarlierAnswers(Sheet):
    """Lists the corrections of one answer, the newest first. Nothing can be changed here."""

    def __init__(self, context: VisitContext, question: Question, host: QWidget) -> None:
        words = context.words
        super().__init__(host, words("kit.earlier.open"))
        self._context, self._question = context, question
        self.body.addWidget(Label(question.label.in_language(words.language), "strong"))
        self.body.addWidget(Label(words("kit.earlier.more"), "muted"))
        for one in context.bridge.corrections(question.id):
            self.body.addWidget(self._card(one))
        self.done = Button(words("kit.earlier.close"), "primary")
        self.done.clicked.connect(self.close_sheet)
        self.buttons.addWidget(self.done)

    def _card(self, one: Correction) -> Card:
        words, card = self._context.words, Card()
        card.body.addWidget(Label(self._told(one.before), "strong"))
        card.body.addWidget(Label(self._written(one.before), "small"))
        at = self._at(one.at)
        if one.after is None:
            line = words("kit.earlier.taken_back", at=at)
        else:
            line = words(
                "kit.earlier.replaced",
                at=at, who=self._name(one.after.by), value=self._told(one.after),
            )  # fmt: skip
        card.body.addWidget(Label(line, "body"))
        if one.was_completed:
            card.body.addWidget(Label(words("kit.earlier.was_completed"), "small-danger"))
        return card

    def _written(self, answer: Answer) -> str:
        at, who = self._at(answer.typed_at), self._name(answer.by)
        return self._context.words("kit.earlier.written", at=at, who=who)

    def _told(self, answer: Answer) -> str:
        """Return an answer in the window's words, with its source where that is unusual."""
        words = self._context.words
        if not answer.is_answered:
            return words(f"kit.unknown.{answer.status.value}")
        values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
        told = ", ".join(map(self._label, values))
        if answer.source is self._question.source:
            return told
        source = words(f"kit.source.{answer.source.value}")
        return words("kit.earlier.with_source", value=told, source=source)

    def _label(self, value: str) -> str:
        words, choices = self._context.words, self._question.choices
        if not choices and value in {"yes", "no"}:
            return words(f"kit.answer.{value}")
        named = (c.label.in_language(words.language) for c in choices if c.value == value)
        return next(named, value)

    def _name(self, staff: str) -> str:
        return self._context.desk.people.name_of(staff)

    def _at(self, at: datetime) -> str:
        return wall_time(at, self._context.bridge.session.now)
