"""What is said on the command line and makes no sense is refused in a line."""

import os
import sys
import tempfile
from io import StringIO
from pathlib import Path

import pytest

from safestation.__main__ import main
from safestation.arguments import parse
from safestation.domain.errors import FolderUnusable
from safestation.threshold import LocalThreshold
from safestation.tour import _try_folder

CANNOT = "SafeStation cannot write in this folder"


@pytest.mark.parametrize(
    "words",
    [
        ["--scale", "0"], ["--scale", "-1"], ["--scale", "nan"], ["--scale", "150"],
        ["--scale", "large"], ["--data", ""], ["demo", "--tour", " "], ["support", ""],
        ["check", "record", "--line", "7"], ["check", "record", "--seal", "AAAA-BBBB"],
        ["check", "record", "--line", "0", "--seal", "AAAA-BBBB"],
    ],
)  # fmt: skip
def test_what_makes_no_sense_ends_with_a_line(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(words)

    assert ended.value.code == 2
    assert "error: argument" in capsys.readouterr().err


def test_a_scale_is_taken_as_it_is_said() -> None:
    assert parse(["--scale", "1.5"]).scale == 1.5


def test_a_tour_into_a_file_says_so_in_one_line_and_leaves_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", os.environ.get("QT_QPA_PLATFORM", "offscreen"))
    (tmp_path / "pictures").write_text("a list")

    assert main(["demo", "--tour", str(tmp_path / "pictures")]) == 1
    assert CANNOT in capsys.readouterr().err
    assert (tmp_path / "pictures").read_text() == "a list"


def test_a_tour_into_a_folder_nobody_may_write_in_is_refused_before_it_begins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**_where: object) -> None:
        raise PermissionError

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)

    with pytest.raises(FolderUnusable):
        _try_folder(tmp_path)


def test_a_tour_takes_a_folder_with_spaces_and_with_files_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "my  pictures é"
    folder.mkdir()
    (folder / "01-mine.png").write_text("mine")
    _try_folder(folder)

    assert [path.name for path in folder.iterdir()] == ["01-mine.png"]


def test_a_support_file_for_a_folder_that_is_a_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").write_text("a list")
    monkeypatch.setattr(sys, "stdin", StringIO())

    assert main(["--data", str(tmp_path), "support", str(tmp_path / "here")]) == 1
    assert CANNOT in capsys.readouterr().err


def test_a_record_in_a_file_or_below_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a list")

    for place in ("data", "data/station"):
        with pytest.raises(FolderUnusable):
            LocalThreshold(tmp_path / place)
