"""Each migration in a sentence: what the record can keep after it."""

import json
import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from safestation.domain.acts import DONE, Act
from safestation.domain.chain import Line, first_break
from safestation.storage import codec
from safestation.storage.audits import Audits
from safestation.storage.backup import Source
from safestation.storage.database import atomic, open_record
from safestation.storage.demands import KeptDemands
from safestation.storage.driver import Database, Migrations, sqlcipher
from safestation.storage.migrations import migrations
from safestation.storage.moments import offset, utc
from safestation.storage.opening import open_checked
from safestation.storage.trail import Hand, Trail, append, runs_hold
from tests.factories import make_demand
from tests.fakes import NIGHT
from tests.records.make import HERE
from tests.unit.storage.test_upgrade import source_in


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
        append(db, replace(lines[-1], seq=seq), lines[-1].hash)

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


def test_m0009_keep_demands_apart(db: Database) -> None:
    KeptDemands(db, "station-1").add(make_demand("demand-1"), NIGHT, "staff-1")

    for change in ("UPDATE demand SET body = '{}'", "DELETE FROM demand"):
        with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
            db.execute(change)
    again = "INSERT OR REPLACE INTO demand SELECT * FROM demand"
    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        db.execute(again)
    assert KeptDemands(db, "station-1").every() == (make_demand("demand-1"),)


def until(last: int) -> Migrations:
    """Return the record's migrations up to one, as an older release had them."""
    older = Migrations("safestation")
    for one in migrations._migrations[:last]:  # noqa: SLF001 - no public list
        older()(one.fn)
    return older


@pytest.fixture
def of_schema_8(tmp_path: Path) -> Source:
    folder = Path(shutil.copytree(HERE / "m0008", tmp_path / "training"))
    return source_in(folder)


def test_an_older_log_of_demands_moves_whole_each_with_its_own_moment_and_author(
    of_schema_8: Source,
) -> None:
    later = NIGHT + timedelta(days=2)
    logged = {"demand-1": (NIGHT, "staff-1"), "demand-2": (later, "staff-2")}
    every = [json.loads(codec.dump(make_demand(name))) for name in logged]
    old = open_record(of_schema_8.record, of_schema_8.key, until(8), create=False)
    with closing(old) as db, atomic(db):
        row = {"key": "legal_demands", "value": json.dumps({"every": every})}
        hand = Hand("training-station", "staff-2", later)
        db.table("setting").insert({**row, **hand.columns()})
        for at, by in logged.values():
            line = Hand("training-station", by, at)
            Trail(db).note(line, Act.DEMAND_LOGGED, detail="other counsel")
    db, upgraded = open_checked(of_schema_8, migrations, later)

    assert upgraded
    assert KeptDemands(db, "training-station").every() == tuple(map(make_demand, logged))
    rows = db.execute("SELECT typed_at, utc_offset, by FROM demand ORDER BY seq").fetchall()
    assert rows == [(utc(at), offset(at), by) for at, by in logged.values()]
    (left,) = db.execute("SELECT value FROM setting WHERE key = 'legal_demands'").fetchone()
    assert left == '{"every":[]}'
    db.close()


def test_a_record_without_a_demand_gets_an_empty_log(of_schema_8: Source) -> None:
    db, _ = open_checked(of_schema_8, migrations, NIGHT)

    assert KeptDemands(db, "training-station").every() == ()
    db.close()


def test_m0010_keep_programs(db: Database) -> None:
    for table in ("program_edition", "program_override"):
        kept = {"program", "station", "body", "typed_at", "utc_offset", "by"}
        assert kept <= columns(db, table)


def test_m0011_index_the_runs_of_the_history() -> None:
    db = Database(memory=True, execute_plugins=False)
    migrations.apply(db, stop_before="m0011_index_the_runs_of_the_history")
    for seq, visit in enumerate(("", "b", "b", "a", "b", "", "b", "a"), 1):
        line = Line(seq, "station-1", utc(NIGHT), 0, "me", "changed", visit, "", DONE, "")
        append(db, line, "")

    migrations.apply(db)

    kept = db.execute("SELECT visit, seq FROM trail_run").fetchall()
    assert kept == [("a", 4), ("a", 8), ("b", 2), ("b", 5), ("b", 7)]
    assert runs_hold(db)
