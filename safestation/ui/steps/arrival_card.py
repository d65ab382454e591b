"""Leaving and arriving: two facts. Nobody has arrived until somebody there said so."""

from datetime import timedelta

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from safestation.domain.arrival_asked import is_asked
from safestation.domain.facts import Arrived, Departed, NotArrived, TaskAdded, TaskDone
from safestation.domain.placement import Placement, Stage, placement_of
from safestation.domain.tasks import CONFIRM_ARRIVAL, unfinished
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, plain_question
from safestation.ui.steps.earlier import Earlier, When
from safestation.ui.steps.ride_card import lacks_driver
from safestation.ui.style.theme import look
from safestation.ui.visit.context import VisitContext

TOLD_BY = "handoff.told_by"
USUAL = timedelta(hours=3)  # when nobody said by when they are expected
ON_THE_WAY = frozenset({Stage.DEPARTED, Stage.NOT_ARRIVED})


class ArrivalCard(Card):
    """Departed is one button; arrived needs the name of who said so."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__()
        self._context = context
        words = context.words
        self.state = Label("", "body")
        self.problem = Label("", "danger")
        self.problem.hide()
        self.departed = Button(words("handoff.departed"), "secondary", icon="log-out")
        self.departed.clicked.connect(self.depart)
        question = plain_question(TOLD_BY, words, "handoff.told_by")
        self.told_by = FieldList(context, [question])
        self.arrived = Button(words("handoff.arrived"), "secondary", icon="check")
        self.arrived.clicked.connect(self.confirm)
        self.not_arrived = Button(words("handoff.not_arrived"), "quiet")
        self.not_arrived.clicked.connect(self.deny)
        self.at = Earlier(context, "handoff.earlier")
        self.answers = QWidget()
        row = QHBoxLayout(self.answers)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(12))
        row.addWidget(self.arrived)
        row.addWidget(self.not_arrived)
        row.addStretch(1)
        self.body.addWidget(Label(words("handoff.arrival"), "section"))
        for widget in (
            self.state, self.at, self.problem, self.departed, self.told_by, self.answers
        ):  # fmt: skip
            self.body.addWidget(widget)

    def refresh(self) -> None:
        """Show how far they have come."""
        place = placement_of(self._context.visit)
        self.state.show_text(self._state(place))
        self.departed.setHidden(place.stage in ON_THE_WAY | {Stage.ARRIVED})
        if not self.problem.isHidden():
            self._may_leave()
        for widget in (self.told_by, self.answers):
            widget.setVisible(place.stage in ON_THE_WAY)
        self.told_by.refresh()
        self.at.refresh()
        self.at.setVisible(place.stage is not Stage.ARRIVED)
        has_name = bool(self._context.visit.value(TOLD_BY))
        self.arrived.setEnabled(has_name)
        self.not_arrived.setEnabled(has_name)

    @Slot()
    def depart(self) -> None:
        """Write down that they left, and that somebody has to ask whether they arrived.

        Where volunteers drive in pairs, nobody leaves with one of them alone.
        """
        bridge = self._context.bridge
        place, now, when = placement_of(bridge.visit), bridge.session.now, self.at.when()
        if not self._may_leave() or not when.fits:
            return
        bridge.write(Departed(), when.moment)
        self.at.clear()
        if not is_asked(self._context.program, bridge.visit):
            due = max(place.expected_at or now + USUAL, now)
            desk = self._context.desk
            bridge.write(TaskAdded(desk.ids.new(), CONFIRM_ARRIVAL, due, desk.me.name))

    @Slot()
    def confirm(self) -> None:
        """Write down that they arrived and who said so; the question is answered."""
        when = self._when()
        if when.fits and (name := self._take_name()):
            bridge = self._context.bridge
            bridge.write(Arrived(name), when.moment)
            self.at.clear()
            for task in unfinished(bridge.visit):
                if task.kind == CONFIRM_ARRIVAL:
                    bridge.write(TaskDone(task.id, "done"))

    @Slot()
    def deny(self) -> None:
        """Write down that they are not there, and who said so; somebody asks again."""
        when = self._when()
        if when.fits and (name := self._take_name()):
            self._context.bridge.write(NotArrived(name), when.moment)
            self.at.clear()

    def _may_leave(self) -> bool:
        """Tell whether the car may go, and say what is missing when it may not."""
        key = lacks_driver(self._context.visit, self._context.program)
        self.problem.show_text(self._context.words(key) if key else "")
        self.problem.setVisible(bool(key))
        return not key

    def _when(self) -> When:
        """Return when it was: not before they left."""
        left = self._context.visit.last(Departed)
        return self.at.when(left[0].happened_at if left else None)

    def _take_name(self) -> str:
        name = self._context.visit.value(TOLD_BY)
        if name:
            self._context.bridge.answer(TOLD_BY, "")
        return name

    def _state(self, place: Placement) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        key = "handoff.state_not_left"
        if place.stage in ON_THE_WAY | {Stage.ARRIVED}:
            key = f"handoff.state_{place.stage.value}"
        at = wall_time(place.since, now) if place.since else ""
        return words(key, name=place.confirmed_by, time=at)
