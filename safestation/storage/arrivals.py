"""Moments noted on the locked screen: a time and nothing else, beside the record.

The record is closed while the screen is locked, so the moments wait in a small file of
their own. It holds no more than a person at the counter's window could see.
"""

import json
from datetime import datetime
from pathlib import Path

from safestation.storage.files import write_private


class Arrivals:
    """Keeps moments until a visit takes them. Satisfies services.ports.ArrivalStore."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def noted(self) -> tuple[datetime, ...]:
        """Return the moments nobody has taken yet; one that cannot be read holds none."""
        try:
            texts = json.loads(self._path.read_text("utf-8"))
            return tuple(sorted(datetime.fromisoformat(text) for text in texts))
        except (OSError, ValueError, TypeError, RecursionError):
            return ()

    def note(self, at: datetime) -> None:
        """Keep one moment. Raises StoreUnavailable when it cannot be written."""
        self._write((*self.noted(), at))

    def take(self, at: datetime) -> None:
        """Forget a moment: a visit has it now."""
        self._write(tuple(moment for moment in self.noted() if moment != at))

    def _write(self, moments: tuple[datetime, ...]) -> None:
        texts = [moment.isoformat() for moment in moments]
        write_private(self._path, json.dumps(texts).encode())
