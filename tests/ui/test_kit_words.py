"""Words are looked up late, and never stop a station."""

import pytest

from safestation.ui.words import Words

TABLES = {
    "en": {
        "people_one": "{count} person",
        "people_other": "{count} people",
        "title": "Counter",
    },
    "es": {
        "people_one": "{count} persona",
        "people_other": "{count} personas",
        "title": "Mostrador",
    },
}


@pytest.mark.parametrize(("count", "said"), [(1, "1 person"), (0, "0 people"), (3, "3 people")])
def test_a_count_picks_the_plural(count: int, said: str) -> None:
    assert Words(TABLES, strict=True)("people", count=count) == said


def test_switching_the_language_changes_the_next_sentence() -> None:
    words = Words(TABLES)
    words.switch_to("es")

    assert words("title") == "Mostrador"
    assert words.language == "es"


def test_the_words_of_the_person_stand_beside_those_of_the_staff() -> None:
    words = Words(TABLES)

    assert words.in_language("es")("title") == "Mostrador"
    assert words("title") == "Counter"


def test_a_missing_key_fails_the_tests_and_never_the_station() -> None:
    assert Words(TABLES)("no.such.key") == "no.such.key"
    with pytest.raises(KeyError):
        Words(TABLES, strict=True)("no.such.key")


def test_a_language_without_words_is_spoken_in_english() -> None:
    assert Words(TABLES, "fr")("title") == "Counter"
