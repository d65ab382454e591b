"""While somebody is at the hospital: the visit stays open until they are back."""

from PySide6.QtCore import Slot

from safestation.domain.emergency import RETRIEVE, at_hospital
from safestation.domain.facts import Returned, TaskDone
from safestation.domain.tasks import unfinished
from safestation.ui.kit import Button, Card, Label
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.visit.context import VisitContext

MET_BY = "emergency.met_by"
BACK = "back"


class HospitalCard(Card):
    """Where they are, and one button for when they are back. Hidden otherwise."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("clock", "clock")
        self._context, words = context, context.words
        self.head = Label("", "section")
        self.met = FieldList(context, [plain_question(MET_BY, words, MET_BY)])
        self.button = Button(words("emergency.back"), "secondary")
        self.button.clicked.connect(self._come_back)
        for widget in (self.head, self.met, self.button):
            put(self.body, widget)
        self.hide()

    @Slot()
    def refresh(self) -> None:
        """Show the card while the person is at a hospital."""
        gone = at_hospital(self._context.visit)
        self.setVisible(gone is not None)
        self.met.refresh()
        if gone:
            words = self._context.words
            place = gone.facility or words("emergency.a_hospital")
            self.head.show_text(words("emergency.at_hospital", place=place))

    @Slot()
    def _come_back(self) -> None:
        bridge, visit = self._context.bridge, self._context.visit
        bridge.write(Returned(visit.value(MET_BY)))
        for task in unfinished(visit):
            if task.kind == RETRIEVE:
                bridge.write(TaskDone(task.id, BACK))
        bridge.answer(MET_BY, "")
        self.refresh()
