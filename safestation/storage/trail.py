"""The history: one line for each act, chained, appended in the transaction of a change.

Holds what was done and by whom; never what was said. The ledger of turned-in items has no
line here: a time beside it would be a link to a visit.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

from safestation.domain.acts import DONE
from safestation.domain.chain import START, Line, link
from safestation.services.ports import TrailLine
from safestation.storage.driver import Database
from safestation.storage.moments import moment, offset, utc

_COLUMNS = attrgetter(*(field.name for field in fields(Line)))


Marked = Callable[[], str]


def unmarked() -> str:
    """Return no mark: the clock is trusted."""
    return ""


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

    def __init__(self, db: Database, marked: Marked = unmarked) -> None:
        self._db = db
        self._marked = marked

    def note(
        self, hand: Hand, act: str, visit: str = "", detail: str = "", *, outcome: str = DONE
    ) -> None:
        """Append one line to the chain, inside the transaction of the change it tells of."""
        seq, before = self.head()
        told = (
            seq + 1, hand.station, utc(hand.at), offset(hand.at), hand.by, act, visit, detail,
            outcome, self._marked(),
        )  # fmt: skip
        append(self._db, Line(*told, link(Line(*told), before)))

    def head(self) -> tuple[int, str]:
        """Return the last line's number and hash; 0 and nothing before the first."""
        return head_of(self._db)

    def every(self, after: int = 0) -> Iterator[Line]:
        """Yield the lines after a number, in their order, as the chain has them."""
        for row in self._db.execute(
            "SELECT seq, station, at, utc_offset, by, act, visit, detail, outcome, clock, hash"
            " FROM trail WHERE seq > ? ORDER BY seq",
            [after],
        ):
            yield Line(*row)

    def lines(self, visit: str) -> Iterable[TrailLine]:
        """Yield the lines of one visit, oldest first."""
        rows = self._db.query("SELECT * FROM trail WHERE visit = ? ORDER BY seq", [visit])
        for row in rows:
            at = moment(row["at"], row["utc_offset"])
            yield TrailLine(at, row["by"], row["act"], row["detail"])


def head_of(db: Database) -> tuple[int, str]:
    """Return the number and the hash of a record's last line."""
    row = db.conn.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
    return row or (0, START)


def append(db: Database, line: Line) -> None:
    """Put a line whose hash is made at the end."""
    db.conn.execute(
        "INSERT INTO trail (seq, station, at, utc_offset, by, act, visit, detail, outcome,"
        " clock, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        _COLUMNS(line),
    )
