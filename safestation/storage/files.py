"""Files only their owner can read, written whole or not at all."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from safestation.domain.errors import DiskFull, FolderUnusable, StoreUnavailable
from safestation.storage.disk import on_disk

OWNER_ONLY_FILE = 0o600
OWNER_ONLY_FOLDER = 0o700
PART = ".part"
INCOMING, JOURNAL = "incoming", "swap.json"  # what `swap` leaves when it is cut short
_CANNOT_ASK = frozenset({errno.EINVAL, errno.ENOTSUP})  # some sticks know no such question


def write_private(path: Path, content: bytes) -> None:
    """Write `content` to `path`, readable by its owner alone.

    After a crash at any moment `path` holds the old bytes or the new ones, whole. Raises
    DiskFull or StoreUnavailable, and then leaves the old bytes in place.
    """
    part = part_of(path)
    with on_disk():
        try:
            part.unlink(missing_ok=True)
            with os.fdopen(_create(part), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
        settle_folder(path.parent)


def create_private(path: Path) -> None:
    """Create an empty file that is its owner's from the first byte.

    Raises FileExistsError when something is there already, DiskFull, StoreUnavailable.
    """
    if path.exists():
        raise FileExistsError(path.name)
    with on_disk():
        os.close(_create(path))


def private_folder(path: Path) -> Path:
    """Make sure the folder is there; one made here is its owner's alone. Return it.

    A folder that already exists is left as it is: it may be somebody's home. The files in
    it are owner-only by themselves. Raises FolderUnusable, DiskFull.
    """
    with usable(), on_disk():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
    return path


@contextmanager
def usable() -> Iterator[None]:
    """Say of a folder that was named that it cannot be used, where its disk is not full."""
    try:
        yield
    except DiskFull:
        raise
    except StoreUnavailable as error:
        raise FolderUnusable from error


def keep_private(path: Path) -> None:
    """Take away what others may do with an existing file. Windows has its own lists."""
    with on_disk():
        if sys.platform != "win32" and path.stat().st_mode & 0o077:
            path.chmod(OWNER_ONLY_FILE)


def settle_folder(folder: Path) -> None:
    """Make sure names just written in `folder` survive a power loss, where one can ask."""
    if sys.platform == "win32":
        return
    with on_disk():
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT_ASK:
                raise
        finally:
            os.close(handle)


def settle_file(path: Path) -> None:
    """Push a file to the medium and forget what memory holds of it, so it is read back."""
    with on_disk():
        handle = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        try:
            os.fsync(handle)
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def copy_private(source: Path, target: Path) -> None:
    """Copy a file to a new name, owner-only from the first byte, and settle it."""
    import shutil  # noqa: PLC0415 - the locked screen copies nothing

    create_private(target)
    with on_disk():
        with source.open("rb") as content, target.open("wb") as copy:
            shutil.copyfileobj(content, copy, 1 << 20)
        settle_file(target)


def part_of(path: Path) -> Path:
    """Return the name under which `path` is built before it counts."""
    return path.with_name(path.name + PART)


def _create(path: Path) -> int:
    binary = getattr(os, "O_BINARY", 0)  # Windows would otherwise change line ends
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary, OWNER_ONLY_FILE)
