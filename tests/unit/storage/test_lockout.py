"""Wrong passphrases are counted, whatever is done to the clock, the computer or the files."""

import hashlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from safestation.domain.acts import NOT_DONE
from safestation.domain.errors import (
    KeyFileDamaged,
    SignInLocked,
    StoreUnavailable,
    WrongPassphrase,
)
from safestation.domain.lockout import (
    COMPUTER_LIMIT,
    IN_A_ROW,
    LIMIT,
    Happened,
    Moment,
    Standing,
)
from safestation.storage import countfile
from safestation.storage.countfile import COUNT_NAMES
from safestation.storage.keyjson import load, save
from safestation.storage.keyrow import KEY_FILE_NAME, canonical
from safestation.storage.keyseal import signed
from safestation.storage.lockout import Lockout
from safestation.storage.uptime import ClockOnly, SystemUptime
from tests.fakes import FakeClock
from tests.unit.storage.two_people import GOOD, ME, OTHER, TwoPeople

WRONG = "not what anybody chose here"


class FakeUptime:
    """The computer's own count; `restart` begins another."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock, self.boot, self.up = clock, "boot-1", 100.0

    def moment(self, at: object) -> Moment:
        del at
        return Moment(self._clock.now(), self.boot, self.up)

    def passes(self, **span: float) -> None:
        self._clock.advance(**span)
        self.up += timedelta(**span).total_seconds()


class AtDoor:
    """The count in a folder as set-up leaves it, without anybody's slow passphrase."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, FakeClock()
        self.time = FakeUptime(self.clock)
        countfile.save(folder, countfile.begun((), 0)[0])
        self.count = Lockout(folder, self.clock, self.time)

    def restart(self) -> None:
        self.count = Lockout(self.folder, self.clock, self.time)

    def is_wrong(self, account: str = "staff-1", times: int = 1) -> None:
        for _ in range(times):
            with pytest.raises((WrongPassphrase, SignInLocked)), self.count.one_try(account):
                raise WrongPassphrase

    def is_right(self, account: str = "staff-1") -> None:
        with self.count.one_try(account):
            pass

    def is_locked(self, account: str = "staff-1") -> bool:
        return self.count.standing(account).is_locked


@pytest.fixture
def door(tmp_path: Path) -> AtDoor:
    return AtDoor(tmp_path)


def test_the_fifth_wrong_one_at_14_59_locks_and_at_15_01_does_not(door: AtDoor) -> None:
    door.is_wrong(times=LIMIT - 1)
    door.time.passes(minutes=14, seconds=59)
    door.is_wrong("staff-1")

    assert door.is_locked()

    door.is_wrong("staff-2", times=LIMIT - 1)
    door.time.passes(minutes=15, seconds=1)
    door.is_wrong("staff-2")

    assert not door.is_locked("staff-2")


def test_a_lock_outlasts_time_and_restart_and_nothing_is_tried_meanwhile(door: AtDoor) -> None:
    door.is_wrong(times=LIMIT)
    door.time.passes(days=400)
    door.time.boot = "boot-2"
    door.restart()
    tried = []

    with pytest.raises(SignInLocked), door.count.one_try("staff-1"):
        tried.append("the right passphrase")

    assert not tried


def test_the_count_outlasts_a_restart(door: AtDoor) -> None:
    door.is_wrong(times=LIMIT - 1)
    door.restart()

    assert door.count.standing("staff-1").left == 1


def test_a_clock_set_back_or_forward_changes_nothing(door: AtDoor) -> None:
    door.is_wrong(times=LIMIT - 1)
    door.clock.advance(hours=-9)
    back = door.count.standing("staff-1").left
    door.clock.advance(days=3)  # the computer itself ran on for no second
    forward = door.count.standing("staff-1").left

    assert (back, forward) == (1, 1)


def test_a_clock_set_back_before_the_computer_is_started_anew_never_shortens(
    door: AtDoor,
) -> None:
    door.is_wrong(times=LIMIT - 1)
    door.clock.advance(hours=-2)
    door.time.boot = "boot-2"
    door.time.passes(minutes=10)
    door.is_wrong()

    assert door.is_locked()


def test_a_right_passphrase_ends_a_row_of_wrong_ones(door: AtDoor) -> None:
    door.is_wrong(times=LIMIT - 1)
    door.is_right()
    door.is_wrong(times=LIMIT - 1)

    assert not door.is_locked()


def test_slow_guessing_is_ended_too(door: AtDoor) -> None:
    for _ in range(IN_A_ROW):
        assert not door.is_locked()
        door.time.passes(minutes=16)
        door.is_wrong()

    assert door.is_locked()


