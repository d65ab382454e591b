"""One slot of the key file: one account's own pair of keys, and the data key sealed to it.

The passphrase (and, for an account bound to this computer, the computer's secret) wraps the
private half with AES-256-GCM. The data key is sealed to the public half. So a new data key
reaches an account whose passphrase nobody here knows; see `storage.keyfile`.

A slot of version 1 has no pair: its passphrase wraps the data key itself.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, Self

from safestation.storage import keyrow
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.keyrow import canonical, text

SLOT_VERSION: Final = 2
_SALT_BYTES: Final = 16  # RFC 9106
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_WRAPPED_BYTES: Final = 48  # a key of 32 and a tag of 16
_SEALED_BYTES: Final = 80  # a public key of 32 before that


class SlotKind(StrEnum):
    """Who a slot is for."""

    STAFF = keyrow.STAFF
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """An account's way to the data key, and what may be known about it without a passphrase.

    `made` is the moment in UTC at which it was made. `coming` is the next data key while
    the key is being changed.
    """

    id: str
    kind: SlotKind
    who: str
    label: str
    device: bool = False
    kdf: Kdf = DEFAULT_KDF
    made: str = ""
    must_change: bool = False
    salt: bytes = field(default=b"", repr=False)
    nonce: bytes = field(default=b"", repr=False)
    wrapped: bytes = field(default=b"", repr=False)
    public: bytes = field(default=b"", repr=False)
    sealed: bytes = field(default=b"", repr=False)
    coming: bytes = field(default=b"", repr=False)

    @property
    def is_old(self) -> bool:
        """Tell whether this is a slot of version 1, without a pair of its own."""
        return not self.public

    def fixed(self) -> dict[str, object]:
        """Return what the passphrase authenticates besides the private half."""
        shared: dict[str, object] = {
            "id": self.id,
            "kind": self.kind.value,
            "who": self.who,
            "device": self.device,
            "kdf": self.kdf.to_json(),
            "salt": self.salt.hex(),
        }
        if self.is_old:
            return {"v": 1, "label": self.label, **shared}
        return {"v": SLOT_VERSION, "public": self.public.hex(), **shared}

    def to_json(self) -> dict[str, object]:
        """Return the slot as it lies in the file."""
        row = {**self.fixed(), "nonce": self.nonce.hex(), "wrapped": self.wrapped.hex()}
        if self.is_old:
            return row
        return {
            **row,
            "label": self.label,
            "made": self.made,
            "must_change": self.must_change,
            "sealed": self.sealed.hex(),
            "coming": self.coming.hex(),
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read a slot. Raises KeyError, TypeError or ValueError when it is none of ours."""
        slot = cls(
            id=text(row["id"]),
            kind=SlotKind(row["kind"]),
            who=text(row["who"]),
            label=text(row["label"]),
            device=_truth(row["device"]),
            kdf=Kdf.from_json(row["kdf"]),
            salt=octets(row["salt"], _SALT_BYTES),
            nonce=octets(row["nonce"], _NONCE_BYTES),
            wrapped=octets(row["wrapped"], _WRAPPED_BYTES),
        )
        if row["v"] == 1:
            return slot
        if row["v"] != SLOT_VERSION:
            raise ValueError("a slot of another version")
        return replace(
            slot,
            made=text(row["made"]),
            must_change=_truth(row["must_change"]),
            public=octets(row["public"], _KEY_BYTES),
            sealed=octets(row["sealed"], _SEALED_BYTES),
            coming=octets(row["coming"], _SEALED_BYTES if row["coming"] else 0),
        )

    def wrap(self, private: bytes, secret: "Secret", header: bytes) -> "Slot":
        """Return the slot with its private half wrapped anew: fresh salt, fresh nonce."""
        from safestation.storage import cipher  # noqa: PLC0415 - a list of slots needs none

        fresh = replace(
            self,
            salt=secrets.token_bytes(_SALT_BYTES),
            nonce=secrets.token_bytes(_NONCE_BYTES),
        )
        wrapping = fresh.kdf.wrapping_key(secret.passphrase, fresh.salt, secret.device)
        aad = header + canonical(fresh.fixed())
        return replace(fresh, wrapped=cipher.seal(wrapping, fresh.nonce, private, aad))

    def unwrap(self, secret: "Secret", header: bytes) -> bytes | None:
        """Return the private half, of an old slot the data key itself.

        None: another passphrase, another computer, or a changed slot.
        """
        from safestation.storage import cipher  # noqa: PLC0415 - a list of slots needs none

        wrapping = self.kdf.wrapping_key(secret.passphrase, self.salt, secret.device)
        aad = header + canonical(self.fixed())
        return cipher.unseal(wrapping, self.nonce, self.wrapped, aad)


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens one slot: a passphrase, and for some the computer's own secret."""

    passphrase: str = field(repr=False)
    device: bytes | None = field(default=None, repr=False)


def octets(value: str, length: int) -> bytes:
    """Return the bytes that a text of hexadecimal digits stands for. Raises ValueError."""
    found = bytes.fromhex(value)
    if len(found) != length:
        raise ValueError(f"{length} bytes expected")
    return found


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value
