"""Whatever the moment of the kill, after the next start there is one whole pair."""

import errno
import os
import signal
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from safestation.domain.errors import StoreUnavailable, SwapUnreadable
from safestation.storage.erasing_swap import older_records, shred
from safestation.storage.swap import JOURNAL, Swap, finish_what_was_begun, stage

NAMES = ("record.db", "station.keys")
OLD = {"record.db": b"old", "record.db-wal": b"old wal", "record.db-shm": b"old shm",
       "station.keys": b"old keys"}  # fmt: skip
NEW = {"record.db": b"new", "station.keys": b"new keys"}
ROOT = Path(__file__).parents[3]


def lay_out(folder: Path) -> Swap:
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    incoming = stage(folder)
    for name, content in NEW.items():
        (incoming / name).write_bytes(content)
    return Swap(folder, folder / "before", NAMES)


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir()) if p.is_file()}


def test_the_new_pair_stands_and_the_old_lies_aside_with_its_wal(tmp_path: Path) -> None:
    swap = lay_out(tmp_path)
    swap.decide()
    swap.move()
    swap.finish()

    assert files_in(tmp_path) == NEW
    assert files_in(tmp_path / "before") == OLD


def test_what_was_staged_and_never_decided_is_thrown_away(tmp_path: Path) -> None:
    lay_out(tmp_path)

    finish_what_was_begun(tmp_path)

    assert files_in(tmp_path) == OLD
    assert [p.name for p in tmp_path.iterdir() if p.is_dir()] == []


def test_a_swap_is_taken_back_whole(tmp_path: Path) -> None:
    swap = lay_out(tmp_path)
    swap.decide()
    swap.move()
    (tmp_path / "record.db-wal").write_bytes(b"wal of the new one")

    swap.take_back()

    assert files_in(tmp_path) == OLD
    assert not (tmp_path / "before").exists()


class Refuses:
    """Refuses from the nth rename on, `for_ever` or once."""

    def __init__(self, patch: pytest.MonkeyPatch, nth: int, *, for_ever: bool) -> None:
        self.calls, self.nth, self.for_ever, self._real = 0, nth, for_ever, os.rename
        patch.setattr(os, "rename", self)

    def __call__(self, *args: str) -> None:
        self.calls += 1
        if self.calls == self.nth or (self.for_ever and self.calls > self.nth):
            raise OSError(errno.EIO, "input/output error")
        self._real(*args)


@pytest.mark.parametrize("nth", range(1, 7))
def test_a_disk_that_refuses_a_move_leaves_the_old_pair_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    swap = lay_out(tmp_path)
    swap.decide()
    Refuses(monkeypatch, nth, for_ever=False)
    with pytest.raises(StoreUnavailable):
        swap.move()

    swap.take_back()

    assert files_in(tmp_path) == OLD


@pytest.mark.parametrize("nth", range(2, 7))  # before the first move there is nothing to do
def test_a_disk_that_fails_for_good_loses_nothing_and_the_next_start_finishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    swap = lay_out(tmp_path)
    swap.decide()
    with monkeypatch.context() as broken:
        Refuses(broken, nth, for_ever=True)
        with pytest.raises(StoreUnavailable):
            finish_what_was_begun(tmp_path)

    finish_what_was_begun(tmp_path)

    assert files_in(tmp_path) == NEW
    assert files_in(tmp_path / "before") == OLD


@pytest.mark.parametrize("name", ["fsync", "replace", "open"])
@pytest.mark.parametrize("nth", range(1, 7))
def test_a_decision_that_could_not_be_written_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, nth: int
) -> None:
    swap, real, calls = lay_out(tmp_path), getattr(os, name), 0

    def refuse(*args: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise OSError(errno.ENOSPC, "no space left")
        return real(*args)

    with monkeypatch.context() as full:
        full.setattr(os, name, refuse)
        try:
            swap.decide()
        except StoreUnavailable:
            finish_what_was_begun(tmp_path)
            assert files_in(tmp_path) == OLD
        else:
            assert calls < nth


KILLED = """
import os, signal, sys
from pathlib import Path
from safestation.storage.swap import finish_what_was_begun
from tests.unit.storage.test_swap import NAMES, Swap

folder, act, nth, calls = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), 0
def watched(real):
    def call(*args, **more):
        global calls
        calls += 1
        if calls == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call
for name in ("rename", "replace", "fsync", "unlink", "mkdir"):
    setattr(os, name, watched(getattr(os, name)))
swap = Swap(folder, folder / "before", NAMES)
if act == "swap":
    swap.decide(); swap.move(); swap.finish()
elif act == "take back":
    swap.take_back()
else:
    finish_what_was_begun(folder)
"""


def killed_at(folder: Path, act: str, nth: int) -> bool:
    """Run an act and kill it at its nth touch of the disk; False when it had fewer."""
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", KILLED, str(folder), act, str(nth)],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()
    return done.returncode != 0


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("act", ["swap", "take back", "start"])
def test_killed_at_every_touch_of_the_disk_one_whole_pair_stands(
    tmp_path: Path, act: str
) -> None:
    seen = set()
    for nth in range(1, 60):
        folder = tmp_path / str(nth)
        folder.mkdir()
        swap = lay_out(folder)
        if act != "swap":
            swap.decide()
        if act == "take back":
            swap.move()
        was_killed = killed_at(folder, act, nth)
        finish_what_was_begun(folder)

        pair = files_in(folder)
        assert pair in (OLD, NEW), nth
        if pair == NEW:
            assert files_in(folder / "before") == OLD
        assert not (folder / JOURNAL).exists()
        seen.add(pair == NEW)
        if not was_killed:
            break
    else:
        pytest.fail("it was killed every time")
    assert True in seen or act == "take back"


DAMAGED = (b"", b"{", b"[]", b'{"aside": 3, "names": []}', b'{"aside": "../x", "names": []}',
           b"\xff", b"[" * 100_000)  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED, ids=range(len(DAMAGED)))
