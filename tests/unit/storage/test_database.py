import math
import os
import stat
import subprocess
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest

from safestation.domain.errors import (
    DiskFull,
    RecordBehind,
    RecordLocked,
    RecordMissing,
    RecordTooNew,
    StoreUnavailable,
)
from safestation.storage.database import atomic, migrate_copy, open_record, translated
from safestation.storage.driver import Database, Migrations, sqlcipher
from tests.unit.storage.samples import (
    KEY,
    MARK,
    count,
    every_byte,
    new_record,
    notes_migrations,
    open_again,
)


def test_what_was_written_is_there_when_opened_again(tmp_path: Path) -> None:
    with new_record(tmp_path) as db, atomic(db):
        db.table("note").insert({"words": "soup"})

    with open_again(tmp_path) as db:
        assert [row["words"] for row in db.table("note").rows] == ["soup"]


def test_nothing_in_the_folder_can_be_read_without_the_key(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        with atomic(db):
            db.table("note").insert_all({"words": f"{MARK} {n}"} for n in range(500))
        db.execute("SELECT words FROM note ORDER BY words DESC, id").fetchall()
        on_disk = every_byte(tmp_path)

    assert len(on_disk) > 50_000
    assert MARK.encode() not in on_disk
    assert b"SQLite format 3" not in on_disk
    assert KEY not in on_disk


def test_the_first_page_looks_like_noise(tmp_path: Path) -> None:
    new_record(tmp_path).close()

    page = (tmp_path / "station.record").read_bytes()[:4096]
    bits = -sum(n / 4096 * math.log2(n / 4096) for n in Counter(page).values())
    assert bits > 7.8


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own lists")
def test_every_file_is_its_owners_alone_even_under_a_careless_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with new_record(tmp_path) as db:
            db.table("note").insert({"words": "soup"})
            modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()}
    finally:
        os.umask(before)

    assert modes == dict.fromkeys(
        ("station.record", "station.record-wal", "station.record-shm"), 0o600
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own lists")
def test_a_record_others_could_read_is_closed_to_them_on_opening(tmp_path: Path) -> None:
    new_record(tmp_path).close()
    (tmp_path / "station.record").chmod(0o644)

    open_again(tmp_path).close()

    assert stat.S_IMODE((tmp_path / "station.record").stat().st_mode) == 0o600


def test_a_record_is_never_created_over_another(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        db.table("note").insert({"words": "soup"})

    with pytest.raises(FileExistsError):
        new_record(tmp_path)
    with open_again(tmp_path) as db:
        assert count(db) == 1


@pytest.mark.parametrize("content", [None, b""])
def test_a_missing_record_is_said_and_not_made(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "station.record").write_bytes(content)

    with pytest.raises(RecordMissing):
        open_again(tmp_path)
    assert not (tmp_path / "station.record").exists() or every_byte(tmp_path) == b""


def test_a_creation_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    migrations = notes_migrations()

    @migrations()
    def m0002_break(_db: Database) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_record(tmp_path / "station.record", KEY, migrations, create=True)
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_during_creation_left_is_in_nobodys_way(tmp_path: Path) -> None:
    for name in ("station.record.part", "station.record.part-wal"):
        (tmp_path / name).write_bytes(b"half of a record")

    new_record(tmp_path).close()

    assert [p.name for p in tmp_path.iterdir()] == ["station.record"]


def test_another_key_does_not_open_it_and_says_nothing_on_the_side(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    new_record(tmp_path).close()

    with pytest.raises(RecordLocked):
        open_record(tmp_path / "station.record", bytes(32), notes_migrations(), create=False)
    assert capfd.readouterr() == ("", "")


def test_one_changed_byte_is_found(tmp_path: Path) -> None:
    new_record(tmp_path).close()
    content = bytearray((tmp_path / "station.record").read_bytes())
    content[2000] ^= 1
    (tmp_path / "station.record").write_bytes(content)

    with pytest.raises(RecordLocked):
        open_again(tmp_path)


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_our_bug(tmp_path: Path, length: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        open_record(tmp_path / "r", bytes(length), notes_migrations(), create=True)
    assert list(tmp_path.iterdir()) == []


def test_a_record_from_a_newer_app_is_refused_and_left_alone(tmp_path: Path) -> None:
    newer = notes_migrations()

    @newer()
    def m0002_keep_more(db: Database) -> None:
        db.table("more").create({"id": int}, pk="id")

    open_record(tmp_path / "station.record", KEY, newer, create=True).close()
    before = (tmp_path / "station.record").read_bytes()

    with pytest.raises(RecordTooNew):
        open_again(tmp_path)
    assert (tmp_path / "station.record").read_bytes() == before


def test_a_record_that_counts_more_changes_than_we_know_is_newer_too(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        db.conn.set_authorizer(None)
        db.conn.execute("PRAGMA user_version = 2")

    with pytest.raises(RecordTooNew):
        open_again(tmp_path)


def test_a_record_that_went_through_a_change_unknown_to_us_is_refused(tmp_path: Path) -> None:
    others = Migrations("samples")

    @others()
    def m0001_keep_something_else(db: Database) -> None:
        db.table("else").create({"id": int}, pk="id")

    open_record(tmp_path / "station.record", KEY, others, create=True).close()

    with pytest.raises(RecordTooNew):
        open_again(tmp_path)


def test_a_record_from_an_older_app_is_brought_up_to_date_only_when_that_is_asked(
    tmp_path: Path,
) -> None:
    with new_record(tmp_path) as db:
        db.table("note").insert({"words": "soup"})
    newer = notes_migrations()

    @newer()
    def m0002_keep_more(db: Database) -> None:
        db.table("more").create({"id": int}, pk="id")

    with pytest.raises(RecordBehind):
        open_record(tmp_path / "station.record", KEY, newer, create=False)
    migrate_copy(tmp_path / "station.record", KEY, newer)
    with open_record(tmp_path / "station.record", KEY, newer, create=False) as db:
        assert count(db) == 1
        assert "more" in db.table_names()
        assert db.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_migration_that_fails_half_way_is_undone_whole(tmp_path: Path) -> None:
    new_record(tmp_path).close()
    newer = notes_migrations()

    @newer()
    def m0002_break(db: Database) -> None:
        db.table("more").create({"id": int}, pk="id")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        migrate_copy(tmp_path / "station.record", KEY, newer)
    with open_again(tmp_path) as db:
        assert "more" not in db.table_names()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("temp_store", 2),
        ("secure_delete", 1),
        ("foreign_keys", 1),
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("trusted_schema", 0),
        ("cipher_memory_security", "1"),
        ("user_version", 1),
    ],
)
def test_the_settings_that_keep_it_safe_are_in_force(
    tmp_path: Path, name: str, value: object
) -> None:
    with new_record(tmp_path) as db:
        assert db.execute(f"PRAGMA {name}").fetchone() == (value,)


@pytest.mark.parametrize(
    "act",
    [
        "CREATE TABLE more (id)",
        "CREATE TEMP TABLE more (id)",
        "CREATE VIEW more AS SELECT 1",
        "CREATE VIRTUAL TABLE more USING fts5(words)",
        "CREATE TRIGGER more AFTER INSERT ON note BEGIN SELECT 1; END",
        "CREATE INDEX more ON note (words)",
        "DROP TABLE note",
        "DROP TRIGGER trail_refuses_delete",
        "ALTER TABLE note ADD COLUMN more",
        "ALTER TABLE note RENAME TO notes",
        "ATTACH ':memory:' AS other",
        "ATTACH 'plain' AS other KEY ''",
        "DETACH main",
        "DELETE FROM sqlite_master",
        "UPDATE sqlite_schema SET sql = ''",
        "PRAGMA key = 'x'",
        "PRAGMA rekey = 'x'",
        "PRAGMA rekey = ''",
        "PRAGMA cipher_migrate",
        "PRAGMA temp_store = 1",
        "PRAGMA temp_store_directory = '.'",
        "PRAGMA journal_mode = delete",
        "PRAGMA synchronous = off",
        "PRAGMA secure_delete = off",
        "PRAGMA foreign_keys = off",
        "PRAGMA trusted_schema = on",
        "PRAGMA writable_schema = on",
        "PRAGMA user_version = 9",
        "SELECT sqlcipher_export('main')",
        "SELECT load_extension('x')",
    ],
)
def test_an_open_record_changes_neither_its_shape_nor_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with new_record(tmp_path) as db:
        with pytest.raises(sqlcipher.DatabaseError, match=r"not authorized|may not be mod"):
            db.conn.execute(act)
        assert sorted(db.table_names())[-2:] == ["note_fts_idx", "trail"]


def test_an_insert_into_a_table_that_is_not_there_makes_no_table(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        with pytest.raises(sqlcipher.DatabaseError, match="not authorized"), translated():
            db.table("more").insert({"id": 1})
        assert "more" not in db.table_names()


def test_everyday_work_goes_on_behind_the_closed_schema(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        notes = db.table("note")
        notes.upsert({"id": 1, "words": "soup and bread"}, pk="id")
        notes.update(1, {"words": "soup"})
        notes.insert({"id": 2, "words": "a warm bed"})
        notes.delete(2)

        assert [row["id"] for row in notes.search("soup")] == [1]
        assert notes.columns_dict == {"id": int, "words": str}
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA cipher_integrity_check").fetchall() == []


def test_a_block_that_fails_leaves_the_record_as_it_was(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        with suppress(ZeroDivisionError), atomic(db):
            db.table("note").insert({"words": "half"})
            raise ZeroDivisionError
        with atomic(db), atomic(db):
            db.table("note").insert({"words": "whole"})

        assert [row["words"] for row in db.table("note").rows] == ["whole"]


def test_a_full_disk_undoes_the_block_and_the_next_one_works_when_there_is_room(
    tmp_path: Path,
) -> None:
    with new_record(tmp_path) as db:
        db.table("note").insert({"words": "before"})
        db.conn.set_authorizer(None)  # only to play a full disk
        (pages,) = db.execute("PRAGMA page_count").fetchone()
        db.conn.execute(f"PRAGMA max_page_count = {pages + 2}")

        rows = ({"words": words} for words in ("first of two", "x" * 100_000))
        with pytest.raises(DiskFull), atomic(db):
            db.table("note").insert_all(rows, batch_size=1)
        after_failure = count(db)
        db.conn.execute("PRAGMA max_page_count = 100000")
        with atomic(db):
            db.table("note").insert({"words": "x" * 100_000})

        assert (after_failure, count(db)) == (1, 2)
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


FULL = """
import sys
from pathlib import Path
from safestation.domain.errors import DiskFull, StoreUnavailable
from safestation.storage.database import atomic
from tests.unit.storage.samples import count, new_record

folder = Path(sys.argv[1])
db = new_record(folder)
filler = folder / "filler"
with filler.open("wb", buffering=0) as file:
    try:
        while file.write(b"x" * 4096): pass
    except OSError: pass
said = []
for _ in range(3):
    try:
        with atomic(db):
            db.table("note").insert({"words": "y" * 200_000})
    except StoreUnavailable as error:
        said.append(type(error).__name__)
filler.unlink()
with atomic(db):
    db.table("note").insert({"words": "y" * 200_000})
print(said, count(db), db.execute("PRAGMA integrity_check").fetchone()[0])
"""


def _may_mount() -> bool:
    try:
        probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603 - fixed words
    except OSError:
        return False


@pytest.mark.skipif(not _may_mount(), reason="needs a namespace with a disk of its own")
def test_a_disk_that_is_really_full_is_called_full_and_nothing_is_torn(tmp_path: Path) -> None:
    disk, code = tmp_path / "disk", tmp_path / "full.py"
    disk.mkdir()
    code.write_text(FULL, "utf-8")
    root = Path(__file__).parents[3]
    script = (
        f'mount -t tmpfs -o size=1m none "{disk}" && exec "{sys.executable}" "{code}" "{disk}"'
    )

    result = subprocess.run(  # noqa: S603 - our own interpreter on our own script
        ["unshare", "-rm", "sh", "-c", script],  # noqa: S607 - found where the probe found it
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )

    assert result.stdout.strip() == "['DiskFull', 'DiskFull', 'DiskFull'] 1 ok", result.stderr


def test_a_disk_that_fails_is_trouble_and_our_own_mistakes_are_not(tmp_path: Path) -> None:
    with new_record(tmp_path) as db:
        with pytest.raises(sqlcipher.IntegrityError), translated():
            db.execute("INSERT INTO note (id, words) VALUES (1, NULL)")
        with pytest.raises(sqlcipher.OperationalError), translated():
            db.execute("SELECT nothing FROM nowhere")
    with pytest.raises(StoreUnavailable), translated():
        (tmp_path / "no" / "such" / "folder").write_bytes(b"")
    with pytest.raises(DiskFull), translated():
        raise OSError(28, "No space left on device")


def test_a_second_writer_is_told_to_wait_and_not_that_it_is_broken(tmp_path: Path) -> None:
    with new_record(tmp_path) as one, open_again(tmp_path) as other:
        other.conn.set_authorizer(None)
        other.conn.execute("PRAGMA busy_timeout = 1")

        with atomic(one):
            one.table("note").insert({"words": "soup"})
            with pytest.raises(StoreUnavailable), atomic(other):
                other.table("note").insert({"words": "bread"})
        with atomic(other):
            other.table("note").insert({"words": "bread"})

        assert count(one) == 2


def test_a_plain_database_is_not_taken_for_a_record(tmp_path: Path) -> None:
    plain = sqlcipher.connect(str(tmp_path / "station.record"))
    plain.execute("CREATE TABLE note (id)")
    plain.close()

    with pytest.raises(RecordLocked):
        open_again(tmp_path)


def test_a_driver_that_does_not_encrypt_never_makes_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "safestation.storage.database.unlock_file", lambda _connection, _key: None
    )

    with pytest.raises(RuntimeError, match="not encrypted"):
        new_record(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_no_migrations_at_all_is_a_record_too(tmp_path: Path) -> None:
    with open_record(tmp_path / "r", KEY, Migrations("none"), create=True) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (0,)


def test_a_folder_in_the_way_is_trouble_and_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "station.record").mkdir()

    with pytest.raises(StoreUnavailable):
        open_again(tmp_path)
