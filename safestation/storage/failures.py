"""What the driver and the disk raise, turned once into what a station can act on."""

from contextlib import AbstractContextManager
from types import TracebackType

from safestation.domain.errors import (
    DiskFull,
    RecordDamaged,
    RecordLocked,
    StoreUnavailable,
)
from safestation.storage.disk import refusal
from safestation.storage.driver import sqlcipher

_PRIMARY = 0xFF  # SQLite keeps the primary code in the low byte of an extended one

_BY_CODE: dict[int, type[StoreUnavailable]] = {
    sqlcipher.SQLITE_FULL: DiskFull,
    sqlcipher.SQLITE_NOTADB: RecordLocked,
    sqlcipher.SQLITE_CORRUPT: RecordDamaged,
    sqlcipher.SQLITE_BUSY: StoreUnavailable,
    sqlcipher.SQLITE_LOCKED: StoreUnavailable,
    sqlcipher.SQLITE_IOERR: StoreUnavailable,
    sqlcipher.SQLITE_CANTOPEN: StoreUnavailable,
    sqlcipher.SQLITE_READONLY: StoreUnavailable,
    sqlcipher.SQLITE_PERM: StoreUnavailable,
    sqlcipher.SQLITE_PROTOCOL: StoreUnavailable,
}

# Copying a record and changing its key give words alone, or a code that says nothing.
_BY_WORDS: dict[str, type[StoreUnavailable]] = {
    "database or disk is full": DiskFull,
    "disk I/O error": StoreUnavailable,
    "attempt to write a readonly database": StoreUnavailable,
    "unable to open database file": StoreUnavailable,
    "An error occurred with PRAGMA key or rekey": StoreUnavailable,
}


def translated() -> AbstractContextManager[None]:
    """Turn trouble of the world's making into StoreUnavailable or one of its kinds.

    A broken constraint, a missing table, an act the closed schema forbids: those are our
    bugs, and pass through unchanged to the crash handler.
    """
    return _TRANSLATED


class _Translated(AbstractContextManager[None]):
    """A class, and one for all: each save enters twice, and a generator is made each time."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, OSError):
            raise refusal(error) from error
        if isinstance(error, MemoryError):
            # What SQLCipher says of a page that fails its check as it is written over.
            raise RecordLocked from error
        if isinstance(error, sqlcipher.Error):
            known = _known(error)
            if known is not None:
                raise known from error


def _known(error: sqlcipher.Error) -> type[StoreUnavailable] | None:
    code = getattr(error, "sqlite_errorcode", None)
    by_code = None if code is None else _BY_CODE.get(code & _PRIMARY)
    if by_code is not None or not isinstance(error, sqlcipher.OperationalError):
        return by_code
    said = str(error)
    return next((kind for start, kind in _BY_WORDS.items() if said.startswith(start)), None)


_TRANSLATED = _Translated()
