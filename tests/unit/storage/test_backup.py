"""A backup counts when it was read back, and nothing that goes wrong costs an older one."""

import errno
import os
import shutil
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from safestation.domain.backups import Why
from safestation.domain.errors import BackupFailed, RestoreRefused, StationError
from safestation.storage.backup import Source, make_backup, rotate, verify_backup
from safestation.storage.copies import reading
from safestation.storage.database import atomic, open_record
from safestation.storage.keyfile import create_keyfile, unlock
from safestation.storage.manifests import MANIFEST_NAME, kept_in
from tests.unit.storage.samples import CHEAP, MARK, every_byte, notes_migrations

PASSPHRASE = "seven blue herons at dawn"  # noqa: S105 - opens what a test made
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Here:
    """A record with some notes, its key file, and a place for backups."""

    def __init__(self, folder: Path, stick: Path | None = None) -> None:
        self.folder, self.stick = folder / "station", stick or folder / "stick"
        self.folder.mkdir()
        self.stick.mkdir(exist_ok=True)
        keys = self.folder / "station.keys"
        self.key = create_keyfile(keys, "s1", "Sam", PASSPHRASE, training=False, kdf=CHEAP)
        self.record = self.folder / "record.db"
        self.db = open_record(self.record, self.key, notes_migrations(), create=True)
        self.source = Source(self.record, keys, self.key, "0.1")
        self.say(200)

    def say(self, times: int) -> None:
        with atomic(self.db):
            self.db.table("note").insert_all({"words": f"{MARK} {n}"} for n in range(times))

    def back_up(self, at: datetime = NOON, why: Why = Why.HAND) -> Path:
        return Path(make_backup(self.source, self.stick, why, at).path)

    def count_in(self, backup: Path) -> int:
        with reading(backup / "record.db", self.key, closed=True) as db:
            return int(db.execute("SELECT count(*) FROM note").fetchone()[0])


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path)


def test_a_backup_holds_what_the_record_held_and_says_so(here: Here) -> None:
    path = here.back_up()

    (kept,) = kept_in(here.stick)
    assert kept.path == str(path)
    assert kept.manifest.holds.counts["note"] == here.count_in(path) == 200
    assert kept.at == NOON


def test_a_backup_opens_by_itself_with_a_passphrase_of_that_day(here: Here) -> None:
    path = here.back_up()
    here.db.close()
    shutil.rmtree(here.folder)

    key = unlock(path / "station.keys", PASSPHRASE, kdf=CHEAP).key

    assert verify_backup(path, key).counts["note"] == 200


def test_a_backup_made_while_somebody_writes_is_whole(here: Here) -> None:
    path = here.back_up()
    here.say(5)

    assert here.count_in(path) == 200
    assert here.count_in(here.back_up(NOON + timedelta(seconds=1))) == 205


def test_nothing_in_a_backup_can_be_read_without_a_key(here: Here) -> None:
    here.back_up()

    told = every_byte(here.stick)
    assert MARK.encode() not in told
    assert b"SQLite format 3" not in told
    assert here.key not in told
    assert here.key.hex().encode() not in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own lists")
def test_a_backup_is_its_owners_alone_even_under_a_careless_umask(here: Here) -> None:
    before = os.umask(0)
    try:
        path = here.back_up()
    finally:
        os.umask(before)

    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in (path, *path.iterdir())}
    assert modes.pop(path.name) == 0o700
    assert modes == dict.fromkeys(("record.db", "station.keys", MANIFEST_NAME), 0o600)


@pytest.mark.parametrize("name", ["record.db", "station.keys", MANIFEST_NAME])
@pytest.mark.parametrize("where", [0.02, 0.5, 0.97])
def test_a_flipped_byte_anywhere_in_a_backup_is_found(
    here: Here, name: str, where: float
) -> None:
    path = here.back_up()
    content = bytearray((path / name).read_bytes())
    content[int(len(content) * where)] ^= 1
    (path / name).write_bytes(content)

    with pytest.raises(StationError):  # never a traceback
        verify_backup(path, here.key)


def test_a_record_put_beside_another_manifest_is_found(here: Here) -> None:
    old = here.back_up()
    here.say(1)
    new = here.back_up(NOON + timedelta(hours=1))
    shutil.copy(old / "record.db", new / "record.db")

    with pytest.raises(RestoreRefused):
        verify_backup(new, here.key)


def test_a_manifest_that_was_rewritten_to_fit_is_found_by_its_seal(here: Here) -> None:
    path = here.back_up()
    text = (path / MANIFEST_NAME).read_text("utf-8")
    (path / MANIFEST_NAME).write_text(text.replace('"note": 200', '"note": 201'), "utf-8")

    with pytest.raises(RestoreRefused):
        verify_backup(path, here.key)


