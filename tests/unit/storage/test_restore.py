"""Restoring: checked first, replaced second, and the record in use is never lost."""

import errno
import json
import os
import shutil
import signal
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain import recovery_code
from safestation.domain.acts import Act
from safestation.domain.backups import Why
from safestation.domain.errors import (
    CodeMistyped,
    NotAllowed,
    NotTheTrainingStation,
    RecordDamaged,
    RestoreRefused,
    SignInLocked,
    StationError,
    WrongPassphrase,
)
from safestation.domain.station import Role, Staff
from safestation.services.desk import Desk
from safestation.services.rescue import Unlocked
from safestation.services.vault import SetUp
from safestation.storage.backup import KEYS, RECORD
from safestation.storage.keyfile import Unlocked as KeyUnlocked
from safestation.storage.keyfile import add_slot
from safestation.storage.keyslot import SlotKind
from safestation.storage.manifests import MANIFEST_NAME
from safestation.storage.swap import finish_what_was_begun
from tests.factories import make_station
from tests.fakes import FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP, MARK, every_byte

CONTENT = load_content()
PASSPHRASE = "seven blue herons at dawn"  # noqa: S105 - opens what a test made
OTHERS = "eleven green otters at dusk"
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
PROGRAM = "safe_stations_anne_arundel"


class Station:
    """A real station with one visit, and a stick."""

    def __init__(self, folder: Path, *, training: bool = False) -> None:
        self.folder, self.stick, self.training = folder / "station", folder / "stick", training
        self.stick.mkdir(parents=True, exist_ok=True)
        self.clock, self.printer = FakeClock(), MemoryPrinter()
        self.vault = self.start()
        station = make_station(program=PROGRAM)
        self.desk = self.vault.create(SetUp(station, ME, PASSPHRASE))
        self.visit("Blue cap")

    def start(self) -> LocalVault:
        return LocalVault(
            self.folder, CONTENT, self.printer, clock=self.clock, kdf=CHEAP,
            training=self.training,
        )  # fmt: skip

    def visit(self, handle: str) -> None:
        self.clock.advance(minutes=1)
        session = self.desk.counter.start()
        session.answer("handle", handle)
        session.flush()

    def back_up(self) -> Path:
        self.clock.advance(minutes=1)
        job = self.desk.backups.by_hand(str(self.stick))
        kept = job.run()
        self.desk.backups.made(job, kept)
        return Path(kept.path)

    def unlocked(self, path: Path, passphrase: str = PASSPHRASE, by: str = ME.id) -> Unlocked:
        (kept,) = self.vault.rescue.kept(str(path))
        return self.vault.rescue.unlocking(kept, by, passphrase)()

    def restore(self, found: Unlocked) -> None:
        self.vault.rescue.preparing(found)()
        self.vault.lock()
        self.clock.advance(minutes=1)
        self.vault.rescue.replace(found)

    def sign_in(self) -> Desk:
        return self.vault.open(self.vault.prove(ME.id, PASSPHRASE))

    def handles(self) -> set[str]:
        desk = self.sign_in()
        return {
            desk.counter.look(c.visit, "review").value("handle")
            for c in desk.counter.board().cards
        }


@pytest.fixture
def here(tmp_path: Path) -> Station:
    return Station(tmp_path)


def test_a_kind_of_backup_that_only_a_newer_one_reads_is_told_from_none(here: Station) -> None:
    path = here.back_up()
    manifest = json.loads((path / "backup.json").read_text("utf-8"))
    (path / "backup.json").write_text(json.dumps({**manifest, "version": 2}), "utf-8")
    with pytest.raises(RestoreRefused) as refused:
        here.vault.rescue.kept(str(here.stick))

    assert refused.value.reason == "restore.too_new"
    (path / "backup.json").write_text("[]", "utf-8")
    assert here.vault.rescue.kept(str(here.stick)) == ()


