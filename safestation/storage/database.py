"""Opening the encrypted record, and writing to it whole."""

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from safestation.domain.errors import (
    RecordBehind,
    RecordMissing,
    RecordTooNew,
    StoreUnavailable,
)
from safestation.storage.driver import Database, Migrations, sqlcipher
from safestation.storage.failures import translated
from safestation.storage.files import create_private, keep_private, part_of, settle_folder
from safestation.storage.schema_guard import close_schema

__all__ = [
    "KEY_BYTES",
    "atomic",
    "migrate_copy",
    "newest_schema",
    "open_copy",
    "open_record",
    "rehearsal",
    "translated",
    "unlock_file",
]

KEY_BYTES: Final = 32
_PAGE_BYTES = 4096
_PLAIN_HEADER = b"SQLite format 3\x00"
# 4096 random bytes measure 7.94 to 7.97 bits each; a plain page of SQLite less than 5.
_LEAST_BITS_PER_BYTE = 7.8
# How many statements the driver keeps ready, the fewest it can. Each holds a part of the
# little memory that SQLite has locked once and for all; 16 hold all of it (the driver would
# keep 128), and from then on each text that is bound or read is locked and unlocked by itself:
# 42 times for a letter typed, half of what the save took. A statement made ready anew costs
# less. What was bound last, an answer or a name, stays in memory as long as its statement.
_STATEMENTS_KEPT = 5

# Each with what it must read back as. temp_store: with files instead of memory, sorting
# wrote 992 plain pieces of rows to disk when measured. cipher_memory_security: wipes and
# locks what the cipher holds in memory; a save with search index took 1.4 ms with it, 0.5 ms
# without: neither is felt. secure_delete: a deleted answer is overwritten.
_SETTINGS: Final = (
    ("cipher_memory_security", "on", "1"),
    ("temp_store", "2", 2),
    ("secure_delete", "on", 1),
    ("foreign_keys", "on", 1),
    ("recursive_triggers", "on", 1),
    ("trusted_schema", "off", 0),
    ("cell_size_check", "on", 1),
    ("busy_timeout", "3000", 3000),
    ("journal_mode", "wal", "wal"),
    ("synchronous", "full", 2),
)


def open_record(path: Path, key: bytes, migrations: Migrations, *, create: bool) -> Database:
    """Open the record at `path` and close its schema.

    `key` is the raw key of 32 bytes. With `create` the record must not exist yet, and comes
    into being whole or not at all. Raises FileExistsError, RecordMissing, RecordLocked,
    RecordTooNew, RecordBehind (then `upgrade` it), DiskFull or StoreUnavailable.
    """
    if len(key) != KEY_BYTES:
        # SQLCipher would take anything shorter for a passphrase, without a word.
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    with translated():
        empty = not path.exists() or not path.stat().st_size
    if create:
        _create_record(path, key, migrations)
    elif empty:
        raise RecordMissing
    keep_private(path)
    db = _open(path, key, migrations, migrate=False)
    try:
        with translated():  # it writes: two scratch tables, and a full disk refuses them
            close_schema(db)
    except BaseException:
        db.close()
        raise
    return db


def migrate_copy(path: Path, key: bytes, migrations: Migrations) -> None:
    """Bring the tables of a copy up to date where it lies. Never call it on the record.

    Raises RecordTooNew, RecordLocked, DiskFull, StoreUnavailable, or what a migration raises.
    """
    with closing(_open(path, key, migrations, migrate=True)):
        pass  # closing moves everything from the -wal into the file


def open_copy(path: Path, key: bytes, migrations: Migrations) -> Database:
    """Open a copy of a record without closing its schema. Never call it on the record.

    Raises RecordBehind, RecordTooNew, RecordLocked, StoreUnavailable.
    """
    return _open(path, key, migrations, migrate=False)


@contextmanager
def atomic(db: Database) -> Iterator[Database]:
    """Write everything in the block, or nothing of it.

    After a failure, a full disk included, the record is as it was before the block, and the
    connection can be used again. A block inside a block joins it; let its failure end both.
    """
    with translated():
        if db.conn.in_transaction:
            with db.atomic():
                yield db
            return
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


