"""Changing the data key, for instance after a computer was lost.

The record is copied, the copy re-encrypted under a new random key and checked, and only then
do the two change places. Whatever moment it is cut short at, the folder holds one pair that
opens:

1. the copy is made under another name: nothing has changed;
2. the key file announces the new key beside the old one, sealed to every account;
3. the copy takes the record's name, the old record keeps a second name;
4. the key file knows the new key alone, and the old record goes.

Between 2 and 4 whoever signs in reaches both keys, and `settle` finishes or calls off.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from safestation.domain.errors import NotAllowed, RecordDamaged, StoreUnavailable
from safestation.storage.database import KEY_BYTES, open_record, translated
from safestation.storage.driver import Database, Migrations, sqlcipher
from safestation.storage.files import create_private, settle_folder
from safestation.storage.keychain import Keychain
from safestation.storage.keyfile import Unlocked
from safestation.storage.keyjson import load, save
from safestation.storage.keyseal import announced, called_off, moved_on
from safestation.storage.keyslot import SlotKind
from safestation.storage.pairing import mark_of, why_closed

Note = Callable[[Database], None]
_BESIDE: Final = ("-wal", "-shm", "-journal")
Counts = dict[str, int]


def change_key(  # noqa: PLR0913 - each is named by the caller
    record: Path,
    keys: Path,
    key: bytes,
    migrations: Migrations,
    note: Note,
    *,
    ask_everybody: bool,
) -> None:
    """Give the closed record a new random key; every account and sheet keeps working.

    `note` writes the change down in the record that is about to count. With `ask_everybody`
    each account must choose a new passphrase when it signs in next. Takes a few times as
    long as copying the file: call it in a worker, with no connection open.

    Raises NotAllowed while an account of an old key file has not signed in, RecordDamaged,
    DiskFull or StoreUnavailable; then everything is as it was.
    """
    chain = load(keys)
    if chain.is_old or any(slot.is_old for slot in chain.slots):
        raise NotAllowed("keys.old_slots")
    part, coming = _anew(record), secrets.token_bytes(KEY_BYTES)
    _discard(part)
    try:
        before = _copy(record, key, part)
        _encrypt_anew(part, key, coming)
        with closing(open_record(part, coming, migrations, create=False)) as db:
            note(db)
        _check(part, coming, before)
        asked = _asking_everybody(chain) if ask_everybody else chain
        save(announced(asked, key, coming), keys)
        _swap(record, part)
    except BaseException:
        _discard(part)
        raise
    finish(record, keys, key, coming)


def settle(record: Path, keys: Path, unlocked: Unlocked) -> Unlocked:
    """Finish or call off a change of the key that was cut short. Return the key that counts.

    May be asked twice: `unlocked` still tells then what the key file has passed already.
    Raises RecordDamaged, RecordOfAnother or RecordMissing when neither key opens anything.
    """
    coming = unlocked.coming
    if coming is None:
        _tidy(record)
        return unlocked
    chain = load(keys)
    if chain.belongs_to(coming):
        return replace(unlocked, key=coming, coming=None)
    if not chain.coming:
        return replace(unlocked, coming=None)
    if _opens(record, coming):
        finish(record, keys, unlocked.key, coming)
        return replace(unlocked, key=coming, coming=None)
    if not _opens(record, unlocked.key):
        if not _opens(_kept(record), unlocked.key):
            raise why_closed(record, load(keys).mark)
        with translated():
            _discard_beside(record)
            _kept(record).replace(record)
    save(called_off(load(keys), unlocked.key), keys)
    _tidy(record)
    return replace(unlocked, coming=None)


def finish(record: Path, keys: Path, key: bytes, coming: bytes) -> None:
    """Let the new key count alone, and the old record go."""
    chain = replace(load(keys), mark=mark_of(record))
    save(moved_on(chain, key, coming), keys)
    _tidy(record)


def _asking_everybody(chain: Keychain) -> Keychain:
    staff = (replace(s, must_change=s.kind is SlotKind.STAFF) for s in chain.slots)
    return chain.with_slots(tuple(staff))


def _copy(record: Path, key: bytes, part: Path) -> Counts:
    """Copy the record once everything is in its one file. Return how much it holds."""
    with translated(), closing(_connected(record, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        before = _counts(connection)
    if record.with_name(f"{record.name}-wal").exists():
        raise StoreUnavailable  # somebody else has it open
    create_private(part)
    with translated():
        shutil.copyfile(record, part)
    return before


def _encrypt_anew(part: Path, key: bytes, coming: bytes) -> None:
    with translated(), closing(_connected(part, key)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        connection.execute(f"PRAGMA rekey = \"x'{coming.hex()}'\"")


def _check(part: Path, coming: bytes, before: Counts) -> None:
    """Raise RecordDamaged unless the copy is whole and holds what the record held."""
    with translated(), closing(_connected(part, coming)) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        sealed = not connection.execute("PRAGMA cipher_integrity_check").fetchall()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        after = _counts(connection)
    after["trail"] -= 1  # the line that tells of the change
    if not (whole and sealed and after == before):
        raise RecordDamaged
    with translated(), part.open("rb+") as file:
        os.fsync(file.fileno())


def _swap(record: Path, part: Path) -> None:
    kept = _kept(record)
    with translated():
        kept.unlink(missing_ok=True)
        try:
            os.link(record, kept)
        except OSError:  # a disk without second names: keep a copy
            shutil.copyfile(record, kept)
        part.replace(record)
    settle_folder(record.parent)


def _tidy(record: Path) -> None:
    with suppress(StoreUnavailable):  # what stays is encrypted, and goes the next time
        for left in (_kept(record), _anew(record)):
            if left.exists():
                _discard(left)


def _anew(record: Path) -> Path:
    return record.with_name(f"{record.name}.anew")


def _kept(record: Path) -> Path:
    return record.with_name(f"{record.name}.before")


def _discard(path: Path) -> None:
    with translated():
        _discard_beside(path)
        path.unlink(missing_ok=True)


def _discard_beside(path: Path) -> None:
    for suffix in _BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _opens(path: Path, key: bytes) -> bool:
    if not path.exists():
        return False
    try:
        with translated(), closing(_connected(path, key)):
            return True
    except StoreUnavailable:
        return False


def _connected(path: Path, key: bytes) -> sqlcipher.Connection:
    connection = sqlcipher.connect(str(path))
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA temp_store = 2")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _counts(connection: sqlcipher.Connection) -> Counts:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    counted = {
        name: connection.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - our own tables
        for (name,) in rows
    }
    return {name: cursor.fetchone()[0] for name, cursor in counted.items()}
