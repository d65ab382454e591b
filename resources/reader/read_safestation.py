#!/usr/bin/env python3
r"""Unpacks a SafeStation take-out file. Stands alone: Python 3.11 and `cryptography` alone.

    python3 read_safestation.py FILE FOLDER

asks for the passphrase and writes what the file holds into FOLDER, which must not exist yet.
What it writes is NOT encrypted: choose a place that is. Its owner alone can read it.

The file:  "SafeStation take-out 1\n" · length of the header (4 bytes, big-endian) · header,
JSON in UTF-8 · chunks. Each chunk is AES-256-GCM over up to `chunk` bytes of a zip file, its
tag of 16 bytes behind it. Nonce: the header's `nonce` (7 bytes) · the chunk's number from 0
(4 bytes, big-endian) · 1 for the last chunk, else 0 (1 byte). Everything before the first
chunk is authenticated with each. The passphrase (NFKC, UTF-8) goes through Argon2id with the
header's parameters and salt (32 bytes out); HKDF-SHA-256 with the same salt makes the key
(info "safestation take-out key") and, to tell a wrong passphrase from a damaged file, a check
of 16 bytes (info "safestation take-out check").

Ends with 0 when all is well, 2 for a wrong call, 3 for a wrong passphrase, 4 for damage.
"""

import base64
import getpass
import hashlib
import hmac
import io
import json
import os
import sys
import unicodedata
import zipfile
from pathlib import Path

MAGIC = b"SafeStation take-out 1\n"
WRONG_CALL, WRONG_PASSPHRASE, DAMAGED = 2, 3, 4


class Stop(Exception):  # noqa: N818 - reads as what it does
    """Ends the script with a code and a sentence."""


def main(arguments: list[str]) -> int:
    """Unpack; return the exit code."""
    if len(arguments) != 2:  # noqa: PLR2004 - a file and a folder
        sys.stderr.write("usage: python3 read_safestation.py FILE FOLDER\n")
        return WRONG_CALL
    os.umask(0o077)  # nobody else who uses this computer shall read what comes out
    try:
        unpack(Path(arguments[0]), Path(arguments[1]))
    except Stop as stop:
        code, sentence = stop.args
        sys.stderr.write(f"{sentence}\n")
        return int(code)
    except OSError as error:
        sys.stderr.write(f"The file or the folder: {error.strerror}.\n")
        return WRONG_CALL
    return 0


def unpack(file: Path, folder: Path) -> None:
    """Decrypt, check and write. Nothing is written unless everything is whole."""
    if folder.exists():
        raise Stop(WRONG_CALL, "The folder is there already. Name a new one.")
    content = file.read_bytes()
    header, start = read_header(content)
    typed = getpass.getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline()
    plain = decrypt(content, header, start, typed.rstrip("\r\n"))
    try:
        with zipfile.ZipFile(io.BytesIO(plain)) as packed:
            manifest = json.loads(packed.read("manifest.json"))
            parts = {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise Stop(DAMAGED, "The file is damaged. Take another copy.") from error
    for name, told in manifest["files"].items():
        if hashlib.sha256(parts.get(name, b"")).hexdigest() != told["sha256"]:
            raise Stop(DAMAGED, f"The file is damaged at {name}. Take another copy.")
    for name, part in parts.items():
        target = (folder / name).resolve()
        if not target.is_relative_to(folder.resolve()):
            raise Stop(DAMAGED, "The file names a place outside the folder. Not unpacked.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(part)
    sys.stdout.write(f"{len(parts)} files in {folder}. They are not encrypted.\n")


def read_header(content: bytes) -> tuple[dict[str, object], int]:
    """Return the header, and where the chunks begin."""
    if not content.startswith(MAGIC):
        raise Stop(
            DAMAGED, "This is no SafeStation take-out file, or its beginning is damaged."
        )
    start = len(MAGIC) + 4
    end = start + int.from_bytes(content[len(MAGIC) : start], "big")
    try:
        header = json.loads(content[start:end])
        bytes_of(header, "salt"), bytes_of(header, "nonce"), bytes_of(header, "check")
    except (ValueError, KeyError, TypeError) as error:
        raise Stop(
            DAMAGED, "The beginning of the file is damaged. Take another copy."
        ) from error
    return header, end


def decrypt(content: bytes, header: dict, start: int, passphrase: str) -> bytes:
    """Return the zip file. Raises Stop for a wrong passphrase, or for any changed byte."""
    try:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM
        from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF
    except ImportError:
        raise Stop(
            WRONG_CALL, "Install the Python package `cryptography`, 46 or newer."
        ) from None
    kdf, salt = header["kdf"], bytes_of(header, "salt")
    words = unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")
    argon2 = Argon2id(
        salt=salt, length=32, iterations=kdf["t"], lanes=kdf["p"], memory_cost=kdf["m_kib"]
    )
    secret = argon2.derive(words)
    check = HKDF(hashes.SHA256(), 16, salt, b"safestation take-out check").derive(secret)
    if not hmac.compare_digest(check, bytes_of(header, "check")):
        raise Stop(
            WRONG_PASSPHRASE, "The passphrase does not fit this file. Nothing was written."
        )
    cipher = AESGCM(HKDF(hashes.SHA256(), 32, salt, b"safestation take-out key").derive(secret))
    beside, step, plain = content[:start], header["chunk"] + 16, io.BytesIO()
    places = range(start, len(content), step)
    for number, place in enumerate(places):
        last = place + step >= len(content)
        nonce = bytes_of(header, "nonce") + number.to_bytes(4, "big") + bytes([last])
        try:
            plain.write(cipher.decrypt(nonce, content[place : place + step], beside))
        except InvalidTag:
            raise Stop(
                DAMAGED, f"The file is damaged or cut off at byte {place:,}. Take another copy."
            ) from None
    if not places:
        raise Stop(DAMAGED, "The file is cut off. Take another copy.")
    return plain.getvalue()


def bytes_of(header: dict, name: str) -> bytes:
    """Return a value of the header that is written in base64."""
    return base64.b64decode(header[name], validate=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
