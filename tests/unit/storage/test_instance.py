import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from safestation.domain.errors import AlreadyRunning, StoreUnavailable
from safestation.storage.instance import LOCK_NAME, Instance

HOLD = """
import sys
from pathlib import Path
from safestation.storage.instance import Instance
held = Instance(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def another_app(folder: Path) -> subprocess.Popen[str]:
    """Start a process that holds `folder`, and wait until it does."""
    other = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other


def test_one_folder_has_one_app(tmp_path: Path) -> None:
    with Instance(tmp_path), pytest.raises(AlreadyRunning):
        Instance(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away")
def test_taking_the_lock_file_away_lets_nobody_in(tmp_path: Path) -> None:
    with another_app(tmp_path) as other:
        (tmp_path / LOCK_NAME).unlink()
        with pytest.raises(AlreadyRunning):
            Instance(tmp_path)
        other.kill()
    with Instance(tmp_path):
        pass


def test_a_folder_let_go_can_be_taken_again(tmp_path: Path) -> None:
    with Instance(tmp_path) as first:
        first.release()
        with Instance(tmp_path):
            pass

    with Instance(tmp_path):
        pass


def test_two_folders_have_two_apps(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()

    with Instance(tmp_path), Instance(tmp_path / "demo"):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_another_process_is_noticed_and_its_crash_leaves_no_lock(tmp_path: Path) -> None:
    with another_app(tmp_path) as other:
        with pytest.raises(AlreadyRunning):
            Instance(tmp_path)
        os.kill(other.pid, signal.SIGKILL)
        other.wait()

        assert (tmp_path / LOCK_NAME).exists()
        with Instance(tmp_path):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own lists")
def test_the_lock_is_the_owners_alone_and_says_nothing(tmp_path: Path) -> None:
    with Instance(tmp_path):
        lock = tmp_path / LOCK_NAME
        assert stat.S_IMODE(lock.stat().st_mode) & 0o077 == 0
        assert lock.read_bytes() == b""


def test_a_folder_that_is_not_there_is_trouble_and_not_another_app(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        Instance(tmp_path / "gone")
