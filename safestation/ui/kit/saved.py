"""The quiet word that everything typed is on the disk."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from safestation.ui.kit.chip import Chip, chip_size
from safestation.ui.style.theme import look
from safestation.ui.words import Words

_WIDEST = "00:00:00"


class Saved(Chip):
    """Says "Saved 03:41:07", that saving goes on, or that it does not and why."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__("", "done", parent)
        self._words = words

    def show_saved(self, time: str) -> None:
        """Show when everything typed was last on the disk."""
        self.show_text(self._words("kit.saved.saved", time=time), "done")

    def show_saving(self) -> None:
        """Show that the last keystrokes are on their way."""
        self.show_text(self._words("kit.saved.saving"), "neutral")

    def show_trouble(self, why: str) -> None:
        """Show that saving fails; `why` is a half sentence such as "the disk is full"."""
        self.show_text(self._words("kit.saved.not_saved", why=why), "danger")

    # Qt's own
    def sizeHint(self) -> QSize:
        """Return the same room while saving and after: nothing beside it moves or is cut."""
        widest = self._words("kit.saved.saved", time=_WIDEST)
        return super().sizeHint().expandedTo(chip_size(widest, look()))

    def minimumSizeHint(self) -> QSize:
        """Return room for all of it: a time that is cut says nothing."""
        return self.sizeHint()
