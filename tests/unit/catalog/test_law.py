"""Prescribed texts are shipped byte for byte, and an edited one is refused."""

import hashlib
import shutil
from pathlib import Path

import pytest

from safestation import paths
from safestation.catalog.law import (
    PINNED,
    check_law_file,
    load_law,
    load_law_texts,
    outdated_strings,
)
from safestation.domain.errors import ContentRefused

LAW = paths.resource("law")
# Written down here once more, so that text and pin cannot be changed together unseen.
STATEMENT_1 = "05b9d1d8f4900fadac011323fd21ce9ba621dee44ab020c4599cc33c68b1b8a1"
STATEMENT_2 = "ad39b505030a2f76a987940eeda1d251333f8ac848f28a4cef7389f413013fcc"
HEADER = "24ce2922e5827d566e09f12541a526e35ba1b51c43464efd7406f71e0f72ee32"


def copy_of_the_law(folder: Path) -> Path:
    return Path(shutil.copytree(LAW, folder / "law"))


@pytest.mark.parametrize(
    ("name", "sha256"),
    [
        ("part2_2.32_statement1_long.txt", STATEMENT_1),
        ("part2_2.32_statement2_short.txt", STATEMENT_2),
        ("part2_2.22_notice_header.txt", HEADER),
    ],
)
def test_a_prescribed_text_is_the_published_one(name: str, sha256: str) -> None:
    text = load_law(name)

    assert hashlib.sha256(text.encode()).hexdigest() == sha256


def test_every_shipped_text_is_pinned_and_every_pinned_text_is_shipped() -> None:
    shipped = {path.name for path in LAW.iterdir() if not path.name.startswith(".")}

    assert shipped == set(PINNED)


def test_texts_are_found_by_name_without_ending() -> None:
    assert set(load_law_texts()) == {Path(name).stem for name in PINNED}


def test_the_wording_from_before_2024_is_in_no_statement() -> None:
    current = load_law("part2_2.32_statement1_long.txt")
    short = load_law("part2_2.32_statement2_short.txt")

    assert outdated_strings()
    assert not [old for old in outdated_strings() if old in current + short]


def test_one_changed_letter_is_refused_by_file_name(tmp_path: Path) -> None:
    folder = copy_of_the_law(tmp_path)
    path = folder / "part2_2.32_statement2_short.txt"
    path.write_bytes(path.read_bytes().replace(b"use or ", b""))

    with pytest.raises(ContentRefused, match=path.name):
        load_law_texts(folder)


def test_a_missing_text_is_refused_by_file_name(tmp_path: Path) -> None:
    folder = copy_of_the_law(tmp_path)
    (folder / "part2_2.22_notice_header.txt").unlink()

    with pytest.raises(ContentRefused, match=r"part2_2\.22_notice_header\.txt"):
        load_law_texts(folder)


def test_a_text_nobody_pinned_is_named_as_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "part2_2.99_invented.txt"
    path.write_text("Anything at all.", encoding="utf-8")

    (problem,) = check_law_file(path)

    assert (problem.file, problem.place) == (path.name, "the file name")
    assert problem.remedy
