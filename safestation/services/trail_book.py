"""The trail for those who may read it: look through it, check it, seal it on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Protocol

from safestation.domain.acts import KINDS, Act, Kind
from safestation.domain.chain import Break
from safestation.domain.form_words import FormWords
from safestation.domain.permissions import Permission
from safestation.domain.seal import Seal, agrees, code_of, is_owed, words_of
from safestation.domain.staff_change import StaffChange, read
from safestation.domain.station import Station
from safestation.domain.station_paper import StationPaper
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.ports import Clock

PAGE = 200
FORM = "day_seal"
_ACTS = frozenset(Act)


@dataclass(frozen=True, slots=True)
class TrailRow:
    """One line as a reader sees it: names no person served."""

    seq: int
    at: datetime
    who: str
    act: str
    visit: str
    detail: str
    outcome: str
    clock: str
    staff: tuple[StaffChange, ...] = ()  # what changed of a member of staff


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines to show. Empty means all; `before` is the line to go on below."""

    kind: Kind | None = None
    who: str = ""
    day: date | None = None
    before: int = 0


class TrailStore(Protocol):
    """Reads the chained history and keeps its seals."""

    def head(self) -> tuple[int, str]:
        """Return the last line's number and hash; 0 and nothing before the first."""
        ...

    def rows(self, acts: Sequence[str], by: str, before: int, limit: int) -> list[TrailRow]:
        """Return lines, the newest first; `who` is still an id of staff."""
        ...

    def keep(self, seal: Seal, station: str) -> None:
        """Keep a seal that goes to paper."""
        ...

    def every(self) -> tuple[Seal, ...]:
        """Return the seals, the newest first."""
        ...

    def newest(self) -> Seal | None:
        """Return the newest seal, or nothing while there is none."""
        ...

    def began(self) -> datetime | None:
        """Return when the first line was written, or nothing before it."""
        ...

    def hash_at(self, seq: int) -> str:
        """Return the hash of a line, or nothing when there is no such line."""
        ...

    def first_break(self) -> Break | None:
        """Return the first line that was altered or is missing."""
        ...


class StationPrintable(Protocol):
    """Makes pages about the station."""

    def render(self, paper: StationPaper) -> bytes:
        """Return the pages as PDF."""
        ...


class TrailBook:
    """Everything that can be done with the trail. Nothing in it can be changed."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: TrailStore,
        station: Station,
        clock: Clock,
        gate: Gate,
        name_of: Callable[[str], str],
        seal_words: Sequence[str],
        form: StationPrintable,
        form_words: Mapping[str, FormWords],
        printer: Printer,
    ) -> None:
        self._store, self._station, self._clock, self._gate = store, station, clock, gate
        self._name_of, self._seal_words = name_of, seal_words
        self._form, self._form_words, self._printer = form, form_words, printer

    @needs(Permission.READ_TRAIL)
    def read(self, wanted: Wanted = Wanted()) -> tuple[TrailRow, ...]:
        """Return up to 200 lines, the newest first, each with the name of who acted."""
        acts = [act for act, kind in KINDS.items() if wanted.kind in {None, kind}]
        names = [] if wanted.kind is None else [act.value for act in acts]
        rows = self._store.rows(names, wanted.who, wanted.before, PAGE)
        shown = [row for row in rows if wanted.day in {None, row.at.date()}]
        return tuple(self._named(row) for row in shown)

    @needs(Permission.READ_TRAIL)
    def check(self) -> Break | None:
        """Return the first line that was altered or is missing, or nothing."""
        return self._store.first_break()

    @needs(Permission.READ_TRAIL)
    def seals(self) -> tuple[Seal, ...]:
        """Return the seals that were printed, the newest first."""
        return self._store.every()

    @needs(Permission.READ_TRAIL)
    def compare(self, seq: int, typed: str) -> bool:
        """Tell whether a seal typed in from paper is that of the line it names."""
        hash_ = self._store.hash_at(seq)
        return bool(hash_) and agrees(typed, hash_, self._seal_words)

    @needs(Permission.READ_TRAIL)
    def told(self, seal: Seal) -> tuple[str, str]:
        """Return a seal's words and its code."""
        return words_of(seal.hash, self._seal_words), code_of(seal.hash)

    @needs(Permission.SEAL_DAY)
    def seal(self, language: str) -> Seal:
        """Seal the history as it is now: print its head for the folder, and keep it.

        A day is sealed by the paper, so one that did not come out is not kept and still
        owed; a page tells of nobody and fits the record whether it was kept or not.
        Raises PrintFailed and StoreUnavailable.
        """
        seq, hash_ = self._store.head()
        seal = Seal(seq, hash_, self._clock.now(), self._gate.me.id)
        self._print(seal, language)
        self._store.keep(seal, self._station.id)
        return seal

    def _print(self, seal: Seal, language: str) -> None:
        words, code = words_of(seal.hash, self._seal_words), code_of(seal.hash)
        values = {"line": str(seal.seq), "words": words, "code": code}
        paper = StationPaper(
            FORM,
            self._form_words,
            self._station,
            seal.at,
            language,
            self._station.training,
            MappingProxyType(values),
        )
        self._printer.print_pdf(self._form.render(paper), f"seal {seal.seq}")

    @needs(Permission.SEAL_DAY)
    def is_seal_owed(self) -> bool:
        """Tell whether a day went by without a seal; cheap. Training owes none."""
        began = self._store.began()
        if began is None or self._station.training:
            return False
        newest = self._store.newest()
        last = None if newest is None else newest.at.date()
        return is_owed(last, began.date(), self._clock.now().date())

    def _named(self, row: TrailRow) -> TrailRow:
        about_staff = KINDS.get(Act(row.act)) is Kind.PERMISSION if row.act in _ACTS else False
        who = self._name_of(row.who)
        if not about_staff or not row.detail:
            return replace(row, who=who)
        about, changes = read(row.detail)
        return replace(row, who=who, detail=self._name_of(about), staff=changes)
