"""Whether the computer's clock is in doubt. Satisfies services.timekeeping.DoubtStore."""

import json
from datetime import datetime

from safestation.domain.acts import Act
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.moments import moment
from safestation.storage.trail import Hand

_KEY = "clock_doubt"


class Doubts:
    """Remembers the mark in memory too: every row that is written asks for it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        with translated():
            row = db.execute("SELECT value FROM setting WHERE key = ?", [_KEY]).fetchone()
        self._mark = str(json.loads(row[0])) if row else ""

    def doubt(self) -> str:
        """Return the mark of rows written now, empty while the clock is trusted."""
        return self._mark

    def keep_doubt(self, mark: str, station: str, at: datetime, by: str) -> None:
        """Keep a mark; an empty one trusts the clock again."""
        row = {"key": _KEY, "value": json.dumps(mark), **Hand(station, by, at).columns()}
        with atomic(self._db):
            self._db.table("setting").upsert(row, pk="key")
        self._mark = mark

    def last_written(self) -> datetime | None:
        """Return when the newest line of the history was written, or nothing.

        Without what is written while the record opens: that is now, whenever now is.
        """
        with translated():
            row = self._db.execute(
                "SELECT at, utc_offset FROM trail WHERE act NOT IN (?, ?, ?)"
                " ORDER BY seq DESC LIMIT 1",
                [Act.SIGN_IN_FAILED, Act.UPGRADED, Act.TAIL_LOST],
            ).fetchone()
        return moment(*row) if row else None
