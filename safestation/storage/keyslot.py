"""One slot of the key file: the data key, wrapped for one account.

AES-256-GCM wraps, under a key that only the passphrase (and, for an account bound to this
computer, the computer's secret) can make. Everything public in the slot, and the header of
its file, is authenticated with it: an edited slot opens nothing.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, Self

from safestation.storage.kdf import DEFAULT_KDF, Kdf

SLOT_VERSION: Final = 1
_SALT_BYTES: Final = 16  # RFC 9106
_NONCE_BYTES: Final = 12
_WRAPPED_BYTES: Final = 48  # a key of 32 and a tag of 16


class SlotKind(StrEnum):
    """Who a slot is for."""

    STAFF = "staff"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Slot:
    """A wrapped data key, and what may be known about it without a passphrase."""

    id: str
    kind: SlotKind
    who: str
    label: str
    device: bool = False
    kdf: Kdf = DEFAULT_KDF
    salt: bytes = field(default=b"", repr=False)
    nonce: bytes = field(default=b"", repr=False)
    wrapped: bytes = field(default=b"", repr=False)

    def public(self) -> dict[str, object]:
        """Return what is authenticated but not secret."""
        return {
            "v": SLOT_VERSION,
            "id": self.id,
            "kind": self.kind.value,
            "who": self.who,
            "label": self.label,
            "device": self.device,
            "kdf": self.kdf.to_json(),
            "salt": self.salt.hex(),
        }

    def to_json(self) -> dict[str, object]:
        """Return the slot as it lies in the file."""
        return {**self.public(), "nonce": self.nonce.hex(), "wrapped": self.wrapped.hex()}

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """Read a slot. Raises KeyError, TypeError or ValueError when it is none of ours."""
        if row["v"] != SLOT_VERSION:
            raise ValueError("a slot of another version")
        return cls(
            id=_text(row["id"]),
            kind=SlotKind(row["kind"]),
            who=_text(row["who"]),
            label=_text(row["label"]),
            device=_truth(row["device"]),
            kdf=Kdf.from_json(row["kdf"]),
            salt=_octets(row["salt"], _SALT_BYTES),
            nonce=_octets(row["nonce"], _NONCE_BYTES),
            wrapped=_octets(row["wrapped"], _WRAPPED_BYTES),
        )

    def wrap(self, key: bytes, secret: "Secret", header: bytes) -> "Slot":
        """Return the slot with `key` wrapped anew: fresh salt, fresh nonce."""
        from safestation.storage import cipher  # noqa: PLC0415 - a list of slots needs none

        fresh = replace(
            self,
            salt=secrets.token_bytes(_SALT_BYTES),
            nonce=secrets.token_bytes(_NONCE_BYTES),
        )
        wrapping = fresh.kdf.wrapping_key(secret.passphrase, fresh.salt, secret.device)
        aad = header + canonical(fresh.public())
        return replace(fresh, wrapped=cipher.seal(wrapping, fresh.nonce, key, aad))

    def unwrap(self, secret: "Secret", header: bytes) -> bytes | None:
        """Return the data key, or None: another passphrase, computer, or a changed slot."""
        from safestation.storage import cipher  # noqa: PLC0415 - a list of slots needs none

        wrapping = self.kdf.wrapping_key(secret.passphrase, self.salt, secret.device)
        aad = header + canonical(self.public())
        return cipher.unseal(wrapping, self.nonce, self.wrapped, aad)


@dataclass(frozen=True, slots=True)
class Secret:
    """What opens one slot: a passphrase, and for some the computer's own secret."""

    passphrase: str = field(repr=False)
    device: bytes | None = field(default=None, repr=False)


def canonical(values: Mapping[str, object]) -> bytes:
    """Return `values` as bytes that do not depend on order or spacing."""
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text expected")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false expected")
    return value


def _octets(value: str, length: int) -> bytes:
    octets = bytes.fromhex(value)
    if len(octets) != length:
        raise ValueError(f"{length} bytes expected")
    return octets
