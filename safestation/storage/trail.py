"""The history: one line for each act, chained, appended in the transaction of a change.

Holds what was done and by whom; never what was said. The ledger of turned-in items has no
line here: a time beside it would be a link to a visit.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter

from safestation.domain.acts import DONE
from safestation.domain.chain import START, Line, link
from safestation.services.ports import TrailLine
from safestation.storage.driver import Database
from safestation.storage.moments import moment, offset, utc

_TOLD = attrgetter(*(field.name for field in fields(Line) if field.name != "hash"))
_NOTHING = ("", "", 0, "", "", "", "", "", "")
_LAST = "SELECT seq, hash, visit FROM trail ORDER BY seq DESC LIMIT 1"

# Where the history turns to a visit, after another's line or nobody's. Typing writes line
# after line of one visit, and the index of all of them cost each save a page.
RUNS = "trail_run"
Marked = Callable[[], str]


DOUBT = "clock_doubt"  # the setting that holds the mark of rows written now


def mark_in(db: Database) -> str:
    """Return the mark that a record keeps while the clock is in doubt, or nothing."""
    row = db.execute("SELECT value FROM setting WHERE key = ?", [DOUBT]).fetchone()
    return str(json.loads(row[0])) if row else ""


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
    """Appends to the history, and reads it.

    Whoever does not know the mark of the day leaves it to the record, so that no line goes
    without one.
    """

    def __init__(self, db: Database, marked: Marked | None = None) -> None:
        self._db = db
        self._marked = marked or (lambda: mark_in(db))

    def note(
        self, hand: Hand, act: str, visit: str = "", detail: str = "", *, outcome: str = DONE
    ) -> None:
        """Append one line to the chain, inside the transaction of the change it tells of."""
        seq, before, last = self._last()
        line = Line(
            seq + 1, hand.station, utc(hand.at), offset(hand.at), hand.by, act, visit, detail,
            outcome, self._marked(),
        )  # fmt: skip
        append(self._db, line, link(line, before))
        if visit not in {"", last}:
            self._db.conn.execute("INSERT INTO trail_run VALUES (?, ?)", [visit, line.seq])

    def rehearse(self, times: int) -> None:
        """Append a few empty lines, in a transaction of which nothing is kept."""
        seq = max(self._last()[0] for _ in range(times))
        for more in range(1, times + 1):
            append(self._db, Line(seq + more, *_NOTHING), "")

    def _last(self) -> tuple[int, str, str]:
        return self._db.conn.execute(_LAST).fetchone() or (0, START, "")

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
        """Yield the lines of one visit, oldest first: each run of them from its first on."""
        for at, minutes, *told in self._db.conn.execute(
            "WITH RECURSIVE theirs (seq) AS ("
            " SELECT seq FROM trail_run WHERE visit = :visit UNION"
            " SELECT next.seq FROM theirs JOIN trail AS next ON next.seq = theirs.seq + 1"
            " WHERE next.visit = :visit)"
            " SELECT at, utc_offset, by, act, detail FROM trail JOIN theirs USING (seq)"
            " ORDER BY seq",
            {"visit": visit},
        ):
            yield TrailLine(moment(at, minutes), *told)


def head_of(db: Database) -> tuple[int, str]:
    """Return the number and the hash of a record's last line."""
    row = db.conn.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
    return row or (0, START)


def append(db: Database, line: Line, hash_: str) -> None:
    """Put a line at the end, with the hash that ties it to the one before."""
    db.conn.execute(
        "INSERT INTO trail (seq, station, at, utc_offset, by, act, visit, detail, outcome,"
        " clock, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*_TOLD(line), hash_),
    )


def runs_hold(db: Database) -> bool:
    """Tell whether the index of runs names each turn to a visit, and nothing else."""
    (holds,) = db.conn.execute(
        "WITH turn AS MATERIALIZED (SELECT seq, visit FROM (SELECT seq, visit,"
        " lag(visit, 1, '') OVER (ORDER BY seq) AS before FROM trail)"
        " WHERE visit NOT IN ('', before))"
        " SELECT (SELECT count(*) FROM turn) = (SELECT count(*) FROM trail_run) AND NOT EXISTS"
        " (SELECT seq, visit FROM turn EXCEPT SELECT seq, visit FROM trail_run)"
    ).fetchone()
    return bool(holds)
