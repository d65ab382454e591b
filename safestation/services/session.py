"""One person being served at the counter: takes what is said, and keeps it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from safestation.domain.answers import Answer, Source, Status, Value
from safestation.domain.arrival_asked import asked_twice, is_on_the_way, is_programs
from safestation.domain.corrections import Correction, corrections
from safestation.domain.errors import AnswerRefused, NotAllowed
from safestation.domain.facts import CameIn, Closed, Fact, Reopened, TaskAdded, TaskDone
from safestation.domain.finishing import ADDENDUM, Stage, may_be_added, stage_of
from safestation.domain.letting_go import let_go
from safestation.domain.owed import DECIDING, owed
from safestation.domain.permissions import Permission
from safestation.domain.program import Program
from safestation.domain.questions import LONG_TEXT, Question
from safestation.domain.tasks import CONFIRM_ARRIVAL, FOLLOW_UP, MOVED, WITHDRAWN, Task
from safestation.domain.typed import tidy
from safestation.domain.visit import Entry, Place, Visit, VisitState
from safestation.services.ports import Changes, Clock, Ids, VisitStore
from safestation.services.wall import Wall

LOCKED = "record.locked"


class VisitSession:
    """The visit in hand. Answers wait in memory until `flush`; facts are kept at once.

    The screen decides when to flush: each pause in typing, each step, lock, print, close.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in services.counter
        self,
        visit: Visit,
        program: Program,
        questions: Mapping[str, Question],
        store: VisitStore,
        clock: Clock,
        ids: Ids,
        wall: Wall,
    ) -> None:
        self.visit = visit
        self.program = program
        self.saved_at: datetime | None = None
        self._questions = questions
        self._store = store
        self._clock = clock
        self._ids = ids
        self._wall = wall
        self._by = wall.gate.me.id
        self._answers: dict[str, Answer] = {}
        self._taken_back: set[str] = set()
        self._entries: list[Entry] = []
        self._place: Place | None = None

    @property
    def is_saved(self) -> bool:
        """Tell whether everything said so far is kept."""
        return self._changes().is_empty

    @property
    def now(self) -> datetime:
        """Return the current moment, from the injected clock."""
        return self._clock.now()

    def answer(self, question: str, raw: Value, source: Source | None = None) -> None:
        """Take an answer; empty takes it back. Raises AnswerRefused when it does not fit."""
        self._need_to_answer(question)
        asked = self._questions.get(question)
        value = self._accepted(asked, raw) if asked else _tidy(question, raw)
        if not value:
            self.take_back(question)
            return
        origin = source or self._source_of(question) or (asked.source if asked else Source.SAID)
        self._set(question, Status.ANSWERED, value, origin)

    def answer_unknown(self, question: str, status: Status) -> None:
        """Take one of the three ways of nothing having been said."""
        self._need_to_answer(question)
        if status is Status.ANSWERED:
            raise AnswerRefused(question)
        self._set(question, status, "", Source.SAID)

    def came_from(self, question: str, source: Source) -> None:
        """Note where an answer came from, if it is not what is usual for its question."""
        self._need_to_answer(question)
        held = self.visit.answers.get(question)
        if held is not None and held.is_answered and held.source is not source:
            self._set(question, held.status, held.value, source)

    def _accepted(self, asked: Question, raw: Value) -> Value:
        """Return an answer as it is kept; nobody is born later than today, or in 1899."""
        if asked.id != "date_of_birth":
            return asked.accept(raw)
        today, age = self._clock.now().date(), self._questions.get("age")
        oldest = age.maximum if age is not None else None
        earliest = None if oldest is None else date(today.year - int(oldest) - 1, 1, 1)
        return asked.accept(raw, earliest=earliest, latest=today)

    def _source_of(self, question: str) -> Source | None:
        """Return where the answer that holds came from: more words do not change that."""
        held = self.visit.answers.get(question)
        return held.source if held is not None and held.is_answered else None

    def carry(self, answers: Mapping[str, Answer]) -> None:
        """Take over answers from an earlier visit as they are, their times and source too.

        All of them or, where one may not be answered, none: it raises NotAllowed.
        """
        for question in answers:
            self._need_to_answer(question)
        self.visit = self.visit.with_answers(answers)
        self._answers.update(answers)

    def take_back(self, question: str) -> None:
        """Make a question blank again."""
        self._need_to_answer(question)
        if question not in self.visit.answers:
            return
        self.visit = self.visit.without_answer(question)
        self._answers.pop(question, None)
        self._taken_back.add(question)

    def write(
        self, fact: Fact, happened_at: datetime | None = None, source: Source = Source.SAID
    ) -> Entry:
        """Keep a fact now, with everything else unsaved. Raises StoreUnavailable.

        A fact that could not be kept stays with the unsaved ones and is tried again.
        """
        entry = self._enter(fact, happened_at, source)
        self.flush()
        return entry

    def write_all(self, *facts: Fact | tuple[Fact, datetime]) -> None:
        """Keep several facts in one piece, all or none. Raises StoreUnavailable.

        A fact may come with when it happened.
        """
        for one in facts:
            fact, at = one if isinstance(one, tuple) else (one, None)
            self._enter(fact, at, Source.SAID)
        self.flush()

    def take(self, fact: Fact, happened_at: datetime, source: Source) -> None:
        """Take a fact without keeping it yet: `begin` or `flush` keeps it."""
        self._enter(fact, happened_at, source)

    def begin(self) -> None:
        """Keep a visit that is new, with everything taken so far, all or nothing.

        Raises StoreUnavailable; then the record knows nothing of it.
        """
        self._wall.gate.need(Permission.OPEN_VISIT)
        now = self._clock.now()
        self._owe(now)
        self.visit = self._store.open_visit(self.visit, self._by, now, self._changes())
        self._kept(now)

    def stand_at(self, step: str, field: str = "") -> None:
        """Remember where work goes on after a lock, a restart or a crash."""
        place = Place(step, field)
        if place != self.visit.place:
            self.visit = replace(self.visit, place=place)
            self._place = place

    def flush(self) -> None:
        """Keep what is not yet kept. Raises StoreUnavailable and loses nothing."""
        if self._changes().is_empty:
            return
        now = self._clock.now()
        self._owe(now)
        changes = self._changes()
        self._store.save(self.visit, changes, now, self._by)
        self._kept(now)

    def _kept(self, now: datetime) -> None:
        self._answers.clear()
        self._taken_back.clear()
        self._entries.clear()
        self._place = None
        self.saved_at = now

    def corrections(self, question: str) -> list[Correction]:
        """Return what was corrected in one answer, the newest first.

        What waits is kept first. Raises NotAllowed for whoever may not answer it, and
        StoreUnavailable.
        """
        self._wall.need_to_answer(question)
        self.flush()
        earlier = self._store.versions(self.visit.id, question)
        return corrections(self.visit, question, earlier)

    @property
    def stage(self) -> Stage:
        """Return whether the record is a draft, completed, or locked."""
        return stage_of(self.visit, self.program, self._wall.gate.reached(self._clock.now()))

    def _need_to_answer(self, question: str) -> None:
        self._wall.need_to_answer(question)
        if self.stage is Stage.LOCKED and question != ADDENDUM:
            raise NotAllowed(LOCKED)

    def _enter(self, fact: Fact, happened_at: datetime | None, source: Source) -> Entry:
        self._wall.need_to_write(fact)
        if not may_be_added(fact, self.stage):
            raise NotAllowed(LOCKED)
        entry = self._append(fact, happened_at or self._clock.now(), source)
        if isinstance(fact, Closed | Reopened):
            closed = isinstance(fact, Closed)
            state = VisitState.CLOSED if closed else VisitState.OPEN
            self.visit = replace(self.visit, state=state)
        if isinstance(fact, CameIn):
            self.visit = replace(self.visit, arrived_at=entry.happened_at)
        return entry

    def _append(self, fact: Fact, happened_at: datetime, source: Source) -> Entry:
        now = self._clock.now()
        entry = Entry(self._ids.new(), happened_at, now, self._by, source, fact)
        self.visit = self.visit.with_entry(entry)
        self._entries.append(entry)
        return entry

    def _owe(self, now: datetime) -> None:
        """Write down, with what is kept now, the tasks that it makes owed, or lets go.

        The program owes them, whoever wrote the fact: nobody's permission is asked.
        """
        touched = self._answers.keys() | self._taken_back
        if not (self._entries or touched & DECIDING):
            return
        whole = self._whole()
        for task, why in let_go(self.program, whole):
            self._append(TaskDone(task.id, why), now, Source.OBSERVED)
            if why == WITHDRAWN and is_programs(task, self.program) and is_on_the_way(whole):
                self._owe_arrival(task, now)
        for one in owed(self.program, whole, now):
            held_by = one.follow_up.who or self._wall.gate.me.name
            if one.instead_of is not None:
                held_by = one.instead_of.owner
                self._append(TaskDone(one.instead_of.id, MOVED), now, Source.OBSERVED)
            added = TaskAdded(
                self._ids.new(), FOLLOW_UP, one.due_at, held_by, one.follow_up.id, one.since
            )
            self._append(added, now, Source.OBSERVED)
        for task in asked_twice(self.program, self._whole()):
            self._append(TaskDone(task.id, MOVED), now, Source.OBSERVED)

    def _owe_arrival(self, task: Task, now: datetime) -> None:
        """Ask the place in the app's own words where the program's may not be asked."""
        added = TaskAdded(self._ids.new(), CONFIRM_ARRIVAL, task.due_at, task.owner)
        self._append(added, now, Source.OBSERVED)

    def holds(self, rule: Callable[[Visit], bool]) -> bool:
        """Tell whether a rule holds of the whole visit, with what one may not see of it."""
        return rule(self._whole())

    def _whole(self) -> Visit:
        """Return the visit with what the one signed in may not see: it may stop a task."""
        if self._wall.shows_all or not self.visit.number:  # without one it is not kept yet
            return self.visit
        whole = self._store.load(self.visit.id).with_answers(self._answers)
        for question in self._taken_back:
            whole = whole.without_answer(question)
        entries = (*whole.entries, *self._entries)
        return replace(
            whole, entries=entries, state=self.visit.state, arrived_at=self.visit.arrived_at
        )

    def _set(self, question: str, status: Status, value: Value, source: Source) -> None:
        now = self._clock.now()
        answer = Answer(status, value, source, now, now, self._by)
        self.visit = self.visit.with_answers({question: answer})
        self._answers[question] = answer
        self._taken_back.discard(question)

    def _changes(self) -> Changes:
        return Changes(
            MappingProxyType(dict(self._answers)),
            frozenset(self._taken_back),
            tuple(self._entries),
            self._place,
        )


def _tidy(question: str, raw: Value) -> Value:
    """Return an answer the dictionary does not know, such as an instrument's, as it is kept."""
    parts = (raw,) if isinstance(raw, str) else raw
    kept = tuple(part for one in parts if (part := tidy(one, keep_lines=True)))
    if any(len(part) > LONG_TEXT for part in kept):
        raise AnswerRefused(question, "answer.too_long")
    return kept if not isinstance(raw, str) else "".join(kept)
