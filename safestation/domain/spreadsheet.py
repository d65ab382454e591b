"""Cells that a spreadsheet program neither runs nor ruins."""

import re
from typing import Final

# A cell that begins so may be run as a formula by a spreadsheet program.
RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_MERE_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def defuse(text: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    is_risky = text.startswith(RISKY) and not _MERE_NUMBER.fullmatch(text)
    return f"'{text}" if is_risky else text


def arm(text: str) -> str:
    """Return what `defuse` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(RISKY) else text
