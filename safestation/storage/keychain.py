"""The key file as a value: its header, its slots, and the rules they keep."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from safestation.domain.errors import (
    DeviceSecretMissing,
    KeyFileDamaged,
    KeyFileTooNew,
    NotAllowed,
    RecordMissing,
    WrongPassphrase,
)
from safestation.storage.binding import DeviceSecret
from safestation.storage.disk import on_disk
from safestation.storage.files import write_private
from safestation.storage.keyslot import Secret, Slot, SlotKind, canonical

FORMAT: Final = "safestation-keys"
VERSION: Final = 1
_CHECK: Final = b"safestation key check 1"


@dataclass(frozen=True, slots=True)
class Keychain:
    """Which record the key is for, and who may have it.

    `check` tells whether a key of 32 bytes is the one in the slots, and gives nothing away.
    """

    record_id: str
    training: bool
    check: str
    slots: tuple[Slot, ...]

    def header(self) -> bytes:
        """Return what every slot authenticates besides itself."""
        return canonical(self._header())

    def belongs_to(self, key: bytes) -> bool:
        """Tell whether `key` is the one wrapped here."""
        return hmac.compare_digest(self.check, check_of(key))

    def with_slots(self, slots: tuple[Slot, ...]) -> "Keychain":
        """Return the keychain with these slots.

        Raises NotAllowed when nobody on the staff could open the record any more, or when
        every slot would be lost with this computer's keyring.
        """
        if not any(slot.kind is SlotKind.STAFF for slot in slots):
            raise NotAllowed("keys.last_staff_slot")
        if all(slot.device for slot in slots):
            raise NotAllowed("keys.all_bound_to_computer")
        return replace(self, slots=slots)

    def with_changed(self, changed: Slot) -> "Keychain":
        """Return the keychain with the slot of the same id replaced."""
        return self.with_slots(tuple(changed if s.id == changed.id else s for s in self.slots))

    def secret_for(self, slot: Slot, passphrase: str, binding: DeviceSecret) -> Secret:
        """Return what opens `slot`. Raises DeviceSecretMissing."""
        if not slot.device:
            return Secret(passphrase)
        bound = binding.get(self.record_id)
        if bound is None:
            raise DeviceSecretMissing
        return Secret(passphrase, bound)

    def opened(
        self, slots: tuple[Slot, ...], passphrase: str, binding: DeviceSecret
    ) -> tuple[Slot, bytes]:
        """Return the first of `slots` that opens, with the data key.

        Raises WrongPassphrase; DeviceSecretMissing when a bound slot could not be tried.
        """
        out_of_reach = False
        for slot in slots:
            try:
                secret = self.secret_for(slot, passphrase, binding)
            except DeviceSecretMissing:
                out_of_reach = True
                continue
            key = slot.unwrap(secret, self.header())
            if key is not None:
                return slot, key
        raise DeviceSecretMissing if out_of_reach else WrongPassphrase

    def save(self, path: Path) -> None:
        """Write the key file, whole or not at all. Raises DiskFull or StoreUnavailable."""
        content = {**self._header(), "slots": [slot.to_json() for slot in self.slots]}
        write_private(path, json.dumps(content, indent=1).encode("ascii") + b"\n")

    def _header(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "version": VERSION,
            "record_id": self.record_id,
            "training": self.training,
            "check": self.check,
        }


def check_of(key: bytes) -> str:
    """Return the mark by which a key is recognized. One cannot get back from it."""
    return hmac.new(key, _CHECK, hashlib.sha256).hexdigest()


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
        return _keychain(row)
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise KeyFileDamaged from None  # what was in the file stays out of any report


def _check_version(row: Mapping[str, Any]) -> None:
    if row["format"] != FORMAT:
        raise ValueError("not a key file")
    if int(row["version"]) > VERSION:
        raise KeyFileTooNew


def _keychain(row: Mapping[str, Any]) -> Keychain:
    slots = tuple(Slot.from_json(slot) for slot in row["slots"])
    texts = (row["record_id"], row["check"])
    if not (slots and row["version"] == VERSION and isinstance(row["training"], bool)):
        raise ValueError("not a key file of ours")
    if not all(isinstance(text, str) and text.isascii() for text in texts):
        raise TypeError("text expected")
    return Keychain(row["record_id"], row["training"], row["check"], slots)
