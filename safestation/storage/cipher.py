"""The cryptography of the key file: stretching, sealing, opening. Nothing of our own.

Loaded when somebody's passphrase is tried, not before: the list of who may sign in needs
no cipher, and the locked screen must not wait for one.
"""

from typing import Final

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
_SEAL = b"safestation sealed key 1"
_ONCE = bytes(12)  # each sealing makes a key of its own, used once


def stretch(words: bytes, salt: bytes, *, m_kib: int, t: int, p: int) -> bytes:
    """Return 32 bytes that each guess must pay for (Argon2id)."""
    argon2 = Argon2id(salt=salt, length=KEY_BYTES, iterations=t, lanes=p, memory_cost=m_kib)
    return argon2.derive(words)


def derive(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """Return a key of 32 bytes for one purpose (HKDF, SHA-256)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, info).derive(secret)


def seal(key: bytes, nonce: bytes, content: bytes, beside: bytes) -> bytes:
    """Return `content` encrypted, authenticated together with `beside` (AES-256-GCM)."""
    return AESGCM(key).encrypt(nonce, content, beside)


def unseal(key: bytes, nonce: bytes, sealed: bytes, beside: bytes) -> bytes | None:
    """Return what was sealed, or None: another key, or something was changed."""
    try:
        return AESGCM(key).decrypt(nonce, sealed, beside)
    except InvalidTag:
        return None


def new_pair() -> tuple[bytes, bytes]:
    """Return a private key and its public half, to seal things to (X25519)."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def seal_to(public: bytes, content: bytes, beside: bytes) -> bytes:
    """Return `content` so that only the private half of `public` opens it.

    A fresh pair meets `public` (X25519), HKDF makes a key of what both share, AES-256-GCM
    seals under it. Tells nothing of who sealed: whoever trusts it checks a signature.
    """
    fresh = X25519PrivateKey.generate()
    ours = fresh.public_key().public_bytes_raw()
    shared = fresh.exchange(X25519PublicKey.from_public_bytes(public))
    return ours + seal(derive(shared, ours + public, _SEAL), _ONCE, content, beside)


def unseal_from(private: bytes, sealed: bytes, beside: bytes) -> bytes | None:
    """Return what was sealed to the public half of `private`, or None."""
    mine = X25519PrivateKey.from_private_bytes(private)
    theirs = sealed[:KEY_BYTES]
    public = mine.public_key().public_bytes_raw()
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError:  # a point of low order, which nobody honest sends
        return None
    return unseal(derive(shared, theirs + public, _SEAL), _ONCE, sealed[KEY_BYTES:], beside)


def new_signer() -> tuple[bytes, bytes]:
    """Return a private key that signs, and the public half that checks (Ed25519)."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def sign(private: bytes, content: bytes) -> bytes:
    """Return the signature of `content`."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(content)


def is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Tell whether `signature` is of `content`, made with the private half of `public`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True
