"""What the harness found, each by itself."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from safestation.domain.acts import Act
from safestation.domain.errors import DiskFull, RecordLocked, StoreUnavailable
from safestation.services.trail_book import Wanted
from safestation.storage.backup import rotate
from safestation.storage.driver import sqlcipher
from safestation.storage.failures import translated
from safestation.storage.journal import ends_broken
from safestation.storage.manifests import kept_in
from tests.faults.flipping import leave_journal
from tests.faults.station import FIRST, Bench, handles, prepared
from tests.journeys.conftest import Counter, app, counter

__all__ = ["app", "counter"]  # the window's fixtures

PAGE = 4096
MAY_BE_MISSING = "what was typed last may be missing"


def test_a_set_up_cut_short_with_its_wal_can_be_begun_again(tmp_path: Path) -> None:
    station = tmp_path / "station"
    station.mkdir()
    for name in ("record.db", "record.db-wal", "record.db-shm"):
        (station / name).write_bytes(bytes(range(256)) * 16)

    bench = Bench(tmp_path)
    bench.visit(bench.create(), FIRST)
    bench.vault.lock()

    assert handles(bench.sign_in()) == {FIRST}
    assert len(list(station.glob("unfinished-*.db-wal"))) == 1, "nothing is deleted"
    bench.vault.release()


def test_a_backup_that_went_only_by_half_is_no_longer_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(tmp_path)
    (kept,) = kept_in(tmp_path / "stick")
    into = Path(kept.path).parent
    monkeypatch.setattr("safestation.storage.backup.surplus", lambda every: every)

    def removes_half(folder: Path) -> None:
        (folder / "station.keys").unlink()
        raise OSError

    monkeypatch.setattr(shutil, "rmtree", removes_half)
    rotate(into, kept.manifest.record_id)

    assert kept_in(tmp_path / "stick") == ()


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        (sqlcipher.OperationalError("database or disk is full"), DiskFull),
        (sqlcipher.OperationalError("disk I/O error"), StoreUnavailable),
        (MemoryError(), RecordLocked),
    ],
)
def test_what_the_driver_says_without_a_code_is_told_too(
    raised: Exception, told: type[StoreUnavailable]
) -> None:
    with pytest.raises(told), translated():
        raise raised


def test_a_page_torn_in_the_file_and_whole_in_the_wal_is_no_damage(tmp_path: Path) -> None:
    prepared(tmp_path)
    bench = Bench(tmp_path)
    desk = bench.sign_in()
    record = tmp_path / "station" / "record.db"
    pages = record.stat().st_size // PAGE
    db = bench.vault._opened_now  # noqa: SLF001 - every page goes to the -wal
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    bench.visit(desk, "Green coat")
    in_wal = _pages_in(record.with_name("record.db-wal"))
    torn = next(page for page in in_wal if 1 < page <= pages)
    with record.open("r+b") as file:  # a checkpoint that a full disk broke off
        file.seek((torn - 1) * PAGE)
        file.write(bytes(PAGE // 2))

    desk.backups.checking_record().run()

    assert "Green coat" in handles(desk)
    bench.vault.release()


def _pages_in(wal: Path) -> list[int]:
    raw = wal.read_bytes()
    return [int.from_bytes(raw[at : at + 4]) for at in range(32, len(raw), PAGE + 24)]


def test_rotation_keeps_what_it_may_not_remove(tmp_path: Path) -> None:
    prepared(tmp_path)
    (kept,) = kept_in(tmp_path / "stick")

    assert rotate(Path(kept.path).parent, kept.manifest.record_id) == 0
    assert kept_in(tmp_path / "stick") == (kept,)


def test_a_byte_that_went_bad_in_the_journal_is_told_once_and_written_down(
    tmp_path: Path,
) -> None:
    prepared(tmp_path)
    leave_journal(tmp_path)
    journal = tmp_path / "station" / "record.db-wal"
    raw = bytearray(journal.read_bytes())
    raw[len(raw) // 2] ^= 1
    journal.write_bytes(raw)

    bench = Bench(tmp_path)
    desk = bench.sign_in()
    acts = [row.act for row in desk.trail.read(Wanted())]
    bench.vault.lock()

    assert desk.tail_lost
    assert Act.TAIL_LOST in acts
    assert not bench.sign_in().tail_lost
    bench.vault.release()


@pytest.mark.parametrize("short", [0, 1, PAGE + 23])
def test_a_save_that_a_kill_cut_off_is_no_reason_to_worry_anybody(
    tmp_path: Path, short: int
) -> None:
    prepared(tmp_path)
    leave_journal(tmp_path)
    record = tmp_path / "station" / "record.db"
    journal = record.with_name("record.db-wal")
    journal.write_bytes(journal.read_bytes()[: journal.stat().st_size - short])

    assert not ends_broken(record)


def test_the_window_says_that_the_last_words_may_be_missing(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    assert not counter.hands.sees(MAY_BE_MISSING)

    counter.shell.enter(replace(desk, tail_lost=True))

    assert counter.hands.sees(MAY_BE_MISSING)
