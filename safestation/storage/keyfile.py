"""The key file: who may have the record's random key, and how each of them reaches it.

The data key never touches the disk, and is worth nothing to anybody without a passphrase.
How it is held, since version 2 of the file:

* Each account and each recovery sheet has a pair of its own (X25519). Argon2id of the
  passphrase wraps the private half; the data key is sealed to the public half.
* So a new data key is sealed to everybody at once, without anybody's passphrase: nobody is
  locked out by a change of the key, and the printed sheets stay good. Wrapping the data key
  by each passphrase (version 1) could not do that. Keeping everybody's wrapping keys inside
  the record could, but whoever read the old record would then open the new one.
* Sealing proves nothing of who sealed. So every file is signed (Ed25519) by a key that lies
  in it under the data key, and whose public half each passphrase authenticates: without the
  data key nobody can put another key, account or sheet before the staff.
* Changing a passphrase makes a fresh pair, rewrites one slot and leaves the record alone.
  Letting somebody go removes one slot; a copy of the old file still opens for them, which
  is what changing the data key is for (`storage.rekey`).

A file of version 1 still opens. Its first sign-in signs it and gives that account its pair;
the others keep their old slots until they sign in.
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
from safestation.storage.accounts import Account, accounts
from safestation.storage.binding import DeviceSecret, NoSecret, Protection
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.keychain import Keychain, check_of
from safestation.storage.keyjson import load, save
from safestation.storage.keyseal import Opened, fitted, opened, signed
from safestation.storage.keyslot import Secret, Slot, SlotKind

__all__ = [
    "Account", "Unlocked", "accounts", "add_slot", "change_passphrase",
    "create_keyfile", "remove_slot", "unlock",
]  # fmt: skip

KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Unlocked:
    """The key to a record, and whose passphrase gave it. Keep it in memory only.

    `coming` is the next data key, when changing the key was cut short.
    """

    key: bytes = field(repr=False)
    staff_id: str
    record_id: str
    protection: Protection
    slot_id: str = ""
    kind: SlotKind = SlotKind.STAFF
    must_change: bool = False
    coming: bytes | None = field(default=None, repr=False)
    by_pin: bool = False


def create_keyfile(  # noqa: PLR0913 - each is named by the caller
    path: Path,
    staff_id: str,
    label: str,
    passphrase: str,
    *,
    training: bool,
    kdf: Kdf = DEFAULT_KDF,
    made: str = "",
) -> bytes:
    """Make a record's key and the first account that opens it. Return the key, 32 bytes.

    The first account is never bound to this computer, so that losing the computer's keyring
    does not lose the record. Raises FileExistsError, DiskFull or StoreUnavailable.
    """
    if path.exists():
        raise FileExistsError(path.name)
    key = secrets.token_bytes(KEY_BYTES)
    chain = signed(Keychain(str(uuid.uuid4()), training, check_of(key), ()), key)
    slot = Slot(str(uuid.uuid4()), SlotKind.STAFF, staff_id, label, kdf=kdf, made=made)
    whole = chain.with_slots((fitted(chain, slot, Secret(passphrase), key),))
    save(signed(whole, key), path)
    return key


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

    Takes as long as the slots' Argon2id; call it in a worker. A slot cheaper than `kdf`, or
    of version 1, is made anew. Raises WrongPassphrase, DeviceSecretMissing,
    NotTheTrainingStation, RecordMissing, KeyFileDamaged, KeyFileTooNew, StoreUnavailable.
    """
    chain = load(path)
    if chain.training is not training:
        raise NotTheTrainingStation
    slots = tuple(s for s in chain.slots if s.kind is kind and who in {None, s.who})
    found = opened(chain, slots, passphrase, binding or NoSecret())
    slot = found.slot
    cheap = slot.is_old or slot.kdf.raised_to(kdf) != slot.kdf
    if cheap and found.coming is None:
        secret = chain.secret_for(slot, passphrase, binding or NoSecret())
        with suppress(StoreUnavailable):  # it can be done at the next sign-in
            save(_renewed(chain, found, secret, kdf), path)
    return Unlocked(
        found.key,
        slot.who,
        chain.record_id,
        Protection.of(device=slot.device),
        slot.id,
        slot.kind,
        slot.must_change,
        found.coming,
    )


def new_slot(  # noqa: PLR0913 - each is named by the caller
    chain: Keychain,
    key: bytes,
    staff_id: str,
    label: str,
    passphrase: str,
    *,
    kind: SlotKind = SlotKind.STAFF,
    device: bool = False,
    binding: DeviceSecret | None = None,
    kdf: Kdf = DEFAULT_KDF,
    made: str = "",
) -> Slot:
    """Return a slot with which one more account opens the record. Slow by design.

    With `device` the account is bound to this computer by `binding`. Raises
    DeviceSecretMissing when the keyring cannot keep a secret, ValueError for another key.
    """
    if not chain.belongs_to(key):
        raise ValueError("this key is not the one of this key file")
    bound = (binding or NoSecret()).create(chain.record_id) if device else None
    if device and bound is None:
        raise DeviceSecretMissing
    slot = Slot(str(uuid.uuid4()), kind, staff_id, label, device, kdf, made)
    return fitted(chain, slot, Secret(passphrase, bound), key)


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
    made: str = "",
) -> str:
    """Let one more account open the record. Return the slot's id. Raises as `new_slot`."""
    chain = current(path, key)
    slot = new_slot(
        chain, key, staff_id, label, passphrase,
        kind=kind, device=device, binding=binding, kdf=kdf, made=made,
    )  # fmt: skip
    save(signed(chain.with_slots((*chain.slots, slot)), key), path)
    return slot.id


def remove_slot(path: Path, key: bytes, slot_id: str) -> None:
    """Take an account away. Raises NotAllowed for the last of the staff, and KeyError."""
    save(signed(current(path, key).without(slot_id), key), path)


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
    found = opened(chain, own, old, binding or NoSecret())
    secret = chain.secret_for(found.slot, new, binding or NoSecret())
    kept = replace(found, slot=replace(found.slot, must_change=False))
    save(_renewed(chain, kept, secret, kdf), path)


def current(path: Path, key: bytes) -> Keychain:
    """Return the key file as today's version. Raises ValueError for another key."""
    chain = load(path)
    return signed(chain, key) if chain.is_old else chain


def _renewed(chain: Keychain, found: Opened, secret: Secret, kdf: Kdf) -> Keychain:
    """Return the keychain, signed, with the slot just opened made anew."""
    chain = signed(chain, found.key)
    dearer = replace(found.slot, kdf=found.slot.kdf.raised_to(kdf))
    fresh = fitted(chain, dearer, secret, found.key)
    return signed(chain.with_changed(fresh), found.key)
