"""No bed tonight: the plan until a place opens, with a call that is owed in the morning."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import Signal, Slot

from safestation.domain.facts import BridgePlanned, TaskAdded, TaskDone
from safestation.domain.questions import Need
from safestation.domain.tasks import CALL_BACK, MOVED, unfinished
from safestation.domain.visit import Visit
from safestation.ui.kit import Button, Card, Label
from safestation.ui.moments import wall_time
from safestation.ui.steps.asking import FieldList, values_of
from safestation.ui.steps.call_questions import MORNING
from safestation.ui.visit.context import VisitContext

SECTION = "bridge"
CALL_BACK_AT, OWNER = "bridge_call_back", "bridge_owner"


class BridgePlan(Card):
    """Takes the bridge section, and writes the plan down once it holds together."""

    focused = Signal(str)

    def __init__(self, context: VisitContext) -> None:
        super().__init__("well")
        self.context, words = context, context.words
        self.fields = FieldList(context, context.desk.sections[SECTION].questions)
        self.fields.focused.connect(self.focused)
        self.over = Label(words("answer.already_over"), "danger")
        self.kept = Label("", "done")
        self.button = Button(words("placement.keep_plan"), "secondary")
        self.button.clicked.connect(self._keep)
        for widget in (
            Label(words("placement.bridge_title"), "section"),
            Label(words("placement.bridge_more"), "muted"),
            self.fields,
            self.over,
            self.kept,
            self.button,
        ):
            self.body.addWidget(widget)
        self.refresh()

    @property
    def plan(self) -> dict[str, str]:
        """Return what was answered, by question id."""
        return plan_of(self.context)

    def refresh(self) -> None:
        """Show the plan, and whether what is shown is what was kept."""
        self.fields.refresh()
        last, plan = self.context.visit.last(BridgePlanned), self.plan
        stands = is_kept(plan, self.context.visit)
        is_over = not stands and self._due() < self.context.bridge.session.now
        self.over.setVisible(is_over)
        self.button.setEnabled(self._holds(plan) and not stands and not is_over)
        self.kept.setVisible(stands)
        if last is not None and stands:
            at = wall_time(last[0].happened_at, self.context.bridge.session.now)
            self.kept.show_text(self.context.words("placement.plan_kept", at=at))

    def _holds(self, plan: dict[str, str]) -> bool:
        """Tell whether tonight, tomorrow and the owner are known; the rest may stay open."""
        values = values_of(self.context.visit)
        asked = (f.question for f in self.fields.fields.values())
        needed = (q for q in asked if q.required is not Need.OPTIONAL and q.applies(values))
        return all(q.id in plan or q.id == CALL_BACK_AT for q in needed)

    @Slot()
    def _keep(self) -> None:
        """Write the plan down, and the call that it promises: next morning at the latest."""
        due, plan = self._due(), self.plan
        self.context.bridge.write(BridgePlanned(plan))
        owner, note = plan.get(OWNER, ""), self.context.words("placement.bridge_task")
        promised = [one for one in unfinished(self.context.visit) if one.kind == CALL_BACK]
        if any(one.due_at == due and one.owner == owner for one in promised):
            return
        for one in promised:
            if one.note == note:  # of the plan as it stood before
                self.context.bridge.write(TaskDone(one.id, MOVED))
        task = TaskAdded(self.context.desk.ids.new(), CALL_BACK, due, owner, note)
        self.context.bridge.write(task)

    def _due(self) -> datetime:
        now, chosen = self.context.bridge.session.now, self.context.visit.value(CALL_BACK_AT)
        if chosen:
            return datetime.fromisoformat(chosen).replace(tzinfo=now.tzinfo)
        morning = datetime.combine(now.date(), MORNING, now.tzinfo)
        return morning if morning > now else morning + timedelta(days=1)


def plan_of(context: VisitContext) -> dict[str, str]:
    """Return what was answered of a plan until a place opens, by question id."""
    asked = (question.id for question in context.desk.sections[SECTION].questions)
    return {one: value for one in asked if (value := context.visit.value(one))}


def is_kept(plan: Mapping[str, str], visit: Visit) -> bool:
    """Tell whether the plan that was written down last is this one."""
    last = visit.last(BridgePlanned)
    return last is not None and dict(last[1].plan) == plan
