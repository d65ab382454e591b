import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from safestation.domain.errors import DiskFull, StoreUnavailable
from safestation.storage.files import create_private, private_folder, write_private

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own lists")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_a_private_file_and_folder_are_their_owners_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = private_folder(tmp_path / "a" / "b")
        write_private(folder / "file", b"words")
        create_private(folder / "empty")
    finally:
        os.umask(before)

    assert (mode(folder), mode(folder / "file"), mode(folder / "empty")) == (
        0o700,
        0o600,
        0o600,
    )


@posix
def test_somebodys_existing_folder_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    private_folder(tmp_path)

    assert mode(tmp_path) == 0o755


@posix
def test_a_file_others_could_read_is_closed_to_them_when_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "file").chmod(0o666)

    write_private(tmp_path / "file", b"new")

    assert ((tmp_path / "file").read_bytes(), mode(tmp_path / "file")) == (b"new", 0o600)


def test_what_a_crash_left_half_written_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "file.part").write_bytes(b"half")

    write_private(tmp_path / "file", b"whole")

    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"whole"


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, DiskFull), (errno.EDQUOT, DiskFull), (errno.EIO, StoreUnavailable)],
)
def test_a_disk_that_refuses_keeps_the_old_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception]
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(number, "played by the test")

    write_private(tmp_path / "file", b"old")
    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(StoreUnavailable) as refused:
        write_private(tmp_path / "file", b"new")
    assert type(refused.value) is expected
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"old"


def test_an_existing_file_is_never_created_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"old")

    with pytest.raises(FileExistsError):
        create_private(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"old"