def test_a_damaged_record_is_called_so_and_costs_no_older_backup(here: Here) -> None:
    good = here.back_up()
    here.db.close()
    content = bytearray(here.record.read_bytes())
    content[-2000] ^= 1
    here.record.write_bytes(content)

    with pytest.raises(BackupFailed) as failed:
        here.back_up(NOON + timedelta(days=1))

    assert failed.value.reason == "backup.record_damaged"
    assert [kept.path for kept in kept_in(here.stick)] == [str(good)]
    assert len(list(here.stick.iterdir())) == 1


class Disk:
    """Refuses the nth call of one kind."""

    def __init__(self, patch: pytest.MonkeyPatch, name: str, code: int) -> None:
        self.calls, self.refuse_at, self._real = 0, 0, getattr(os, name)
        self._code = code
        patch.setattr(os, name, self)

    def __call__(self, *args: object, **more: object) -> object:
        self.calls += 1
        if self.calls == self.refuse_at:
            raise OSError(self._code, os.strerror(self._code))
        return self._real(*args, **more)


@pytest.mark.parametrize("name", ["open", "fsync", "rename", "replace"])
@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (errno.ENOSPC, "backup.no_room"),
        (errno.EIO, "backup.place_gone"),
        (errno.EROFS, "backup.read_only"),
    ],
)
def test_whatever_the_disk_refuses_the_last_good_backup_stays_and_is_told(
    here: Here, monkeypatch: pytest.MonkeyPatch, name: str, code: int, reason: str
) -> None:
    good = here.back_up()
    disk = Disk(monkeypatch, name, code)
    here.back_up(NOON + timedelta(days=1))
    wanted = disk.calls
    shutil.rmtree(here.stick / kept_in(here.stick)[0].path)

    for nth in range(1, wanted + 1):
        disk.calls, disk.refuse_at = 0, nth
        with pytest.raises(BackupFailed) as failed:
            here.back_up(NOON + timedelta(days=2))
        assert failed.value.reason == reason
        assert [one.path for one in kept_in(here.stick)] == [str(good)]
    disk.refuse_at = 0
    assert wanted
    assert verify_backup(good, here.key).counts["note"] == 200


