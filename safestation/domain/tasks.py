"""What is owed: computed from the facts, never kept as a flag (peers row 6)."""

from dataclasses import dataclass
from datetime import datetime

from safestation.domain.facts import TaskAdded, TaskDone
from safestation.domain.visit import Visit

FOLLOW_UP = "follow_up"  # the kind of the tasks that a program's follow-ups become
CONFIRM_ARRIVAL = "confirm_arrival"  # the kind of the task to ask whether they arrived
CALL_BACK = "call_back"  # the kind of the task that a promised call becomes
# What became of a task. A task that was handed on, is tried again, or whose time was
# corrected (moved) has a new one. Stopped is for good, withdrawn until there is a yes. What
# is known from elsewhere is not asked once more.
REACHED, NOT_REACHED, DROPPED, HANDED_ON = "reached", "not_reached", "dropped", "handed_on"
MOVED, STOPPED, WITHDRAWN, KNOWN = "moved", "stopped", "withdrawn", "known"
DONE = "done"
DIED, COMPLETED = "died", "completed"
# How the person is, as somebody learned (data dictionary 4.8, follow-up tasks).
STATUSES = (
    "in_treatment", "completed", "left", "came_back", "in_custody", DIED, "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class Task:
    """One thing owed in one visit."""

    id: str
    kind: str
    due_at: datetime
    owner: str
    note: str
    since: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        """Tell whether its time has come."""
        return now >= self.due_at


def unfinished(visit: Visit) -> tuple[Task, ...]:
    """Return the tasks of a visit that have not come to an end, the next due first."""
    ended = {fact.task for _, fact in visit.all_of(TaskDone)}
    added = (fact for _, fact in visit.all_of(TaskAdded) if fact.task not in ended)
    tasks = (task_of(fact) for fact in added)
    return tuple(sorted(tasks, key=lambda task: task.due_at))


def task_of(fact: TaskAdded) -> Task:
    """Return the task a fact adds."""
    return Task(fact.task, fact.kind, fact.due_at, fact.owner, fact.note, fact.since)
