"""What leaves the screen, over whole reports: in words, and nothing small to be worked out."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safestation.content import load_words
from safestation.domain import reporting
from safestation.domain.facts import (
    Arrived,
    Departed,
    EligibilityDecided,
    Entered,
    Fact,
    NotArrived,
    PartnerArrived,
    PartnerCalled,
    PlacementAccepted,
    PlacementOffered,
)
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Part, Row, Unit
from safestation.domain.reporting.tables import Measured, Table, screen_of, sums_of
from safestation.domain.reporting.tally import Tally
from safestation.domain.small_cells import SMALLEST, Shown
from tests.unit.domain.reporting.counting import make_case

WORDS = load_words()
GO: tuple[Fact, ...] = (
    PlacementOffered("p", "Bayview"), PlacementAccepted("p", "Bayview", "residential"),
    Departed(),
)  # fmt: skip
FATES: tuple[tuple[Fact, ...], ...] = (
    (), (PlacementOffered("p", "Bayview"),), GO, (*GO, Arrived("Sofia")),
    (*GO, NotArrived("Sofia")), (PartnerCalled("team", "on_the_way"),),
    (PartnerCalled("team", "on_the_way"), PartnerArrived("team")),
    (EligibilityDecided("1", {}, "proceed"),), (Entered("e", "outreach"),),
    (EligibilityDecided("1", {}, "alternative", "no_photo_id", "", "We call the team."),),
)  # fmt: skip
ENDS = ("", "declined", "declined", "placed_same_visit", "said_no_to_referral")
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "sex": ("", "female", "male"), "age": ("", "17", "30", "50"), "veteran": ("", "yes", "no"),
    "resident": ("", "yes", "no"), "been_here_before": ("", "yes", "no"),
}  # fmt: skip


def labels() -> Iterator[str]:
    """Yield the key of every word that the measures can show, as far as it stands in them."""
    for found in pkgutil.iter_modules(reporting.__path__, f"{reporting.__name__}."):
        for value in vars(importlib.import_module(found.name)).values():
            yield from _keys(value)
    yield from (f"report.unit_{unit}" for unit in Unit)


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, Row) and isinstance(value.label, str):
        yield value.label
    elif isinstance(value, Part) and isinstance(value.title, str):
        yield value.title
    elif isinstance(value, dict | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _keys(one)


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_line_and_title_has_its_words(language: str) -> None:
    keys = set(labels())
    codes = ("outcome_review", "outcome_hospital_first", "waited_14", "age_65", "died")
    keys |= {f"report.row_{code}" for code in codes}

    assert len(keys) > 100
    assert sorted(key for key in keys if key not in WORDS[language]) == []


def drawn(seed: int, count: int) -> Iterator[Case]:
    chance = Random(seed)  # noqa: S311 - invented cases
    for n in range(count):
        answers = {q: said for q, some in ANSWERS.items() if (said := chance.choice(some))}
        person = f"p{chance.randrange(count)}"
        facts = chance.choice(FATES)
        yield make_case(answers, *facts, ended=chance.choice(ENDS), name=f"v{n}", person=person)


def measured(cases: Iterable[Case]) -> tuple[Measured, ...]:
    tally = Tally()
    for case in cases:
        tally.add(case)
    return tuple(tally.measured().values())


def tables(report: tuple[Measured, ...]) -> Iterator[Table]:
    return (table for one in report for table in one.tables)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 70))
def test_no_small_count_of_a_whole_report_is_told_or_left_by_subtraction(
    seed: int, count: int
) -> None:
    report = measured(drawn(seed, count))
    screen = screen_of(report)

    for table in tables(report):
        for one in sums_of(table):
            hidden = [c for c in one.parts if screen.shown(c, one) is not Shown.TRUE]
            assert all(c in hidden for c in one.parts if c.is_small)
            if screen.shown(table.of) is Shown.TRUE and not table.many:
                assert not 0 < sum(c.count for c in hidden) < SMALLEST
            if table.many and screen.shown(table.of) is Shown.TRUE and not hidden:
                assert one.unseen is not None
                assert not one.unseen.is_small


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 70))
def test_the_same_people_are_told_or_left_out_everywhere_alike(seed: int, count: int) -> None:
    report = measured(drawn(seed, count))
    screen = screen_of(report)

    shown: dict[object, set[bool]] = {}
    for table in tables(report):
        for one in sums_of(table):
            for cell in (one.whole, *one.parts):
                if cell.count:
                    is_told = screen.shown(cell, one) is Shown.TRUE
                    shown.setdefault(cell, set()).add(is_told)

    assert all(len(ways) == 1 for ways in shown.values())


def test_a_busy_quarter_keeps_its_totals() -> None:
    report = measured(drawn(5, 400))
    screen = screen_of(report)

    wholes = {table.of for table in tables(report) if table.of.count >= 200}
    assert wholes
    assert all(screen.shown(cell) is Shown.TRUE for cell in wholes)
