"""A file that is encrypted as it is written, chunk by chunk; nothing plain meets the disk.

The format stands in `resources/reader/read_safestation.py`, which opens it without us.
"""

import base64
import io
import json
import secrets
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safestation.domain.passphrase import normalize
from safestation.storage import cipher
from safestation.storage.kdf import Kdf

MAGIC: Final = b"SafeStation take-out 1\n"
CHUNK: Final = 1 << 16
_TAG: Final = 16
_SALT, _NONCE = 16, 7


class SealedFile(io.RawIOBase):
    """Takes plain bytes, writes encrypted ones. `close` writes the last chunk."""

    def __init__(self, target: BinaryIO, passphrase: str, kdf: Kdf) -> None:
        super().__init__()
        salt, self._nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
        words = normalize(passphrase).encode("utf-8", "surrogatepass")
        secret = cipher.stretch(words, salt, m_kib=kdf.m_kib, t=kdf.t, p=kdf.p)
        check = cipher.derive(secret, salt, b"safestation take-out check")[:_TAG]
        header = {
            "format": "safestation-takeout", "version": 1, "cipher": "AES-256-GCM",
            "chunk": CHUNK, "kdf": kdf.to_json(), "salt": _text(salt),
            "nonce": _text(self._nonce), "check": _text(check),
        }  # fmt: skip
        told = json.dumps(header).encode()
        self._beside = MAGIC + len(told).to_bytes(4, "big") + told
        self._cipher = AESGCM(cipher.derive(secret, salt, b"safestation take-out key"))
        self._target, self._waiting, self._number = target, bytearray(), 0
        target.write(self._beside)

    def write(self, content: bytes) -> int:  # type: ignore[override]  # bytes are all it gets
        """Take more."""
        self._waiting += content
        while len(self._waiting) > CHUNK:  # what may be the last one waits
            self._put(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(content)

    def writable(self) -> bool:
        """Return True."""
        return True

    def finish(self) -> None:
        """Write the last chunk. Without it the file does not open."""
        self._put(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _put(self, plain: bytes, *, last: bool) -> None:
        nonce = self._nonce + self._number.to_bytes(4, "big") + bytes([last])
        self._target.write(self._cipher.encrypt(nonce, plain, self._beside))
        self._number += 1


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii")
