"""A tiny record, so that these tests do not depend on the shape of the real one."""

from pathlib import Path

from safestation.storage.database import open_record
from safestation.storage.driver import Database, Migrations
from safestation.storage.kdf import Kdf

KEY = bytes(range(32))
CHEAP = Kdf(m_kib=19456, t=2, p=1)  # OWASP's minimum: valid, and 25 ms a guess
MARK = "MARKED-WORDS-OF-A-PERSON"


def notes_migrations() -> Migrations:
    """Return one migration: notes, searchable, and a trail that only grows."""
    migrations = Migrations("samples")

    @migrations()
    def m0001_keep_notes(db: Database) -> None:
        db.table("note").create({"id": int, "words": str}, pk="id", not_null={"words"})
        db.table("note").enable_fts(["words"], create_triggers=True)
        db.table("trail").create({"id": int, "what": str}, pk="id")
        db.execute(
            "CREATE TRIGGER trail_refuses_delete BEFORE DELETE ON trail "
            "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END"
        )

    return migrations


def new_record(folder: Path) -> Database:
    """Create and open a record in `folder`."""
    return open_record(folder / "station.record", KEY, notes_migrations(), create=True)


def open_again(folder: Path) -> Database:
    """Open the record that is in `folder`."""
    return open_record(folder / "station.record", KEY, notes_migrations(), create=False)


def count(db: Database) -> int:
    """Return how many notes the record holds."""
    return int(db.execute("SELECT count(*) FROM note").fetchone()[0])


def every_byte(folder: Path) -> bytes:
    """Return all that lies in `folder`, file after file."""
    return b"\n".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())
