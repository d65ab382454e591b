"""Changing the data key locks nobody out, loses nothing, and may be cut short at any moment."""

import os
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safestation.domain.errors import (
    DiskFull,
    NotAllowed,
    RecordDamaged,
    RecordMissing,
    RecordOfAnother,
    StoreUnavailable,
    WrongPassphrase,
)
from safestation.storage import rekey
from safestation.storage.database import open_record
from safestation.storage.driver import Database
from safestation.storage.keyfile import (
    Unlocked,
    accounts,
    add_slot,
    create_keyfile,
    remove_slot,
    unlock,
)
from safestation.storage.keyjson import load
from safestation.storage.keyslot import SlotKind
from safestation.storage.migrations import migrations
from safestation.storage.pairing import mark_of
from safestation.storage.rekey import change_key, settle
from safestation.storage.trail import Hand, Trail
from tests.unit.storage.samples import CHEAP

OLD_FILE = Path(__file__).with_name("station_v1.keys")
WORDS, OTHER_WORDS, CODE = "purple tractor eats nine lemons", "crumbs under the piano", "CODE-1"
HAND = Hand("station-1", "staff-pat", datetime(2026, 11, 23, 3, 41, tzinfo=UTC))
LINES = 40


def note(db: Database) -> None:
    Trail(db).note(HAND, "key_changed")
    db.conn.commit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record with a history, two accounts and a sheet."""
    keys = tmp_path / "station.keys"
    key = create_keyfile(keys, "staff-pat", "Pat", WORDS, training=False, kdf=CHEAP)
    add_slot(keys, key, "staff-sam", "Sam", OTHER_WORDS, kdf=CHEAP)
    add_slot(keys, key, "sheet", "1", CODE, kind=SlotKind.RECOVERY, kdf=CHEAP)
    with closing(open_record(tmp_path / "record.db", key, migrations, create=True)) as db:
        for number in range(LINES):
            Trail(db).note(HAND, "signed_in", detail=f"{number} " + "x" * 900)
        db.conn.commit()
    return tmp_path


def change(folder: Path, *, ask_everybody: bool = False) -> bytes:
    """Change the key and return the one before."""
    old = unlock(folder / "station.keys", WORDS, kdf=CHEAP).key
    change_key(
        folder / "record.db", folder / "station.keys", old, migrations, note,
        ask_everybody=ask_everybody,
    )  # fmt: skip
    return old


def opened_by(folder: Path, words: str, kind: SlotKind = SlotKind.STAFF) -> list[str]:
    """Sign in as somebody does, and return the acts of the history."""
    keys, record = folder / "station.keys", folder / "record.db"
    asked = unlock(keys, words, kind=kind, kdf=CHEAP)
    found = settle(record, keys, asked)
    assert settle(record, keys, asked) == found  # as when an upgrade comes between
    with closing(open_record(record, found.key, migrations, create=False)) as db:
        return [line.act for line in Trail(db).every()]


def test_everybody_still_opens_the_record_and_nothing_is_lost(folder: Path) -> None:
    old = change(folder)

    told = ["signed_in"] * LINES + ["key_changed"]
    assert opened_by(folder, WORDS) == told
    assert opened_by(folder, OTHER_WORDS) == told
    assert opened_by(folder, CODE, SlotKind.RECOVERY) == told
    assert unlock(folder / "station.keys", OTHER_WORDS, kdf=CHEAP).key != old
    assert {path.name for path in folder.iterdir()} == {"record.db", "station.keys"}


def test_the_old_key_opens_nothing_any_more(folder: Path) -> None:
    old = change(folder)

    with pytest.raises(StoreUnavailable):
        open_record(folder / "record.db", old, migrations, create=False)
    with pytest.raises(ValueError, match="not the one"):
        add_slot(folder / "station.keys", old, "staff-x", "X", "anything at all", kdf=CHEAP)


def test_the_new_key_can_be_changed_again_and_shared_as_the_first(folder: Path) -> None:
    change(folder)
    change(folder)
    keys = folder / "station.keys"
    key = unlock(keys, OTHER_WORDS, kdf=CHEAP).key
    add_slot(keys, key, "staff-lee", "Lee", "fog over nine quiet barns", kdf=CHEAP)

    assert opened_by(folder, "fog over nine quiet barns")[-2:] == ["key_changed"] * 2


def test_somebody_let_go_with_a_copy_of_the_old_key_file_is_shut_out(folder: Path) -> None:
    keys = folder / "station.keys"
    stolen = keys.read_bytes()
    key = unlock(keys, WORDS, kdf=CHEAP).key
    sam = next(a.slot_id for a in accounts(keys) if a.label == "Sam")
    remove_slot(keys, key, sam)
    change(folder)
    (folder / "stolen.keys").write_bytes(stolen)
    theirs = unlock(folder / "stolen.keys", OTHER_WORDS, kdf=CHEAP).key

    with pytest.raises(StoreUnavailable):
        open_record(folder / "record.db", theirs, migrations, create=False)
    with pytest.raises(WrongPassphrase):
        unlock(keys, OTHER_WORDS, kdf=CHEAP)


def test_everybody_is_asked_for_a_new_passphrase_when_that_is_wanted(folder: Path) -> None:
    change(folder, ask_everybody=True)

    assert [(a.label, a.must_change) for a in accounts(folder / "station.keys")] == [
        ("Pat", True),
        ("Sam", True),
        ("1", False),
    ]


def test_an_account_of_the_first_version_has_to_sign_in_before(tmp_path: Path) -> None:
    keys = tmp_path / "station.keys"
    keys.write_bytes(OLD_FILE.read_bytes())
    whole = keys.read_bytes()
    key = unlock(keys, WORDS, kdf=CHEAP).key

    with pytest.raises(NotAllowed) as refused:
        change_key(tmp_path / "record.db", keys, key, migrations, note, ask_everybody=False)
    assert refused.value.reason == "keys.old_slots"
    assert whole != keys.read_bytes()  # signed in by Pat, and not further


# Failing ------------------------------------------------------------------------------


def test_a_disk_too_full_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_paths: object) -> None:
        raise DiskFull

    monkeypatch.setattr(rekey, "_swap", no_room)
    with pytest.raises(DiskFull):
        change(folder)
    monkeypatch.undo()

    assert opened_by(folder, OTHER_WORDS) == ["signed_in"] * LINES
    assert load(folder / "station.keys").coming == ""
    assert not (folder / "record.db.anew").exists()


def test_a_copy_that_is_not_whole_never_takes_the_records_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forget(part: Path, key: bytes, coming: bytes) -> None:
        encrypt(part, key, coming)
        with closing(rekey._connected(part, coming)) as connection:  # noqa: SLF001 - the fault
            connection.execute("DROP TRIGGER trail_refuses_delete")
            connection.execute("DELETE FROM trail WHERE seq = 3")
            connection.commit()

    encrypt = rekey._encrypt_anew  # noqa: SLF001 - the fault
    monkeypatch.setattr(rekey, "_encrypt_anew", forget)
    with pytest.raises(RecordDamaged):
        change(folder)

    assert opened_by(folder, WORDS) == ["signed_in"] * LINES


def test_a_record_that_lost_its_place_comes_back_from_the_one_kept_beside(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*_what: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rekey, "finish", cut_short)
    with pytest.raises(KeyboardInterrupt):
        change(folder)
    monkeypatch.undo()
    (folder / "record.db").write_bytes(os.urandom(40_960))  # the new one never reached the disk

    assert opened_by(folder, OTHER_WORDS) == ["signed_in"] * LINES
    assert {path.name for path in folder.iterdir()} == {"record.db", "station.keys"}


def test_when_neither_key_opens_anything_nothing_is_overwritten(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*_what: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rekey, "finish", cut_short)
    with pytest.raises(KeyboardInterrupt):
        change(folder)
    (folder / "record.db.before").unlink()
    (folder / "record.db").unlink()
    keys = (folder / "station.keys").read_bytes()

    with pytest.raises((RecordMissing, RecordDamaged, RecordOfAnother)):
        opened_by(folder, WORDS)
    assert (folder / "station.keys").read_bytes() == keys


def test_the_key_file_remembers_how_the_new_record_begins(folder: Path) -> None:
    change(folder)

    assert load(folder / "station.keys").mark == mark_of(folder / "record.db")


# Cut short ----------------------------------------------------------------------------

TOUCHES = {"open", "os.rename", "os.remove", "os.link", "shutil.copyfile"}


def killed(folder: Path, at: int) -> bool:
    """Change the key in a process of its own that dies at its `at`-th touch of the disk."""
    child = os.fork()
    if child == 0:
        _die_at(at)
        change(folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in {0, 9}
    return os.waitstatus_to_exitcode(status) == 9


def _die_at(at: int) -> None:
    seen = 0

    def count(event: str, _arguments: object) -> None:
        nonlocal seen
        seen += event in TOUCHES
        if seen == at:
            os._exit(9)

    sys.addaudithook(count)


@pytest.mark.timeout(240)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_killed_at_every_touch_of_the_disk_one_pair_opens_and_nothing_is_lost(
    folder: Path,
) -> None:
    at, ends = 0, set()
    told = opened_by(folder, OTHER_WORDS)
    while True:
        at, had = at + 1, told
        died = killed(folder, at)
        told = opened_by(folder, OTHER_WORDS)
        assert told in (had, [*had, "key_changed"]), at
        assert opened_by(folder, WORDS) == told, at
        left = {path.name for path in folder.iterdir()} - {"station.keys.part"}
        assert left == {"record.db", "station.keys"}, at
        ends.add(told == had)
        if not died:
            break

    assert at > 10
    assert ends == {True, False}  # it was called off, and it was finished


def test_what_is_cut_short_waits_for_whoever_signs_in(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*_what: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(rekey, "finish", cut_short)
    with pytest.raises(KeyboardInterrupt):
        change(folder)
    monkeypatch.undo()
    keys, record = folder / "station.keys", folder / "record.db"

    found = unlock(keys, CODE, kind=SlotKind.RECOVERY, kdf=CHEAP)
    settled = settle(record, keys, found)

    assert found.coming == settled.key
    assert settled.coming is None
    assert isinstance(settled, Unlocked)
    assert settle(record, keys, settled) is settled
