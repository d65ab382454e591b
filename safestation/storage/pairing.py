"""Why a record does not open although the key is the right one, as far as can be told.

A record's file begins with 16 random bytes that nobody needs to hide (SQLCipher's salt).
The key file remembers them, so that another station's record is told from a damaged one.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from safestation.domain.errors import (
    RecordDamaged,
    RecordLocked,
    RecordMissing,
    RecordOfAnother,
    StoreUnavailable,
)
from safestation.storage.database import atomic, translated
from safestation.storage.disk import on_disk
from safestation.storage.driver import Database
from safestation.storage.keychain import Keychain
from safestation.storage.keyjson import load, save
from safestation.storage.keyseal import signed
from safestation.storage.trail import Hand

RECORD_ID: Final = "record_id"
MARK_BYTES: Final = 16
# Two random marks differ in 64 of 128 bits, and once in 10^17 in fewer than 20.
_SAME_WITH_DAMAGE: Final = 20


def mark_of(record: Path) -> str:
    """Return how the record's file begins, in hexadecimal; nothing when it is too short."""
    with on_disk():
        if not record.exists():
            return ""
        with record.open("rb") as file:
            start = file.read(MARK_BYTES)
    return start.hex() if len(start) == MARK_BYTES else ""


def why_closed(record: Path, mark: str) -> StoreUnavailable:
    """Return what to tell when the right key does not open `record`. Raises nothing of it.

    `mark` is what the key file remembers; nothing in key files of version 1.
    """
    found = mark_of(record)
    if not found:
        return RecordDamaged() if record.exists() and record.stat().st_size else RecordMissing()
    if not mark:
        return RecordLocked()
    if len(set(bytes.fromhex(found))) == 1:  # blank: no record begins like that
        return RecordDamaged()
    differing = (int(found, 16) ^ int(mark, 16)).bit_count()
    return RecordDamaged() if differing < _SAME_WITH_DAMAGE else RecordOfAnother()


@contextmanager
def explained(record: Path, keys: Path) -> Iterator[None]:
    """Say why the record does not open, as far as can be told. The key is the right one."""
    try:
        yield
    except RecordLocked as error:
        reason = why_closed(record, load(keys).mark)
        raise (error if type(reason) is RecordLocked else reason) from error


def remember_mark(record: Path, keys: Path, key: bytes) -> None:
    """Let the key file remember how the record begins that it opens."""
    chain = load(keys)
    _remember(replace(chain, mark=mark_of(record)), chain, keys, key)


def remember_opening(record: Path, keys: Path, key: bytes) -> None:
    """Let the key file remember, once the record is open and its count of tries begun, both.

    From then on a count that is not there was taken away (`storage.countfile`).
    """
    chain = load(keys)
    now = replace(chain, mark=mark_of(record), is_counted=True)
    _remember(now, chain, keys, key)


def _remember(now: Keychain, before: Keychain, keys: Path, key: bytes) -> None:
    if now != before and not before.is_old:
        with suppress(StoreUnavailable):  # it can be done at the next sign-in
            save(signed(now, key), keys)


def check_identity(db: Database, record_id: str, hand: Hand) -> None:
    """Raise RecordOfAnother when the open record says it is another one than the key file.

    A record from before it was kept is told who it is.
    """
    with translated():
        row = db.execute("SELECT value FROM setting WHERE key = ?", [RECORD_ID]).fetchone()
    if row is None:
        with atomic(db):
            value = json.dumps(record_id)
            db.table("setting").insert({"key": RECORD_ID, "value": value, **hand.columns()})
    elif json.loads(row[0]) != record_id:
        raise RecordOfAnother