PULLED = """
import os, signal, sys
from pathlib import Path
from safestation.domain.backups import Why
from safestation.storage.backup import Source, make_backup
from tests.unit.storage.test_backup import NOON

folder, stick, key, nth = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
calls, real = 0, os.fsync
def fsync(handle):
    global calls
    calls += 1
    if calls == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)
os.fsync = fsync
source = Source(folder / "record.db", folder / "station.keys", bytes.fromhex(key))
make_backup(source, stick, Why.HAND, NOON.replace(day=24))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_killed_at_any_moment_there_is_a_whole_backup_or_none_more(here: Here) -> None:
    good = here.back_up()
    root = Path(__file__).parents[3]
    for nth in range(1, 20):
        done = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", PULLED, here.folder, here.stick, here.key.hex(), str(nth)],
            check=False,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        for kept in kept_in(here.stick):
            verify_backup(Path(kept.path), here.key)
        assert str(good) in [kept.path for kept in kept_in(here.stick)]
        if done.returncode == 0:
            break
    else:
        pytest.fail("it was killed, or failed, every time")
    assert len(kept_in(here.stick)) >= 2


def test_what_a_kill_left_on_a_stick_goes_once_it_is_old_and_nothing_else_does(
    here: Here,
) -> None:
    made = here.back_up(NOON - timedelta(days=9))
    stem = made.name[: -len("20261123-120000-hand")]
    left = here.stick / f"{stem}20261120-120000-hand.part"
    stay = [
        here.stick / f"{stem}20261123-110000-hand.part",  # may be under way
        here.stick / f"{stem}20990101-120000-hand.part",  # by a clock that was wrong
        here.stick / "safestation-0a1b2c3d-20261120-120000-hand.part",  # another station's
        here.stick / f"{stem}holiday.part",
        here.stick / "holiday.part",
    ]
    for folder in (left, *stay):
        folder.mkdir()
        (folder / "record.db").write_bytes(b"half of it")
    (here.stick / f"{stem}20261119-120000-hand.part").symlink_to(here.folder)
    fresh = here.back_up(NOON)

    assert not left.exists()
    assert all((folder / "record.db").exists() for folder in stay)
    assert here.record.exists()
    assert {Path(one.path) for one in kept_in(here.stick)} == {made, fresh}


def test_rotation_never_lets_go_of_the_one_just_made(here: Here) -> None:
    template = here.back_up(NOON, Why.DAILY)
    for month in range(12):
        at = NOON + timedelta(days=400 + 32 * month)
        copy = shutil.copytree(template, here.stick / f"safestation-{at:%Y%m%d}")
        text = (copy / MANIFEST_NAME).read_text("utf-8")
        (copy / MANIFEST_NAME).write_text(text.replace("2026-11-23T", f"{at:%Y-%m-%d}T"))
    (made,) = (one for one in kept_in(here.stick) if one.path == str(template))

    rotate(here.stick, made.manifest.record_id, made)

    assert made in kept_in(here.stick)
    assert len(kept_in(here.stick)) == 13


def test_rotation_keeps_days_weeks_and_months_and_touches_nothing_else(here: Here) -> None:
    (here.stick / "holiday.jpg").write_bytes(b"mine")
    (here.stick / "safestation-notes").mkdir()
    template = here.back_up(NOON, Why.DAILY)
    others = shutil.copytree(template, here.stick / "safestation-another-1")
    text = (others / MANIFEST_NAME).read_text("utf-8")
    (others / MANIFEST_NAME).write_text(text.replace('"record_id": "', '"record_id": "x'))
    record_id = kept_in(template)[0].manifest.record_id
    for day in range(1, 60):
        at = NOON + timedelta(days=day)
        copy = shutil.copytree(template, here.stick / f"safestation-{at:%Y%m%d}")
        text = (copy / MANIFEST_NAME).read_text("utf-8")
        (copy / MANIFEST_NAME).write_text(text.replace("2026-11-23T", f"{at:%Y-%m-%d}T"))

    rotate(here.stick, record_id)

    left = [k for k in kept_in(here.stick) if k.manifest.record_id == record_id]
    days = [(NOON + timedelta(days=59) - k.at).days for k in left]
    assert days[:7] == list(range(7))
    assert len(left) == 7 + 3 + 2  # two of the five weeks end in those seven days
    assert (here.stick / "holiday.jpg").exists()
    assert (here.stick / "safestation-notes").exists()
    assert others.exists()


def test_a_place_without_room_is_told_before_anything_is_begun(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(here.stick)._replace(free=0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)
    with pytest.raises(BackupFailed) as failed:
        here.back_up()

    assert failed.value.reason == "backup.no_room"
    assert not list(here.stick.iterdir())


def test_the_open_record_goes_on_after_a_backup(here: Here) -> None:
    here.back_up()
    here.say(1)

    assert here.db.execute("SELECT count(*) FROM note").fetchone() == (201,)


ON_A_FULL_STICK = """
import sys
from datetime import timedelta
from pathlib import Path
from safestation.domain.errors import BackupFailed
from safestation.storage.backup import verify_backup
from safestation.storage.manifests import kept_in
from tests.unit.storage.test_backup import NOON, Here

here = Here(Path(sys.argv[1]), Path(sys.argv[2]))
good = here.back_up()
(here.stick / "filler").write_bytes(b"x" * 4096)
said = []
for hours in (1, 2):
    with (here.stick / "filler").open("ab", buffering=0) as file:
        try:
            while file.write(b"x" * 4096): pass
        except OSError: pass
    import shutil
    shutil.disk_usage = lambda path, real=shutil.disk_usage: real(path)._replace(free=1 << 40)
    try:
        here.back_up(NOON + timedelta(hours=hours))
    except BackupFailed as error:
        said.append(error.reason)
left = [kept.path for kept in kept_in(here.stick)]
print(said, left == [str(good)], verify_backup(good, here.key).counts["note"])
"""


def _may_mount() -> bool:
    try:
        probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
        return subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603 - fixed words
    except OSError:
        return False


@pytest.mark.skipif(not _may_mount(), reason="needs a namespace with a disk of its own")
def test_a_stick_that_is_really_full_is_called_full_and_keeps_the_last_good_one(
    tmp_path: Path,
) -> None:
    stick, code, home = tmp_path / "stick", tmp_path / "full.py", tmp_path / "home"
    stick.mkdir()
    home.mkdir()
    code.write_text(ON_A_FULL_STICK, "utf-8")
    script = (
        f'mount -t tmpfs -o size=512k none "{stick}"'
        f' && exec "{sys.executable}" "{code}" "{home}" "{stick}"'
    )

    result = subprocess.run(  # noqa: S603 - our own interpreter on our own script
        ["unshare", "-rm", "sh", "-c", script],  # noqa: S607 - found where the probe found it
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )

    assert result.stdout.strip() == "['backup.no_room', 'backup.no_room'] True 200", (
        result.stderr
    )
