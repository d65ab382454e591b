"""The trail as services write it: one line an act, never what was said."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from typing import Protocol

from safestation.domain.acts import DONE, NOT_DONE, Act
from safestation.domain.errors import StationError, StoreUnavailable
from safestation.domain.permissions import Permission
from safestation.domain.station import Staff, Station
from safestation.services.ports import Clock


class AuditStore(Protocol):
    """Appends to the chained history. A line that cannot be written raises."""

    def note(  # noqa: PLR0913, PLR0917 - the columns of a line
        self,
        act: str,
        station: str,
        at: datetime,
        by: str,
        detail: str = "",
        visit: str = "",
        outcome: str = DONE,
    ) -> None:
        """Append a line of its own. Raises StoreUnavailable; then the act must not go on."""
        ...

    def latest(self, act: str) -> Mapping[str, datetime]:
        """Return when an act was last done, for each detail it was done with."""
        ...


class Audit:
    """Writes what somebody did, before or as they do it."""

    def __init__(self, store: AuditStore, station: Station, clock: Clock, me: Staff) -> None:
        self._store = store
        self._station = station
        self._clock = clock
        self._me = me

    def refused(self, permission: Permission) -> None:
        """Write down what somebody may not do and tried (CJIS v6.0 AU-2).

        It is refused whether the line can be written or not.
        """
        with suppress(StoreUnavailable):
            self.note(Act.REFUSED, permission.value, outcome=NOT_DONE)

    def note(self, act: Act, detail: str = "", *, visit: str = "", outcome: str = DONE) -> None:
        """Append a line. Raises StoreUnavailable: what is not written is not done."""
        now = self._clock.now()
        self._store.note(act, self._station.id, now, self._me.id, detail, visit, outcome)

    @contextmanager
    def sending(self, act: Act, detail: str) -> Iterator[None]:
        """Write a paper down before it is sent, and as not done when it does not come out.

        Raises StoreUnavailable: what is not written is not sent.
        """
        self.note(act, detail)
        try:
            yield
        except StationError:
            with suppress(StoreUnavailable):
                self.note(act, detail, outcome=NOT_DONE)
            raise

    def latest(self, act: Act) -> Mapping[str, datetime]:
        """Return when an act was last done, for each detail it was done with."""
        return self._store.latest(act)
