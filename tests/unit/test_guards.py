"""What the process gives away: no memory to a crash, no socket to a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STARTED = """
from safestation.__main__ import main
from safestation.guards import dumps_are_shut
assert not dumps_are_shut(), "somebody else shut them"
main(["check", "content", "no-such-folder"])
print(dumps_are_shut())
"""
LISTENS = """
import socket
from safestation.guards import open_sockets
before = open_sockets()
pair = socket.socketpair()  # as Qt has, to the screen and the desktop
quiet = open_sockets()
one = socket.create_server(("127.0.0.1", 0))
two = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
two.bind(("::1", 0))
print(before, quiet, open_sockets())
"""


def ran(words: str) -> str:
    """Return what another Python says; one that is free to open sockets."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("LD_PRELOAD", None)
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", words],
        capture_output=True,
        check=True,
        env=environment,
        text=True,
    )
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows dumps nothing by itself")
def test_the_front_door_leaves_no_memory_to_a_crash() -> None:
    assert ran(STARTED).endswith("True")


@pytest.mark.skipif(sys.platform != "linux", reason="macOS does not tell; Windows is not here")
def test_an_internet_socket_is_counted_and_a_local_one_is_not() -> None:
    assert ran(LISTENS) == "0 0 2"
