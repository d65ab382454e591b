"""No internet socket, for this process and all that it starts: the proof of "offline".

`python -m tests.offline MODULE [words ...]` runs a module that way. On Linux the kernel
refuses (seccomp), so that native code and child processes are covered too; elsewhere Python
refuses, in this process alone. Sockets within the machine (X11, D-Bus) stay.
"""

import ctypes
import errno
import platform
import runpy
import struct
import sys
from typing import Final

_INTERNET: Final = frozenset({2, 10 if sys.platform == "linux" else 23, 30})
_TOLD: Final = "an internet socket was asked for"
# Per machine: its name in the kernel's records, and the number of socket(2) there.
_MACHINES: Final = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
_NO_NEW_RIGHTS, _SET_FILTER, _BY_FILTER = 38, 22, 2  # prctl(2)
_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # classic BPF
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16  # where they stand in seccomp_data
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def block() -> bool:
    """Refuse internet sockets from here on, for good. Tell whether the kernel does."""
    sys.addaudithook(_refuse)
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None:
        return False
    steps = b"".join(struct.pack("HBBI", *step) for step in _filter(*machine))
    kept = ctypes.create_string_buffer(steps)
    program = _Program(len(steps) // 8, ctypes.cast(kept, ctypes.c_void_p))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    return bool(prctl(_SET_FILTER, _BY_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, socket: int) -> list[tuple[int, int, int, int]]:
    """Return the program: socket(AF_INET or AF_INET6, ...) gives EACCES, all else goes on."""
    return [
        (_LOAD, 0, 0, _MACHINE),
        (_IF_EQUAL, 0, 5, machine),
        (_LOAD, 0, 0, _NUMBER),
        (_IF_EQUAL, 0, 3, socket),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_IF_EQUAL, 2, 0, 2),
        (_IF_EQUAL, 1, 0, 10),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]


def _refuse(event: str, words: tuple[object, ...]) -> None:
    if event == "socket.__new__" and words[1] in _INTERNET:
        raise PermissionError(errno.EACCES, _TOLD)
    if event == "socket.getaddrinfo":
        raise PermissionError(errno.EACCES, _TOLD)


if __name__ == "__main__":
    block()
    module = sys.argv[1]
    sys.argv = sys.argv[1:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
