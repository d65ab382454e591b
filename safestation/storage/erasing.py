"""Erasing: on a copy, with the guards off for one transaction, checked, and then swapped.

The tables refuse every deletion, and nobody at the window can lift that. Here a copy of the
record is opened without the authorizer; in one exclusive transaction the guards are lifted,
the rows go, a tombstone is set for each, and the guards are put back word for word. Then the
file is packed anew, so that no free page and no index holds a word of it, and compared with
the record. Up to the swap the record in use is not touched; a kill at any moment leaves one
record that opens, the old one whole or the new one whole.
"""

import shutil
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safestation.domain.erasure import Erasure
from safestation.domain.errors import RecordDamaged
from safestation.domain.retention import Targets
from safestation.storage import codec
from safestation.storage.backup import RECORD, Source, copy_record
from safestation.storage.copies import check_whole, holds, reading
from safestation.storage.database import open_copy, translated
from safestation.storage.driver import Database, Migrations
from safestation.storage.erasing_rows import DELETES, check_gone, delete_rows
from safestation.storage.files import create_private, settle_file
from safestation.storage.moments import offset, utc
from safestation.storage.swap import stage

Guards = list[tuple[str, str]]
# These neither lose nor gain a row.
_SAME: Final = (
    "trail", "trail_run", "setting", "staff", "provider", "seal", "visit_count", "demand",
    "program_edition", "program_override",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes, and what is written down of it."""

    erasure: Erasure
    targets: Targets
    station: str


def prepare(source: Source, migrations: Migrations, wanted: Wanted) -> None:
    """Make the record without `wanted` ready beside the record. Slow: a worker's.

    Raises RecordDamaged when the outcome is not exactly what was meant, DiskFull or
    StoreUnavailable; the record in use is not touched.
    """
    incoming = stage(source.record.parent)
    copy, packed = incoming / RECORD, incoming / "packed.db"
    try:
        create_private(copy)
        before = copy_record(source, copy)
        with closing(open_copy(copy, source.key, migrations)) as db:
            guards = _guards(db)
            gone = _erase(db, wanted, guards)
            _pack(db, packed)
        _take_place(packed, copy)
        with reading(copy, source.key, closed=True) as db:
            check_whole(db)
            _check(db, before.counts, gone, guards)
            check_gone(db, wanted.targets)
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise


def _guards(db: Database) -> Guards:
    with translated():
        rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return sorted(rows.fetchall())


def _erase(db: Database, wanted: Wanted, guards: Guards) -> dict[str, int]:
    """Delete in one transaction. Return how many rows went, by table."""
    with translated():
        db.conn.execute("BEGIN EXCLUSIVE")
        try:
            for name, _ in guards:
                db.conn.execute(f'DROP TRIGGER "{name}"')
            gone = delete_rows(db, wanted.targets)
            _set_tombstones(db, wanted)
            db.conn.execute("INSERT INTO visit_words (visit_words) VALUES ('rebuild')")
            for _, sql in guards:
                db.conn.execute(sql)
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise
    return gone


def _set_tombstones(db: Database, wanted: Wanted) -> None:
    told = wanted.erasure
    db.conn.execute(
        "INSERT INTO erasure (id, station, holding, body, at, utc_offset, by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            told.id, wanted.station, told.holding, codec.dump(told), utc(told.at),
            offset(told.at), told.by,
        ],
    )  # fmt: skip
    db.conn.executemany(
        "INSERT OR IGNORE INTO tombstone (id, erasure) VALUES (?, ?)",
        [(erased, told.id) for erased in wanted.targets.every],
    )


def _pack(db: Database, into: Path) -> None:
    """Write what is left into a fresh file, page by page; nothing else comes along.

    Into another file rather than in place: that would hold the whole record in memory.
    """
    create_private(into)
    with translated():
        db.conn.execute("VACUUM INTO ?", [str(into)])


def _take_place(packed: Path, copy: Path) -> None:
    with translated():
        for side in ("-wal", "-shm"):  # of the copy that still held everything
            copy.with_name(copy.name + side).unlink(missing_ok=True)
        packed.replace(copy)
    settle_file(copy)


def _check(
    db: Database, before: Mapping[str, int], gone: Mapping[str, int], guards: Guards
) -> None:
    """Raise RecordDamaged unless what was meant to go has gone, and nothing else has."""
    after = holds(db).counts
    exact = all(after[table] == before[table] - gone[table] for table in DELETES)
    same = all(after[table] == before[table] for table in _SAME if table in before)
    if not exact or not same or _guards(db) != guards:
        raise RecordDamaged
