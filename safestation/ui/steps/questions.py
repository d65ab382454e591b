"""Pages that ask: the short intake, any plain questions."""

from safestation.domain.labels import other_age
from safestation.ui.kit import Label
from safestation.ui.steps.asked_page import AskedPage
from safestation.ui.steps.intake import lay_out_intake

INTAKE = "intake"


class QuestionsPage(AskedPage):
    """Asks what its step names; on `intake` the minimum handoff set stands on top."""

    def build(self) -> None:
        """Lay the page out as the step wants it."""
        self.ages: Label | None = None
        if self.step.page == INTAKE:
            self.ages = Label("", "clock")
            lay_out_intake(self, self.ages)
        else:
            super().build()

    def refresh(self) -> None:
        """Show the answers; and that age and date of birth do not go together, if so."""
        super().refresh()
        if self.ages is not None:
            today = self.context.bridge.session.now.date()
            age = other_age(self.context.visit, today)
            text = self.context.words("questions.other_age", age=age) if age else ""
            self.ages.show_text(text)
            self.ages.setVisible(bool(age))
