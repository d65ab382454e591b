"""Records of earlier releases open for ever, and an upgrade that fails changes nothing."""

import errno
import os
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.chain import first_break
from safestation.domain.errors import StoreUnavailable, UpgradeFailed
from safestation.domain.facts import NoteAdded
from safestation.services.desk import Desk
from safestation.storage.backup import RECORD, Source
from safestation.storage.database import newest_schema
from safestation.storage.driver import Database, Migrations
from safestation.storage.keyfile import unlock
from safestation.storage.manifests import kept_in
from safestation.storage.migrations import migrations
from safestation.storage.opening import open_checked
from safestation.storage.swap import finish_what_was_begun
from safestation.storage.trail import Trail
from safestation.storage.upgrade import upgrade
from safestation.training import PASSPHRASE, open_training_station, training_vault
from tests.fakes import NIGHT, FakeClock, MemoryPrinter
from tests.records.make import HANDLES, HERE, NOTE
from tests.unit.storage.samples import CHEAP

RECORDS = sorted(path for path in HERE.iterdir() if path.name.startswith("m0"))
CONTENT = load_content()
OLDEST = RECORDS[0]


def opened(folder: Path) -> tuple[LocalVault, Desk]:
    vault = training_vault(folder, CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)
    return vault, open_training_station(vault, CONTENT)


def source_in(folder: Path) -> Source:
    keys = folder / "station.keys"
    key = unlock(keys, PASSPHRASE, training=True, kdf=CHEAP).key
    return Source(folder / RECORD, keys, key)


def said_in(desk: Desk) -> set[tuple[str, str]]:
    visits = (desk.counter.look(card.visit, "review") for card in desk.counter.board().cards)
    return {
        (visit.value("handle"), fact.text)
        for visit in visits
        for _, fact in visit.all_of(NoteAdded)
    }


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copytree(OLDEST, tmp_path / "training"))


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.name)
def test_a_record_of_each_release_opens_and_keeps_every_visit(
    record: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(record, tmp_path / "training"))
    vault, desk = opened(folder)

    assert said_in(desk) == {(handle, NOTE) for handle in HANDLES}
    assert len(desk.people.everybody()) == 4
    assert len(desk.disposal.containers()) == 2
    assert [found.label for found in desk.counter.search().find("two dogs")]
    vault.release()


def test_there_is_a_record_of_every_release_but_the_one_to_come() -> None:
    released = {f"m{number:04}" for number in range(3, newest_schema(migrations))}

    assert released <= {path.name for path in RECORDS}


def test_before_an_upgrade_there_is_a_backup_that_an_older_one_can_open(old: Path) -> None:
    vault, _ = opened(old)
    vault.release()

    (kept,) = kept_in(old / "backups")
    assert kept.manifest.why.value == "upgrade"
    assert kept.manifest.holds.schema == 3
    assert kept.manifest.holds.visits == len(HANDLES)
    assert [p.name for p in old.iterdir() if p.name.startswith(("before", "incoming"))] == []


def failing(kind: str) -> Migrations:
    """Return the migrations of the record and one more, which goes wrong."""
    wrong = Migrations("safestation")
    for one in migrations._migrations:  # noqa: SLF001 - no public list
        wrong()(one.fn)

    @wrong()
    def m9999_goes_wrong(db: Database) -> None:
        if kind == "raises":
            raise ZeroDivisionError
        if kind == "loses a visit":
            db.execute("PRAGMA foreign_keys = off")
            db.execute("DELETE FROM visit WHERE seq = 1")
        if kind == "breaks the chain":
            db.execute("DROP TRIGGER trail_refuses_update")
            db.execute("UPDATE trail SET act = 'something else' WHERE seq = 2")
        if kind == "refused by the driver":
            db.execute("CREATE TABLE visit (id)")

    return wrong


