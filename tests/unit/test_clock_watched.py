"""A clock that jumps while the record is shut, or while the desk is made anew, is noticed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.domain.acts import Act
from safestation.domain.errors import StationError
from safestation.domain.lockout import Moment
from safestation.services.desk import Desk
from safestation.storage.trail import Trail
from tests.fakes import CountedIds
from tests.unit.storage.samples import CHEAP
from tests.unit.test_the_vault import GOOD, ME, Here


@dataclass
class Computer:
    """One run of a computer: the seconds that pass in it, which nobody sets."""

    boot: str = "first run"
    up: float = 0.0

    def elapsed(self) -> float:
        return self.up

    def moment(self, at: datetime) -> Moment:
        return Moment(at, self.boot, self.up)


class There(Here):
    """A station whose clock and time can part."""

    def __init__(self, folder: Path) -> None:
        self.computer = Computer()
        super().__init__(folder)

    def open_vault(self) -> LocalVault:
        vault = LocalVault(
            self.folder, self.content, self.printer, clock=self.clock, ids=CountedIds(),
            kdf=CHEAP, binding=self.ring, stopwatch=self.computer,
        )  # fmt: skip
        vault.lockout._uptime = self.computer  # noqa: SLF001 - as the real one, but moved by hand
        return vault

    def passes(self, real: timedelta, shown: timedelta | None = None) -> None:
        self.computer.up += real.total_seconds()
        self.clock.at += real if shown is None else shown

    def jumps(self) -> int:
        return [act for act, *_ in self.told()].count(Act.CLOCK_JUMPED)

    def marks(self) -> list[tuple[str, str]]:
        db = self.vault._db  # noqa: SLF001 - the history as it lies there
        assert db is not None
        return [(line.act, line.clock) for line in Trail(db).every()]


@pytest.fixture
def here(tmp_path: Path) -> There:
    return There(tmp_path / "station")


MINUTE, DAYS = timedelta(minutes=1), timedelta(days=3)


def locked(here: There) -> Desk:
    here.set_up()
    here.vault.lock()
    desk = here.sign_in(GOOD)
    here.vault.lock()
    return desk


def test_a_clock_set_forward_while_it_was_locked_is_noticed(here: There) -> None:
    locked(here)
    here.passes(MINUTE, DAYS)
    assert here.sign_in(GOOD).timekeeping.is_in_doubt
    assert here.jumps() == 1


def test_a_clock_set_forward_as_the_desk_is_made_anew_is_noticed(here: There) -> None:
    desk, _ = here.set_up()
    desk.timekeeping.look()
    here.passes(MINUTE, DAYS)
    assert here.vault.renewed(desk).timekeeping.look() is not None


def test_a_clock_set_forward_over_a_restart_in_one_run_of_the_computer_is_noticed(
    here: There,
) -> None:
    locked(here)
    here.vault.release()
    here.passes(MINUTE, DAYS)
    here.vault = here.open_vault()
    assert here.sign_in(GOOD).timekeeping.is_in_doubt


@pytest.mark.parametrize("off", [True, False], ids=["computer off", "computer on"])
def test_a_weekend_is_no_jump(here: There, *, off: bool) -> None:
    locked(here)
    here.vault.release()
    if off:
        here.computer.boot, here.computer.up = "second run", 5.0
        here.clock.at += DAYS
    else:
        here.passes(DAYS)
    here.vault = here.open_vault()
    assert not here.sign_in(GOOD).timekeeping.is_in_doubt
    here.vault.lock()
    here.passes(DAYS)
    assert not here.sign_in(GOOD).timekeeping.is_in_doubt


def test_every_line_is_marked_while_the_clock_is_in_doubt(here: There) -> None:
    locked(here)
    here.passes(MINUTE, DAYS)
    desk = here.sign_in(GOOD)
    before = len(here.marks())
    desk.trail.seal("en")
    here.vault.lock()
    with pytest.raises(StationError):
        here.vault.prove(ME.id, "nine wrong guesses in a row")
    here.sign_in(GOOD)

    assert {act for act, _ in here.marks()[before:]} >= {
        Act.SEALED, Act.LOCKED, Act.SIGN_IN_FAILED, Act.SIGNED_IN,
    }  # fmt: skip
    assert all(mark for _, mark in here.marks()[before:])


def test_a_jump_is_told_once_and_not_again_when_somebody_says_that_it_is_right(
    here: There,
) -> None:
    locked(here)
    here.passes(MINUTE, DAYS)
    here.sign_in(GOOD).timekeeping.trust_again()
    for _ in range(2):
        here.vault.release()
        here.passes(MINUTE)
        here.vault = here.open_vault()
        assert not here.sign_in(GOOD).timekeeping.is_in_doubt
    assert here.jumps() == 1


def test_a_backup_from_before_it_does_not_end_the_doubt(here: There) -> None:
    desk, _ = here.set_up()
    kept = desk.backups.by_hand("").run()
    here.vault.lock()
    here.passes(MINUTE, DAYS)
    assert here.sign_in(GOOD).timekeeping.is_in_doubt
    here.vault.lock()
    found = here.vault.rescue.unlocking(kept, ME.id, GOOD)()
    here.vault.rescue.preparing(found)()
    here.vault.rescue.replace(found)
    assert here.sign_in(GOOD).timekeeping.is_in_doubt
