"""What this process gives away: no memory to a crash, no socket to a network.

Knows nobody, so that the front door can use it before anything else is loaded.
"""

import ctypes
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

_SET_DUMPABLE, _GET_DUMPABLE = 4, 3  # prctl(2)
_NO_BOXES: Final = 0x0001 | 0x0002 | 0x8000  # SetErrorMode: no dialog, no report with memory
_TABLES: Final = ("tcp", "tcp6", "udp", "udp6", "udplite", "raw", "raw6")
_INODE: Final = 9  # the column of a line of /proc/net/tcp
# Windows: which table, its kind, its family, the size of a row, where the process stands.
_OF_WINDOWS: Final = (
    ("GetExtendedTcpTable", 5, 2, 24, 20),
    ("GetExtendedTcpTable", 5, 23, 56, 52),
    ("GetExtendedUdpTable", 1, 2, 12, 8),
    ("GetExtendedUdpTable", 1, 23, 28, 24),
)


def shut_dumps() -> None:
    """Let no crash write what is in memory to a file. What cannot be had is not insisted on.

    On Linux no other program of the same user can look into the process either.
    """
    if sys.platform == "win32":
        _windows("kernel32").SetErrorMode(_NO_BOXES)
        return
    import resource  # noqa: PLC0415 - Windows has none

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)


def dumps_are_shut() -> bool:
    """Tell whether a crash leaves nothing of the memory behind."""
    if sys.platform == "win32":
        return bool(_windows("kernel32").GetErrorMode() & _NO_BOXES == _NO_BOXES)
    import resource  # noqa: PLC0415 - Windows has none

    shut = resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)
    if sys.platform == "linux":
        shut = shut and ctypes.CDLL(None).prctl(_GET_DUMPABLE, 0, 0, 0, 0) == 0
    return shut


def open_sockets(process: Path = Path("/proc/self")) -> int | None:
    """Return how many internet sockets this process has open; None where that is not told.

    `process` is where Linux tells of it.
    """
    count: int | None = None
    if sys.platform == "linux":
        count = len(set(_of_process(process)) & set(_of_network(process)))
    elif sys.platform == "win32":
        count = sum(_rows_of_this_process(*table) for table in _OF_WINDOWS)
    return count


def _of_process(process: Path) -> Iterator[str]:
    for descriptor in (process / "fd").iterdir():
        with suppress(OSError):  # the one that lists the folder is gone by now
            name = str(descriptor.readlink())
            if name.startswith("socket:["):
                yield name.removeprefix("socket:[").removesuffix("]")


def _of_network(process: Path) -> Iterator[str]:
    for table in _TABLES:
        path = process / "net" / table
        if path.exists():
            for line in path.read_text("ascii").splitlines()[1:]:
                yield line.split()[_INODE]


def _rows_of_this_process(call: str, kind: int, family: int, size: int, place: int) -> int:
    ask = getattr(_windows("iphlpapi"), call)
    room = ctypes.c_ulong(0)
    ask(None, ctypes.byref(room), 0, family, kind, 0)
    table = ctypes.create_string_buffer(room.value + 40 * size)  # some may be added meanwhile
    room = ctypes.c_ulong(len(table))
    if ask(table, ctypes.byref(room), 0, family, kind, 0):
        return 0
    (count,) = struct.unpack_from("<I", table)
    me = _windows("kernel32").GetCurrentProcessId()
    owners = (struct.unpack_from("<I", table, 4 + n * size + place)[0] for n in range(count))
    return sum(owner == me for owner in owners)


def _windows(library: str) -> Any:  # noqa: ANN401 - a library of the system
    return getattr(getattr(ctypes, "windll"), library)  # noqa: B009 - not in every system's stubs
