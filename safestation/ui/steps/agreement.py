"""The agreement: what the program asks of people, and whether this person agrees."""

from PySide6.QtWidgets import QWidget

from safestation.domain.facts import AgreementMade
from safestation.domain.program import Step
from safestation.ui.kit import Button, Card, Chip, Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.moments import wall_time
from safestation.ui.steps.questions import QuestionsPage
from safestation.ui.visit.context import VisitContext

ANSWERS = ("agreed", "declined")


class AgreementPage(QuestionsPage):
    """The program's own terms. Saying no is a good answer, and help goes on."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        self.state = Chip()
        self.buttons = {
            answer: Button(context.words(f"agreement.{answer}"), "secondary")
            for answer in ANSWERS
        }
        super().__init__(context, step, parent)
        for answer, button in self.buttons.items():
            button.clicked.connect(lambda _on, answer=answer: self._write(answer))

    def build(self) -> None:
        """Put the program's terms and the two answers above the questions."""
        terms = Card("info", "info")
        for term in self.context.program.participation:
            terms.body.addWidget(Label(f"• {term.in_language(self.context.spoken)}"))
        row = row_in(terms.body)
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        terms.body.addWidget(self.state)
        self.column.addWidget(terms)
        super().build()

    def refresh(self) -> None:
        """Show the visit as it is now."""
        super().refresh()
        made, words = self.context.visit.last(AgreementMade), self.context.words
        if made is None:
            self.state.show_text(words("agreement.open"), "neutral")
            return
        at = wall_time(made[0].happened_at, self.context.bridge.session.now)
        tone = "done" if made[1].answer == "agreed" else "neutral"
        self.state.show_text(words(f"agreement.{made[1].answer}_at", at=at), tone)

    def _write(self, answer: str) -> None:
        self.context.bridge.write(AgreementMade(self.context.program.version, answer))
