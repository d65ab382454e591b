"""The small file that makes a folder a backup: what it holds, when, and a seal.

Readable without a key, and without a word about anybody. The seal is made with the
record's key: whoever changes the manifest, or puts another record beside it, is found out
when the backup is unlocked.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from safestation.domain.backups import Kept, Manifest
from safestation.domain.errors import RestoreRefused
from safestation.storage import codec
from safestation.storage.disk import on_disk
from safestation.storage.files import write_private

MANIFEST_NAME: Final = "backup.json"
FORMAT: Final = "safestation-backup"
VERSION: Final = 1
SUBFOLDER: Final = "SafeStation-backups"
PREFIX: Final = "safestation-"
STAMP: Final = "%Y%m%d-%H%M%S"  # when it was begun, in UTC; after it stands why
_SEAL: Final = b"safestation backup manifest 1\n"


def named(record_id: str) -> str:
    """Return how the name of every backup of a record begins; its stamp follows."""
    return f"{PREFIX}{record_id[:8]}-"


def sealed(manifest: Manifest, key: bytes) -> Manifest:
    """Return the manifest with its seal (HMAC-SHA-256 over its compact JSON)."""
    return replace(manifest, seal=_seal(manifest, key))


def is_sealed_by(manifest: Manifest, key: bytes) -> bool:
    """Tell whether the manifest is as it was written by a holder of this key."""
    return hmac.compare_digest(manifest.seal.encode(), _seal(manifest, key).encode())


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest; without one a folder is no backup. Raises DiskFull and its kin."""
    content = {"format": FORMAT, "version": VERSION, **json.loads(codec.dump(manifest))}
    write_private(folder / MANIFEST_NAME, json.dumps(content, indent=1).encode() + b"\n")


def read_manifest(folder: Path) -> Manifest:
    """Read what a backup tells of itself. Raises RestoreRefused."""
    try:
        with on_disk():
            row = json.loads((folder / MANIFEST_NAME).read_bytes())
        _check_version(row)
        return _checked(codec.load(Manifest, json.dumps(row)))
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        raise RestoreRefused("restore.not_a_backup") from None


def kept_in(folder: Path) -> tuple[Kept, ...]:
    """Return the finished backups that lie in a folder, the newest first.

    The folder may be a backup itself, or hold them in the folder that we make on a stick.
    What cannot be read there is passed over. Raises StoreUnavailable.
    """
    found = [kept for place in _places(folder) if (kept := _kept(place)) is not None]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def check_not_newer(folder: Path) -> None:
    """Raise RestoreRefused where a backup lies whose kind only a newer SafeStation reads."""
    for place in _places(folder):
        if not place.name.endswith(".part") and (place / MANIFEST_NAME).is_file():
            with suppress(ValueError, KeyError, TypeError, RecursionError), on_disk():
                _check_version(json.loads((place / MANIFEST_NAME).read_bytes()))


def _places(folder: Path) -> list[Path]:
    with on_disk():
        places = [folder]
        for parent in (folder, folder / SUBFOLDER):
            if parent.is_dir():
                places += [p for p in parent.iterdir() if p.name.startswith(PREFIX)]
    return places


def _kept(folder: Path) -> Kept | None:
    if folder.name.endswith(".part") or not (folder / MANIFEST_NAME).is_file():
        return None
    try:
        return Kept(str(folder), read_manifest(folder))
    except RestoreRefused:
        return None


def _check_version(row: Mapping[str, Any]) -> None:
    if row["format"] != FORMAT:
        raise ValueError("not a backup")
    if int(row["version"]) > VERSION:
        raise RestoreRefused("restore.too_new")


def _checked(manifest: Manifest) -> Manifest:
    """Refuse what JSON held in the wrong kind; `codec` takes plain values as they come."""
    texts = (manifest.record_id, manifest.record_sha256, manifest.keys_sha256, manifest.seal)
    plain: tuple[tuple[object, type], ...] = (
        *((text, str) for text in texts),
        (manifest.training, bool),
        (manifest.holds.schema, int),
        (manifest.holds.lines, int),
    )
    if not all(isinstance(value, kind) for value, kind in plain):
        raise TypeError("not a manifest of ours")
    if manifest.made_at.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return manifest


def _seal(manifest: Manifest, key: bytes) -> str:
    told = _SEAL + codec.dump(replace(manifest, seal="")).encode()
    return hmac.new(key, told, hashlib.sha256).hexdigest()
