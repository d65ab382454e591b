"""Whether the computer's clock is in doubt. Satisfies services.timekeeping.DoubtStore."""

import json
from datetime import datetime

from safestation.domain.acts import Act
from safestation.domain.lockout import Moment
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.moments import moment
from safestation.storage.trail import DOUBT, Hand, mark_in

_SEEN = "clock_seen"
_FURTHEST = "clock_furthest"  # up to which line the history was read for it


class Doubts:
    """Remembers the mark in memory too: every row that is written asks for it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        with translated():
            self._mark = mark_in(db)

    def doubt(self) -> str:
        """Return the mark of rows written now, empty while the clock is trusted."""
        return self._mark

    def keep_doubt(self, mark: str, station: str, at: datetime, by: str) -> None:
        """Keep a mark; an empty one trusts the clock again."""
        self._keep(DOUBT, mark, Hand(station, by, at))
        self._mark = mark

    def seen(self) -> Moment | None:
        """Return when the clock was last found to go with the time that passed."""
        with translated():
            row = self._db.execute(
                "SELECT value FROM setting WHERE key = ?", [_SEEN]
            ).fetchone()
        if row is None:
            return None
        at, boot, up = json.loads(row[0])
        return Moment(datetime.fromisoformat(at), boot, up)

    def keep_seen(self, moment: Moment, station: str, by: str) -> None:
        """Keep that; it is there after a restart."""
        told = [moment.at.isoformat(), moment.boot, moment.up]
        self._keep(_SEEN, told, Hand(station, by, moment.at))

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

    def furthest(self) -> datetime | None:
        """Return the latest moment of the history since somebody said the clock is right."""
        found = self._furthest()
        return moment(*found[1:]) if found else None

    def keep_furthest(self, hand: Hand) -> None:
        """Remember it, so that the next one reads only the lines that came after."""
        found = self._furthest()
        if found is not None:
            self._keep(_FURTHEST, found, hand)

    def _keep(self, key: str, told: object, hand: Hand) -> None:
        row = {"key": key, "value": json.dumps(told), **hand.columns()}
        with atomic(self._db):
            self._db.table("setting").upsert(row, pk="key")

    def _furthest(self) -> tuple[int, str, int] | None:
        """Return the last line that was read, and the latest moment up to there."""
        with translated():
            kept = self._db.execute("SELECT value FROM setting WHERE key = ?", [_FURTHEST])
            held = json.loads(next(iter(kept.fetchall()), ("[]",))[0])
            after = held[0] if held else 0
            (stated,) = self._db.execute(
                "SELECT max(seq) FROM trail WHERE seq > ? AND act = ?",
                [after, Act.CLOCK_STATED],
            ).fetchone()
            if stated is not None:
                after, held = stated - 1, []
            rows = self._db.execute(
                "SELECT max(seq) OVER (), at, utc_offset FROM trail WHERE seq > ?"
                " ORDER BY at DESC LIMIT 1",
                [after],
            ).fetchall()
        newer = rows[0] if rows else None
        if newer is None or not held:
            return newer or (tuple(held) if held else None)
        return (newer[0], *max(newer[1:], tuple(held[1:])))
