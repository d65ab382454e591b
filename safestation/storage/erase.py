"""Overwriting a key in memory, as far as Python lets one."""

import ctypes
import sys
from typing import Final

_HEADER: Final = bytes.__basicsize__ - 1
# The caller's own name for it, the argument, and what counts itself.
_OURS: Final = 3


def erase(key: bytes) -> bool:
    """Overwrite the bytes of a key with zeros if nobody else holds it; tell whether it was.

    Python's bytes cannot be changed by its own means. A key that somebody still holds, such
    as a backup that runs, is left alone: with zeros it would write what nobody can read.
    Copies made on the key's way (hexadecimal text, the driver's own) are out of reach.
    """
    if sys.implementation.name != "cpython" or sys.getrefcount(key) > _OURS:
        return False
    ctypes.memset(id(key) + _HEADER, 0, len(key))
    return True