def test_a_journal_that_cannot_be_read_is_told_once_and_nothing_is_lost(
    tmp_path: Path, content: bytes
) -> None:
    lay_out(tmp_path)
    (tmp_path / JOURNAL).write_bytes(content)
    with pytest.raises(SwapUnreadable) as told:
        finish_what_was_begun(tmp_path)
    assert told.value.message_key == "error.swap_set_aside"

    finish_what_was_begun(tmp_path)
    assert files_in(tmp_path) == OLD
    assert files_in(tmp_path / "before-unread-1" / "incoming") == NEW


def test_what_was_kept_with_an_unreadable_journal_goes_with_the_old_records(
    tmp_path: Path,
) -> None:
    lay_out(tmp_path)
    (tmp_path / JOURNAL).write_bytes(b"{")
    with pytest.raises(SwapUnreadable):
        finish_what_was_begun(tmp_path)

    left = older_records(tmp_path, datetime(2026, 11, 26, tzinfo=UTC))
    assert left == (tmp_path / "before-unread-1",)
    shred(left)
    assert not left[0].exists()
    assert files_in(tmp_path) == OLD


def cut_short(swap: Swap, patch: pytest.MonkeyPatch, moves: int) -> None:
    """Leave a decided swap after some moves, with a note that nobody can read."""
    swap.decide()
    with patch.context() as killed:
        Refuses(killed, moves + 1, for_ever=True)
        with pytest.raises(StoreUnavailable):
            swap.move()
    (swap.folder / JOURNAL).write_bytes(b"{")


def contents(folder: Path) -> set[bytes]:
    return {p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != JOURNAL}


@pytest.mark.parametrize("moves", range(3, 6))  # 3: the old record is away, and so on
def test_in_the_middle_of_the_moves_a_swap_without_its_note_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    cut_short(lay_out(tmp_path), monkeypatch, moves)
    finish_what_was_begun(tmp_path)

    assert files_in(tmp_path) == NEW
    assert contents(tmp_path) == {*OLD.values(), *NEW.values()}
    asides = {path.name for path in tmp_path.iterdir() if path.is_dir()}
    assert asides == ({"before", "before-unread-1"} if moves == 3 else {"before"})


@pytest.mark.parametrize("moves", range(3, 6))
@pytest.mark.parametrize("again", range(1, 5))
def test_finishing_without_the_note_may_be_cut_short_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int, again: int
) -> None:
    cut_short(lay_out(tmp_path), monkeypatch, moves)
    with monkeypatch.context() as broken, suppress(StoreUnavailable):
        Refuses(broken, again, for_ever=True)
        finish_what_was_begun(tmp_path)
    finish_what_was_begun(tmp_path)

    assert files_in(tmp_path) == NEW
    assert contents(tmp_path) == {*OLD.values(), *NEW.values()}


@pytest.mark.parametrize("name", NAMES)
def test_without_the_note_and_without_what_is_missing_everything_stays(
    tmp_path: Path, name: str
) -> None:
    swap = lay_out(tmp_path)
    swap.aside.mkdir()
    (tmp_path / name).rename(swap.aside / name)
    (swap.incoming / name).unlink()
    (tmp_path / JOURNAL).write_bytes(b"{")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    for _ in range(2):
        with pytest.raises(SwapUnreadable) as told:
            finish_what_was_begun(tmp_path)
        assert told.value.message_key == "error.swap_in_the_middle"

    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before
