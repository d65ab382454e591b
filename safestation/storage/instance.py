"""One running SafeStation for each data folder."""

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from safestation.domain.errors import AlreadyRunning
from safestation.storage.disk import on_disk
from safestation.storage.files import OWNER_ONLY_FILE, usable

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK_NAME: Final = "station.lock"
_HELD: Final = frozenset({errno.EWOULDBLOCK, errno.EACCES})


class Instance:
    """Holds a data folder for this process until released.

    The operating system's lock counts, not the file: it ends with the process however that
    ends, so a file left by a crash or a power loss is in nobody's way. The folder itself is
    locked too where that can be, so that a file taken away lets nobody in.
    """

    def __init__(self, folder: Path) -> None:
        """Take the folder. Raises AlreadyRunning, FolderUnusable or DiskFull."""
        with usable(), on_disk():
            flags = os.O_RDWR | os.O_CREAT
            self._handles = [os.open(folder / LOCK_NAME, flags, OWNER_ONLY_FILE)]
        try:
            _lock(self._handles[0])
            self._handles += _folder_locked(folder)
        except OSError as error:
            self.release()
            raise AlreadyRunning from error

    def release(self) -> None:
        """Let go of the folder. May be called twice."""
        while self._handles:
            os.close(self._handles.pop())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _folder_locked(folder: Path) -> list[int]:
    """Return the hold on the folder itself; none where a disk or a system has no such lock.

    Raises OSError when somebody else holds it.
    """
    if sys.platform == "win32":  # it keeps a file that is open from being taken away
        return []
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in _HELD:
            raise
        return []
    return [handle]