def test_trying_name_after_name_closes_the_door_to_all_but_coordinators(door: AtDoor) -> None:
    for account in ("a", "b", "c"):
        door.is_wrong(account, times=LIMIT - 1)

    standing = door.count.standing("nobody tried this one")
    assert LIMIT - 1 < COMPUTER_LIMIT < 3 * (LIMIT - 1)
    assert standing.only_coordinators
    assert standing.left == 1
    with pytest.raises(SignInLocked) as refused:
        door.count.check_role("d", is_coordinator=False)
    assert refused.value.message_key == "error.computer_locked"
    door.count.check_role("d", is_coordinator=True)
    door.is_wrong("d")
    assert door.is_locked("d")


def test_who_knows_one_passphrase_gains_no_guesses_at_others(door: AtDoor) -> None:
    for account in ("a", "b", "c"):
        door.is_wrong(account, times=3)
        door.is_right("mine")
    door.is_wrong("d")

    assert door.count.standing("e").only_coordinators


def test_the_plug_pulled_in_mid_guess_has_used_the_guess_up(door: AtDoor) -> None:
    door.is_wrong(times=LIMIT - 1)
    attempt = door.count.one_try("staff-1")
    attempt.__enter__()  # and nothing more: the process is gone
    door.restart()

    assert door.is_locked()


def test_what_says_nothing_of_the_passphrase_is_no_guess(door: AtDoor) -> None:
    for _ in range(LIMIT + 1):
        with pytest.raises(StoreUnavailable), door.count.one_try("staff-1"):
            raise StoreUnavailable

    assert door.count.standing("staff-1").left == LIMIT


