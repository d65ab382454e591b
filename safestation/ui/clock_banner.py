"""Tells that the computer's clock jumped, until somebody says that it can be trusted."""

from datetime import timedelta

from PySide6.QtCore import Signal, Slot

from safestation.domain.errors import StationError
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.elapsed import elapsed_words
from safestation.ui.words import Words


class ClockBanner(Banner):
    """Looks at the clock for as long as somebody is in. `failed` gives a StationError."""

    failed = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self._words = words
        self._desk: Desk | None = None
        self.acted.connect(self._trust)

    def begin(self, desk: Desk) -> None:
        """Look for somebody who came in; say what was found before."""
        self._desk = desk
        self.clear()
        if desk.timekeeping.is_in_doubt:
            self._tell(self._words("clock.in_doubt"))

    def rest(self) -> None:
        """Look no more."""
        self._desk = None

    def look(self) -> None:
        """Say it when the clock jumped since the last look."""
        if self._desk is None:
            return
        try:
            jump = self._desk.timekeeping.look()
        except StationError as error:
            self.failed.emit(error)
            return
        if jump is not None:
            key = "clock.forward" if jump.by > timedelta() else "clock.backward"
            self._tell(self._words(key, span=elapsed_words(abs(jump.by))))

    def _tell(self, what: str) -> None:
        words, may = self._words, Permission.CHANGE_STATION
        action = words("clock.trust") if self._desk and self._desk.gate.allows(may) else ""
        self.show_message(
            "clock", what, words("clock.more"), words("clock.todo"), action=action
        )

    @Slot()
    def _trust(self) -> None:
        if self._desk is None:
            return
        try:
            self._desk.timekeeping.trust_again()
        except StationError as error:
            self.failed.emit(error)
        else:
            self.clear()
