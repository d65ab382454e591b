"""The station's door: stands at once, while what is behind it is read and built.

Nobody waits for the record's driver, the content and the other screens to see where to type
a passphrase. They are loaded in the background from the first picture on; whoever presses
Enter before that is done waits for it, and sees so.
"""

from __future__ import annotations  # what is only named here is not loaded for it

from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from safestation.catalog.strings import AsAsked
from safestation.domain.errors import SharedFolder
from safestation.domain.languages import ENGLISH
from safestation.paths import resource
from safestation.storage.places import concern
from safestation.threshold import LocalThreshold, RandomIds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from safestation.domain.lockout import Standing
    from safestation.services.paper import Printer
    from safestation.services.vault import Behind, Opening
    from safestation.storage.lockout import Lockout

SPOKEN_AT_THE_DOOR = ("shell", "kit", "error")  # what is asked for first comes first


def first_words(language: str) -> dict[str, Mapping[str, str]]:
    """Return the sentences of the locked screen, in one language.

    A file that is wrong is left out here; it is named when everything is read.
    """
    folder = resource("strings")
    spoken = language if (folder / language).is_dir() else ENGLISH
    return {spoken: AsAsked(folder, spoken, SPOKEN_AT_THE_DOOR)}


class Doorstep(LocalThreshold):
    """A real station's locked door. Satisfies services.vault.Threshold."""

    def __init__(
        self, folder: Path, printer: Callable[[], Printer], *, allow_shared: bool = False
    ) -> None:
        """Hold the folder. Raises SharedFolder, unless that is allowed; it is written down."""
        self._shared = concern(folder)
        if self._shared and not allow_shared:
            raise SharedFolder(self._shared)
        super().__init__(folder)
        self._printer = printer
        self._lock = Lock()
        self._behind: Behind | None = None
        self._lockout: Lockout | None = None

    def behind(self) -> Behind:
        """Return what is behind the door, built now if it is not yet. For any thread.

        Takes a good part of a second the first time. Raises ContentRefused; then the next
        call tries again.
        """
        with self._lock:
            if self._behind is None:
                self._behind = self._built()
            return self._behind

    def prove(self, staff: str, passphrase: str) -> Opening:
        """Try a passphrase, once everything is there. Raises WrongPassphrase."""
        return self.behind().vault.prove(staff, passphrase)

    def standing(self, staff: str) -> Standing:
        """Return how often somebody may still be wrong, and who may come in at all."""
        if self._lockout is None:
            from safestation.storage.accounts import is_counted  # noqa: PLC0415 - likewise
            from safestation.storage.lockout import Lockout  # noqa: PLC0415 - the first picture needs none
            from safestation.storage.uptime import SystemUptime  # noqa: PLC0415 - likewise

            self._lockout = Lockout(
                self._folder, self.clock, SystemUptime(), partial(is_counted, self._keys)
            )
        return self._lockout.standing(staff)

    def with_pin(self) -> frozenset[str]:
        """Return who may come back in by the PIN of this shift: nobody, at the start."""
        return self._behind.vault.with_pin() if self._behind is not None else frozenset()

    def prove_pin(self, staff: str, pin: str) -> Opening:
        """Try the PIN of this shift. Raises PinRefused, SignInLocked."""
        return self.behind().vault.prove_pin(staff, pin)

    def end_shift(self) -> None:
        """Let no PIN count any more."""
        if self._behind is not None:
            self._behind.vault.end_shift()

    def erase_keys(self) -> None:
        """Overwrite the keys of closed records that nobody holds any more."""
        if self._behind is not None:
            self._behind.vault.erase_keys()

    def release(self) -> None:
        """Close the record if it is open, and let another SafeStation have the folder."""
        if self._behind is not None:
            self._behind.vault.lock()
            self._behind.vault.end_shift()
        super().release()

    def _built(self) -> Behind:
        from safestation import bootstrap  # noqa: PLC0415 - what this module is there for
        from safestation.content import load_content, load_words  # noqa: PLC0415 - likewise
        from safestation.services.vault import Behind  # noqa: PLC0415 - likewise

        content, words = load_content(), load_words()
        vault = bootstrap.LocalVault(
            self._folder,
            content,
            self._printer(),
            instance=self._instance,
            shared=self._shared,
        )
        return Behind(vault, content.programs, RandomIds(), words)
