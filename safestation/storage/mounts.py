"""What is plugged in and what is mounted where, as the operating system tells it.

Names of file systems: Linux `/proc/mounts`, macOS `statfs(2)`, Windows `GetDriveTypeW`.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from safestation.domain.backups import Stick

_SYSTEM: Final[str] = sys.platform
_MOUNTS: Final = Path("/proc/mounts")
_PLUGGED: Final = (Path("/media"), Path("/run/media"), Path("/Volumes"))
_NETWORK: Final = frozenset(
    {
        "nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "afs", "ncpfs", "webdav",
        "davfs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone", "fuse.davfs",
        "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.s3fs", "fuse.glusterfs", "fuse.curlftpfs",
        "fuse.smbnetfs", "fuse.google-drive-ocamlfuse", "fuse.onedriver",
    }
)  # fmt: skip
_REMOVABLE, _REMOTE = 2, 4  # as GetDriveTypeW numbers them
_STATFS_BYTES, _NAME_AT, _NAME_BYTES = 2168, 72, 16  # macOS, 64 bit: struct statfs


def is_network(path: Path, mounts: str | None = None) -> bool:
    """Tell whether a folder lies on another computer. `mounts` stands in for the system's."""
    if mounts is not None or _SYSTEM.startswith("linux"):
        return _kind_on_linux(path, mounts) in _NETWORK
    if _SYSTEM == "win32":
        return _is_remote_on_windows(path)
    return _kind_on_macos(path) in _NETWORK


def sticks() -> "tuple[Stick, ...]":
    """Return the sticks and cards that are plugged in, by name. What does not answer is out."""
    import shutil  # noqa: PLC0415 - not at the start, which asks about one folder only

    from safestation.domain.backups import Stick  # noqa: PLC0415 - likewise

    found = []
    for place in _plugged():
        with suppress(OSError):
            usage = shutil.disk_usage(place)
            found.append(Stick(str(place), place.name or str(place), usage.free))
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def is_folder(typed: str) -> bool:
    """Tell whether what was typed names a folder that is there, wherever this was started."""
    with suppress(OSError, ValueError):
        return Path(typed).is_absolute() and Path(typed).is_dir()
    return False


def is_elsewhere(folder: Path, record: Path) -> bool:
    """Tell whether a folder lies on another disk than the record, and may outlive it."""
    with suppress(OSError):
        return folder.stat().st_dev != record.stat().st_dev
    return False


def _kind_on_linux(path: Path, mounts: str | None) -> str:
    if mounts is None:
        try:
            mounts = _MOUNTS.read_text("utf-8", "surrogateescape")
        except OSError:
            return ""
    kind, longest = "", -1
    for line in mounts.splitlines():
        _, where, name, *_ = (*line.split(" "), "", "", "")
        at = Path(_spaced(where))
        if path.is_relative_to(at) and len(at.parts) >= longest:
            kind, longest = name, len(at.parts)
    return kind


def _spaced(where: str) -> str:
    if "\\" not in where:
        return where
    return where.encode().decode("unicode_escape", "replace")  # "\\040" is a space


def _is_remote_on_windows(path: Path) -> bool:
    if str(path).startswith("\\\\"):
        return True
    return _drive_type(path.anchor) == _REMOTE


def _drive_type(root: str) -> int:
    import ctypes  # noqa: PLC0415 - not on other systems

    windows = getattr(ctypes, "windll")  # noqa: B009 - not in every system's stubs
    return int(windows.kernel32.GetDriveTypeW(root))


def _kind_on_macos(path: Path) -> str:
    import ctypes  # noqa: PLC0415 - not on other systems
    import ctypes.util  # noqa: PLC0415 - likewise

    libc = ctypes.CDLL(ctypes.util.find_library("c"))
    told = ctypes.create_string_buffer(_STATFS_BYTES)
    if libc.statfs(os.fsencode(path), told) != 0:
        return ""
    name = told.raw[_NAME_AT : _NAME_AT + _NAME_BYTES]
    return name.split(b"\0")[0].decode("ascii", "replace")


def _plugged() -> Iterator[Path]:
    if _SYSTEM == "win32":
        drives = (Path(f"{letter}:\\") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        yield from (drive for drive in drives if _drive_type(str(drive)) == _REMOVABLE)
        return
    for root in _PLUGGED:
        with suppress(OSError):
            for place in [*root.glob("*"), *root.glob("*/*")]:
                if os.path.ismount(place) and not place.is_symlink():
                    yield place
