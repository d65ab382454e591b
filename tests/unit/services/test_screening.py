"""What screens amount to and what of it is written down, from answers alone."""

import re

import pytest

from safestation.catalog.instruments import load_instruments
from safestation.domain.answers import Status
from safestation.domain.facts import Screened
from safestation.domain.station import Role, SiteType, Staff
from safestation.services.screening import (
    YOUNGEST,
    alarms,
    has_vitals,
    is_asked,
    is_suicide_danger,
    is_too_young,
    may_ask,
    may_take_vitals,
    red_items,
    to_write_down,
    vitals_being_typed,
)
from tests.factories import NOW, make_answer, make_visit

INSTRUMENTS = load_instruments()
TODAY = NOW.date()
DANGER = INSTRUMENTS["immediate_danger"]
ASQ = INSTRUMENTS["asq"]
NO_TO_ALL = {f"asq.q{n}": "no" for n in range(1, 5)}


def test_yes_not_sure_and_not_knowing_are_red_and_no_is_not() -> None:
    visit = make_visit(
        {
            "immediate_danger.look_blue": "yes",
            "immediate_danger.look_stroke": "unsure",
            "immediate_danger.ask_chest": make_answer(status=Status.DOES_NOT_KNOW),
            "immediate_danger.look_weapon": "no",
            "immediate_danger.amb_fever": "yes",
        }
    )

    assert red_items(DANGER, visit) == ("look_blue", "look_stroke", "ask_chest")


def test_a_red_result_without_red_items_is_an_alarm_of_its_own() -> None:
    withdrawal = INSTRUMENTS["withdrawal_danger"]

    visit = make_visit({"withdrawal_danger.w_now_severe": "yes"})

    assert alarms(withdrawal, visit) == ("withdrawal_danger.red",)
    assert alarms(withdrawal, make_visit()) == ()


def test_a_result_is_written_down_when_it_is_finished_and_new() -> None:
    visit = make_visit(NO_TO_ALL)
    fact = to_write_down(ASQ, visit)
    assert fact is not None
    assert (fact.band, fact.sha256) == ("negative", ASQ.sha256)

    again = make_visit(NO_TO_ALL, (fact,))
    changed = make_visit({**NO_TO_ALL, "asq.q1": "yes", "asq.q5": "no"}, (fact,))

    assert to_write_down(ASQ, again) is None
    assert to_write_down(ASQ, changed) is not None


def test_a_result_that_comes_back_is_written_down_again() -> None:
    first = to_write_down(ASQ, make_visit(NO_TO_ALL))
    assert first is not None
    other = Screened("asq", ASQ.version, ASQ.sha256, "non_acute_positive")

    back = make_visit(NO_TO_ALL, (first, other))

    assert to_write_down(ASQ, back) == first


def test_a_blank_is_never_a_no() -> None:
    assert to_write_down(ASQ, make_visit({"asq.q1": "no"})) is None


@pytest.mark.parametrize(
    ("answers", "danger"),
    [
        ({}, False),
        (NO_TO_ALL, False),
        ({"asq.q3": "yes", "asq.q5": "no", "asq.q1": "no"}, False),
        ({"asq.q3": "yes"}, True),
        ({"asq.q3": "yes", "asq.q5": "yes"}, True),
        ({"immediate_danger.ask_kill": "unsure"}, True),
        ({"immediate_danger.ask_kill": "no"}, False),
    ],
)
def test_not_knowing_about_suicide_counts_as_danger(
    answers: dict[str, str], *, danger: bool
) -> None:
    assert is_suicide_danger(make_visit(answers), INSTRUMENTS) is danger


def test_the_alcohol_screen_is_for_those_who_drink() -> None:
    audit = INSTRUMENTS["audit_c"]

    assert not is_asked(audit, make_visit(), TODAY)
    assert is_asked(audit, make_visit({"substance_snapshot.substances": ("alcohol",)}), TODAY)
    assert is_asked(ASQ, make_visit(), TODAY)


@pytest.mark.parametrize(
    ("role", "trained", "may"),
    [
        (Role.FIREFIGHTER, False, True),
        (Role.COORDINATOR, False, True),
        (Role.OFFICER, False, False),
        (Role.OFFICER, True, True),
        (Role.VOLUNTEER, False, False),
    ],
)
def test_vitals_are_for_those_trained_for_them(role: Role, *, trained: bool, may: bool) -> None:
    assert may_take_vitals(Staff("s", "K. Lund", role, takes_vitals=trained)) is may


def test_the_age_that_was_said_feeds_the_limits_of_vitals() -> None:
    visit = make_visit({"vitals.hr": "84", "date_of_birth": "1950-01-01"})

    vitals = vitals_being_typed(visit, NOW.date())

    assert (vitals.hr, vitals.age, vitals.rr) == ("84", "76", None)
    assert has_vitals(vitals)
    assert not has_vitals(vitals_being_typed(make_visit({"age": "34"}), NOW.date()))


@pytest.mark.parametrize(("name", "years"), YOUNGEST.items())
def test_the_youngest_age_is_what_the_file_says_of_whom_it_is_for(
    name: str, years: int
) -> None:
    population = INSTRUMENTS[name].about.population

    said = re.search(r"(\d+) and up|(\d+)\+", population)
    written = next(filter(None, said.groups())) if said else "18" * ("Adults" in population)
    assert written == str(years), population


@pytest.mark.parametrize(
    "known",
    [{"age": "17"}, {"date_of_birth": "2010-01-01"}, {"immediate_danger.amb_minor": "yes"}],
)
def test_nobody_under_18_is_asked_an_adult_s_screen(known: dict[str, str]) -> None:
    visit = make_visit({**known, "substance_snapshot.substances": ("alcohol",)})

    assert not is_asked(INSTRUMENTS["audit_c"], visit, TODAY)
    assert is_asked(ASQ, visit, TODAY)
    assert is_asked(DANGER, visit, TODAY)
    assert is_asked(INSTRUMENTS["withdrawal_danger"], visit, TODAY)


def test_an_age_nobody_knows_hides_nothing() -> None:
    assert not is_too_young("audit_c", make_visit(), TODAY)
    assert not is_too_young("audit_c", make_visit({"age": "18"}), TODAY)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("site", SiteType)
def test_what_is_for_providers_is_hidden_at_the_counter(role: Role, site: SiteType) -> None:
    me, medic = Staff("s", "M. Osei", role), Staff("s", "M. Osei", role, takes_vitals=True)

    for name in ("k6", "ssi_sa"):
        assert not may_ask(INSTRUMENTS[name], medic, site)
    for name in ("cows", "ciwa_ar"):
        assert not may_ask(INSTRUMENTS[name], me, site)
        assert may_ask(INSTRUMENTS[name], medic, site)
    for name in ("asq", "immediate_danger", "practical_needs"):
        assert may_ask(INSTRUMENTS[name], me, site)
    assert may_ask(INSTRUMENTS["phq2"], me, site) is (site is SiteType.FIRE)
    assert may_ask(INSTRUMENTS["immediate_danger"], me, site)