def test_nothing_is_tried_when_it_cannot_be_counted(
    door: AtDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise StoreUnavailable

    monkeypatch.setattr(countfile, "write_private", full)
    tried = []
    with pytest.raises(StoreUnavailable), door.count.one_try("staff-1"):
        tried.append("a guess")

    assert not tried


def drop_both(folder: Path) -> None:
    for name in COUNT_NAMES:
        (folder / name).unlink()


def drop_one(folder: Path) -> None:
    (folder / COUNT_NAMES[0]).unlink()


def edit_one(folder: Path) -> None:
    path = folder / COUNT_NAMES[0]
    row = json.loads(path.read_text())
    path.write_text(json.dumps({**row, "events": []}))


def spoil_both(folder: Path) -> None:
    for name in COUNT_NAMES:
        (folder / name).write_bytes(b"\x00" * 40)


@pytest.mark.parametrize("harm", [drop_both, drop_one, edit_one, spoil_both])
def test_a_count_file_taken_away_or_changed_never_opens_the_door_wider(
    door: AtDoor, harm: Callable[[Path], None]
) -> None:
    door.is_wrong(times=LIMIT - 1)
    harm(door.folder)

    assert door.count.standing("staff-1").left == 1
    assert door.count.standing("staff-2").only_coordinators
    door.is_wrong("staff-2")
    assert door.is_locked("staff-2")
    with pytest.raises(SignInLocked):
        door.count.check_role("staff-3", is_coordinator=False)


def test_an_older_copy_put_back_of_one_file_shows_at_once(door: AtDoor) -> None:
    kept = (door.folder / COUNT_NAMES[1]).read_bytes()
    door.is_wrong(times=LIMIT - 1)
    (door.folder / COUNT_NAMES[1]).write_bytes(kept)

    assert door.count.standing("staff-2").only_coordinators
    assert door.count.standing("staff-1").left == 1


def test_a_power_cut_between_the_two_copies_locks_nobody_out(door: AtDoor) -> None:
    old = (door.folder / COUNT_NAMES[1]).read_bytes()
    attempt = door.count.one_try("staff-1")
    attempt.__enter__()
    (door.folder / COUNT_NAMES[1]).write_bytes(old)

    standing = door.count.standing("staff-1")
    assert not standing.only_coordinators
    assert standing.left == LIMIT - 1


def test_the_system_count_moves_on_by_itself_and_knows_its_run() -> None:
    at = FakeClock().now()
    first, second = (SystemUptime().moment(at) for _ in range(2))

    assert first.boot == second.boot != ""
    assert first.since(replace(second, at=at + timedelta(days=9))) < timedelta(minutes=1)
    assert ClockOnly().moment(at) == Moment(at)


# At the vault ---------------------------------------------------------------------------


class Here(TwoPeople):
    """The two of them, and passphrases that are wrong."""

    def wrong(self, staff: str, times: int) -> None:
        for _ in range(times):
            with pytest.raises((WrongPassphrase, SignInLocked)):
                self.vault.prove(staff, WRONG)

    def told(self) -> list[tuple[str, str, str, str]]:
        return [
            (line.act, line.by, line.detail, line.outcome) for line in self.history().every()
        ]


@pytest.fixture
def here(tmp_path: Path) -> Here:
    return Here(tmp_path / "station")


def test_the_history_has_the_wrong_ones_before_anything_else(here: Here) -> None:
    here.wrong(here.other.id, 2)
    here.clock.advance(minutes=3)
    here.wrong(ME.id, 1)
    here.restart()
    here.sign_in()

    assert here.told()[-3:] == [
        ("sign_in_failed", here.other.id, "2 2026-11-23T08:41Z 2026-11-23T08:41Z", NOT_DONE),
        ("sign_in_failed", ME.id, "1 2026-11-23T08:44Z 2026-11-23T08:44Z", NOT_DONE),
        ("signed_in", ME.id, "", "done"),
    ]
    before = len(here.told())
    here.restart()
    here.sign_in()
    assert len(here.told()) == before + 2  # locked, signed in: the wrong ones are told once


def test_a_coordinator_releases_somebody_and_it_is_in_the_history(here: Here) -> None:
    here.wrong(here.other.id, LIMIT)
    with pytest.raises(SignInLocked):
        here.sign_in(here.other.id, OTHER)
    desk = here.sign_in()
    waiting = desk.releases.locked()
    desk.releases.release(here.other.id)
    here.restart()

    assert waiting == {here.other.id}
    assert here.sign_in(here.other.id, OTHER).me == here.other
    assert ("account_released", ME.id, here.other.id, "done") in here.told()


def test_the_only_coordinator_comes_back_in_by_a_sheet(here: Here) -> None:
    here.wrong(ME.id, LIMIT)
    with pytest.raises(SignInLocked):
        here.sign_in()
    rescue = here.vault.recover(here.vault.prove_sheet(here.sheet))
    fresh = "fog over nine red barns"
    desk = rescue.finish(ME, rescue.prepare(ME, fresh))

    assert desk.me == ME
    assert not desk.releases.locked()
    here.restart()
    assert here.sign_in(ME.id, fresh).me == ME


def test_a_closed_computer_keeps_others_out_until_a_coordinator_has_been_in(
    here: Here,
) -> None:
    for account in ("one", "two", "three"):
        here.wrong(account, LIMIT - 1)
    with pytest.raises(SignInLocked) as refused:
        here.sign_in(here.other.id, OTHER)
    here.restart()
    here.sign_in()
    here.vault.lock()

    assert refused.value.message_key == "error.computer_locked"
    assert here.sign_in(here.other.id, OTHER).me == here.other


def put_back_both(folder: Path, kept: Path) -> None:
    for name in COUNT_NAMES:
        shutil.copy(kept / name, folder / name)


def test_both_files_put_back_from_before_the_last_opening_show_when_it_opens(
    here: Here, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    here.sign_in()
    here.vault.lock()
    for name in COUNT_NAMES:
        shutil.copy(here.folder / name, kept / name)
    for _ in range(2):
        here.sign_in()
        here.vault.lock()
    here.wrong(here.other.id, LIMIT)
    put_back_both(here.folder, kept)

    with pytest.raises(SignInLocked) as refused:
        here.sign_in(here.other.id, OTHER)
    assert refused.value.message_key == "error.computer_locked"
    here.sign_in()
    assert ("sign_in_failed", here.other.id, "count_disturbed", NOT_DONE) in here.told()


def test_an_event_taken_out_of_both_files_shows_when_it_opens(here: Here) -> None:
    here.wrong(here.other.id, 3)
    for name in COUNT_NAMES:
        row = json.loads((here.folder / name).read_text())
        row["events"] = row["events"][-1:]
        (here.folder / name).write_text(json.dumps(row))

    with pytest.raises(SignInLocked) as refused:
        here.sign_in(here.other.id, OTHER)
    assert refused.value.message_key == "error.computer_locked"


def test_a_release_that_nobody_gave_is_none(here: Here) -> None:
    here.wrong(here.other.id, LIMIT)
    count = countfile.load(here.folder, lambda: True)
    lockout = here.vault.lockout
    forged = count.with_events(
        lockout._event(Happened.RELEASED, here.other.id)  # noqa: SLF001 - a forger's hand
    )
    countfile.save(here.folder, forged)

    with pytest.raises(SignInLocked):
        here.sign_in(here.other.id, OTHER)


def test_files_taken_away_keep_others_out_though_their_passphrase_is_right(
    here: Here,
) -> None:
    drop_both(here.folder)
    with pytest.raises(SignInLocked) as refused:
        here.sign_in(here.other.id, OTHER)
    here.sign_in()
    here.vault.lock()

    assert refused.value.message_key == "error.computer_locked"
    assert here.sign_in(here.other.id, OTHER).me == here.other


def never_counted(here: Here) -> None:
    """Leave the station as a SafeStation without a count left it."""
    here.sign_in()
    db, found = here.vault._db, here.vault._unlocked  # noqa: SLF001 - an older one's hand
    assert db is not None
    assert found is not None
    key = bytes(found.key)
    db.execute("DELETE FROM setting WHERE key = 'signin_count'")
    here.vault.lock()
    keys = here.folder / KEY_FILE_NAME
    save(signed(replace(load(keys), is_counted=False), key), keys)
    drop_both(here.folder)


def test_a_record_from_before_there_was_a_count_takes_anybody(here: Here) -> None:
    never_counted(here)

    assert here.vault.standing(here.other.id) == Standing(LIMIT)
    here.wrong(here.other.id, LIMIT - 1)
    assert here.sign_in(here.other.id, OTHER).me == here.other
    here.vault.lock()
    drop_both(here.folder)
    with pytest.raises(SignInLocked):
        here.sign_in(here.other.id, OTHER)


def test_the_first_count_locks_who_guesses_as_any_other_does(here: Here) -> None:
    never_counted(here)
    here.wrong(here.other.id, LIMIT)

    with pytest.raises(SignInLocked):
        here.sign_in(here.other.id, OTHER)
    here.sign_in()
    assert here.told()[-2][:2] == ("sign_in_failed", here.other.id)


def test_a_key_file_of_before_the_update_put_back_shows_when_it_opens(
    here: Here, tmp_path: Path
) -> None:
    never_counted(here)
    kept = Path(shutil.copy(here.folder / KEY_FILE_NAME, tmp_path / "kept"))
    here.sign_in()
    here.vault.lock()
    here.wrong(here.other.id, LIMIT)
    shutil.copy(kept, here.folder / KEY_FILE_NAME)
    drop_both(here.folder)

    with pytest.raises(SignInLocked) as refused:
        here.sign_in(here.other.id, OTHER)
    assert refused.value.message_key == "error.computer_locked"


def test_a_key_file_that_says_by_itself_that_nobody_counted_opens_nothing(here: Here) -> None:
    path = here.folder / KEY_FILE_NAME
    row = {**json.loads(path.read_text()), "version": 2}
    del row["sum"]
    path.write_text(json.dumps({**row, "sum": hashlib.sha256(canonical(row)).hexdigest()}))
    drop_both(here.folder)

    with pytest.raises(KeyFileDamaged):
        here.sign_in(here.other.id, OTHER)


def killed_at_its_write(here: Here, nth: int) -> bool:
    """Sign the coordinator in within a child that is killed at its nth rename; False: none."""
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    calls = iter(range(1, 1000))

    def die_in_time(event: str, _args: object) -> None:
        if event == "os.rename" and next(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(die_in_time)  # stays, but in the child alone
    try:
        here.restart()
        here.sign_in()
    finally:
        os._exit(0)


@pytest.mark.parametrize("is_first", [True, False], ids=["after an update", "as ever"])
def test_a_sign_in_killed_at_any_write_locks_nobody(
    here: Here, tmp_path: Path, *, is_first: bool
) -> None:
    if is_first:
        never_counted(here)
    here.vault.release()
    untouched = Path(shutil.copytree(here.folder, tmp_path / "untouched"))
    nth = 0
    while True:
        shutil.rmtree(here.folder)
        shutil.copytree(untouched, here.folder)
        nth += 1
        was_killed = killed_at_its_write(here, nth)
        here.restart()

        assert here.vault.standing(ME.id).left >= LIMIT - 1, nth
        assert here.sign_in(here.other.id, OTHER).me == here.other, nth
        assert "count_disturbed" not in {detail for _, _, detail, _ in here.told()}, nth
        here.vault.lock()
        assert here.sign_in().me == ME, nth
        here.vault.release()
        if not was_killed:
            break
    assert nth > 5  # ahead and right, each twice, and what opening writes


def test_a_cut_between_record_and_file_is_nobodys_doing(
    here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.wrong(here.other.id, 1)
    with monkeypatch.context() as cut:
        proven = here.vault.prove(ME.id, GOOD)

        def killed(*_: object) -> None:
            raise StoreUnavailable

        cut.setattr(countfile, "save", killed)
        with pytest.raises(StoreUnavailable):
            here.vault.open(proven)
    here.restart()
    desk = here.sign_in(here.other.id, OTHER)

    assert desk.me == here.other
    assert [act for act, *_ in here.told()].count("sign_in_failed") == 1


def test_wrong_passphrases_do_not_hide_a_clock_that_was_set_back(here: Here) -> None:
    here.clock.advance(days=1)
    here.sign_in()
    here.vault.lock()
    here.clock.advance(days=-1)
    here.wrong(here.other.id, 1)
    desk = here.sign_in()

    assert desk.timekeeping.is_in_doubt
