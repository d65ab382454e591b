"""Loads the pages ahead of time, a little at each turn, so that no key waits for them."""

from importlib import import_module
from pkgutil import iter_modules

from PySide6.QtCore import QObject, QTimer, Signal

from safestation.ui import kit, screens

IN_PARTS = (kit, screens)


class Ahead(QObject):
    """Loads what the shell is made of. `loaded` says that nothing is left to wait for."""

    loaded = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = [
            f"{package.__name__}.{part.name}"
            for package in IN_PARTS
            for part in iter_modules(package.__path__)
        ]
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._load_one)
        self._turn.start()

    def _load_one(self) -> None:
        if self._parts:
            import_module(self._parts.pop(0))
            return
        self._turn.stop()
        self.loaded.emit()
