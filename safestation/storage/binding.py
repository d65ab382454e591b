"""What may bind an account to this computer: a secret in its own keyring.

The record never depends on it alone. Where no keyring service runs, or it loses what it
held, accounts that are not bound still open the record with their passphrase.
"""

import base64
import binascii
import secrets
from contextlib import suppress
from enum import StrEnum
from typing import Final, Protocol

SECRET_BYTES: Final = 32
_SERVICE = "SafeStation"
_TRIAL = "is anybody there"


class Protection(StrEnum):
    """What a thief of the disk would need, to be said plainly on the screen."""

    KEYRING = "protection.passphrase_and_keyring"
    PASSPHRASE = "protection.passphrase_only"  # noqa: S105 - a message key

    @classmethod
    def of(cls, *, device: bool) -> "Protection":
        """Return the protection of a slot that is, or is not, bound to the computer."""
        return cls.KEYRING if device else cls.PASSPHRASE


class DeviceSecret(Protocol):
    """Keeps one secret a record on this computer. Both calls may block on a prompt."""

    def is_there(self) -> bool:
        """Tell whether there is a keyring that keeps what it is given."""
        ...

    def get(self, record_id: str) -> bytes | None:
        """Return the secret of 32 bytes, or None when there is none to be had."""
        ...

    def create(self, record_id: str) -> bytes | None:
        """Return the secret, made if need be; None when it cannot be kept."""
        ...


class NoSecret:
    """A computer without a keyring."""

    def is_there(self) -> bool:
        """Return False."""
        return False

    def get(self, record_id: str) -> bytes | None:  # noqa: ARG002 - the Protocol's shape
        """Return None."""
        return None

    def create(self, record_id: str) -> bytes | None:  # noqa: ARG002 - the Protocol's shape
        """Return None."""
        return None


class KeyringSecret:
    """The keyring of the operating system. Never falls back to a plain file."""

    def is_there(self) -> bool:
        """Tell whether a service answers, by keeping a mark and reading it back."""
        import keyring  # noqa: PLC0415 - costs 55 ms, and only bound accounts need it

        try:
            keyring.set_password(_SERVICE, _TRIAL, _TRIAL)
            found = keyring.get_password(_SERVICE, _TRIAL) == _TRIAL
        except (keyring.errors.KeyringError, OSError, RuntimeError):
            return False
        with suppress(keyring.errors.KeyringError, OSError, RuntimeError):
            keyring.delete_password(_SERVICE, _TRIAL)
        return found

    def get(self, record_id: str) -> bytes | None:
        """Return the secret, or None: no service, a locked one, or nothing kept."""
        import keyring  # noqa: PLC0415 - costs 55 ms, and only bound accounts need it

        try:
            kept = keyring.get_password(_SERVICE, record_id)
        except (keyring.errors.KeyringError, OSError, RuntimeError):
            return None
        return _decoded(kept)

    def create(self, record_id: str) -> bytes | None:
        """Return the secret, made if need be; None when it was not there to read back."""
        import keyring  # noqa: PLC0415 - as above

        try:
            if keyring.get_password(_SERVICE, record_id) is None:
                fresh = base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode("ascii")
                keyring.set_password(_SERVICE, record_id, fresh)
        except (keyring.errors.KeyringError, OSError, RuntimeError):
            return None
        return self.get(record_id)  # the null backend keeps nothing and says nothing


def _decoded(kept: str | None) -> bytes | None:
    try:
        secret = base64.b64decode(kept or "", validate=True)
    except (binascii.Error, ValueError):
        return None
    return secret if len(secret) == SECRET_BYTES else None
