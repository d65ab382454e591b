"""The library between SafeStation and the disk: built when needed, armed from Python."""

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("interposed.c")
LOADED: Final = "SAFESTATION_FAULTS"  # where the built library is, in a child that has it
OPEN, WRITE, SYNC, RENAME, TRUNCATE, UNLINK, MKDIR = (1 << n for n in range(7))
EVERY: Final = (1 << 7) - 1
KILLED: Final = -1  # in place of an errno: the process ends there
ERRORS: Final = {
    "no room": errno.ENOSPC,
    "bad disk": errno.EIO,
    "read-only": errno.EROFS,
    "kill -9": KILLED,
}


def why_not() -> str:
    """Return why calls cannot be made to fail here, or nothing."""
    if sys.platform != "linux":
        return "only Linux lets a test stand between a program and the disk"
    return "" if shutil.which("gcc") else "there is no gcc to build the library with"


def build(folder: Path) -> dict[str, str]:
    """Build the library; return the environment of a process that is to have it."""
    made = folder / "interposed.so"
    gcc = shutil.which("gcc") or "gcc"
    words = [gcc, "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(made), str(SOURCE)]
    subprocess.run([*words, "-ldl"], check=True)  # noqa: S603 - the compiler, our own source
    return {**os.environ, "LD_PRELOAD": str(made), LOADED: str(made)}


class Disk:
    """The library in this process. Nothing fails until it is armed."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[LOADED])
        self._library.fault_seen.restype = ctypes.c_long
        self._library.fault_arm.argtypes = [
            ctypes.c_char_p, ctypes.c_int, ctypes.c_long, ctypes.c_int, ctypes.c_int,
        ]  # fmt: skip

    def arm(
        self, below: Path, nth: int, error: int, *, stays: bool, kinds: int = EVERY
    ) -> None:
        """Let the n-th call below a folder fail; with 0 they are only counted."""
        self._library.fault_arm(os.fsencode(below), kinds, nth, error, int(stays))

    def disarm(self) -> None:
        """Let everything work again."""
        self._library.fault_disarm()

    def seen(self) -> int:
        """Return how many calls there were since it was armed."""
        return int(self._library.fault_seen())

    def write_down(self, below: Path, descriptor: int) -> None:
        """Write down from here on what is asked of the disk."""
        self._library.fault_log(os.fsencode(below), descriptor)

    def mark(self, text: str) -> None:
        """Put a mark between two calls."""
        self._library.fault_mark(text.encode())


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was written down, or a mark (`!`)."""

    what: str
    path: str
    to: str
    where: int
    data: bytes


def calls(log: Path) -> Iterator[Call]:
    """Yield what was written down, in order."""
    with log.open("rb") as file:
        while head := file.readline():
            what, path, to, where, size = head.decode().rstrip("\n").split("\t")
            yield Call(what, path, to, int(where), file.read(int(size)) if what == "W" else b"")
