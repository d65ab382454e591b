"""Work on a large record, held up behind the locked screen, and the window meanwhile."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from safestation.domain.errors import StationError
from safestation.storage.keyfile import add_slot
from safestation.storage.keyslot import SlotKind
from safestation.storage.keystore import SHEET, new_code
from safestation.ui.screens.recover import RecoverScreen
from tests.ui.at_the_window import AtTheWindow
from tests.unit.storage.samples import CHEAP
from tests.unit.storage.test_restore import ME


class HeldUp:
    """Real work that waits until it is let go, as a large record would make it."""

    def __init__(
        self,
        patch: pytest.MonkeyPatch,
        place: str,
        work: Callable[..., None],
        failure: type[StationError],
    ) -> None:
        self.go, self.begun, self.threads = threading.Event(), threading.Event(), set[int]()
        self._work, self._failure = work, failure
        self.fails = False
        patch.setattr(place, self)

    def __call__(self, *args: Any) -> None:  # noqa: ANN401 - whatever the work takes
        self.threads.add(threading.get_ident())
        self.begun.set()
        assert self.go.wait(30)
        if self.fails:
            raise self._failure
        self._work(*args)


def lives_meanwhile(here: AtTheWindow, held: HeldUp, told: str) -> None:
    """Sign in: the window says what it does, keeps its clock, and takes no passphrase."""
    here.type_passphrase()
    here.hands.wait_for(held.begun.is_set)
    here.hands.wait_for(lambda: here.hands.sees(told))
    here.clock.advance(minutes=7)
    here.window.tick()

    assert held.threads.isdisjoint({threading.get_ident()})
    assert here.hands.sees(f"{here.clock.now():%H:%M}")
    assert not here.window.signin.passphrase.isEnabled()


def a_sheet_waits(here: AtTheWindow, held: HeldUp, key: bytes, told: str) -> None:
    """Come in by a recovery sheet, of a key: it goes on once the work is done, not before."""
    code = new_code()
    add_slot(
        here.folder / "station.keys", key, SHEET, "1", code, kind=SlotKind.RECOVERY, kdf=CHEAP
    )
    here.window.use_sheet()
    page = here.window.asking
    assert isinstance(page, RecoverScreen)
    page.code.line.setText(code)
    page.go_on()
    here.hands.wait_for(held.begun.is_set)
    here.hands.wait_for(lambda: here.hands.sees(told))
    assert not page.go.isEnabled()
    held.go.set()
    here.hands.wait_for(page.who.isVisible)

    assert list(page.tiles) == [ME.id]
