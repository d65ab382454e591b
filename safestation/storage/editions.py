"""Programs in the encrypted record. Satisfies services.editions.EditionStore."""

import json
from dataclasses import replace
from datetime import datetime

from safestation.domain.acts import Act
from safestation.domain.edition import Edition
from safestation.domain.overrides import Override
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.moments import moment, offset, utc
from safestation.storage.trail import Hand, Marked, Trail, unmarked


class StoredEditions:
    """Keeps each program as visits began under it, and the station's changes."""

    def __init__(self, db: Database, station: str, marked: Marked = unmarked) -> None:
        self._db, self._station = db, station
        self._trail = Trail(db, marked)

    def keep(self, edition: Edition, at: datetime, by: str) -> None:
        """Keep an edition, once."""
        changes = [codec.dump(one) for one in edition.overrides]
        row = [
            edition.program, edition.version, edition.sha256, edition.text,
            f"[{','.join(changes)}]", self._station, utc(at), offset(at), by,
        ]  # fmt: skip
        with atomic(self._db):
            self._db.execute(
                "INSERT OR IGNORE INTO program_edition (program, version, sha256, text, body,"
                " station, typed_at, utc_offset, by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def edition(self, program: str, version: str) -> Edition | None:
        """Return an edition by its name, or nothing."""
        with translated():
            row = self._db.execute(
                "SELECT sha256, text, body FROM program_edition"
                " WHERE program = ? AND version = ?",
                [program, version],
            ).fetchone()
        if row is None:
            return None
        changes = (codec.load(Override, json.dumps(one)) for one in json.loads(row[2]))
        return Edition(program, version, row[0], row[1], tuple(changes))

    def overrides(self) -> tuple[Override, ...]:
        """Return every change the station made, the oldest first."""
        with translated():
            rows = self._db.execute(
                "SELECT body, typed_at, utc_offset, by FROM program_override ORDER BY seq"
            ).fetchall()
        return tuple(
            replace(codec.load(Override, body), at=moment(at, minutes), by=by)
            for body, at, minutes, by in rows
        )

    def add_override(self, override: Override, at: datetime, by: str) -> None:
        """Append a change with its line in the history, which tells the path and no value."""
        hand = Hand(self._station, by, at)
        body = codec.dump(replace(override, at=None, by=""))
        with atomic(self._db):
            self._db.execute(
                "INSERT INTO program_override (program, path, body, station, typed_at,"
                " utc_offset, by) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [override.program, override.path, body, self._station, utc(at), offset(at), by],
            )
            self._trail.note(hand, Act.PROGRAM_CHANGED, detail=override.path)
