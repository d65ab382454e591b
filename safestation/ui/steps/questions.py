"""Pages that ask: the short intake, the program's agreement, any plain questions."""

from safestation.ui.kit import Label
from safestation.ui.steps.asked_page import AskedPage
from safestation.ui.steps.intake import lay_out_intake

INTAKE, AGREEMENT = "intake", "agreement"


class QuestionsPage(AskedPage):
    """Asks what its step names. The step's page says how it is laid out.

    On `intake` the minimum set stands on top; on `agreement` the program's terms do.
    """

    def build(self) -> None:
        """Lay the page out as the step wants it."""
        if self.step.page == INTAKE:
            lay_out_intake(self)
            return
        if self.step.page == AGREEMENT:
            for term in self.context.program.participation:
                self.column.addWidget(Label(f"• {term.in_language(self.context.spoken)}"))
        super().build()
