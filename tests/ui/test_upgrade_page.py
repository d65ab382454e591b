"""An update that has to copy a large record says so, and the window lives meanwhile."""

import pytest

from safestation.domain.acts import Act
from safestation.domain.errors import UpgradeFailed
from safestation.storage.driver import Migrations
from safestation.storage.migrations import migrations
from safestation.storage.upgrade import upgrade
from tests.ui.at_the_window import AtTheWindow, here
from tests.ui.held_up import HeldUp, a_sheet_waits, lives_meanwhile

__all__ = ["here"]  # a fixture

TOLD = "Bringing the record up to date"


def next_release() -> Migrations:
    """Return the record's migrations and one more, as the next SafeStation has them."""
    newer = Migrations("safestation")
    for one in migrations._migrations:  # noqa: SLF001 - no public list
        newer()(one.fn)

    @newer()
    def m9999_change_nothing(_db: object) -> None:
        pass

    return newer


def hold(patch: pytest.MonkeyPatch) -> HeldUp:
    """Hold up the upgrade to the next release."""
    patch.setattr("safestation.bootstrap.migrations", next_release())
    return HeldUp(patch, "safestation.storage.opening.upgrade", upgrade, UpgradeFailed)


@pytest.fixture(autouse=True)
def has_its_backup_of_the_day(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()


def test_the_window_lives_and_says_so_while_the_record_is_brought_up_to_date(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()
    held = hold(monkeypatch)
    lives_meanwhile(here, held, TOLD)
    here.type_passphrase()  # nobody can begin it twice
    assert not here.window.signin.is_trying
    held.go.set()
    here.hands.wait_for(lambda: here.window.desk is not None)
    assert here.window.desk is not None
    assert here.window.desk.trail.read()[1].act == Act.UPGRADED
    assert len(here.window.desk.counter.board().cards) == 1
    assert not here.hands.sees(TOLD)


def test_an_upgrade_that_fails_leaves_the_locked_screen_ready_for_the_next_try(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()
    held = hold(monkeypatch)
    held.fails = True
    held.go.set()
    here.type_passphrase()
    here.hands.wait_for(lambda: here.hands.sees("left exactly as it was"))

    assert here.window.signin.passphrase.isEnabled()
    held.fails = False
    here.type_passphrase()
    here.hands.wait_for(lambda: here.window.desk is not None)


def test_a_recovery_sheet_brings_it_up_to_date_as_well(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = here.vault._key()  # noqa: SLF001 - a sheet that set-up would have printed
    here.window.lock()

    a_sheet_waits(here, hold(monkeypatch), key, TOLD)


def test_a_journal_cut_short_is_told_though_the_upgrade_came_between(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()
    hold(monkeypatch).go.set()
    looks = iter([True])
    monkeypatch.setattr("safestation.bootstrap.ends_broken", lambda _: next(looks, False))
    here.type_passphrase()
    here.hands.wait_for(lambda: here.window.desk is not None)

    assert here.window.desk is not None
    assert here.window.desk.tail_lost
    here.window.lock()
    here.type_passphrase()
    here.hands.wait_for(lambda: here.window.desk is not None)
    assert here.window.desk is not None
    assert not here.window.desk.tail_lost
