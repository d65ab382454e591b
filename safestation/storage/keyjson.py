"""The key file as it lies on the disk: JSON, with a sum that finds damage.

The sum is read before anybody types a passphrase, and needs no cipher: a flipped bit is
called damage, never a wrong passphrase. Whoever could mend the sum after an edit still
lacks the signature, which is looked at when the file is opened.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from safestation.domain.errors import KeyFileDamaged, KeyFileTooNew, RecordMissing
from safestation.storage.disk import on_disk
from safestation.storage.files import write_private
from safestation.storage.keychain import FORMAT, VERSION, Keychain
from safestation.storage.keyslot import Slot, canonical, octets

_SIGNER_BYTES: Final = 32
_SIGNING_BYTES: Final = 60  # a nonce of 12, a key of 32 and a tag of 16
_SIGNATURE_BYTES: Final = 64
_MARK_BYTES: Final = 16


def save(chain: Keychain, path: Path) -> None:
    """Write the key file, whole or not at all. Raises DiskFull or StoreUnavailable."""
    row = {**chain.content(), "signature": chain.signature.hex()}
    content = {**row, "sum": _sum_of(row)}
    write_private(path, json.dumps(content, indent=1).encode("ascii") + b"\n")


def load(path: Path) -> Keychain:
    """Read the key file.

    Raises RecordMissing, KeyFileDamaged, KeyFileTooNew or StoreUnavailable.
    """
    with on_disk():
        content = path.read_bytes() if path.exists() else None
    if content is None:
        raise RecordMissing
    try:
        row = json.loads(content)
        _check_version(row)
        return _unsigned(row) if row["version"] == 1 else _keychain(row)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise KeyFileDamaged from None  # what was in the file stays out of any report


def _check_version(row: Mapping[str, Any]) -> None:
    if row["format"] != FORMAT:
        raise ValueError("not a key file")
    if int(row["version"]) > VERSION:
        raise KeyFileTooNew
    if row["version"] not in {1, 2, VERSION}:
        raise ValueError("not a key file of ours")


def _keychain(row: Mapping[str, Any]) -> Keychain:
    if _sum_of({name: row[name] for name in row if name != "sum"}) != row["sum"]:
        raise ValueError("not as it was written")
    shared = _shared(row)
    return Keychain(
        shared.record_id,
        shared.training,
        shared.check,
        shared.slots,
        mark=octets(row["mark"], _MARK_BYTES if row["mark"] else 0).hex(),
        coming=_ascii(row["coming"]),
        signer=octets(row["signer"], _SIGNER_BYTES),
        signing=octets(row["signing"], _SIGNING_BYTES),
        signature=octets(row["signature"], _SIGNATURE_BYTES),
        is_counted=row["version"] == VERSION,
    )


def _unsigned(row: Mapping[str, Any]) -> Keychain:
    chain = _shared(row)
    if not all(slot.is_old for slot in chain.slots):
        raise ValueError("a file of today dressed up as an old one")
    return chain


def _shared(row: Mapping[str, Any]) -> Keychain:
    """Return what every version holds."""
    slots = tuple(Slot.from_json(slot) for slot in row["slots"])
    if not (slots and isinstance(row["training"], bool)):
        raise ValueError("not a key file of ours")
    return Keychain(_ascii(row["record_id"]), row["training"], _ascii(row["check"]), slots)


def _ascii(value: object) -> str:
    if not (isinstance(value, str) and value.isascii()):
        raise TypeError("text expected")
    return value


def _sum_of(row: Mapping[str, object]) -> str:
    return hashlib.sha256(canonical(row)).hexdigest()
