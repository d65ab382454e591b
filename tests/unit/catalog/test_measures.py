"""Promises about the list of what a program can report."""

from pathlib import Path

import pytest

from safestation.catalog.checks import check_content
from safestation.catalog.measures import load_measures
from safestation.domain.errors import ContentRefused
from safestation.domain.measures import Measure

MEASURES = load_measures()
each_measure = pytest.mark.parametrize("measure", MEASURES.values(), ids=list(MEASURES))


@each_measure
def test_every_measure_says_what_it_counts_in_both_languages_and_who_asks(
    measure: Measure,
) -> None:
    for text in (measure.label, measure.counts):
        assert text.has("en")
        assert text.has("es")
    assert measure.source


def test_what_the_law_of_illinois_asks_for_is_there() -> None:
    asked = {m.id for m in MEASURES.values() if m.source.startswith("5 ILCS 820/25")}

    assert asked == {
        *("encounters", "referrals", "demographics", "time_to_engagement", "engaged_30_days")
    }


def test_visits_people_offers_arrivals_and_staying_are_five_different_measures() -> None:
    apart = ("encounters", "persons", "offered", "arrived", "engaged_30_days")
    counts = {str(MEASURES[name].counts) for name in apart}

    assert len(counts) == len(apart)


@pytest.mark.parametrize(
    ("text", "place", "remedy"),
    [
        ("[[measure]]\nid = 'x'\n", "measure[0]", "label"),
        ("[[measure]]\nid = 'x'\ncolor = 1\n", "measure[0]", "color"),
        ("", "the file", "measure"),
        ("[[measure]", "line 1 column 10", "TOML"),
    ],
)
def test_a_mistake_is_named_with_place_and_remedy(
    tmp_path: Path, text: str, place: str, remedy: str
) -> None:
    path = tmp_path / "codes" / "measures.toml"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")

    problems = check_content([path])

    assert [p for p in problems if p.place == place and remedy in p.remedy], problems
    with pytest.raises(ContentRefused):
        load_measures(path)
