"""Pages that ask: the short intake, the program's agreement, any plain questions."""

from safestation.ui.kit import Label
from safestation.ui.steps.asked_page import AskedPage
from safestation.ui.steps.intake import lay_out_intake

INTAKE = "intake"


class QuestionsPage(AskedPage):
    """Asks what its step names; on `intake` the minimum handoff set stands on top."""

    def build(self) -> None:
        """Lay the page out as the step wants it."""
        if self.step.page == INTAKE:
            lay_out_intake(self)
        else:
            super().build()


class AgreementPage(AskedPage):
    """What the person agrees to take part in, in the program's own words, then questions."""

    def build(self) -> None:
        """Put the program's terms above the questions."""
        for term in self.context.program.participation:
            self.column.addWidget(Label(f"• {term.in_language(self.context.spoken)}"))
        super().build()
