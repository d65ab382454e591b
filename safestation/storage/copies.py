"""Reading records beside the open one, and telling whether one is whole.

Each of these may run in a worker: every call opens its own connection and closes it.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import Final

from safestation.domain.backups import Holds
from safestation.domain.chain import START, first_break
from safestation.domain.errors import RecordDamaged, RecordLocked
from safestation.storage.database import unlock_file
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.failures import translated
from safestation.storage.trail import RUNS, Trail, head_of, runs_hold

# As the record itself is read; the rest of its settings concern writing.
_SETTINGS: Final = (
    "cipher_memory_security = on",
    "temp_store = 2",
    "trusted_schema = off",
    "cell_size_check = on",
    "busy_timeout = 3000",
    "query_only = on",
)


@contextmanager
def reading(path: Path, key: bytes, *, closed: bool) -> Iterator[Database]:
    """Open a record for reading alone; `closed` when nobody writes and there is no -wal.

    A closed one is read even from a stick that cannot be written, and leaves no file
    beside it. Raises RecordLocked or StoreUnavailable.
    """
    more = "&immutable=1" if closed else ""
    with translated():
        address = f"{path.absolute().as_uri()}?mode={'ro' if closed else 'rw'}{more}"
        with closing(sqlcipher.connect(address, uri=True, isolation_level=None)) as connection:
            unlock_file(connection, key)
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            yield Database(connection, strict=True, execute_plugins=False)


def holds(db: Database) -> Holds:
    """Return what a record holds, in numbers."""
    (schema,) = db.execute("PRAGMA user_version").fetchone()
    counts = {name: _count(db, name) for name in _tables(db)}
    lines, head = head_of(db) if _has_chain(db) else (counts.get("trail", 0), START)
    return Holds(schema, counts, lines, head)


def check_whole(db: Database) -> None:
    """Read every page, row and line of the history. Raises RecordDamaged.

    Finds: a page that was changed (its HMAC), a page that is missing, an index or a search
    index that disagrees with its table, a broken reference, a broken chain, a visit's lines
    that its index of runs does not lead to.
    """
    try:
        with translated():
            sound = (
                db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                and pages_hold(db)
                and db.execute("PRAGMA foreign_key_check").fetchall() == []
                and not (_has_chain(db) and first_break(Trail(db).every()))
                and (RUNS not in _tables(db) or runs_hold(db))
            )
    except RecordLocked as error:
        raise RecordDamaged from error
    if not sound:
        raise RecordDamaged


def pages_hold(db: Database) -> bool:
    """Tell whether every page in the file is as it was encrypted.

    This asks the file alone. A full disk may break off the moving of pages out of the -wal,
    and leave one torn in the file that is whole in the -wal: moved again, it holds.
    """
    if db.execute("PRAGMA cipher_integrity_check").fetchall() == []:
        return True
    db.execute("PRAGMA wal_checkpoint").fetchall()
    return bool(db.execute("PRAGMA cipher_integrity_check").fetchall() == [])


def check_quickly(db: Database) -> None:
    """Look at the structure of a record alone. Raises RecordDamaged."""
    try:
        with translated():
            sound = db.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]
    except RecordLocked as error:
        raise RecordDamaged from error
    if not sound:
        raise RecordDamaged


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, as hex."""
    with translated(), path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _tables(db: Database) -> list[str]:
    rows = db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%'"
        " ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    )
    return [name for (name,) in rows.fetchall()]


def _count(db: Database, table: str) -> int:
    quoted = table.replace('"', '""')
    (count,) = db.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()  # noqa: S608 - a table's own name
    return int(count)


def _has_chain(db: Database) -> bool:
    return any(row[1] == "hash" for row in db.execute("PRAGMA table_info(trail)").fetchall())
