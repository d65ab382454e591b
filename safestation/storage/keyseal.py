"""Sealing, opening and signing a keychain. Loads the cipher; the list of accounts does not."""

import secrets
from dataclasses import dataclass, field, replace
from typing import Final

from safestation.domain.errors import DeviceSecretMissing, KeyFileDamaged, WrongPassphrase
from safestation.storage import cipher
from safestation.storage.binding import DeviceSecret
from safestation.storage.keychain import Keychain, check_of
from safestation.storage.keyrow import canonical
from safestation.storage.keyslot import Secret, Slot

_NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Opened:
    """A slot that a passphrase opened, and what was behind it. Keep it in memory only.

    `coming` is the next data key, when changing the key was cut short.
    """

    slot: Slot
    private: bytes = field(repr=False)
    key: bytes = field(repr=False)
    coming: bytes | None = field(default=None, repr=False)


def opened(
    chain: Keychain, slots: tuple[Slot, ...], passphrase: str, binding: DeviceSecret
) -> Opened:
    """Return the first of `slots` that opens, with the data key.

    Raises WrongPassphrase; DeviceSecretMissing when a bound slot could not be tried;
    KeyFileDamaged when the file was changed by somebody who does not have the key.
    """
    _check_signature(chain)
    out_of_reach = False
    for slot in slots:
        try:
            secret = chain.secret_for(slot, passphrase, binding)
        except DeviceSecretMissing:
            out_of_reach = True
            continue
        private = slot.unwrap(secret, chain.header(slot))
        if private is not None:
            return _behind(chain, slot, private)
    raise DeviceSecretMissing if out_of_reach else WrongPassphrase


def fitted(chain: Keychain, slot: Slot, secret: Secret, key: bytes) -> Slot:
    """Return `slot` with a fresh pair of its own that `secret` opens, `key` sealed to it."""
    private, public = cipher.new_pair()
    paired = replace(slot, public=public)
    return sealed(chain, paired.wrap(private, secret, chain.header(paired)), key)


def sealed(chain: Keychain, slot: Slot, key: bytes) -> Slot:
    """Return `slot` with the data key sealed to its pair."""
    content = cipher.seal_to(slot.public, key, _beside(chain, slot, check_of(key)))
    return replace(slot, sealed=content)


def signed(chain: Keychain, key: bytes) -> Keychain:
    """Return the keychain signed as it is now; one of version 1 becomes one of today.

    Raises ValueError for another key than the one of this keychain.
    """
    if not chain.belongs_to(key):
        raise ValueError("this key is not the one of this key file")
    if chain.is_old:
        private, public = cipher.new_signer()
        chain = _with_signing(replace(chain, signer=public), key, private)
    content = canonical(chain.content())
    return replace(chain, signature=cipher.sign(_signing(chain, key), content))


def announced(chain: Keychain, key: bytes, coming: bytes) -> Keychain:
    """Return the keychain in which every slot can reach the next data key as well."""
    mark = check_of(coming)
    slots = tuple(
        replace(s, coming=cipher.seal_to(s.public, coming, _beside(chain, s, mark)))
        for s in chain.slots
    )
    return signed(replace(chain, slots=slots, coming=mark), key)


def moved_on(chain: Keychain, key: bytes, coming: bytes) -> Keychain:
    """Return the announced keychain with the next data key in the place of `key`."""
    private = _signing(chain, key)
    slots = tuple(replace(s, sealed=s.coming, coming=b"") for s in chain.slots)
    changed = replace(chain, slots=slots, check=chain.coming, coming="")
    return signed(_with_signing(changed, coming, private), coming)


def called_off(chain: Keychain, key: bytes) -> Keychain:
    """Return the announced keychain without the next data key."""
    slots = tuple(replace(s, coming=b"") for s in chain.slots)
    return signed(replace(chain, slots=slots, coming=""), key)


def _behind(chain: Keychain, slot: Slot, private: bytes) -> Opened:
    if slot.is_old:
        return Opened(slot, private, private)
    key = cipher.unseal_from(private, slot.sealed, _beside(chain, slot, chain.check))
    coming = None
    if slot.coming:
        beside = _beside(chain, slot, chain.coming)
        coming = cipher.unseal_from(private, slot.coming, beside)
    if key is None or (slot.coming and coming is None):
        raise KeyFileDamaged
    return Opened(slot, private, key, coming)


def _beside(chain: Keychain, slot: Slot, check: str) -> bytes:
    """Return what a sealed data key is tied to: this record, this account, this key."""
    return chain.header(slot) + canonical({"slot": slot.id, "check": check})


def _check_signature(chain: Keychain) -> None:
    if chain.is_old:
        return
    if not cipher.is_signed(chain.signer, chain.signature, canonical(chain.content())):
        raise KeyFileDamaged


def _with_signing(chain: Keychain, key: bytes, private: bytes) -> Keychain:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return replace(chain, signing=nonce + cipher.seal(key, nonce, private, chain.signer))


def _signing(chain: Keychain, key: bytes) -> bytes:
    nonce, wrapped = chain.signing[:_NONCE_BYTES], chain.signing[_NONCE_BYTES:]
    private = cipher.unseal(key, nonce, wrapped, chain.signer)
    if private is None:
        raise KeyFileDamaged
    return private
