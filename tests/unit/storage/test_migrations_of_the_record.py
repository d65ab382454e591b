"""Each migration in a sentence: what the record can keep after it."""

from dataclasses import replace
from pathlib import Path

import pytest

from safestation.domain.chain import first_break
from safestation.storage.audits import Audits
from safestation.storage.database import atomic, open_record
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.migrations import migrations
from safestation.storage.trail import Trail, append
from tests.fakes import NIGHT


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_record(tmp_path / "record.db", bytes(range(32)), migrations, create=True)


def columns(db: Database, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}


def test_m0001_keep_visits(db: Database) -> None:
    tables = {"visit", "answer", "answer_version", "entry", "visit_count", "visit_words"}

    assert tables <= set(db.table_names())
    for table in ("visit", "answer", "entry"):
        assert {"station", "utc_offset"} <= columns(db, table)
    assert {"happened_at", "typed_at"} <= columns(db, "answer") & columns(db, "entry")


def test_m0002_keep_the_station(db: Database) -> None:
    for table in ("setting", "staff", "provider", "trail"):
        assert {"station", "utc_offset", "by"} <= columns(db, table)


def test_m0003_keep_what_is_turned_in(db: Database) -> None:
    for table in ("container", "custody", "custody_event"):
        (sql,) = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", [table]).fetchone()

        assert "WITHOUT ROWID" in sql
        assert columns(db, table) <= {"id", "station", "custody", "body"}


def test_m0004_chain_the_history(db: Database) -> None:
    Audits(db).note("signed_in", "station-1", NIGHT, "staff-1")
    Audits(db).note("changed", "station-1", NIGHT, "staff-1", "2 answers", "visit-1")

    assert {"outcome", "clock", "hash"} <= columns(db, "trail")
    assert first_break(Trail(db).every()) is None


@pytest.mark.parametrize("seq", [-1, 0, 2, 4, 5])
def test_m0005_tie_each_line_to_the_one_before(db: Database, seq: int) -> None:
    for _ in range(2):
        Audits(db).note("signed_in", "station-1", NIGHT, "staff-1")
    lines = tuple(Trail(db).every())

    with pytest.raises(sqlcipher.IntegrityError), atomic(db):
        append(db, replace(lines[-1], seq=seq))

    assert tuple(Trail(db).every()) == lines
    Audits(db).note("signed_in", "station-1", NIGHT, "staff-1")
    assert [line.seq for line in Trail(db).every()] == [1, 2, 3]


def test_m0006_keep_the_seals(db: Database) -> None:
    assert {"seq", "hash", "station", "utc_offset", "by"} <= columns(db, "seal")


def test_m0007_mark_times_in_doubt(db: Database) -> None:
    assert "clock" in columns(db, "entry")


def test_m0008_keep_what_was_erased(db: Database) -> None:
    assert {"id", "station", "holding", "at", "utc_offset", "by"} <= columns(db, "erasure")
    assert columns(db, "tombstone") == {"id", "erasure"}