@pytest.mark.parametrize("name", ["record.db", "station.keys"])
def test_a_backup_that_lacks_a_file_is_called_damaged(here: Station, name: str) -> None:
    path = here.back_up()
    (kept,) = here.vault.rescue.kept(str(path))
    (path / name).unlink()
    for ask in (
        partial(here.vault.rescue.doors, kept),
        here.vault.rescue.unlocking(kept, ME.id, PASSPHRASE),
        here.desk.backups.checking(kept).run,
    ):
        with pytest.raises(RestoreRefused) as refused:
            ask()
        assert refused.value.reason == "restore.damaged"


def test_a_restored_record_is_that_of_the_backup_and_says_so(here: Station) -> None:
    path = here.back_up()
    here.visit("Came later")

    here.restore(here.unlocked(path))

    assert here.handles() == {"Blue cap"}
    db = here.vault._db  # noqa: SLF001 - what is under test
    assert db is not None
    lines = db.execute("SELECT act, by FROM trail WHERE act = ?", [Act.RESTORED]).fetchall()
    assert lines == [("restored", ME.id)]


def test_the_record_before_lies_aside_whole_with_its_key_file(here: Station) -> None:
    path = here.back_up()
    here.visit("Came later")
    here.restore(here.unlocked(path))
    here.vault.release()

    (aside,) = here.folder.glob("before-restore-*")
    for name in (RECORD, KEYS):
        shutil.copy(aside / name, here.folder / name)
    here.vault = here.start()

    assert here.handles() == {"Blue cap", "Came later"}


def test_an_old_wal_never_meets_a_restored_record(here: Station) -> None:
    path = here.back_up()
    found = here.unlocked(path)
    here.vault.rescue.preparing(found)()
    here.vault.lock()
    stale = here.folder / f"{RECORD}-wal"
    stale.write_bytes(b"of another record" * 300)
    (here.folder / f"{RECORD}-shm").write_bytes(b"\0" * 32768)

    here.vault.rescue.replace(found)

    assert here.handles() == {"Blue cap"}
    (aside,) = here.folder.glob("before-restore-*")
    assert (aside / stale.name).exists()


def test_a_backup_is_restored_where_nothing_opens_any_more(here: Station) -> None:
    path = here.back_up()
    here.vault.lock()
    content = bytearray((here.folder / RECORD).read_bytes())
    content[5000] ^= 1
    (here.folder / RECORD).write_bytes(content)
    with pytest.raises(RecordDamaged):
        here.sign_in()
    damaged = (here.folder / RECORD).read_bytes()

    here.restore(here.unlocked(path))

    assert here.handles() == {"Blue cap"}
    (aside,) = here.folder.glob("before-restore-*")
    assert (aside / RECORD).read_bytes() == damaged


@pytest.mark.parametrize("lost", [(KEYS,), (RECORD,), (KEYS, RECORD)])
def test_losing_record_or_keys_or_computer_costs_nothing_but_a_restore(
    here: Station, lost: tuple[str, ...]
) -> None:
    path = here.back_up()
    here.vault.lock()
    for name in lost:
        (here.folder / name).unlink()

    here.restore(here.unlocked(path))

    assert here.handles() == {"Blue cap"}


def test_another_stations_backup_is_refused(here: Station, tmp_path: Path) -> None:
    path = Station(tmp_path / "other").back_up()

    with pytest.raises(RestoreRefused) as refused:
        here.unlocked(path)

    assert refused.value.reason == "restore.other_station"


def test_a_training_backup_never_becomes_a_real_record(here: Station, tmp_path: Path) -> None:
    path = Station(tmp_path / "training", training=True).back_up()

    with pytest.raises(NotTheTrainingStation):
        here.unlocked(path)


def test_a_newer_backup_is_refused(here: Station) -> None:
    path = here.back_up()
    text = (path / MANIFEST_NAME).read_text("utf-8")
    (path / MANIFEST_NAME).write_text(text.replace('"schema": ', '"schema": 9'), "utf-8")

    with pytest.raises(RestoreRefused) as refused:
        here.unlocked(path)

    assert refused.value.reason == "restore.too_new"


def test_a_wrong_passphrase_opens_no_backup(here: Station) -> None:
    with pytest.raises(WrongPassphrase):
        here.unlocked(here.back_up(), OTHERS)


