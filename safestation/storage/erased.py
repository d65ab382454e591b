"""The list of what was erased, beside the key file: what an old backup must not bring back.

It holds a fingerprint (SHA-256) of each erased random id and nothing else. An id has 122
random bits, so that a fingerprint tells nothing to somebody without the id; whoever has the
id, in an older copy of the record, can recognize it. No key is needed: the list outlives a
change of the data key, and goes along with each backup.
"""

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from safestation.domain.errors import StoreUnavailable
from safestation.storage.disk import on_disk
from safestation.storage.files import write_private

ERASED_NAME: Final = "erased.json"
FORMAT: Final = "safestation-erased"
_SALT: Final = b"safestation erased 1\n"
_HEX: Final = 64


def fingerprint(erased: str) -> str:
    """Return how the list knows a random id: SHA-256 as hex."""
    return hashlib.sha256(_SALT + erased.encode()).hexdigest()


def listed(folder: Path) -> frozenset[str]:
    """Return the fingerprints in a folder's list; none where there is no list, or a torn one.

    A damaged list is written anew from the record at the next sign-in.
    """
    try:
        with on_disk():
            row = json.loads((folder / ERASED_NAME).read_bytes())
        return frozenset(one for one in row["erased"] if isinstance(one, str) and _fits(one))
    except (StoreUnavailable, ValueError, KeyError, TypeError, RecursionError):
        return frozenset()


def add(folder: Path, fingerprints: Iterable[str]) -> None:
    """Keep more fingerprints in a folder's list. Raises DiskFull, StoreUnavailable."""
    before = listed(folder)
    if wanted := before.union(fingerprints).difference(before):
        write(folder, before | wanted)


def write(folder: Path, fingerprints: Iterable[str]) -> None:
    """Write a list in the place of the one there. Raises DiskFull, StoreUnavailable."""
    row = {"format": FORMAT, "version": 1, "erased": sorted(fingerprints)}
    write_private(folder / ERASED_NAME, json.dumps(row, indent=0).encode() + b"\n")


def carry(source: Path, target: Path) -> None:
    """Let a list know what another knows; a place that cannot be written stays as it is."""
    if found := listed(source):
        with suppress(StoreUnavailable):
            add(target, found)


def _fits(one: str) -> bool:
    return len(one) == _HEX and all(letter in "0123456789abcdef" for letter in one)
