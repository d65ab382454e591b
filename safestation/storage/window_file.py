"""How the window looks on this computer: theme, language, and the station's own notice of use.

Nothing about anybody. The notice is a copy of the one in the record, which nobody can read
before sign-in; one that was changed here is put right as soon as somebody is in.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from safestation.storage.files import write_private

KNOWN = frozenset({"theme", "language", "notice"})


class WindowFile:
    """Keeps the window's look beside the record. Satisfies services.ports.WindowStore."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> dict[str, str]:
        """Return what was kept; one that is missing, damaged or out of reach holds nothing."""
        try:
            held = json.loads(self._path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return {k: v for k, v in held.items() if k in KNOWN} if isinstance(held, dict) else {}

    def save(self, look: Mapping[str, str]) -> None:
        """Keep a look. Raises StoreUnavailable when it cannot be written."""
        kept = {**self.load(), **{k: v for k, v in look.items() if k in KNOWN}}
        write_private(self._path, json.dumps(kept).encode())