def test_a_backup_is_no_way_around_five_wrong_passphrases(here: Station) -> None:
    path = here.back_up()
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            here.unlocked(path, OTHERS)
    with pytest.raises(SignInLocked):
        here.unlocked(path, OTHERS)

    with pytest.raises(SignInLocked):
        here.unlocked(path, PASSPHRASE)
    with pytest.raises(SignInLocked):
        here.vault.prove(ME.id, PASSPHRASE)


def test_a_recovery_sheet_opens_a_backup_however_its_code_is_typed(here: Station) -> None:
    code = recovery_code.spell([n % 32 for n in range(recovery_code.SYMBOLS)])
    unlocked = here.vault.prove(ME.id, PASSPHRASE)
    assert isinstance(unlocked, KeyUnlocked)
    keys = here.folder / KEYS
    add_slot(keys, unlocked.key, "", "Sheet 1", code, kind=SlotKind.RECOVERY, kdf=CHEAP)
    path = here.back_up()

    found = here.unlocked(path, code.replace("-", " ").lower(), by="")

    assert (found.by, found.role, found.holds.visits) == ("", None, 1)
    with pytest.raises(CodeMistyped):
        here.unlocked(path, code[:-1], by="")
    here.restore(found)
    assert here.handles() == {"Blue cap"}


def test_a_firefighter_restores_nothing(here: Station) -> None:
    sam = here.desk.people.add(ME, "Sam Poole", Role.FIREFIGHTER)
    here.vault.add_account(here.desk, sam, OTHERS)
    path = here.back_up()

    with pytest.raises(NotAllowed):
        here.unlocked(path, OTHERS, sam.id)


