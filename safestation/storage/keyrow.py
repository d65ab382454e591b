"""The key file as JSON, with a sum that finds damage, and the names in it.

The sum is read before anybody types a passphrase, and needs no cipher: a flipped bit is
called damage, never a wrong passphrase. Whoever could mend the sum after an edit still
lacks the signature, which is looked at when the file is opened.

Light: the locked screen waits for this, and for nothing else of the keys.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from safestation.domain.errors import KeyFileDamaged, KeyFileTooNew, RecordMissing
from safestation.storage.disk import on_disk

KEY_FILE_NAME: Final = "station.keys"
FORMAT: Final = "safestation-keys"
OLD_VERSION: Final = 1  # without a sum
UNCOUNTED: Final = 2  # and what each slot authenticates: no slot is made anew for 3
VERSION: Final = 3
STAFF: Final = "staff"  # the kind of slot that is somebody's


def read(path: Path) -> Mapping[str, Any]:
    """Return what the file holds, once it is known to be as it was written.

    Raises RecordMissing, KeyFileDamaged, KeyFileTooNew or StoreUnavailable.
    """
    with on_disk():
        content = path.read_bytes() if path.exists() else None
    if content is None:
        raise RecordMissing
    with believed():
        row: Mapping[str, Any] = json.loads(content)
        _check_version(row)
        if row["version"] != OLD_VERSION and row["sum"] != sum_of(row):
            raise ValueError("not as it was written")
        return row


def staff_names(path: Path) -> tuple[tuple[str, str], ...]:
    """Return who may sign in: identifier and name. Raises as `read`.

    Reads no more of a slot than that. One of an old file is read whole: there is no sum.
    """
    row = read(path)
    if row["version"] == OLD_VERSION:
        from safestation.storage.accounts import staff_accounts  # noqa: PLC0415 - once, and then it is a new one

        return tuple((one.staff_id, one.label) for one in staff_accounts(path))
    with believed():
        return tuple(
            (text(slot["who"]), text(slot["label"]))
            for slot in row["slots"]
            if slot["kind"] == STAFF
        )


@contextmanager
def believed() -> Iterator[None]:
    """Call whatever is not as it must be damage; what was in the file stays out of it."""
    try:
        yield
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise KeyFileDamaged from None


def sum_of(row: Mapping[str, object]) -> str:
    """Return the sum over everything in the file but the sum."""
    content = canonical({name: row[name] for name in row if name != "sum"})
    return hashlib.sha256(content).hexdigest()


def canonical(values: Mapping[str, object]) -> bytes:
    """Return `values` as bytes that do not depend on order or spacing."""
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def text(value: object) -> str:
    """Return a value that must be text. Raises TypeError."""
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _check_version(row: Mapping[str, Any]) -> None:
    if row["format"] != FORMAT:
        raise ValueError("not a key file")
    if int(row["version"]) > VERSION:
        raise KeyFileTooNew
    if row["version"] not in {OLD_VERSION, UNCOUNTED, VERSION}:
        raise ValueError("not a key file of ours")
