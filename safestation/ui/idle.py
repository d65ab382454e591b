"""Locks when nobody has touched the computer for a while, and says so half a minute before."""

from __future__ import annotations  # what is only named here is not loaded for it

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from safestation.domain.station import LOCK_MINUTES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from safestation.ui.idle_sources import IdleSource
    from safestation.ui.idle_warning import IdleWarning
    from safestation.ui.window import Window

WARN_MS = 30_000
SECOND_MS = 1000


class IdleLock(QObject):
    """Looks when it may be time, and not before: nothing runs each second until it warns.

    It looks on from the first time somebody comes in. `looked` says that it has.
    """

    looked = Signal()

    def __init__(
        self, app: QApplication, window: Window, source: IdleSource | None = None
    ) -> None:
        super().__init__(window)
        self._window, self._app, self._source = window, app, source
        self._warning: IdleWarning | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        window.entered.connect(self.look)
        if window.lock_minutes is not None:
            self.look()

    @property
    def is_warning(self) -> bool:
        """Tell whether the warning is on the screen."""
        return self._warning is not None and not self._warning.isHidden()

    def look(self) -> None:
        """Lock, warn, or come back when it is time to."""
        wanted = self._window.lock_minutes
        if wanted is None:
            self._calm()
            self._timer.stop()
            return
        least, most = LOCK_MINUTES
        minutes = min(max(wanted, least), most)
        left = minutes * 60_000 - self._asked().idle_ms()
        if left <= 0:
            self._calm()
            self._window.lock("idle")
        elif left <= WARN_MS:
            self._warn(-(-left // SECOND_MS))
            self._timer.start(left % SECOND_MS or SECOND_MS)
        else:
            self._calm()
            self._timer.start(left - WARN_MS)
        self.looked.emit()

    def _asked(self) -> IdleSource:
        if self._source is None:
            from safestation.ui.idle_sources import idle_source  # noqa: PLC0415 - not at the door

            self._source = idle_source(self._app)
        return self._source

    def _warn(self, seconds: int) -> None:
        if self._warning is None:
            from safestation.ui.idle_warning import IdleWarning  # noqa: PLC0415 - not at the door

            self._warning = IdleWarning(self._window, self._window.words)
        if not self.is_warning:
            self._app.installEventFilter(self)
        self._warning.show_left(seconds)

    def _calm(self) -> None:
        if self._warning is not None and self.is_warning:
            self._warning.hide()
            self._app.removeEventFilter(self)

    # Qt's own

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the warning away with the first touch, which goes on to where it was meant."""
        del watched
        from safestation.ui.idle_sources import TOUCHES  # noqa: PLC0415 - loaded by now

        if event.type() in TOUCHES:
            QTimer.singleShot(0, self, self.look)
        return False
