"""What an old backup brought back is erased again behind the locked screen, which says so."""

import pytest

from safestation.domain.acts import Act
from safestation.domain.errors import ErasedAreBack, StoreUnavailable
from safestation.services.trail_book import Wanted
from safestation.storage import erased
from safestation.storage.erasing import prepare
from safestation.storage.keyfile import unlock
from safestation.storage.keyslot import SlotKind
from tests.ui.at_the_window import AtTheWindow, here
from tests.ui.held_up import HeldUp, a_sheet_waits, lives_meanwhile
from tests.unit.storage.samples import CHEAP
from tests.unit.storage.test_restore import ME, PASSPHRASE

__all__ = ["here"]  # a fixture

TOLD = "It is erased again before anybody looks"


def hold(patch: pytest.MonkeyPatch) -> HeldUp:
    return HeldUp(patch, "safestation.storage.erasing_swap.prepare", prepare, StoreUnavailable)


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
    held = hold(monkeypatch)
    lives_meanwhile(here, held, TOLD)
    assert not is_in(here)
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
    held = hold(monkeypatch)
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
    keys = here.folder / "station.keys"
    key = unlock(keys, PASSPHRASE, kind=SlotKind.STAFF, kdf=CHEAP).key

    a_sheet_waits(here, hold(monkeypatch), key, TOLD)


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
