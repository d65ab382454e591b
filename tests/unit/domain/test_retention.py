"""What may go: only under a rule that is set, and never while a longer one or a hold runs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.domain.erasure import check_two
from safestation.domain.errors import NotAllowed
from safestation.domain.retention import (
    Aged,
    Holding,
    Item,
    Rule,
    Rules,
    Unit,
    check_rule,
    plans,
)
from safestation.domain.station import Role, Staff

TODAY = date(2026, 11, 23)
THREE = Rule(3, Unit.YEARS, "County schedule 7.2", "M. Chen", date(2026, 10, 1))
SIX = replace(THREE, count=6, citation="45 CFR 164.316")
OLD = Aged("v-1", "12-2022-0001", date(2022, 5, 1), placed=True)
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
HER = Staff("staff-2", "K. Lund", Role.FIREFIGHTER)


def rules(**by_class: Rule) -> Rules:
    found = Rules()
    for name, rule in by_class.items():
        found = found.with_rule(Holding(name), rule)
    return found


def test_nothing_is_due_while_no_period_is_set() -> None:
    assert plans([OLD], [Item("c", "container", OLD.closed_on)], Rules(), TODAY) == ()


def test_what_is_past_its_period_is_due_under_its_class() -> None:
    (plan,) = plans([OLD], [], rules(placed=THREE), TODAY)

    assert (plan.holding, plan.targets.visits, plan.numbers) == (
        "placed", ("v-1",), ("12-2022-0001",),
    )  # fmt: skip
    assert (plan.authority, plan.period) == ("County schedule 7.2", "3 years")


def test_a_hold_overrides_every_period() -> None:
    assert plans([replace(OLD, held=True)], [], rules(placed=THREE), TODAY) == ()


def test_a_disclosure_keeps_the_visit_for_its_own_period() -> None:
    told = replace(OLD, disclosed_on=date(2022, 9, 1))

    assert plans([told], [], rules(placed=THREE), TODAY) == ()
    assert plans([told], [], rules(placed=THREE, disclosed=SIX), TODAY) == ()
    (plan,) = plans([told], [], rules(placed=THREE, disclosed=THREE), TODAY)
    assert plan.holding == "disclosed"


def test_who_was_not_placed_waits_for_a_rule_of_its_own() -> None:
    assert plans([replace(OLD, placed=False)], [], rules(placed=THREE), TODAY) == ()


def test_the_ledger_goes_by_its_own_rule_and_names_no_visit() -> None:
    item = Item("c-1", "container", date(2020, 1, 1))
    (plan,) = plans([], [item], rules(ledger=THREE), TODAY)

    assert plan.targets.containers == ("c-1",)
    assert plan.numbers == ()


@pytest.mark.parametrize(
    ("start", "rule", "end"),
    [
        (date(2024, 2, 29), replace(THREE, count=1), date(2025, 2, 28)),
        (date(2024, 1, 31), replace(THREE, count=1, unit=Unit.MONTHS), date(2024, 2, 29)),
        (date(2024, 1, 31), replace(THREE, count=90, unit=Unit.DAYS), date(2024, 4, 30)),
    ],
)
def test_a_period_ends_on_a_day_that_there_is(start: date, rule: Rule, end: date) -> None:
    assert rule.ends(start) == end


@given(
    st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    st.integers(1, 999),
    st.sampled_from(Unit),
)
def test_nothing_that_ended_after_the_latest_start_is_due(
    today: date, count: int, unit: Unit
) -> None:
    rule = Rule(count, unit, "c", "v", TODAY)
    last = rule.latest_start(today)

    assert rule.ends(last + timedelta(days=1)) > today


@given(
    st.dates(date(1990, 1, 1), date(2200, 1, 1)),
    st.integers(1, 999),
    st.sampled_from(Unit),
)
def test_a_longer_period_never_ends_earlier(start: date, count: int, unit: Unit) -> None:
    rule = Rule(count, unit, "c", "v", TODAY)

    assert start < rule.ends(start) <= replace(rule, count=count + 1).ends(start)


@pytest.mark.parametrize(
    "rule",
    [
        replace(THREE, count=0),
        replace(THREE, citation=" "),
        replace(THREE, verified_by=""),
        replace(THREE, verified_on=date(2027, 1, 1)),
    ],
)
def test_half_a_rule_is_refused(rule: Rule) -> None:
    with pytest.raises(NotAllowed):
        check_rule(rule, TODAY)


def test_two_different_people_stand_for_it_and_one_may_erase() -> None:
    check_two(ME, HER, TODAY)
    check_two(HER, ME, TODAY)
    for first, second in (
        (ME, None), (ME, ME), (HER, replace(HER, id="staff-3")),
        (ME, replace(HER, active=False)),
        (ME, replace(HER, until=date(2026, 11, 1))),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            check_two(first, second, TODAY)
