"""What a report says of itself: its programs, and what is missing from its days."""

from datetime import date, datetime

from safestation.domain.erasure import Erasure
from safestation.domain.reporting.joining import People
from safestation.domain.reporting.period import Period
from safestation.domain.reporting.report import Erased, erased_in, met_of
from tests.factories import NOW, make_program

JULY = Period(date(2026, 7, 1), date(2026, 7, 31))


def erased(holding: str, oldest: date, newest: date, at: datetime = NOW) -> Erasure:
    return Erasure("e", holding, 4, oldest, newest, "the rule", "", "a", "b", at)


def test_what_was_erased_of_the_days_is_told_and_turned_in_items_are_not() -> None:
    may, june, august = date(2026, 5, 1), date(2026, 6, 20), date(2026, 8, 2)

    found = erased_in(
        [erased("placed", june, august), erased("ledger", june, august),
         erased("person", may, june)],
        JULY,
    )  # fmt: skip

    assert found == (Erased(4, june, august),)


def test_two_editions_of_a_program_are_one_program_with_the_measures_of_both() -> None:
    older = make_program(reports=("encounters", "persons"))
    newer = make_program(reports=("encounters", "exits"))

    (met,) = met_of([older, newer])

    assert met.reports == ("encounters", "persons", "exits")


def test_visits_that_are_joined_by_way_of_another_are_one_person() -> None:
    people = People({"c": ("b",), "b": ("a",), "e": ("d",)})

    assert len({people.person_of(one) for one in "abc"}) == 1
    assert people.person_of("d") == people.person_of("e") != people.person_of("a")
    assert people.person_of("alone") == "alone"
    assert people.is_joined("a")
    assert not people.is_joined("alone")
