"""Follow-ups: what is owed to whom, by whom, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from safestation.domain.came_of import PLAIN, REMINDER, Learned
from safestation.domain.contact_rules import ASKED, HIDDEN, SafeContact, safe_contact
from safestation.domain.entries import TRY
from safestation.domain.facts import ContactChanged, Fact, TaskAdded, TaskDone
from safestation.domain.finishing import Stage
from safestation.domain.labels import label_of
from safestation.domain.permissions import Permission
from safestation.domain.program import ARRIVAL, STATUS, VISIT, FollowUp, Program
from safestation.domain.promised_calls import place_of
from safestation.domain.tasks import CONFIRM_ARRIVAL, FOLLOW_UP, HANDED_ON, Task, task_of
from safestation.domain.visit import Visit, VisitId
from safestation.services.counter import Counter
from safestation.services.gate import needs
from safestation.services.ports import Clock, Ids, VisitStore
from safestation.services.wall import Wall

FOLLOWING_UP = "follow_up"  # why a closed record is opened


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """A task with the visit it belongs to, as far as it may be seen.

    `contact` are the rules that come before any call.
    """

    visit: VisitId
    number: str
    label: str
    task: Task
    seen: Visit
    program: Program
    contact: SafeContact

    @property
    def follow_up(self) -> FollowUp | None:
        """Return what the program's file says of the task; nothing for one of the app's."""
        is_ours = self.task.kind != FOLLOW_UP
        return None if is_ours else self.program.follow_up(self.task.note)

    @property
    def place(self) -> str:
        """Return the id of the place that is to be called, nothing where it is the person."""
        return place_of(self.seen, self.task)

    @property
    def ask(self) -> str:
        """Return of what the answer is asked: the person, a place, or an office."""
        asked = {CONFIRM_ARRIVAL: ARRIVAL, TRY: VISIT}.get(self.task.kind)
        if asked is not None:
            return asked
        if self.task.kind != FOLLOW_UP:
            return PLAIN
        one = self.follow_up
        return STATUS if one is None else REMINDER if one.reminds_of else one.ask


class FollowUps:
    """Lists what is owed, keeps what came of it, and hands it to somebody else."""

    def __init__(
        self, store: VisitStore, counter: Counter, clock: Clock, ids: Ids, wall: Wall
    ) -> None:
        self._gate, self._wall = wall.gate, wall
        self._store = store
        self._counter = counter
        self._clock = clock
        self._ids = ids

    @needs(Permission.SEE_BOARD)
    def all(self) -> tuple[Due, ...]:
        """Return every unfinished task of all visits, the next due first."""
        facts = ((row.visit, row.entry.fact) for row in self._store.unfinished_tasks())
        tasks = ((of, task_of(fact)) for of, fact in facts if isinstance(fact, TaskAdded))
        wanted = [(of, task) for of, task in tasks if self._has(task)]
        whole = {of: self._store.load(of) for of in dict(wanted)}  # each visit once
        dues = [self._due(whole[of], task) for of, task in wanted]
        return tuple(sorted(dues, key=lambda due: due.task.due_at))

    @needs(Permission.SEE_BOARD)
    def due_now(self) -> int:
        """Return how many tasks are due; opens no visit, as it is asked with every page."""
        now = self._clock.now()
        facts = (row.entry.fact for row in self._store.unfinished_tasks())
        tasks = (task_of(fact) for fact in facts if isinstance(fact, TaskAdded))
        return sum(self._has(task) and task.is_due(now) for task in tasks)

    @needs(Permission.PLACE)
    def finish(self, due: Due, learned: Learned) -> None:
        """Note how a task came to an end, with all that was learned, in one piece.

        Changed contact rules are answers while the record is open, and a fact afterwards or
        from a volunteer, who answers no questions about the person.
        Raises AnswerRefused for one that does not fit, and keeps nothing then.
        """
        session = self._counter.resume(due.visit, FOLLOWING_UP)
        changed: list[Fact] = []
        as_fact = session.stage is Stage.LOCKED or not self._wall.shows_all
        if learned.contact and as_fact:
            changed.append(ContactChanged(learned.contact))
        elif learned.contact:
            for question, value in learned.contact.items():
                session.answer(question, value)
        at = None if learned.again_in is None else self._clock.now() + learned.again_in
        again = [] if at is None else [self._owed(due.task, at, due.task.owner)]
        session.write_all(*learned.facts, learned.done, *changed, *again)

    @needs(Permission.PLACE)
    def take(self, due: Due) -> None:
        """Let the person signed in have a task from now on."""
        self.hand_over(due, self._gate.me.name)

    @needs(Permission.PLACE)
    def hand_over(self, due: Due, owner: str) -> None:
        """Let somebody else have a task: a name of the staff, or a role of the program."""
        task = self._owed(due.task, due.task.due_at, owner, due.task.since)
        session = self._counter.resume(due.visit, FOLLOWING_UP)
        session.write_all(TaskDone(due.task.id, HANDED_ON), task)

    def _due(self, whole: Visit, task: Task) -> Due:
        now = self._clock.now()
        seen = self._wall.seen(whole)
        shows = self._wall.shows_all or any(seen.value(one) for one in ASKED)
        contact = safe_contact(whole, now) if shows else HIDDEN
        label, program = label_of(seen, now.date()), self._counter.program_of(whole)
        return Due(whole.id, whole.number, label, task, seen, program, contact)

    def _owed(
        self, task: Task, at: datetime, owner: str, since: datetime | None = None
    ) -> TaskAdded:
        return TaskAdded(self._ids.new(), task.kind, at, owner, task.note, since)

    def _has(self, task: Task) -> bool:
        """Tell whether a task is for the one signed in: every task, or only their own."""
        every = self._gate.allows(Permission.OPEN_CLOSED)
        return every or task.owner == self._gate.me.name
