"""Opening the record with a key that is known to be its own: upgraded, and looked at."""

from datetime import datetime
from typing import Final

from safestation.domain.errors import RecordBehind, RecordDamaged, RecordLocked
from safestation.storage.backup import Source
from safestation.storage.backup_store import BACKUPS_NAME
from safestation.storage.copies import check_quickly, reading
from safestation.storage.database import open_record, translated
from safestation.storage.driver import Database, Migrations
from safestation.storage.upgrade import upgrade

# 200 ms for 61 MB when measured; a larger record is read whole by its daily backup.
_QUICKLY_BYTES: Final = 8 << 20


def open_checked(
    source: Source, migrations: Migrations, now: datetime, *, may_upgrade: bool = True
) -> tuple[Database, bool]:
    """Open a record; tell whether it had to be upgraded first, which may take minutes.

    The key came out of the key file, so that one which does not fit means a damaged record.
    Raises RecordDamaged, RecordMissing, RecordTooNew, UpgradeFailed, StoreUnavailable;
    RecordBehind instead of an upgrade that is not allowed.
    """
    upgraded = False
    try:
        _look(source)
        try:
            db = open_record(source.record, source.key, migrations, create=False)
        except RecordBehind:
            if not may_upgrade:
                raise
            upgrade(source, migrations, source.record.parent / BACKUPS_NAME, now)
            upgraded = True
            db = open_record(source.record, source.key, migrations, create=False)
    except RecordLocked as error:
        raise RecordDamaged from error
    return db, upgraded


def _look(source: Source) -> None:
    """Look at its structure before anything may be written to it."""
    with translated():
        size = source.record.stat().st_size if source.record.exists() else 0
    if not 0 < size <= _QUICKLY_BYTES:
        return
    with reading(source.record, source.key, closed=False) as db:
        check_quickly(db)
