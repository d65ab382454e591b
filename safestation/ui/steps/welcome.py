"""Welcome and promise: the notice, language, how they came, comfort, who sits with them."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.facts import ComfortGiven, SatWith
from safestation.domain.program import Step
from safestation.ui.kit import Label, Select
from safestation.ui.steps.asked_page import AskedPage
from safestation.ui.steps.notice_card import NoticeCard
from safestation.ui.visit.context import VisitContext

COMFORT = "comfort"
NOBODY = "-"


class WelcomePage(AskedPage):
    """The first minutes. No name is needed for any of it."""

    def __init__(
        self, context: VisitContext, step: Step, parent: QWidget | None = None
    ) -> None:
        self.notice = NoticeCard(context)
        people = [(p.name, p.name) for p in context.desk.people.everybody()]
        nobody = (NOBODY, context.words("welcome.nobody"))
        self.sitting = Select([*people, nobody], context.words("welcome.sits_with"))
        super().__init__(context, step, parent)
        self.sitting.picked.connect(self._sit)

    def build(self) -> None:
        """Put the notice first, then who sits with them, then the questions."""
        self.column.addWidget(self.notice)
        self.column.addWidget(Label(self.context.words("welcome.sits_with"), "question"))
        self.column.addWidget(self.sitting)
        super().build()

    def refresh(self) -> None:
        """Show the visit as it is now."""
        super().refresh()
        self.notice.refresh()
        sat = self.context.visit.last(SatWith)
        if not self.sitting.hasFocus():
            self.sitting.show_value((sat[1].name or NOBODY) if sat else "")

    def go_to_field(self, field: str) -> None:
        """Put the focus where work stopped; a fresh visit begins with the notice."""
        if field:
            super().go_to_field(field)
        else:
            self.notice.given["read_aloud"].setFocus()

    def leaving(self) -> None:
        """Write down what was given since the last time, along with any results."""
        super().leaving()
        given = self.context.visit.values(COMFORT)
        last = self.context.visit.last(ComfortGiven)
        if given != (last[1].what if last else ()):
            self.context.bridge.write(ComfortGiven(given))

    @Slot(str)
    def _sit(self, name: str) -> None:
        self.context.bridge.write(SatWith("" if name == NOBODY else name))
