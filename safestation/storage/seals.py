"""Seals of the history, and how far it had come when the record was last closed."""

import json
from collections.abc import Sequence
from datetime import datetime

from safestation.domain.chain import ALTERED, MISSING, START, Break, first_break
from safestation.domain.seal import Seal
from safestation.services.trail_book import TrailRow
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.moments import moment, offset, utc
from safestation.storage.trail import Hand, Trail, head_of

_MARK = "trail_mark"
_MOST = 2**63 - 1  # the highest number that SQLite knows


class Seals:
    """Keeps seals, and finds where the history does not hold any more."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._trail = Trail(db)

    def head(self) -> tuple[int, str]:
        """Return the last line's number and hash; 0 and nothing before the first."""
        with translated():
            return head_of(self._db)

    def rows(self, acts: Sequence[str], by: str, before: int, limit: int) -> list[TrailRow]:
        """Return lines, the newest first; `who` is still an id of staff."""
        marks = ",".join("?" * len(acts))
        with translated():
            found = self._db.execute(
                "SELECT t.seq, t.at, t.utc_offset, t.by, t.act, coalesce(v.number, ''),"  # noqa: S608 - only marks are put in
                " t.detail, t.outcome, t.clock"
                " FROM trail AS t LEFT JOIN visit AS v ON v.id = t.visit"
                " WHERE (? = 0 OR t.seq < ?) AND (? = '' OR t.by = ?)"
                f" AND (? = 0 OR t.act IN ({marks})) ORDER BY t.seq DESC LIMIT ?",
                [before, before, by, by, len(acts), *acts, limit],
            ).fetchall()
        return [TrailRow(s, moment(at, off), *told) for s, at, off, *told in found]

    def keep(self, seal: Seal, station: str) -> None:
        """Keep a seal that goes to paper, with its line in the history after it."""
        with atomic(self._db):
            self._db.execute(
                "INSERT INTO seal (seq, hash, station, at, utc_offset, by)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                [seal.seq, seal.hash, station, utc(seal.at), offset(seal.at), seal.by],
            )
            self._trail.note(Hand(station, seal.by, seal.at), "sealed", detail=str(seal.seq))

    def every(self) -> tuple[Seal, ...]:
        """Return the seals, the newest first."""
        return self._last(-1)

    def newest(self) -> Seal | None:
        """Return the newest seal, or nothing while there is none."""
        return next(iter(self._last(1)), None)

    def began(self) -> datetime | None:
        """Return when the first line was written, or nothing before it."""
        with translated():
            row = self._db.execute("SELECT at, utc_offset FROM trail WHERE seq = 1").fetchone()
        return moment(*row) if row else None

    def _last(self, most: int) -> tuple[Seal, ...]:
        with translated():
            rows = self._db.execute(
                "SELECT seq, hash, at, utc_offset, by FROM seal ORDER BY seq DESC LIMIT ?",
                [most],
            ).fetchall()
        return tuple(Seal(s, h, moment(at, off), by) for s, h, at, off, by in rows)

    def hash_at(self, seq: int) -> str:
        """Return the hash of a line, or nothing when there is no such line."""
        if seq > _MOST:
            return START
        with translated():
            row = self._db.execute("SELECT hash FROM trail WHERE seq = ?", [seq]).fetchone()
        return row[0] if row else START

    def first_break(self) -> Break | None:
        """Return the first line that was altered or is missing; marks and seals count too."""
        with translated():
            broken = first_break(self._trail.every())
            kept = [(seal.seq, seal.hash) for seal in self.every()] + self._mark()
        wrong = [self._break_at(seq) for seq, hash_ in kept if self.hash_at(seq) != hash_]
        found = [*wrong, broken] if broken is not None else wrong
        return min(found, key=lambda one: one.seq, default=None)

    def _break_at(self, seq: int) -> Break:
        return Break(seq, ALTERED if self.hash_at(seq) else MISSING)

    def mark(self, station: str, at: datetime, by: str) -> None:
        """Remember how far the history has come, so that lines cut off its end are missed."""
        seq, hash_ = self.head()
        value = json.dumps({"seq": seq, "hash": hash_})
        row = {"key": _MARK, "value": value, **Hand(station, by, at).columns()}
        with atomic(self._db):
            self._db.table("setting").upsert(row, pk="key")

    def _mark(self) -> list[tuple[int, str]]:
        row = self._db.execute("SELECT value FROM setting WHERE key = ?", [_MARK]).fetchone()
        if row is None:
            return []
        held = json.loads(row[0])
        return [(held["seq"], held["hash"])] if held["seq"] else []
