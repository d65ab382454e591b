"""The record as reports read it. Satisfies services.reports.ReportStore."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from safestation.domain.erasure import Erasure
from safestation.storage.backup import Source
from safestation.storage.copies import reading
from safestation.storage.database import translated
from safestation.storage.driver import Database
from safestation.storage.moments import utc
from safestation.storage.retention import Retained
from safestation.storage.visits import Visits


class LocalReports:
    """Asks the open record what a report will meet, and opens one beside it to count."""

    def __init__(self, db: Database, source: Source, station: str) -> None:
        self._db, self._source, self._station = db, source, station

    def editions(
        self, start: datetime, end: datetime
    ) -> tuple[tuple[tuple[str, str], int], ...]:
        """Return under which programs how many visits began in a time."""
        with translated():
            rows = self._db.execute(
                "SELECT program, program_version, count(*) FROM visit"
                " WHERE arrived_at >= ? AND arrived_at < ? GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
                [utc(start), utc(end)],
            ).fetchall()
        return tuple(((program, version), count) for program, version, count in rows)

    def erasures(self) -> tuple[Erasure, ...]:
        """Return what was erased, the newest first."""
        return Retained(self._db, self._station).erasures()

    @contextmanager
    def reading(self) -> Iterator[Visits]:
        """Open the record beside the one in use, as it is at one moment. A worker's."""
        with reading(self._source.record, self._source.key, closed=False) as db:
            with translated():
                db.execute("BEGIN")
            yield Visits(db)
