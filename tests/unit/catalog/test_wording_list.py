"""Promises about the list of words that shame."""

from pathlib import Path

import pytest

from safestation.catalog.checks import check_content
from safestation.catalog.wording import load_wording
from safestation.domain.errors import ContentRefused


def test_both_languages_have_words_each_with_a_better_one() -> None:
    assert {one.language for one in load_wording()} == {"en", "es"}
    assert all(one.better for one in load_wording())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "the file"),
        ("[[word]]\nlanguage = 'en'\nwords = ['x']\n", "word[0]"),
        ("[[word]]\nlanguage = 'en'\nwords = 'x'\nbetter = 'y'\n", "word[0].words"),
        ("[[word]", "line 1 column 7"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, place: str) -> None:
    path = tmp_path / "codes" / "wording.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")

    assert place in {problem.place for problem in check_content([path])}
    with pytest.raises(ContentRefused):
        load_wording(path)
