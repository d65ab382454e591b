"""The shapes of the outside world that services rely on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import ClassVar, Final, Protocol

from safestation.domain.answers import Answer
from safestation.domain.corrections import Earlier
from safestation.domain.disposal import Container, Custody, CustodyEvent
from safestation.domain.sheet import Sheet
from safestation.domain.station import Staff, Station
from safestation.domain.visit import Entry, Place, Visit, VisitId


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current moment in the station's zone."""
        ...


class Ids(Protocol):
    """Makes identifiers that say nothing."""

    def new(self) -> str:
        """Return a fresh random UUID as text."""
        ...


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One line of the history: when, by whom, what. Never what was said."""

    at: datetime
    by: str
    act: str
    detail: str


@dataclass(frozen=True, slots=True, repr=False)
class Changes:
    """What changed in a visit since it was last kept; saved whole or not at all."""

    answers: Mapping[str, Answer] = field(default_factory=lambda: MappingProxyType({}))
    taken_back: frozenset[str] = frozenset()
    entries: tuple[Entry, ...] = ()
    place: Place | None = None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to keep."""
        return not (self.answers or self.taken_back or self.entries or self.place)


NO_CHANGES: Final = Changes()


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """A visit that a search found: enough to tell it from others, nothing more."""

    visit: VisitId
    number: str
    label: str
    arrived_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True, repr=False)
class VisitEntry:
    """A fact with the visit it belongs to."""

    visit: VisitId
    entry: Entry


class VisitStore(Protocol):
    """Keeps visits. Every method is one transaction."""

    def open_visit(
        self,
        visit: Visit,
        by: str,
        at: datetime | None = None,
        changes: Changes = NO_CHANGES,
    ) -> Visit:
        """Keep a new visit and return it with its number, counted up for the year.

        `at` is the moment of writing where the person arrived before it. `changes` is what
        is known of it already; the visit has it, and neither is kept without the other.
        """
        ...

    def save(self, visit: Visit, changes: Changes, at: datetime, by: str) -> None:
        """Keep the changes and their line in the history. `visit` has them already."""
        ...

    def load(self, visit: VisitId) -> Visit:
        """Return a visit as last kept."""
        ...

    def open_visits(self) -> tuple[Visit, ...]:
        """Return every open visit, the longest waiting first."""
        ...

    def ended_since(self, since: datetime) -> tuple[Visit, ...]:
        """Return the visits closed at or after a moment, the newest first."""
        ...

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """Return visits whose names, handle or number start with the words typed."""
        ...

    def entries_about(self, kind: str, since: datetime) -> tuple[VisitEntry, ...]:
        """Return the facts of a kind since a moment, of all visits, oldest first."""
        ...

    def unfinished_tasks(self) -> tuple[VisitEntry, ...]:
        """Return every added task that has not come to an end, of all visits."""
        ...

    def history(self, visit: VisitId) -> Iterable[TrailLine]:
        """Return the lines of the history about one visit."""
        ...

    def versions(self, visit: VisitId, question: str) -> tuple[Earlier, ...]:
        """Return the settled answers to a question that were replaced, the oldest first."""
        ...


class StationStore(Protocol):
    """Keeps the station and its staff."""

    def station(self) -> Station | None:
        """Return the station, or nothing before set-up."""
        ...

    def save_station(self, station: Station, at: datetime, by: str) -> None:
        """Keep the station with a line in the history."""
        ...

    def staff(self) -> tuple[Staff, ...]:
        """Return everybody, by name."""
        ...

    def save_staff(self, staff: Staff, station: str, at: datetime, by: str) -> None:
        """Keep one member of staff with a line in the history."""
        ...


class LedgerStore(Protocol):
    """Keeps what is turned in. Knows no visit, no person served and no clock."""

    def containers(self) -> tuple[Container, ...]:
        """Return every container."""
        ...

    def save_container(self, container: Container, station: str) -> None:
        """Keep a container as it is now."""
        ...

    def custody(self) -> tuple[Custody, ...]:
        """Return every package in custody."""
        ...

    def events(self) -> tuple[CustodyEvent, ...]:
        """Return every later act on a package."""
        ...

    def add_custody(self, custody: Custody, station: str) -> None:
        """Append a package."""
        ...

    def add_event(self, event: CustodyEvent, station: str) -> None:
        """Append an act."""
        ...


class ArrivalStore(Protocol):
    """Keeps moments at which somebody walked in while the screen was locked."""

    def noted(self) -> tuple[datetime, ...]:
        """Return the moments nobody has taken yet."""
        ...

    def note(self, at: datetime) -> None:
        """Keep one moment; nothing else is known."""
        ...

    def take(self, at: datetime) -> None:
        """Forget a moment: a visit has it now."""
        ...


class WindowStore(Protocol):
    """Keeps how the window looks on this computer."""

    def load(self) -> dict[str, str]:
        """Return theme and language as kept."""
        ...

    def save(self, look: Mapping[str, str]) -> None:
        """Keep theme or language."""
        ...


class Form(Protocol):
    """Makes one printed page set."""

    id: ClassVar[str]
    version: ClassVar[str]
    audience: ClassVar[str]
    information: ClassVar[frozenset[str]]

    def render(self, sheet: Sheet) -> bytes:
        """Return the pages as PDF. Pure: the same input gives the same bytes."""
        ...
