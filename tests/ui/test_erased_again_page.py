"""What an old backup brought back is erased again behind the locked screen, which says so."""

import threading
from typing import Any

import pytest

from safestation.domain.acts import Act
from safestation.domain.errors import ErasedAreBack, StoreUnavailable
from safestation.services.trail_book import Wanted
from safestation.storage import erased
from safestation.storage.erasing import prepare
from safestation.storage.keyfile import add_slot, unlock
from safestation.storage.keyslot import SlotKind
from safestation.storage.keystore import SHEET, new_code
from safestation.ui.screens.recover import RecoverScreen
from tests.ui.at_the_window import AtTheWindow, here
from tests.unit.storage.samples import CHEAP
from tests.unit.storage.test_restore import ME, PASSPHRASE

__all__ = ["here"]  # a fixture

TOLD = "It is erased again before anybody looks"


class Held:
    """The erasing, held up until it is let go, as a large record would."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.go, self.begun, self.threads = threading.Event(), threading.Event(), set[int]()
        self.fails = False
        patch.setattr("safestation.storage.erasing_swap.prepare", self)

    def __call__(self, *args: Any) -> None:  # noqa: ANN401 - whatever the erasing takes
        self.threads.add(threading.get_ident())
        self.begun.set()
        assert self.go.wait(30)
        if self.fails:
            raise StoreUnavailable
        prepare(*args)


@pytest.fixture(autouse=True)
def has_somebody_back(here: AtTheWindow) -> None:
    """Let the record still have somebody that its list says was erased."""
    here.wait_for_the_daily_one()
    (card,) = here.desk.counter.board().cards
    here.window.lock()
    erased.add(here.folder, {erased.fingerprint(card.visit)})


def is_in(here: AtTheWindow) -> bool:
    return here.window.desk is not None


def acts(here: AtTheWindow) -> list[str]:
    assert here.window.desk is not None
    return [row.act for row in here.window.desk.trail.read(Wanted())]


def test_nobody_is_in_and_the_window_lives_until_it_is_erased_again(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    here.type_passphrase()
    here.hands.wait_for(held.begun.is_set)
    here.hands.wait_for(lambda: here.hands.sees(TOLD))
    here.clock.advance(minutes=7)
    here.window.tick()

    assert held.threads.isdisjoint({threading.get_ident()})
    assert not is_in(here)
    assert here.hands.sees(f"{here.clock.now():%H:%M}")
    assert not here.window.signin.passphrase.isEnabled()
    held.go.set()
    here.hands.wait_for(lambda: is_in(here))
    assert here.window.desk is not None
    assert here.window.desk.counter.board().cards == ()
    assert acts(here).count(Act.ERASED_AGAIN) == 1
    assert here.window.desk.trail.check() is None
    assert not here.hands.sees(TOLD)


def test_an_erasing_that_fails_lets_nobody_in_and_is_tried_again(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(monkeypatch)
    held.fails = True
    held.go.set()
    here.type_passphrase()
    here.hands.wait_for(held.begun.is_set)
    here.hands.wait_for(here.window.signin.passphrase.isEnabled)

    assert not is_in(here)
    with pytest.raises(ErasedAreBack):
        here.vault.open(here.vault.prove(ME.id, PASSPHRASE), may_upgrade=False)
    held.fails = False
    here.type_passphrase()
    here.hands.wait_for(lambda: is_in(here))
    assert here.window.desk is not None
    assert here.window.desk.counter.board().cards == ()


def test_a_recovery_sheet_waits_for_it_as_well(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, keys = new_code(), here.folder / "station.keys"
    key = unlock(keys, PASSPHRASE, kind=SlotKind.STAFF, kdf=CHEAP).key
    add_slot(keys, key, SHEET, "1", code, kind=SlotKind.RECOVERY, kdf=CHEAP)
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


def test_a_journal_cut_short_is_told_once_though_the_erasing_came_between(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([True])
    monkeypatch.setattr("safestation.bootstrap.ends_broken", lambda _: next(looks, False))
    here.type_passphrase()
    here.hands.wait_for(lambda: is_in(here))

    assert here.window.desk is not None
    assert here.window.desk.tail_lost
    assert acts(here).count(Act.TAIL_LOST) == 1
