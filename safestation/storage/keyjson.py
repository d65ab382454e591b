"""The key file between the disk, where it is JSON (see `storage.keyrow`), and its value."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from safestation.storage import keyrow
from safestation.storage.files import write_private
from safestation.storage.keychain import Keychain
from safestation.storage.keyrow import OLD_VERSION, VERSION
from safestation.storage.keyslot import Slot, octets

_SIGNER_BYTES: Final = 32
_SIGNING_BYTES: Final = 60  # a nonce of 12, a key of 32 and a tag of 16
_SIGNATURE_BYTES: Final = 64
_MARK_BYTES: Final = 16


def save(chain: Keychain, path: Path) -> None:
    """Write the key file, whole or not at all. Raises DiskFull or StoreUnavailable."""
    row = {**chain.content(), "signature": chain.signature.hex()}
    content = {**row, "sum": keyrow.sum_of(row)}
    write_private(path, json.dumps(content, indent=1).encode("ascii") + b"\n")


def load(path: Path) -> Keychain:
    """Read the key file.

    Raises RecordMissing, KeyFileDamaged, KeyFileTooNew or StoreUnavailable.
    """
    row = keyrow.read(path)
    with keyrow.believed():
        return _unsigned(row) if row["version"] == OLD_VERSION else _keychain(row)


def _keychain(row: Mapping[str, Any]) -> Keychain:
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
