"""How an emergency ends. The visit itself stays open."""

from datetime import timedelta

from PySide6.QtCore import Slot

from safestation.domain.emergency import (
    NO_EMERGENCY,
    RETRIEVE,
    TO_HOSPITAL,
    open_emergency,
)
from safestation.domain.facts import EmergencyEnded, EmergencyRelease, TaskAdded
from safestation.domain.questions import Kind
from safestation.ui.kit import Button, Card, Label
from safestation.ui.steps.asking import FieldList, plain_question, put
from safestation.ui.visit.context import VisitContext

OUTCOME, FACILITY, UNIT = "emergency.outcome", "emergency.facility", "emergency.unit"
OUTCOMES = (TO_HOSPITAL, "refused_transport", "released_on_scene", NO_EMERGENCY)
ASK_HOSPITAL_AFTER = timedelta(hours=2)  # workflow, medical branch: somebody rings and asks


class EndForm(Card):
    """To a hospital, refused transport, or released on scene."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("plain")
        self._context, words = context, context.words
        how = plain_question(OUTCOME, words, OUTCOME, Kind.CHOICE, OUTCOMES)
        places = [plain_question(name, words, name) for name in (FACILITY, UNIT)]
        self.how = FieldList(context, [how])
        self.where = FieldList(context, places)
        self.not_told = Label(words("emergency.not_told"), "clock")
        self.button = Button(words("emergency.end"), "secondary")
        self.how.edited.connect(self.refresh)
        self.button.clicked.connect(self._end)
        self.body.addWidget(Label(words("emergency.end_title"), "section"))
        for widget in (self.how, self.where, self.not_told, self.button):
            put(self.body, widget)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Ask for the hospital only when they go to one."""
        outcome = self._context.visit.value(OUTCOME)
        self.how.refresh()
        self.where.refresh()
        self.where.setVisible(outcome == TO_HOSPITAL)
        self.not_told.setVisible(outcome == TO_HOSPITAL and not self._is_told())
        self.button.setEnabled(bool(outcome))

    def _is_told(self) -> bool:
        """Tell whether it was written down what EMS was told in this emergency (2.51(c))."""
        visit = self._context.visit
        last, going_on = visit.last(EmergencyRelease), open_emergency(visit)
        return last is not None and (
            going_on is None or last[0].happened_at >= going_on.started_at
        )

    @Slot()
    def _end(self) -> None:
        """Write the end down; from a hospital somebody is to be brought back."""
        visit, bridge = self._context.visit, self._context.bridge
        outcome = visit.value(OUTCOME)
        gone = outcome == TO_HOSPITAL
        facility = visit.value(FACILITY) if gone else ""
        unit = visit.value(UNIT) if gone else ""
        for draft in (OUTCOME, FACILITY, UNIT):
            bridge.answer(draft, "")
        if gone:
            due = bridge.session.now + ASK_HOSPITAL_AFTER
            desk = self._context.desk
            bridge.write(TaskAdded(desk.ids.new(), RETRIEVE, due, desk.me.name, facility))
        bridge.write(EmergencyEnded(outcome, facility, unit))