@contextmanager
def rehearsal(db: Database) -> Iterator[None]:
    """Keep nothing of what is written in the block; nothing of it reaches the disk."""
    with translated():
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            db.rollback()


def _create_record(path: Path, key: bytes, migrations: Migrations) -> None:
    """Build the record under another name, check it, and only then give it its own."""
    if path.exists():
        raise FileExistsError(path.name)
    part = part_of(path)
    _discard(part)
    create_private(part)
    try:
        migrate_copy(part, key, migrations)
        _check_encrypted(part)
        with translated():
            _discard_sides(path)  # of a record that was here: a -wal of it would be read
            part.rename(path)
    finally:
        _discard(part)
    settle_folder(path.parent)


def _discard(part: Path) -> None:
    with translated():
        part.unlink(missing_ok=True)
        _discard_sides(part)


def _discard_sides(path: Path) -> None:
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _open(path: Path, key: bytes, migrations: Migrations, *, migrate: bool) -> Database:
    with translated():
        connection = sqlcipher.connect(str(path), cached_statements=_STATEMENTS_KEPT)
        try:
            unlock_file(connection, key)
            _apply_settings(connection)
            db = Database(connection, strict=True, execute_plugins=False)
            _bring_up_to_date(db, migrations, may=migrate)
        except BaseException:
            connection.close()
            raise
    return db


def newest_schema(migrations: Migrations) -> int:
    """Return the number of the newest shape that this SafeStation knows."""
    return len(_known(migrations))


def unlock_file(connection: sqlcipher.Connection, key: bytes) -> None:
    """Give a fresh connection its key, and try it. Raises what the driver raises."""
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this build of the driver does not encrypt")
    connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to stderr
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the key is tried here


def _apply_settings(connection: sqlcipher.Connection) -> None:
    for name, value, expected in _SETTINGS:
        connection.execute(f"PRAGMA {name} = {value}")
        if connection.execute(f"PRAGMA {name}").fetchone() != (expected,):
            # journal_mode, for one, cannot be had on most network folders.
            raise StoreUnavailable


def weak_settings(db: Database) -> tuple[str, ...]:
    """Return the settings of an open record that do not read back as they were made."""
    with translated():
        found = ((n, db.execute(f"PRAGMA {n}").fetchone(), e) for n, _, e in _SETTINGS)
        return tuple(name for name, held, expected in found if held != (expected,))


def is_plain(path: Path) -> bool:
    """Tell whether a file begins as an unencrypted record does."""
    with translated(), path.open("rb") as file:
        return file.read(len(_PLAIN_HEADER)) == _PLAIN_HEADER


def _bring_up_to_date(db: Database, migrations: Migrations, *, may: bool) -> None:
    if not _is_behind(db, migrations):
        return
    if not may:
        raise RecordBehind
    _migrate(db, migrations)


def _is_behind(db: Database, migrations: Migrations) -> bool:
    """Tell whether changes wait. user_version counts what this record has been through."""
    known = _known(migrations)
    applied = [migration.name for migration in migrations.applied(db)]
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version > len(known) or not set(applied) <= set(known):
        raise RecordTooNew
    return bool(version != len(known) or len(applied) != len(known))


def _migrate(db: Database, migrations: Migrations) -> None:
    migrations.apply(db)
    db.execute(f"PRAGMA user_version = {newest_schema(migrations)}")
    db.commit()


def _known(migrations: Migrations) -> list[str]:
    with closing(Database(memory=True, execute_plugins=False)) as empty:
        return [migration.name for migration in migrations.pending(empty)]


def _check_encrypted(path: Path) -> None:
    with translated(), path.open("rb") as file:
        page = file.read(_PAGE_BYTES)
    counts = Counter(page).values()
    bits = -sum(n / len(page) * math.log2(n / len(page)) for n in counts)
    if page.startswith(_PLAIN_HEADER) or bits < _LEAST_BITS_PER_BYTE:
        raise RuntimeError("the new record is not encrypted")
