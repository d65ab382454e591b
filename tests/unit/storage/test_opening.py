"""A record that was changed by a single byte, anywhere, is not opened and not touched."""

import shutil
from pathlib import Path

import pytest

from safestation.domain.errors import RecordDamaged, RecordLocked, StoreUnavailable
from safestation.storage.backup import RECORD, Source
from safestation.storage.copies import check_whole, reading
from safestation.storage.migrations import migrations
from safestation.storage.opening import open_checked
from safestation.storage.schema_guard import changed_triggers
from tests.fakes import NIGHT
from tests.records.make import HERE
from tests.unit.storage.samples import every_byte
from tests.unit.storage.test_upgrade import source_in

PAGE = 4096


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """Return a record of today's schema that nobody has open."""
    folder = tmp_path_factory.mktemp("records") / "training"
    shutil.copytree(max(HERE.glob("m0*")), folder)
    source = source_in(folder)
    open_checked(source, migrations, NIGHT)[0].close()
    return source


def damaged(source: Source, folder: Path, where: int) -> Source:
    content = bytearray(source.record.read_bytes())
    content[where] ^= 1
    (folder / RECORD).write_bytes(content)
    return Source(folder / RECORD, source.keys, source.key)


def test_a_flipped_byte_in_any_page_is_found_at_the_start(
    closed: Source, tmp_path: Path
) -> None:
    pages = closed.record.stat().st_size // PAGE
    missed = []
    for page in range(pages):
        hurt = damaged(closed, tmp_path, page * PAGE + 1000)
        before = every_byte(tmp_path)
        try:
            open_checked(hurt, migrations, NIGHT)[0].close()
        except RecordLocked:
            assert every_byte(tmp_path) == before
        else:
            missed.append(page)

    assert pages > 40
    assert missed == []


@pytest.mark.parametrize("age", sorted(one.name for one in HERE.glob("m0*")))
def test_a_record_of_any_age_ends_with_the_triggers_of_a_new_one(
    tmp_path: Path, age: str
) -> None:
    shutil.copytree(HERE / age, tmp_path / "training")
    db, _ = open_checked(source_in(tmp_path / "training"), migrations, NIGHT)

    assert changed_triggers(db, migrations) == ()
    db.close()


def test_a_large_damaged_record_is_called_damaged_too(
    closed: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safestation.storage.opening._QUICKLY_BYTES", 0)
    whole = closed.record.read_bytes()
    (tmp_path / RECORD).write_bytes(whole[: int(len(whole) * 0.9)])

    with pytest.raises(RecordDamaged):
        open_checked(Source(tmp_path / RECORD, closed.keys, closed.key), migrations, NIGHT)


@pytest.mark.parametrize("left", [0.0, 0.2, 0.5, 0.99])
def test_a_truncated_record_is_found_and_left_as_it_is(
    closed: Source, tmp_path: Path, left: float
) -> None:
    whole = closed.record.read_bytes()
    (tmp_path / RECORD).write_bytes(whole[: int(len(whole) * left)])
    short = Source(tmp_path / RECORD, closed.keys, closed.key)

    with pytest.raises(StoreUnavailable):
        open_checked(short, migrations, NIGHT)
    assert short.record.read_bytes() == whole[: int(len(whole) * left)]


@pytest.mark.parametrize(
    ("guard", "change"),
    [
        ("trail_refuses_update", "UPDATE trail SET act = 'something else' WHERE seq = 2"),
        ("trail_run_refuses_delete", "DELETE FROM trail_run WHERE visit <> ''"),
        ("trail_run_refuses_update", "UPDATE trail_run SET visit = 'nobody'"),
        ("trail_run_refuses_delete", "INSERT INTO trail_run VALUES ('nobody', 1)"),
    ],
)
def test_a_whole_check_finds_a_history_that_was_rewritten(
    closed: Source, tmp_path: Path, guard: str, change: str
) -> None:
    copy = shutil.copy(closed.record, tmp_path / RECORD)
    source = Source(Path(copy), closed.keys, closed.key)
    db, _ = open_checked(source, migrations, NIGHT)
    db.conn.set_authorizer(None)  # only somebody with the key and much time could
    db.execute(f"DROP TRIGGER {guard}")
    assert db.execute(change).rowcount
    db.conn.commit()
    db.close()

    with reading(Path(copy), closed.key, closed=True) as again, pytest.raises(RecordDamaged):
        check_whole(again)
