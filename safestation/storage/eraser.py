"""Erasing from the record that is open. Satisfies services.retention_ports.Eraser."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial

from safestation.domain.erasure import Erasure
from safestation.domain.errors import NotAllowed
from safestation.domain.retention import Targets
from safestation.storage.backup import Source
from safestation.storage.driver import Database, Migrations, sqlcipher
from safestation.storage.erasing import Wanted, prepare
from safestation.storage.erasing_swap import ASIDE, older_records, put_in_place, shred
from safestation.storage.files import INCOMING

Swapping = Callable[[Database, Callable[[], None]], None]


class LocalEraser:
    """Makes the record ready without something, and swaps it.

    `swapping` closes the open record, does what it is given, and opens whatever lies there
    then. It raises NotAllowed when another record is open by now.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        db: Database,
        source: Source,
        migrations: Migrations,
        station: str,
        now: Callable[[], datetime],
        swapping: Swapping,
    ) -> None:
        self._db, self._source, self._migrations = db, source, migrations
        self._station, self._now, self._swapping = station, now, swapping
        self._written = 0

    def preparing(self, erasure: Erasure, targets: Targets) -> Callable[[], None]:
        """Return the job that makes it ready. What is written from now on stops the swap."""
        self._written = self._changes()
        wanted = Wanted(erasure, targets, self._station)
        return partial(prepare, self._source, self._migrations, wanted)

    def put_in_place(self, targets: Targets) -> None:
        """Swap. Raises NotAllowed when something was written meanwhile, or StationError."""
        if self._changes() != self._written:
            shutil.rmtree(self._source.record.parent / INCOMING, ignore_errors=True)
            raise NotAllowed("retention.written_meanwhile")
        act = partial(put_in_place, self._source, targets, self._now())
        self._swapping(self._db, act)

    def shredding(self) -> Callable[[], None]:
        """Return the job that overwrites the old record; as slow as it is large."""
        return partial(shred, tuple(self._source.record.parent.glob(f"{ASIDE}*")))

    def older_records(self, before: datetime) -> int:
        """Return how many old records lie where a restore left them before a moment."""
        return len(older_records(self._source.record.parent, before))

    def destroying(self, before: datetime) -> Callable[[], None]:
        """Return the job that overwrites and removes those."""
        return partial(shred, older_records(self._source.record.parent, before))

    def _changes(self) -> int:
        """Return how many rows were written here so far; -1 once the record is closed."""
        try:
            return int(self._db.conn.total_changes)
        except sqlcipher.ProgrammingError:
            return -1
