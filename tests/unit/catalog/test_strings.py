"""The window's words are found by key, in every language alike."""

import string
from pathlib import Path

import pytest

from safestation import paths
from safestation.catalog.strings import AsAsked, languages, load_strings
from safestation.domain.errors import ContentRefused

STRINGS = paths.resource("strings")
OTHERS = languages(STRINGS)[1:]


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def own(folder: Path, language: str, into: Path) -> set[str]:
    for path in (folder / language).glob("*.toml"):
        write(into, f"en/{path.name}", path.read_text(encoding="utf-8"))
    return set(load_strings(into, "en"))


def parts(sentence: str) -> set[str | None]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence)} - {
        None
    }


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_exactly_the_keys_of_english(language: str, tmp_path: Path) -> None:
    assert own(STRINGS, language, tmp_path) == set(load_strings(STRINGS, "en"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_the_same_parts_as_english(language: str) -> None:
    english, other = load_strings(STRINGS, "en"), load_strings(STRINGS, language)

    assert {key: parts(other[key]) for key in english} == {
        key: parts(english[key]) for key in english
    }


def test_a_key_without_translation_falls_back_to_english(tmp_path: Path) -> None:
    write(tmp_path, "en/a.toml", '[counter]\ntitle = "Counter"\nhere = "Here"')
    write(tmp_path, "es/a.toml", '[counter]\ntitle = "Mostrador"')

    words = load_strings(tmp_path, "es")

    assert (words["counter.title"], words["counter.here"]) == ("Mostrador", "Here")


@pytest.mark.parametrize(
    ("text", "line"),
    [('title = "Counter\n', "line 1"), ("\n\ntitle = 3\n", "line 3")],
)
def test_a_bad_file_is_refused_by_name_and_line(tmp_path: Path, text: str, line: str) -> None:
    write(tmp_path, "en/a.toml", text)

    with pytest.raises(ContentRefused) as refusal:
        load_strings(tmp_path, "en")

    assert refusal.value.file == "en/a.toml"
    assert line in refusal.value.place


def test_a_key_that_two_files_give_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "en/a.toml", 'title = "One"')
    write(tmp_path, "en/b.toml", 'title = "Two"')

    with pytest.raises(ContentRefused):
        load_strings(tmp_path, "en")


def test_english_comes_first_among_the_languages() -> None:
    assert languages(STRINGS)[0] == "en"
    assert "es" in OTHERS


def test_the_first_words_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "en/shell.toml", '[signin]\nenter = "Open"\nname = "Name"\n')
    write(tmp_path, "es/shell.toml", '[signin]\nenter = "Abrir"\n')
    write(tmp_path, "es/error.toml", '[error]\nfull = "No queda espacio."\n')
    words = AsAsked(tmp_path, "es", ("shell", "error"))
    before = words["signin.enter"]
    (tmp_path / "es" / "error.toml").write_text('[error]\nfull = "Lleno."\n', "utf-8")

    assert (before, words["error.full"], words["signin.name"]) == ("Abrir", "Lleno.", "Name")
    assert dict(words) == {
        "signin.enter": "Abrir", "error.full": "Lleno.", "signin.name": "Name"
    }  # fmt: skip
    assert words.get("error.none") is None


def test_a_wrong_file_of_first_words_is_left_out_for_the_others(tmp_path: Path) -> None:
    write(tmp_path, "en/shell.toml", "[signin\n")
    write(tmp_path, "en/kit.toml", '[kit]\nshow = "Show"\n')
    words = AsAsked(tmp_path, "en", ("shell", "kit", "gone"))

    assert words["kit.show"] == "Show"
    assert len(words) == 1
