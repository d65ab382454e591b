"""What is turned in, in the encrypted record. Satisfies services.ports.LedgerStore.

No line in the timed history, no visit, no row order: see migration m0003.
"""

from safestation.domain.disposal import Container, Custody, CustodyEvent
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database


class Ledger:
    """Keeps containers, packages in custody, and what happened to them."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def containers(self) -> tuple[Container, ...]:
        """Return every container."""
        return tuple(codec.load(Container, body) for body in self._bodies("container"))

    def custody(self) -> tuple[Custody, ...]:
        """Return every package in custody."""
        return tuple(codec.load(Custody, body) for body in self._bodies("custody"))

    def events(self) -> tuple[CustodyEvent, ...]:
        """Return every later act on a package."""
        return tuple(codec.load(CustodyEvent, body) for body in self._bodies("custody_event"))

    def save_container(self, container: Container, station: str) -> None:
        """Keep a container as it is now."""
        with atomic(self._db):
            self._db.execute(
                "INSERT INTO container VALUES (?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
                [container.id, station, codec.dump(container)],
            )

    def add_custody(self, custody: Custody, station: str) -> None:
        """Append a package."""
        with atomic(self._db):
            self._db.execute(
                "INSERT INTO custody VALUES (?, ?, ?)",
                [custody.id, station, codec.dump(custody)],
            )

    def add_event(self, event: CustodyEvent, station: str) -> None:
        """Append an act."""
        with atomic(self._db):
            self._db.execute(
                "INSERT INTO custody_event VALUES (?, ?, ?, ?)",
                [event.id, station, event.custody, codec.dump(event)],
            )

    def _bodies(self, table: str) -> list[str]:
        with translated():
            rows = self._db.execute(f"SELECT body FROM {table}")  # noqa: S608 - our own names
            return [body for (body,) in rows.fetchall()]
