"""What is still owed when a visit is closed: nothing of it ends because the page does."""

from collections.abc import Iterator

from safestation.domain.promised_calls import PLACED, place_of
from safestation.domain.tasks import FOLLOW_UP, Task, unfinished
from safestation.ui.kit import Card, Label
from safestation.ui.moments import wall_due
from safestation.ui.steps.bridge_plan import is_kept, plan_of
from safestation.ui.visit.context import VisitContext

CALLS = "placement"  # under which a call is typed until it is logged


class OwedCard(Card):
    """Lists what was typed and never written down, and the tasks that stay on the list.

    Hidden while there is neither.
    """

    def __init__(self, context: VisitContext) -> None:
        super().__init__("well")
        self._context = context
        self.unkept = Label("", "clock")
        self.head = Label(context.words("close.still_owed"), "strong")
        self.lines = Label("")
        for label in (self.unkept, self.head, self.lines):
            self.body.addWidget(label)

    def show_owed(self, disposition: str) -> None:
        """Show what stays after an end; who is placed waits for no other place's call."""
        visit = self._context.visit
        stay = [
            task
            for task in unfinished(visit)
            if disposition != PLACED or not place_of(visit, task)
        ]
        self.lines.show_text("\n".join(f"• {self._line(task)}" for task in stay))
        unkept = tuple(self._unkept())
        self.unkept.show_text("\n".join(unkept))
        self.unkept.setVisible(bool(unkept))
        for label in (self.head, self.lines):
            label.setVisible(bool(stay))
        self.setVisible(bool(stay or unkept))

    def _unkept(self) -> Iterator[str]:
        """Yield what was typed on the page of places, and no button was pressed for."""
        visit, desk, words = self._context.visit, self._context.desk, self._context.words
        titles = (s.title for s in self._context.program.steps if s.page == CALLS)
        step = next((one.in_language(words.language) for one in titles), "")
        for question in visit.answers:
            page, _, rest = question.partition(".")
            place, _, name = rest.rpartition(".")
            if (page, name) == (CALLS, "answer") and visit.value(question):
                found = desk.directory.get(place)
                name = found.name if found else place
                yield words("close.call_unkept", name=name, step=step)
        plan = plan_of(self._context)
        if plan and not is_kept(plan, visit):
            yield words("close.plan_unkept", step=step)

    def _line(self, task: Task) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        at = wall_due(task.due_at, now)
        who = self._context.program.holder(task.owner, self._context.language)
        state = words("followups.state", at=at, who=who)
        said = (self._what(task), task.note if task.kind != FOLLOW_UP else "", state)
        return " · ".join(part for part in said if part)

    def _what(self, task: Task) -> str:
        words, program = self._context.words, self._context.program
        ours = program.follow_up(task.note) if task.kind == FOLLOW_UP else None
        if ours is not None:
            return ours.title.in_language(words.language)
        key = f"next.task_{task.kind}"
        what = words(key) if words.has(key) else words("next.task_follow_up")
        return what[:1].upper() + what[1:]
