"""How the window looks and speaks: changed at once, and the same at the next start."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from safestation.domain.errors import StationError
from safestation.services.vault import Vault
from safestation.ui.style.theme import apply_theme, look
from safestation.ui.style.tokens import THEMES
from safestation.ui.words import Words


class Looks(QObject):
    """Switches theme and language. `spoke_anew` says that every text must be said again.

    `failed` gives a StationError: what was switched stays so until the next start.
    """

    spoke_anew = Signal()
    failed = Signal(object)

    def __init__(self, vault: Vault, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._vault, self._words = vault, words
        self._anew = QTimer(self, singleShot=True, interval=0)
        self._anew.timeout.connect(self.spoke_anew)

    @Slot()
    def switch_theme(self) -> None:
        """Change between light and night."""
        app = QApplication.instance()
        theme = "light" if look().tokens is THEMES["night"] else "night"
        if isinstance(app, QApplication):
            apply_theme(app, theme, look().scale)
        self._keep({"theme": theme})

    @Slot()
    def switch_language(self) -> None:
        """Change the window's language."""
        others = [code for code in self._words.languages if code != self._words.language]
        if not others:
            return
        self._words.switch_to(others[0])
        self._keep({"language": others[0]})
        self._anew.start()  # not in the middle of the click that asked for it

    def keep_notice(self, text: str) -> None:
        """Let the locked screen have the station's notice of use, as the record has it."""
        if self._vault.window.load().get("notice", "") != text:
            self._keep({"notice": text})

    def _keep(self, changed: Mapping[str, str]) -> None:
        try:
            self._vault.window.save(changed)
        except StationError as error:
            self.failed.emit(error)
