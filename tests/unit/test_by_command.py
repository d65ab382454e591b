"""`check record` and `support` beside the window: counted, and in nobody's way."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from safestation import by_command
from safestation.domain.errors import (
    RecordDamaged,
    RecordOfAnother,
    SignInLocked,
    StationError,
    WrongPassphrase,
)
from safestation.domain.lockout import COMMANDS, LIMIT
from safestation.record_check import check_record
from safestation.storage import rekey
from safestation.storage.database import unlock_file
from safestation.storage.driver import sqlcipher
from safestation.storage.keyfile import Unlocked
from safestation.support import gather
from tests.unit.test_the_vault import GOOD, ME, OTHER, THIRD, Here

PAGE = 4096


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    found = Here(tmp_path / "station")
    monkeypatch.setattr(by_command, "KeyringSecret", lambda: found.ring)
    return found


def test_wrong_passphrases_at_a_command_are_counted_and_told(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    for number in range(LIMIT):
        ask = gather if number % 2 else check_record
        with pytest.raises((WrongPassphrase, SignInLocked)):
            ask(here.folder, f"wrong passphrase {number}")
    with pytest.raises(SignInLocked):
        check_record(here.folder, GOOD)
    desk = here.sign_in(GOOD)

    assert desk.releases.locked() == {COMMANDS}
    assert [act for act, by, *_ in here.told() if by == COMMANDS] == ["sign_in_failed"]
    desk.releases.release(COMMANDS)
    assert check_record(here.folder, GOOD) == []


def test_the_passphrase_of_a_locked_account_opens_nothing_by_a_command(here: Here) -> None:
    desk, _ = here.set_up()
    person = here.add(desk, "F. Fighter", OTHER)
    here.vault.lock()
    for _ in range(LIMIT):
        with pytest.raises(StationError):
            here.vault.prove(person.id, THIRD)
    with pytest.raises(SignInLocked):
        check_record(here.folder, OTHER)
    assert check_record(here.folder, GOOD) == []


def test_every_changed_page_is_said_in_a_sentence(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    record = here.folder / "record.db"
    whole = record.read_bytes()
    for page in range(len(whole) // PAGE):
        content = bytearray(whole)
        content[page * PAGE + 100] ^= 1
        record.write_bytes(content)
        try:
            told = check_record(here.folder, GOOD)
        except RecordDamaged:
            continue  # it does not even open, and `main` says so in a line
        assert any("Restore a verified backup" in line for line in told), page


def test_a_key_that_does_not_fit_the_record_is_told_from_damage(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    record = here.folder / "record.db"
    content = bytearray(record.read_bytes())
    content[3] ^= 1
    record.write_bytes(content)
    with pytest.raises(RecordDamaged):
        check_record(here.folder, GOOD)
    record.write_bytes(os.urandom(len(content)))
    with pytest.raises(RecordOfAnother):
        check_record(here.folder, GOOD)


def test_a_trigger_that_was_taken_away_changed_or_added_is_named(here: Here) -> None:
    here.set_up()
    here.vault.lock()
    key = here.vault.prove(ME.id, GOOD)
    assert isinstance(key, Unlocked)
    with closing(sqlcipher.connect(str(here.folder / "record.db"))) as connection:
        unlock_file(connection, key.key)
        connection.execute("DROP TRIGGER trail_refuses_delete")
        connection.execute("DROP TRIGGER seal_refuses_update")
        connection.execute(
            "CREATE TRIGGER seal_refuses_update BEFORE UPDATE ON seal BEGIN SELECT 1; END"
        )
        connection.execute("CREATE TRIGGER helper AFTER INSERT ON trail BEGIN SELECT 1; END")
        connection.commit()
    (told,) = check_record(here.folder, GOOD)

    assert "helper, seal_refuses_update, trail_refuses_delete" in told


def test_a_command_in_the_middle_of_a_key_change_leaves_its_files_alone(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.set_up()
    here.vault.lock()
    swap, told = rekey._swap, []  # noqa: SLF001 - the moment in between

    def meanwhile(record: Path, part: Path) -> None:
        told.append(check_record(here.folder, GOOD))
        assert part.exists()
        swap(record, part)

    monkeypatch.setattr(rekey, "_swap", meanwhile)
    here.vault.change_key(here.vault.prove(ME.id, GOOD), ask_everybody=False)

    assert told == [[]]
    assert here.sign_in(GOOD).me == ME
