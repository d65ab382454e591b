"""Keeps an eye on the computer's clock, and marks what is written while it is in doubt."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from safestation.domain.acts import Act
from safestation.domain.clock_watch import Jump, jump_between, jump_since, went_back
from safestation.domain.lockout import Moment
from safestation.domain.permissions import Permission
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock

Note = Callable[[Act, str], None]


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

    def seen(self) -> Moment | None:
        """Return when the clock was last found to go with the time that passed."""
        ...

    def keep_seen(self, moment: Moment, station: str, by: str) -> None:
        """Keep that; it is there after a restart."""
        ...


class ClockWatch:
    """What the clock said last, and the time that passed since.

    Held for as long as SafeStation runs, locked or not, whoever is in.
    """

    def __init__(
        self, clock: Clock, stopwatch: Stopwatch, moment: Callable[[], Moment]
    ) -> None:
        self._clock, self._stopwatch, self._moment = clock, stopwatch, moment
        self._seen: tuple[datetime, float] | None = None
        self._mark = ""

    def look(self, store: DoubtStore, station: str, by: str, note: Note) -> Jump | None:
        """Return a jump since the last look, once it is written down."""
        now, passed, moment = self._clock.now(), self._stopwatch.elapsed(), self._moment()
        found = None
        if self._seen is not None:
            before, then = self._seen
            found = jump_between(before, now, passed - then)
        if found is not None:
            self._written(store, found, moment, (station, by), note)
        self._seen = (now, passed)
        return found

    def opened(self, store: DoubtStore, station: str, by: str, note: Note) -> None:
        """Look at the clock before anything is written into a record just opened.

        Whoever set it may have done so while the record was shut: it is compared with what
        the record tells too.
        """
        moment = self._moment()
        if self.look(store, station, by, note) is None:
            found = _told_by(store, moment)
            if found is not None:
                self._written(store, found, moment, (station, by), note)
        if self._mark and not store.doubt():  # a backup from before it was put back
            store.keep_doubt(self._mark, station, moment.at, by)
        self._mark = store.doubt()
        store.keep_seen(moment, station, by)

    def trusted(self, store: DoubtStore, station: str, by: str) -> None:
        """Begin anew: somebody said that the clock is right now."""
        self._seen, self._mark = (self._clock.now(), self._stopwatch.elapsed()), ""
        store.keep_seen(self._moment(), station, by)

    def _written(
        self, store: DoubtStore, found: Jump, at: Moment, hand: tuple[str, str], note: Note
    ) -> None:
        station, by = hand
        store.keep_doubt(found.mark, station, at.at, by)
        note(Act.CLOCK_JUMPED, found.mark)
        store.keep_seen(at, station, by)
        self._mark = found.mark


def _told_by(store: DoubtStore, now: Moment) -> Jump | None:
    """Return the jump that the record alone tells of, over a restart."""
    seen, last = store.seen(), store.last_written()
    found = jump_since(seen, now) if seen is not None else None
    return found or (went_back(last, now.at) if last is not None else None)


class Timekeeping:
    """Looks at the clock now and then. `look` returns a jump the first time it is seen."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        store: DoubtStore,
        clock: Clock,
        watch: ClockWatch,
        audit: Audit,
        gate: Gate,
        station: str,
    ) -> None:
        self._store, self._clock, self._watch = store, clock, watch
        self._audit, self._gate, self._station = audit, gate, station

    @property
    def is_in_doubt(self) -> bool:
        """Tell whether rows written now are marked."""
        return bool(self._store.doubt())

    def look(self) -> Jump | None:
        """Compare the clock with the time that passed since anybody looked.

        Raises StoreUnavailable; then the next look tries again.
        """
        me = self._gate.me.id
        return self._watch.look(self._store, self._station, me, self._audit.note)

    @needs(Permission.CHANGE_STATION)
    def trust_again(self) -> None:
        """Say that the clock is right now: what is written from here on is not marked."""
        now = self._clock.now()
        self._audit.note(Act.CLOCK_STATED)
        self._store.keep_doubt("", self._station, now, self._gate.me.id)
        self._gate.begin_again(now)
        self._watch.trusted(self._store, self._station, self._gate.me.id)
