from collections.abc import Iterator
from pathlib import Path

import pytest

from safestation.storage.driver import Database, sqlcipher
from safestation.storage.script import run_script
from safestation.storage.transform import safe_transform
from tests.unit.storage.samples import new_record


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with new_record(tmp_path) as opened:
        opened.conn.set_authorizer(None)  # as inside a migration
        yield opened


def test_an_append_only_guard_survives_a_change_of_shape(db: Database) -> None:
    db.table("trail").insert({"id": 1, "what": "opened"})

    with db.atomic():
        safe_transform(db, "trail", rename={"what": "deed"}, types={"id": int})

    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        db.execute("DELETE FROM trail")
    assert list(db.table("trail").rows) == [{"id": 1, "deed": "opened"}]


def test_without_it_the_guard_would_be_gone(db: Database) -> None:
    db.table("trail").transform(rename={"what": "deed"})

    assert db.table("trail").triggers == []


def test_search_finds_old_and_new_words_after_a_change_of_shape(db: Database) -> None:
    notes = db.table("note")
    notes.insert({"id": 7, "words": "soup"})

    safe_transform(db, "note", column_order=("words", "id"))
    notes.insert({"id": 8, "words": "bread"})

    assert [row["id"] for row in notes.search("soup")] == [7]
    assert [row["id"] for row in notes.search("bread")] == [8]


@pytest.mark.parametrize("changes", [{"drop": {"what"}}, {"rename": {"what": "deed"}}])
def test_a_column_that_a_guard_names_does_not_go_unnoticed(
    db: Database, changes: dict[str, object]
) -> None:
    db.execute(
        "CREATE TRIGGER trail_keeps_words BEFORE UPDATE OF what ON trail "
        "BEGIN SELECT RAISE(ABORT, 'no'); END"
    )

    with pytest.raises(ValueError, match="names what"):
        safe_transform(db, "trail", **changes)
    assert set(db.table("trail").columns_dict) == {"id", "what"}
    assert len(db.table("trail").triggers) == 2


def test_checks_are_kept(db: Database) -> None:
    db.execute(
        "CREATE TABLE band (low INT, high INT CHECK (high < 9), CHECK (low < high)) STRICT"
    )

    safe_transform(db, "band", not_null={"low"})

    for row in ((5, 4), (1, 9)):
        with pytest.raises(sqlcipher.IntegrityError):
            db.execute("INSERT INTO band (low, high) VALUES (?, ?)", row)


@pytest.mark.parametrize(
    "shape",
    [
        "(id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
        "(a INT, b INT GENERATED ALWAYS AS (a * 2)) STRICT",
    ],
)
def test_what_would_be_lost_is_refused(db: Database, shape: str) -> None:
    db.execute(f"CREATE TABLE odd {shape}")
    before = db.table("odd").schema

    with pytest.raises(ValueError, match="odd"):
        safe_transform(db, "odd", rename={"a": "c"})
    assert db.table("odd").schema == before


def test_a_script_stays_inside_its_transaction(db: Database) -> None:
    def fail_half_way() -> None:
        with db.atomic():
            run_script(
                db,
                """
                -- a comment; with a semicolon
                CREATE TABLE one (id INT, words TEXT DEFAULT 'a;b') STRICT;
                CREATE TRIGGER two AFTER INSERT ON one BEGIN
                  SELECT 1;
                  SELECT 2;
                END;
                """,
            )
            assert len(db.table("one").triggers) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    assert "one" not in db.table_names()


def test_a_script_without_an_end_is_refused(db: Database) -> None:
    with pytest.raises(ValueError, match="no end"):
        run_script(db, "SELECT 1")
