"""An update that has to copy a large record says so, and the window lives meanwhile."""

import threading
from typing import Any

import pytest

from safestation.domain.acts import Act
from safestation.domain.errors import UpgradeFailed
from safestation.storage.driver import Migrations
from safestation.storage.keyfile import add_slot
from safestation.storage.keyslot import SlotKind
from safestation.storage.keystore import SHEET, new_code
from safestation.storage.migrations import migrations
from safestation.storage.upgrade import upgrade
from safestation.ui.screens.recover import RecoverScreen
from tests.ui.at_the_window import AtTheWindow, here
from tests.unit.storage.samples import CHEAP
from tests.unit.storage.test_restore import ME

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


class Held:
    """The upgrade, held up until it is let go, as a large record would."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.go, self.begun, self.threads = threading.Event(), threading.Event(), set[int]()
        self._real = upgrade
        self.fails = False
        patch.setattr("safestation.storage.opening.upgrade", self)
        patch.setattr("safestation.bootstrap.migrations", next_release())

    def __call__(self, *args: Any) -> None:  # noqa: ANN401 - whatever an upgrade takes
        self.threads.add(threading.get_ident())
        self.begun.set()
        assert self.go.wait(30)
        if self.fails:
            raise UpgradeFailed
        self._real(*args)


@pytest.fixture(autouse=True)
def has_its_backup_of_the_day(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()


def test_the_window_lives_and_says_so_while_the_record_is_brought_up_to_date(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()
    held = Held(monkeypatch)
    here.type_passphrase()
    here.hands.wait_for(held.begun.is_set)
    here.hands.wait_for(lambda: here.hands.sees(TOLD))
    here.clock.advance(minutes=7)
    here.window.tick()

    assert held.threads.isdisjoint({threading.get_ident()})
    assert here.hands.sees(f"{here.clock.now():%H:%M}")
    assert not here.window.signin.passphrase.isEnabled()
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
    held = Held(monkeypatch)
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
    code = new_code()
    key = here.vault._key()  # noqa: SLF001 - a sheet that set-up would have printed
    add_slot(
        here.folder / "station.keys", key, SHEET, "1", code, kind=SlotKind.RECOVERY, kdf=CHEAP
    )
    here.window.lock()
    held = Held(monkeypatch)
    here.window.use_sheet()
    page = here.window.asking
    assert isinstance(page, RecoverScreen)
    page.code.line.setText(code)
    page.go_on()
    here.hands.wait_for(held.begun.is_set)
    here.hands.wait_for(lambda: here.hands.sees(TOLD))
    assert not page.go.isEnabled()
    held.go.set()
    here.hands.wait_for(page.who.isVisible)

    assert list(page.tiles) == [ME.id]


def test_a_journal_cut_short_is_told_though_the_upgrade_came_between(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()
    Held(monkeypatch).go.set()
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
