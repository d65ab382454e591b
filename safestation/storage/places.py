"""Where a record must not live: in a folder that another program copies, or far away.

A program that copies files one by one copies a record and its -wal from two moments, puts
an older one back over a newer, and carries both to somebody else's computer. A share loses
locks. Both have cost people their data: KeePassXC #3191 and #10227, syncthing #4242.
"""

import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Final

from safestation.storage.mounts import is_network

CLOUD, SHARE = "place.cloud", "place.share"
# A folder of exactly this name, or of this name and something behind it.
_NAMES: Final = (
    "onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud drive",
    "iclouddrive", "icloud~", "nextcloud", "owncloud", "box sync", "pcloud", "megasync",
    "proton drive", "syncthing",
)  # fmt: skip
_ON_A_MAC: Final = (("library", "mobile documents"), ("library", "cloudstorage"))
# What such programs leave in the folder that they copy.
_MARKS: Final = frozenset({
    ".dropbox", ".dropbox.cache", ".stfolder", ".nextcloudsync.log", ".owncloudsync.log",
    ".tmp.driveupload", ".tmp.drivedownload",
})  # fmt: skip
_MARKED: Final = ((".sync_", "._sync_"), ".db")  # as such a name begins, and ends
_VARIABLES: Final = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def concern(
    folder: Path,
    *,
    mounts: str | None = None,
    variables: Mapping[str, str] = os.environ,
    home: Path | None = None,
) -> str:
    """Return the key of what is wrong with a folder, or nothing. It need not exist yet."""
    path = _real(folder)
    if is_network(_there(path), mounts):
        return SHARE
    named = _is_named(path) or _is_told(path, variables) or _is_dropbox(path, home)
    return CLOUD if named or _is_marked(path) else ""


def _is_named(path: Path) -> bool:
    parts = [part.casefold() for part in path.parts]
    if any(part.startswith(_NAMES) for part in parts):
        return True
    pairs = list(pairwise(parts))
    return any(pair in pairs for pair in _ON_A_MAC)


def _is_told(path: Path, variables: Mapping[str, str]) -> bool:
    told = (variables.get(name, "") for name in _VARIABLES)
    return any(path.is_relative_to(_real(Path(root))) for root in told if root)


def _is_dropbox(path: Path, home: Path | None) -> bool:
    """Ask Dropbox's own file where it copies: the folder may have any name."""
    with suppress(OSError, ValueError, TypeError, AttributeError, RuntimeError):
        told = json.loads(((home or Path.home()) / ".dropbox" / "info.json").read_bytes())
        roots = [row["path"] for row in told.values() if "path" in row]
        return any(path.is_relative_to(_real(Path(root))) for root in roots)
    return False


def _is_marked(path: Path) -> bool:
    for parent in (path, *path.parents):
        with suppress(OSError):
            names = os.listdir(parent)  # noqa: PTH208 - the start waits for this: no path for each
            if any(map(_is_mark, names)) and parent != Path.home():
                return True
    return False


def _is_mark(name: str) -> bool:
    begins, ends = _MARKED
    return name in _MARKS or (name.startswith(begins) and name.endswith(ends))


def _real(path: Path) -> Path:
    if sys.platform == "win32" and str(path).startswith("\\\\"):
        return path
    with suppress(OSError, RuntimeError):
        return path.resolve()
    return path.absolute()


def _there(path: Path) -> Path:
    """Return the nearest folder that exists: the one to be made lies where it lies."""
    return next((one for one in (path, *path.parents) if one.exists()), path)
