"""Pages that ask: the short intake, any plain questions."""

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
