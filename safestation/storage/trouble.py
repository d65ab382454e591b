"""What goes wrong with a stick or a folder of backups, told apart for the one who holds it."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from safestation.domain.errors import BackupFailed, DiskFull, RecordLocked, StoreUnavailable
from safestation.storage.driver import sqlcipher
from safestation.storage.failures import translated

NO_ROOM, READ_ONLY = "backup.no_room", "backup.read_only"
PLACE_GONE, NOT_THE_SAME = "backup.place_gone", "backup.not_the_same"
RECORD_DAMAGED, NO_FOLDER = "backup.record_damaged", "backup.no_folder"
_FORBIDDEN: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_PRIMARY: Final = 0xFF


@contextmanager
def told_apart() -> Iterator[None]:
    """Turn trouble with the place of a backup into BackupFailed with its reason."""
    try:
        with translated():
            yield
    except StoreUnavailable as error:
        raise BackupFailed(reason_of(error)) from error


def reason_of(error: StoreUnavailable) -> str:
    """Return the message key for what the disk or the driver refused."""
    if isinstance(error, DiskFull):
        return NO_ROOM
    if isinstance(error, RecordLocked):
        return NOT_THE_SAME
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in _FORBIDDEN:
        return READ_ONLY
    code = getattr(cause, "sqlite_errorcode", 0) & _PRIMARY
    return READ_ONLY if code == sqlcipher.SQLITE_READONLY else PLACE_GONE
