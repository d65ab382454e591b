"""Garbage is collected between two events, never in the middle of one.

Python collects whenever it makes things, and so inside any event that it looks at. A widget
that nobody holds any more then dies while Qt is at work on a list of widgets with it in it:
putting on a theme that way ended the process.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Tidy(QObject):
    """Takes over from Python's own collector. Keep it as long as the application lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what Python would by now: the oldest generation whose time has come."""
        counts, limits = gc.get_count(), gc.get_threshold()
        due = [age for age in range(3) if counts[age] > limits[age]]
        if due:
            gc.collect(max(due))
