"""The history: one line for each change, appended in the same transaction as the change.

Holds what was done and by whom; never what was said. The ledger of turned-in items has no
line here: a time beside it would be a link to a visit.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from safestation.services.ports import TrailLine
from safestation.storage.driver import Database
from safestation.storage.moments import moment, offset, utc


@dataclass(frozen=True, slots=True)
class Hand:
    """Who writes, where and when: what every row carries."""

    station: str
    by: str
    at: datetime

    def columns(self) -> dict[str, str | int]:
        """Return the columns of typed rows."""
        return {
            "station": self.station,
            "typed_at": utc(self.at),
            "utc_offset": offset(self.at),
            "by": self.by,
        }


class Trail:
    """Appends to the history, and reads it."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def note(self, hand: Hand, act: str, visit: str = "", detail: str = "") -> None:
        """Append one line. Called inside the transaction of the change it tells of."""
        self._db.execute(
            "INSERT INTO trail (station, at, utc_offset, by, act, visit, detail) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [hand.station, utc(hand.at), offset(hand.at), hand.by, act, visit, detail],
        )

    def lines(self, visit: str) -> Iterable[TrailLine]:
        """Yield the lines of one visit, oldest first."""
        rows = self._db.query("SELECT * FROM trail WHERE visit = ? ORDER BY seq", [visit])
        for row in rows:
            at = moment(row["at"], row["utc_offset"])
            yield TrailLine(at, row["by"], row["act"], row["detail"])
