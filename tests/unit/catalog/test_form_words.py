"""The forms' words are whole in both languages, or the file is refused by name and place."""

from pathlib import Path

import pytest

from safestation import paths
from safestation.catalog.form_words import load_form_words
from safestation.domain.errors import ContentRefused

WORDS = load_form_words()


def write(folder: Path, text: str) -> Path:
    (folder / "card.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_shipped_file_loads() -> None:
    assert {path.stem for path in paths.resource("forms").glob("*.toml")} == set(WORDS)


def test_a_sentence_is_found_in_each_language(tmp_path: Path) -> None:
    folder = write(tmp_path, 'version = "3"\n[a]\nb = { en = "Hi {x}", es = "Hola {x}" }')

    words = load_form_words(folder)["card"]

    assert words.version == "3"
    assert words.say("a.b", "es", x="T.") == "Hola T."
    assert words.say("a.b", "vi", x="T.") == "Hi T."
    assert words.has("a.b", "es")
    assert not words.has("a.b", "vi")


def test_lists_and_ids_are_found_by_key(tmp_path: Path) -> None:
    sentences = 'version = "1"\nl = [{ en = "One", es = "Uno" }]\n'
    text = sentences + '[ids]\nx = ["a", "b"]\n[ids.y]\nz = []'

    words = load_form_words(write(tmp_path, text))["card"]

    assert words.lines("l", "es") == ("Uno",)
    assert words.ids == {"x": ("a", "b"), "y.z": ()}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a = { en = "x", es = "x" }', "version"),
        ("version = 3", "version"),
        ('version = "1"\na = "x"', "a"),
        ('version = "1"\na = { en = "x" }', "a"),
        ('version = "1"\na = { es = "x" }', "a"),
        ('version = "1"\na = { en = "x", es = " " }', "a"),
        ('version = "1"\na = { en = "x", es = 5 }', "a"),
        ('version = "1"\na = { en = "{x}", es = "{y}" }', "a"),
        ('version = "1"\na = { en = "{x", es = "{x" }', "a"),
        ('version = "1"\n[t]\na = [{ en = "x" }]', "t.a[0]"),
        ('version = "1"\n[ids]\na = [1]', "ids.a"),
        ('version = "1"\nids = 4', "ids"),
        ('version = "1"\na = ]', "line 2"),
    ],
)
def test_a_bad_file_is_refused_by_place(tmp_path: Path, text: str, place: str) -> None:
    with pytest.raises(ContentRefused) as refused:
        load_form_words(write(tmp_path, text))

    assert refused.value.file == "card.toml"
    assert refused.value.place.startswith(place)
    assert refused.value.remedy


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "card.toml").write_bytes(b'version = "\xff"')

    with pytest.raises(ContentRefused):
        load_form_words(tmp_path)
