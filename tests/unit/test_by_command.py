"""`check record` and `support` beside the window: counted, and in nobody's way."""

from pathlib import Path

import pytest

from safestation import by_command
from safestation.domain.errors import SignInLocked, StationError, WrongPassphrase
from safestation.domain.lockout import COMMANDS, LIMIT
from safestation.record_check import check_record
from safestation.storage import rekey
from safestation.support import gather
from tests.unit.test_the_vault import GOOD, ME, OTHER, THIRD, Here


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
