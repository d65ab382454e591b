"""The key file as a value: which record it is for, its slots, and the rules they keep."""

import hashlib
import hmac
from dataclasses import dataclass, field, replace
from typing import Final

from safestation.domain.errors import DeviceSecretMissing, NotAllowed
from safestation.storage.binding import DeviceSecret
from safestation.storage.keyrow import FORMAT, OLD_VERSION, UNCOUNTED, VERSION, canonical
from safestation.storage.keyslot import Secret, Slot, SlotKind

_CHECK: Final = b"safestation key check 1"


@dataclass(frozen=True, slots=True)
class Keychain:
    """Which record the key is for, and who may have it.

    `check` tells whether a key of 32 bytes is the one in the slots, and gives nothing away;
    `coming` does so for the next one. `mark` is how the record's own file begins. `signer`
    checks `signature`; `signing` is its private half, sealed under the data key. `is_counted`
    tells that wrong passphrases have been counted beside it: the file is then of version 3.
    """

    record_id: str
    training: bool
    check: str
    slots: tuple[Slot, ...]
    mark: str = ""
    coming: str = ""
    signer: bytes = b""
    signing: bytes = field(default=b"", repr=False)
    signature: bytes = b""
    is_counted: bool = False

    @property
    def is_old(self) -> bool:
        """Tell whether this is a file of version 1, which nobody signed."""
        return not self.signer

    def header(self, slot: Slot) -> bytes:
        """Return what the passphrase of `slot` authenticates besides the slot itself."""
        shared = {"format": FORMAT, "record_id": self.record_id, "training": self.training}
        if slot.is_old:
            return canonical({**shared, "version": OLD_VERSION, "check": self.check})
        return canonical({**shared, "version": UNCOUNTED, "signer": self.signer.hex()})

    def belongs_to(self, key: bytes) -> bool:
        """Tell whether `key` is the one wrapped here."""
        return hmac.compare_digest(self.check, check_of(key))

    def with_slots(self, slots: tuple[Slot, ...]) -> "Keychain":
        """Return the keychain with these slots.

        Raises NotAllowed when nobody on the staff could open the record any more, or when
        all of them would be locked out with this computer's keyring.
        """
        staff = [slot for slot in slots if slot.kind is SlotKind.STAFF]
        if not staff:
            raise NotAllowed("keys.last_staff_slot")
        if all(slot.device for slot in staff):
            raise NotAllowed("keys.all_bound_to_computer")
        return replace(self, slots=slots)

    def with_changed(self, changed: Slot) -> "Keychain":
        """Return the keychain with the slot of the same id replaced."""
        return self.with_slots(tuple(changed if s.id == changed.id else s for s in self.slots))

    def without(self, slot_id: str) -> "Keychain":
        """Return the keychain without a slot. Raises KeyError, NotAllowed."""
        kept = tuple(slot for slot in self.slots if slot.id != slot_id)
        if len(kept) == len(self.slots):
            raise KeyError(slot_id)
        return self.with_slots(kept)

    def secret_for(self, slot: Slot, passphrase: str, binding: DeviceSecret) -> Secret:
        """Return what opens `slot`. Raises DeviceSecretMissing."""
        if not slot.device:
            return Secret(passphrase)
        bound = binding.get(self.record_id)
        if bound is None:
            raise DeviceSecretMissing
        return Secret(passphrase, bound)

    def content(self) -> dict[str, object]:
        """Return everything that is signed, as it lies in the file."""
        return {
            "format": FORMAT,
            "version": VERSION if self.is_counted else UNCOUNTED,
            "record_id": self.record_id,
            "training": self.training,
            "check": self.check,
            "mark": self.mark,
            "coming": self.coming,
            "signer": self.signer.hex(),
            "signing": self.signing.hex(),
            "slots": [slot.to_json() for slot in self.slots],
        }


def check_of(key: bytes) -> str:
    """Return the mark by which a key is recognized. One cannot get back from it."""
    return hmac.new(key, _CHECK, hashlib.sha256).hexdigest()
