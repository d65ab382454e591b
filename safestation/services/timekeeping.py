"""Keeps an eye on the computer's clock, and marks what is written while it is in doubt."""

from datetime import datetime
from typing import Protocol

from safestation.domain.acts import Act
from safestation.domain.clock_watch import Jump, jump_between, went_back
from safestation.domain.permissions import Permission
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock


class Stopwatch(Protocol):
    """Measures time that no setting of the clock can change."""

    def elapsed(self) -> float:
        """Return seconds since some fixed moment; sleep counts."""
        ...


class DoubtStore(Protocol):
    """Keeps whether the clock is in doubt, over restarts."""

    def doubt(self) -> str:
        """Return the mark of rows written now, empty while the clock is trusted."""
        ...

    def keep_doubt(self, mark: str, station: str, at: datetime, by: str) -> None:
        """Keep a mark; an empty one trusts the clock again."""
        ...

    def last_written(self) -> datetime | None:
        """Return when the newest line of the history was written, or nothing."""
        ...


class Timekeeping:
    """Looks at the clock now and then. `look` returns a jump the first time it is seen."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        store: DoubtStore,
        clock: Clock,
        stopwatch: Stopwatch,
        audit: Audit,
        gate: Gate,
        station: str,
    ) -> None:
        self._store, self._clock, self._stopwatch = store, clock, stopwatch
        self._audit, self._gate, self._station = audit, gate, station
        self._seen: tuple[datetime, float] | None = None

    @property
    def is_in_doubt(self) -> bool:
        """Tell whether rows written now are marked."""
        return bool(self._store.doubt())

    def look(self) -> Jump | None:
        """Compare the clock with the time that passed, and with what was written last.

        Raises StoreUnavailable; then the next look tries again.
        """
        now, passed = self._clock.now(), self._stopwatch.elapsed()
        if self._seen is None:
            last = self._store.last_written()
            found = went_back(last, now) if last is not None else None
        else:
            before, then = self._seen
            found = jump_between(before, now, passed - then)
        if found is not None:
            self._store.keep_doubt(found.mark, self._station, now, self._gate.me.id)
            self._audit.note(Act.CLOCK_JUMPED, found.mark)
        self._seen = (now, passed)
        return found

    @needs(Permission.CHANGE_STATION)
    def trust_again(self) -> None:
        """Say that the clock is right now: what is written from here on is not marked."""
        now = self._clock.now()
        self._audit.note(Act.CLOCK_STATED)
        self._store.keep_doubt("", self._station, now, self._gate.me.id)
        self._gate.begin_again(now)
        self._seen = (now, self._stopwatch.elapsed())
