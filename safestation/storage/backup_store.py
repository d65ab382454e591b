"""The backups of one open record. Satisfies services.backups.BackupStore."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from safestation.domain.backups import Holds, Kept, Memory, Why
from safestation.domain.errors import BackupFailed, RestoreRefused
from safestation.storage import codec
from safestation.storage.backup import (
    KEYS,
    Source,
    check_there,
    make_backup,
    rotate,
    verify_backup,
)
from safestation.storage.copies import check_whole, holds, reading
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.erased import carry
from safestation.storage.keyjson import load
from safestation.storage.manifests import SUBFOLDER, kept_in
from safestation.storage.moments import moment
from safestation.storage.mounts import is_elsewhere, is_folder
from safestation.storage.trail import Hand
from safestation.storage.trouble import NO_FOLDER

BACKUPS_NAME: Final = "backups"
_SETTING: Final = "backups"


class LocalBackups:
    """Makes, lists and checks backups in the data folder and elsewhere."""

    def __init__(self, db: Database, source: Source, station: str) -> None:
        self._db = db
        self._source = source
        self._station = station

    def make(self, place: str, why: Why, now: datetime) -> Kept:
        """Make, verify and rotate. Raises BackupFailed."""
        if place and not is_folder(place):
            raise BackupFailed(NO_FOLDER)
        into = Path(place) / SUBFOLDER if place else self._inside
        kept = make_backup(self._source, into, why, now)
        rotate(into, kept.manifest.record_id, kept)
        carry(self._source.record.parent, into)  # what a restore from here must not bring back
        return replace(kept, elsewhere=is_elsewhere(into, self._source.record))

    def kept(self, place: str) -> tuple[Kept, ...]:
        """Return the verified backups in a place, the newest first."""
        return kept_in(Path(place) if place else self._inside)

    def check(self, kept: Kept) -> Holds:
        """Read a backup of this record from end to end. Raises RestoreRefused."""
        if kept.manifest.record_id != load(self._source.keys).record_id:
            raise RestoreRefused("restore.other_station")
        check_there(Path(kept.path))
        if not load(Path(kept.path) / KEYS).belongs_to(self._source.key):
            raise RestoreRefused("restore.earlier_key")
        return verify_backup(Path(kept.path), self._source.key)

    def live(self) -> Holds:
        """Return what the record in use holds, every page read. Raises RecordDamaged."""
        with reading(self._source.record, self._source.key, closed=False) as db:
            check_whole(db)
            return holds(db)

    def memory(self) -> Memory:
        """Return what the record remembers; its first day is that of its first line."""
        with translated():
            row = self._db.execute(
                "SELECT value FROM setting WHERE key = ?", [_SETTING]
            ).fetchone()
            first = self._db.execute(
                "SELECT at, utc_offset FROM trail WHERE seq = 1"
            ).fetchone()
        if row is not None:
            return codec.load(Memory, row[0])
        return Memory(since=moment(*first) if first else None)

    def remember(self, memory: Memory, at: datetime, by: str) -> None:
        """Keep what it remembers."""
        columns = Hand(self._station, by, at).columns()
        row = {"key": _SETTING, "value": codec.dump(memory), **columns}
        with atomic(self._db):
            self._db.table("setting").upsert(row, pk="key")

    @property
    def _inside(self) -> Path:
        return self._source.record.parent / BACKUPS_NAME
