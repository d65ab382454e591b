"""The station's door: stands at once, while what is behind it is read and built.

Nobody waits for the record's driver, the content and the other screens to see where to type
a passphrase. They are loaded in the background from the first picture on; whoever presses
Enter before that is done waits for it, and sees so.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from safestation.catalog.strings import load_some
from safestation.domain.errors import SharedFolder
from safestation.domain.text import ENGLISH
from safestation.paths import resource
from safestation.services.vault import Behind, Opening
from safestation.storage.places import concern
from safestation.threshold import LocalThreshold, RandomIds

if TYPE_CHECKING:
    from safestation.services.paper import Printer

SPOKEN_AT_THE_DOOR = ("error", "kit", "shell")


def first_words(language: str) -> dict[str, Mapping[str, str]]:
    """Return the sentences of the locked screen, in one language.

    A file that is wrong is left out here; it is named when everything is read.
    """
    folder = resource("strings")
    spoken = language if (folder / language).is_dir() else ENGLISH
    return {spoken: load_some(folder, spoken, SPOKEN_AT_THE_DOOR)}


class Doorstep(LocalThreshold):
    """A real station's locked door. Satisfies services.vault.Threshold."""

    def __init__(
        self, folder: Path, printer: "Callable[[], Printer]", *, allow_shared: bool = False
    ) -> None:
        """Hold the folder. Raises SharedFolder, unless that is allowed; it is written down."""
        self._shared = concern(folder)
        if self._shared and not allow_shared:
            raise SharedFolder(self._shared)
        super().__init__(folder)
        self._printer = printer
        self._lock = Lock()
        self._behind: Behind | None = None

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

        content, words = bootstrap.load_content(), bootstrap.load_words()
        vault = bootstrap.LocalVault(
            self._folder,
            content,
            self._printer(),
            instance=self._instance,
            shared=self._shared,
        )
        return Behind(vault, content.programs, RandomIds(), words)
