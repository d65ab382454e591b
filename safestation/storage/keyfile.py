"""The key file: the record's random key, wrapped once for each account.

The key itself never touches the disk, and is worth nothing to anybody without a passphrase.
Changing a passphrase, or letting somebody go, rewrites one slot and leaves the record alone.
"""

import secrets
import uuid
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from safestation.domain.errors import (
    DeviceSecretMissing,
    NotTheTrainingStation,
    StoreUnavailable,
)
from safestation.storage.binding import DeviceSecret, NoSecret, Protection
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.keychain import Keychain, check_of, load
from safestation.storage.keyslot import Secret, Slot, SlotKind

KEY_FILE_NAME: Final = "station.keys"
KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key to a record, and whose passphrase gave it. Keep it in memory only."""

    key: bytes = field(repr=False)
    staff_id: str
    record_id: str
    protection: Protection


@dataclass(frozen=True, slots=True)
class Account:
    """What the key file tells about a slot before anybody has signed in."""

    slot_id: str
    kind: SlotKind
    staff_id: str
    label: str
    protection: Protection


def create_keyfile(  # noqa: PLR0913 - each is named by the caller
    path: Path,
    staff_id: str,
    label: str,
    passphrase: str,
    *,
    training: bool,
    kdf: Kdf = DEFAULT_KDF,
) -> bytes:
    """Make a record's key and the first account that opens it. Return the key, 32 bytes.

    The first account is never bound to this computer, so that losing the computer's keyring
    does not lose the record. Raises FileExistsError, DiskFull or StoreUnavailable.
    """
    if path.exists():
        raise FileExistsError(path.name)
    key = secrets.token_bytes(KEY_BYTES)
    chain = Keychain(str(uuid.uuid4()), training, check_of(key), ())
    slot = Slot(str(uuid.uuid4()), SlotKind.STAFF, staff_id, label, kdf=kdf)
    chain.with_slots((slot.wrap(key, Secret(passphrase), chain.header()),)).save(path)
    return key


def accounts(path: Path) -> tuple[Account, ...]:
    """Return who may open the record, for the sign-in list. Raises as `keychain.load`."""
    return tuple(
        Account(slot.id, slot.kind, slot.who, slot.label, Protection.of(device=slot.device))
        for slot in load(path).slots
    )


def unlock(  # noqa: PLR0913 - each is named by the caller
    path: Path,
    passphrase: str,
    who: str | None = None,
    *,
    training: bool = False,
    kind: SlotKind = SlotKind.STAFF,
    binding: DeviceSecret | None = None,
    kdf: Kdf = DEFAULT_KDF,
) -> Unlocked:
    """Return the key, when `passphrase` opens a slot of `who` (a staff id; None: anybody's).

    Takes as long as the slots' Argon2id; call it in a worker. A slot cheaper than `kdf` is
    wrapped anew at its price. Raises WrongPassphrase, DeviceSecretMissing,
    NotTheTrainingStation, RecordMissing, KeyFileDamaged, KeyFileTooNew, StoreUnavailable.
    """
    chain = load(path)
    if chain.training is not training:
        raise NotTheTrainingStation
    slots = tuple(s for s in chain.slots if s.kind is kind and who in {None, s.who})
    slot, key = chain.opened(slots, passphrase, binding or NoSecret())
    if slot.kdf.raised_to(kdf) != slot.kdf:
        dearer = replace(slot, kdf=slot.kdf.raised_to(kdf))
        secret = chain.secret_for(slot, passphrase, binding or NoSecret())
        with suppress(StoreUnavailable):  # it can be done at the next sign-in
            chain.with_changed(dearer.wrap(key, secret, chain.header())).save(path)
    return Unlocked(key, slot.who, chain.record_id, Protection.of(device=slot.device))


def add_slot(  # noqa: PLR0913 - each is named by the caller
    path: Path,
    key: bytes,
    staff_id: str,
    label: str,
    passphrase: str,
    *,
    kind: SlotKind = SlotKind.STAFF,
    device: bool = False,
    binding: DeviceSecret | None = None,
    kdf: Kdf = DEFAULT_KDF,
) -> str:
    """Let one more account open the record. Return the slot's id.

    With `device` the account is bound to this computer by `binding`. Raises
    DeviceSecretMissing when the keyring cannot keep a secret, DiskFull, StoreUnavailable.
    """
    chain = load(path)
    if not chain.belongs_to(key):
        raise ValueError("this key is not the one of this key file")
    bound = (binding or NoSecret()).create(chain.record_id) if device else None
    if device and bound is None:
        raise DeviceSecretMissing
    slot = Slot(str(uuid.uuid4()), kind, staff_id, label, device, kdf)
    wrapped = slot.wrap(key, Secret(passphrase, bound), chain.header())
    chain.with_slots((*chain.slots, wrapped)).save(path)
    return slot.id


def remove_slot(path: Path, slot_id: str) -> None:
    """Take an account away. Raises NotAllowed for the last of the staff, and KeyError."""
    chain = load(path)
    kept = tuple(slot for slot in chain.slots if slot.id != slot_id)
    if len(kept) == len(chain.slots):
        raise KeyError(slot_id)
    chain.with_slots(kept).save(path)


def change_passphrase(  # noqa: PLR0913 - each is named by the caller
    path: Path,
    staff_id: str,
    old: str,
    new: str,
    *,
    binding: DeviceSecret | None = None,
    kdf: Kdf = DEFAULT_KDF,
) -> None:
    """Give the slot of `staff_id` that `old` opens the passphrase `new`.

    Raises WrongPassphrase, DeviceSecretMissing, DiskFull or StoreUnavailable; then `old`
    still opens it.
    """
    chain = load(path)
    own = tuple(s for s in chain.slots if s.kind is SlotKind.STAFF and s.who == staff_id)
    slot, key = chain.opened(own, old, binding or NoSecret())
    secret = chain.secret_for(slot, new, binding or NoSecret())
    dearer = replace(slot, kdf=slot.kdf.raised_to(kdf))
    chain.with_changed(dearer.wrap(key, secret, chain.header())).save(path)
