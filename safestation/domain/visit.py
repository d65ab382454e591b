"""The visit: one person's time at the counter, as everything said and everything done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import NewType, Self, TypeVar

from safestation.domain.answers import Answer, Source
from safestation.domain.facts import Fact

VisitId = NewType("VisitId", str)
F = TypeVar("F", bound=Fact)

LATE_AFTER = timedelta(minutes=30)  # peers row 18: happened and typed further apart is late


class VisitState(StrEnum):
    """Open visits are on the board; closed ones are history."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where work on a visit stopped, so that it goes on at the same field."""

    step: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Entry:
    """One fact with its two times, who wrote it, and where the knowledge came from.

    `clock` marks times that were typed while the computer's clock was in doubt.
    """

    id: str
    happened_at: datetime
    typed_at: datetime
    by: str
    source: Source
    fact: Fact
    clock: str = ""

    @property
    def is_late(self) -> bool:
        """Tell whether it was typed long after it happened."""
        return self.typed_at - self.happened_at > LATE_AFTER

    def __repr__(self) -> str:
        return f"Entry({self.id}, {self.fact.KIND})"


@dataclass(frozen=True, slots=True, repr=False)
class Visit:
    """Everything known about one visit. Never changes; each answer makes a new one."""

    id: VisitId
    number: str
    station: str
    program: str
    program_version: str
    arrived_at: datetime
    opened_by: str
    state: VisitState = VisitState.OPEN
    place: Place = field(default_factory=Place)
    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    entries: tuple[Entry, ...] = ()

    def with_answers(self, changes: Mapping[str, Answer]) -> Self:
        """Return this visit with some answers set."""
        return replace(self, answers=MappingProxyType({**self.answers, **changes}))

    def without_answer(self, question: str) -> Self:
        """Return this visit with one answer taken back to blank."""
        kept = {q: a for q, a in self.answers.items() if q != question}
        return replace(self, answers=MappingProxyType(kept))

    def with_entry(self, entry: Entry) -> Self:
        """Return this visit with one more fact."""
        return replace(self, entries=(*self.entries, entry))

    def value(self, question: str) -> str:
        """Return a single answered value, or nothing: a blank is never an answer."""
        answer = self.answers.get(question)
        if answer is None or not answer.is_answered or not isinstance(answer.value, str):
            return ""
        return answer.value

    def values(self, question: str) -> tuple[str, ...]:
        """Return the answered values of a question that takes several."""
        answer = self.answers.get(question)
        if answer is None or not answer.is_answered:
            return ()
        return answer.value if isinstance(answer.value, tuple) else (answer.value,)

    def all_of(self, kind: type[F]) -> Iterator[tuple[Entry, F]]:
        """Yield every fact of a kind with its entry, oldest first."""
        for entry in self.entries:
            if isinstance(entry.fact, kind):
                yield entry, entry.fact

    def last(self, kind: type[F]) -> tuple[Entry, F] | None:
        """Return the newest fact of a kind with its entry, or nothing.

        The newest is what happened last: what is typed late takes its place in time.
        """
        found = None
        for pair in self.all_of(kind):
            if found is None or pair[0].happened_at >= found[0].happened_at:
                found = pair
        return found

    def has(self, kind: type[F]) -> bool:
        """Tell whether a fact of this kind was ever written."""
        return self.last(kind) is not None

    def __repr__(self) -> str:
        return f"Visit({self.id}, {len(self.answers)} answers, {len(self.entries)} facts)"