@pytest.mark.parametrize(
    "kind", ["raises", "loses a visit", "breaks the chain", "refused by the driver"]
)
def test_an_upgrade_that_goes_wrong_leaves_the_record_as_it_was(old: Path, kind: str) -> None:
    before = (old / RECORD).read_bytes()

    with pytest.raises(UpgradeFailed):
        upgrade(source_in(old), failing(kind), old / "backups", NIGHT)

    assert (old / RECORD).read_bytes() == before
    assert {p.name for p in old.iterdir()} == {RECORD, "station.keys", "backups"}
    vault, desk = opened(old)
    assert len(said_in(desk)) == len(HANDLES)
    vault.release()


@pytest.fixture(scope="module")
def key() -> bytes:
    return source_in(OLDEST).key


def started_again(folder: Path, key: bytes) -> int:
    """Start as the app does, and return how many visits the record has then."""
    finish_what_was_begun(folder)
    source = Source(folder / RECORD, folder / "station.keys", key)
    db, _ = open_checked(source, migrations, NIGHT)
    (count,) = db.execute("SELECT count(*) FROM visit").fetchone()
    broken = first_break(Trail(db).every())
    db.close()
    assert broken is None
    assert {p.name for p in folder.iterdir()} >= {RECORD, "station.keys"}
    return int(count)


@pytest.mark.parametrize("name", ["fsync", "open", "mkdir", "rename", "replace"])
def test_whatever_the_disk_refuses_during_an_upgrade_the_visits_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: bytes, name: str
) -> None:
    for nth in range(1, 60, 3):
        folder = Path(shutil.copytree(OLDEST, tmp_path / f"{nth}"))
        touch = Touch(name, nth, raise_full)
        failed = False
        with monkeypatch.context() as full:
            full.setattr(os, name, touch)
            try:
                started_again(folder, key)
            except StoreUnavailable:
                failed = True
        assert started_again(folder, key) == len(HANDLES), nth
        shutil.rmtree(folder)
        if not failed and touch.calls < nth:
            break
    else:
        pytest.fail("the disk refused something every time")


def raise_full() -> None:
    raise OSError(errno.ENOSPC, "no space left")


class Touch:
    """A call of the operating system that does something else at its nth turn."""

    def __init__(self, name: str, nth: int, act: Callable[[], None]) -> None:
        self.calls, self._nth, self._act, self._real = 0, nth, act, getattr(os, name)

    def __call__(self, *args: object, **more: object) -> object:
        self.calls += 1
        if self.calls == self._nth:
            self._act()
        return self._real(*args, **more)


TOUCHES = ("rename", "replace", "fsync", "unlink", "mkdir", "open", "rmdir")


def killed_at(folder: Path, key: bytes, nth: int) -> bool:
    """Upgrade in a child that is killed at its nth touch of the disk; False: there was none."""
    child = os.fork()
    if child == 0:
        calls = iter(range(1, 10_000))

        def kill() -> None:
            if next(calls) == nth:
                os.kill(os.getpid(), signal.SIGKILL)

        for name in TOUCHES:
            setattr(os, name, Each(getattr(os, name), kill))
        source = Source(folder / RECORD, folder / "station.keys", key)
        open_checked(source, migrations, NIGHT)[0].close()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


class Each:
    """Does something before each call."""

    def __init__(self, real: Callable[..., object], act: Callable[[], None]) -> None:
        self._real, self._act = real, act

    def __call__(self, *args: object, **more: object) -> object:
        self._act()
        return self._real(*args, **more)


@pytest.mark.timeout(180)
@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no kill -9")
def test_killed_at_any_touch_of_the_disk_during_an_upgrade_the_visits_stay(
    tmp_path: Path, key: bytes
) -> None:
    nth, killed = 0, True
    while killed:
        nth += 2
        folder = Path(shutil.copytree(OLDEST, tmp_path / str(nth)))
        killed = killed_at(folder, key, nth)
        assert started_again(folder, key) == len(HANDLES), nth
        shutil.rmtree(folder)
    assert nth > 20
