"""Whatever goes wrong on the way in, the locked screen has no open record behind it."""

import pytest

from safestation.domain.errors import KeyFileDamaged
from safestation.services.keys import Keys, WayIn
from safestation.ui.shell import Shell
from tests.ui.at_the_window import AtTheWindow, here
from tests.unit.storage.test_restore import PASSPHRASE

__all__ = ["here"]


def nothing_is_open(here: AtTheWindow) -> bool:
    vault = here.vault
    return vault._db is None and vault._unlocked is None  # noqa: SLF001 - the key


def test_a_key_file_that_cannot_be_read_after_the_passphrase_fits_leaves_no_key(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()

    def damaged(_keys: Keys) -> WayIn:
        raise KeyFileDamaged

    with monkeypatch.context() as broken:
        broken.setattr(Keys, "mine", damaged)
        here.window.let_in(here.vault.prove("staff-1", PASSPHRASE))

    assert here.window.desk is None
    assert nothing_is_open(here)


def test_pages_that_cannot_be_built_leave_no_key_and_the_next_sign_in_works(
    here: AtTheWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.window.lock()

    def fails(*_anything: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(Shell, "show_first", fails)
        with pytest.raises(ZeroDivisionError):
            here.window.let_in(here.vault.prove("staff-1", PASSPHRASE))

    assert here.window.desk is None
    assert nothing_is_open(here)
    assert here.window.signin.isVisible()
    here.window.let_in(here.vault.prove("staff-1", PASSPHRASE))
    assert here.window.desk is not None
