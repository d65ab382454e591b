"""What is still owed when a visit is closed: nothing of it ends because the page does."""

from safestation.domain.promised_calls import PLACED, place_of
from safestation.domain.tasks import FOLLOW_UP, Task, unfinished
from safestation.ui.kit import Card, Label
from safestation.ui.moments import wall_due
from safestation.ui.visit.context import VisitContext


class OwedCard(Card):
    """Lists the tasks that stay on the follow-up list. Hidden while there are none."""

    def __init__(self, context: VisitContext) -> None:
        super().__init__("well")
        self._context = context
        self.lines = Label("")
        self.body.addWidget(Label(context.words("close.still_owed"), "strong"))
        self.body.addWidget(self.lines)

    def show_owed(self, disposition: str) -> None:
        """Show what stays after an end; who is placed waits for no other place's call."""
        visit = self._context.visit
        stay = [
            task
            for task in unfinished(visit)
            if disposition != PLACED or not place_of(visit, task)
        ]
        self.lines.show_text("\n".join(f"• {self._line(task)}" for task in stay))
        self.setVisible(bool(stay))

    def _line(self, task: Task) -> str:
        words, now = self._context.words, self._context.bridge.session.now
        at = wall_due(task.due_at, now)
        state = words("followups.state", at=at, who=self._owner(task))
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

    def _owner(self, task: Task) -> str:
        role = self._context.program.role(task.owner)
        return role.name.in_language(self._context.language) if role else task.owner
