"""The cryptography of the key file: stretching, sealing, opening. Nothing of our own.

Loaded when somebody's passphrase is tried, not before: the list of who may sign in needs
no cipher, and the locked screen must not wait for one.
"""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32


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
