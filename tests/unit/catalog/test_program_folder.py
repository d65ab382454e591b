"""A station reads its own program and no other, and a wrong file elsewhere shuts nothing."""

import shutil
from pathlib import Path

import pytest

from safestation.catalog import program_folder
from safestation.catalog.known import Known, shipped
from safestation.catalog.program_folder import ProgramFolder
from safestation.catalog.programs import load_program, load_programs
from safestation.domain.errors import ContentRefused
from safestation.domain.program import Program
from safestation.paths import resource

OURS, THEIRS = "safe_stations_anne_arundel", "safe_station_manchester"
KNOWN = shipped()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name in (OURS, THEIRS):
        shutil.copy(resource("programs", f"{name}.toml"), tmp_path)
    return tmp_path


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def noted(path: Path, known: Known) -> Program:
        names.append(path.stem)
        return load_program(path, known)

    monkeypatch.setattr(program_folder, "load_program", noted)
    return names


def folder_of(files: Path) -> ProgramFolder:
    return ProgramFolder(files, lambda: KNOWN)


def spoil(files: Path, name: str) -> None:
    path = files / f"{name}.toml"
    text = path.read_text("utf-8").replace('pathway = "self_referral"', 'pathway = "no_way"')
    path.write_text(text, encoding="utf-8")


def test_only_the_program_that_is_asked_for_is_read_and_only_once(
    files: Path, read: list[str]
) -> None:
    programs = folder_of(files)
    assert read == []

    assert programs[OURS].id == programs[OURS].id == OURS
    assert read == [OURS]


def test_going_through_all_gives_what_reading_all_gives(files: Path) -> None:
    assert dict(folder_of(files)) == dict(load_programs(files))
    assert len(folder_of(files)) == 2


def test_a_wrong_file_of_another_program_stops_nothing_and_is_told(files: Path) -> None:
    spoil(files, THEIRS)
    programs = folder_of(files)

    assert programs[OURS].id == OURS
    assert list(programs) == [OURS]
    assert THEIRS not in programs
    assert programs.get(THEIRS) is None
    (problem,) = programs.refused()
    assert (problem.file, problem.place) == (f"{THEIRS}.toml", "pathway")


def test_asking_for_a_program_whose_file_is_wrong_says_where(files: Path) -> None:
    spoil(files, OURS)

    with pytest.raises(ContentRefused, match=r"anne_arundel\.toml: pathway: .*self_referral"):
        folder_of(files)[OURS]


@pytest.mark.parametrize("name", ["nothing", "../programs/template", ""])
def test_what_is_not_there_is_not_there(files: Path, name: str) -> None:
    programs = folder_of(files)

    assert name not in programs
    with pytest.raises(KeyError):
        programs[name]
