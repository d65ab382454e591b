"""What the process gives away: no memory to a crash, no socket to a network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from safestation.guards import open_sockets

ROOT = Path(__file__).parents[2]
STARTED = """
from safestation.__main__ import main
from safestation.guards import dumps_are_shut
assert not dumps_are_shut(), "somebody else shut them"
main(["check", "content", "no-such-folder"])
print(dumps_are_shut())
"""


def ran(words: str) -> str:
    """Return what another Python says."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
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


HEAD = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt uid inode"
LINE = (
    "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0"
    " 4711 1 0000000000000000 100 0 0 10 0"
)


@pytest.mark.skipif(sys.platform != "linux", reason="the others do not tell it in files")
def test_an_internet_socket_is_counted_and_others_are_not(tmp_path: Path) -> None:
    for folder in ("fd", "net"):
        (tmp_path / folder).mkdir()
    for number, target in enumerate(("/dev/null", "socket:[4712]", "socket:[4711]")):
        (tmp_path / "fd" / str(number)).symlink_to(target)
    (tmp_path / "net" / "tcp").write_text(f"{HEAD}\n")
    assert open_sockets(tmp_path) == 0

    (tmp_path / "net" / "tcp6").write_text(f"{HEAD}\n{LINE}\n")

    assert open_sockets(tmp_path) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the others do not tell it in files")
def test_this_process_has_none() -> None:
    assert open_sockets() == 0