@pytest.mark.parametrize("name", [RECORD, KEYS, MANIFEST_NAME])
def test_a_damaged_backup_is_refused_and_touches_nothing(here: Station, name: str) -> None:
    path = here.back_up()
    content = bytearray((path / name).read_bytes())
    content[len(content) // 2] ^= 1
    (path / name).write_bytes(content)
    here.vault.lock()
    before = [(here.folder / pair).read_bytes() for pair in (RECORD, KEYS)]

    with pytest.raises((StationError, ValueError)):  # no longer listed, or refused
        here.unlocked(path)

    assert [(here.folder / pair).read_bytes() for pair in (RECORD, KEYS)] == before


def test_a_backup_is_read_and_never_written_to(here: Station) -> None:
    path = here.back_up()
    before = every_byte(path)
    found = here.unlocked(path)
    here.vault.rescue.trying_out(found)()
    here.restore(found)

    assert every_byte(path) == before
    assert {p.name for p in path.iterdir()} == {RECORD, KEYS, MANIFEST_NAME}


def test_a_drill_finds_what_is_in_it_and_leaves_nothing_behind(here: Station) -> None:
    found = here.unlocked(here.back_up())
    before = sorted(p.name for p in here.folder.iterdir())

    held = here.vault.rescue.trying_out(found)()
    trial = here.desk.backups.drilled(found, held)

    assert held.visits == 1
    assert (trial.found, trial.by, trial.with_sheet) == (held, ME.name, False)
    assert sorted(p.name for p in here.folder.iterdir()) == before
    assert here.desk.backups.memory().drill == here.clock.now()


def test_nothing_of_a_drill_is_ever_plain_on_the_disk(
    here: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.visit(MARK)
    found = here.unlocked(here.back_up())
    seen = b""
    real = shutil.rmtree

    def look(path: Path, *, ignore_errors: bool = False) -> None:
        nonlocal seen
        if path.name == "drill" and path.exists():
            seen += every_byte(path)
        real(path, ignore_errors=ignore_errors)

    monkeypatch.setattr(shutil, "rmtree", look)
    here.vault.rescue.trying_out(found)()

    assert len(seen) > 50_000
    assert MARK.encode() not in seen
    assert b"SQLite format 3" not in seen


@pytest.mark.parametrize("name", ["fsync", "open", "mkdir", "rename", "replace"])
def test_whatever_the_disk_refuses_a_whole_record_opens(
    here: Station, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = here.back_up()
    here.visit("Came later")
    found = here.unlocked(path)
    here.vault.lock()
    for nth in range(1, 60):
        calls, real = 0, getattr(os, name)

        def refuse(*args: object, **more: object) -> object:
            nonlocal calls
            calls += 1
            if calls == nth:  # noqa: B023 - used within the turn
                raise OSError(errno.EIO, "input/output error")
            return real(*args, **more)  # noqa: B023 - likewise

        with monkeypatch.context() as broken:
            broken.setattr(os, name, refuse)
            try:
                here.restore(found)
            except StationError:
                assert calls >= nth
            else:
                break
        finish_what_was_begun(here.folder)
        assert here.handles() == {"Blue cap", "Came later"}, nth
        here.vault.lock()
    assert nth > 1
    assert here.handles() == {"Blue cap"}


@pytest.mark.timeout(180)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9")
def test_killed_at_any_touch_of_the_disk_there_is_one_whole_pair(here: Station) -> None:
    path = here.back_up()
    here.visit("Came later")
    found = here.unlocked(path)
    here.vault.lock()
    as_it_was = here.folder.with_name("as it was")
    shutil.copytree(here.folder, as_it_was)
    seen, nth, killed = set(), 0, True
    while killed:
        nth += 1
        killed = _killed_at(here, found, nth)
        here.vault.release()
        here.vault = here.start()  # as after a new start of the computer
        seen.add(frozenset(here.handles()))
        here.vault.lock()
        shutil.rmtree(here.folder)
        shutil.copytree(as_it_was, here.folder)
    assert seen == {frozenset({"Blue cap", "Came later"}), frozenset({"Blue cap"})}


def _killed_at(here: Station, found: Unlocked, nth: int) -> bool:
    child = os.fork()
    if child == 0:
        turns = iter(range(1, 10_000))

        def watched(name: str) -> None:
            real = getattr(os, name)

            def call(*args: object, **more: object) -> object:
                if next(turns) == nth:
                    os.kill(os.getpid(), signal.SIGKILL)
                return real(*args, **more)

            setattr(os, name, call)

        for name in ("rename", "replace", "fsync", "unlink", "mkdir", "rmdir"):
            watched(name)
        here.restore(found)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_today_there_is_one_backup_and_tomorrow_another(here: Station) -> None:
    job = here.desk.backups.daily()
    assert job is not None
    assert job.why is Why.DAILY
    job.run()
    here.desk.backups.catch_up()

    assert here.desk.backups.daily() is None
    here.clock.advance(days=1)
    assert here.desk.backups.daily() is not None
    assert here.desk.backups.memory().inside == datetime(2026, 11, 23, 8, 42, 7, tzinfo=UTC)


def test_a_clock_set_back_neither_stops_backups_nor_makes_them_without_end(
    here: Station,
) -> None:
    def daily() -> bool:
        job = here.desk.backups.daily()
        if job is not None:
            job.run()
            here.desk.backups.catch_up()
        return job is not None

    assert daily()
    here.clock.at += timedelta(days=400)
    assert daily()
    here.clock.at -= timedelta(days=399)
    made = [daily(), daily(), daily()]

    assert made == [True, False, False]
    assert len(here.vault.rescue.kept()) == 3
    assert here.desk.backups.memory().inside == here.clock.now().replace(microsecond=0)


def test_what_is_overdue_is_said(here: Station) -> None:
    here.back_up()
    job = here.desk.backups.daily()
    assert job is not None
    job.run()
    here.desk.backups.catch_up()
    assert here.desk.backups.reminders() == ()

    here.clock.at += timedelta(days=8)
    assert here.desk.backups.reminders() == ("inside",)
    here.clock.at += timedelta(days=83)
    assert here.desk.backups.reminders() == ("inside", "away", "drill")


def test_only_a_coordinator_makes_or_lists_backups(here: Station) -> None:
    sam = here.desk.people.add(ME, "Sam Poole", Role.FIREFIGHTER)
    here.vault.add_account(here.desk, sam, OTHERS)
    desk = here.vault.open(here.vault.prove(sam.id, OTHERS))

    assert desk.backups.daily() is not None
    for act in (desk.backups.kept, desk.backups.memory, desk.backups.checking_record):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotAllowed):
        desk.backups.by_hand(str(here.stick))
