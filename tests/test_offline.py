"""The whole suite and the tour run where no internet socket can be had; so is this proof."""

import ctypes
import errno
import os
import platform
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
KERNEL = sys.platform == "linux" and platform.machine() in {"x86_64", "aarch64"}
TRY = "import socket; socket.socket(socket.AF_INET6)"


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_nothing_in_this_suite_can_open_an_internet_socket(
    family: socket.AddressFamily,
) -> None:
    with pytest.raises(PermissionError):
        socket.socket(family)


def test_no_name_can_be_looked_up() -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("station12.example", 443)


@pytest.mark.skipif(not KERNEL, reason="only Linux' kernel refuses to native code and children")
def test_neither_can_native_code_nor_what_it_starts() -> None:
    library = ctypes.CDLL(None, use_errno=True)
    assert library.socket(socket.AF_INET, socket.SOCK_STREAM, 0) == -1
    assert ctypes.get_errno() == errno.EACCES

    child = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", TRY], capture_output=True, check=False, text=True
    )
    assert child.returncode == 1
    assert "PermissionError" in child.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")
def test_sockets_within_the_machine_stay() -> None:
    one, other = socket.socketpair(socket.AF_UNIX)

    one.sendall(b"!")

    assert other.recv(1) == b"!"
    one.close()
    other.close()


@pytest.mark.skipif(not KERNEL, reason="the kernel's refusal is what is shown")
def test_a_module_can_be_run_that_way_by_itself() -> None:
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "tests.offline", "safestation", "--version"],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )

    assert ran.stdout.strip()
