"""What screens amount to and what of it is written down, from answers alone."""

import pytest

from safestation.catalog.instruments import load_instruments
from safestation.domain.answers import Status
from safestation.domain.facts import Screened
from safestation.domain.station import Role, Staff
from safestation.services.screening import (
    alarms,
    has_vitals,
    is_asked,
    is_suicide_danger,
    may_take_vitals,
    red_items,
    to_write_down,
    vitals_being_typed,
)
from tests.factories import NOW, make_answer, make_visit

INSTRUMENTS = load_instruments()
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

    assert not is_asked(audit, make_visit())
    assert is_asked(audit, make_visit({"substance_snapshot.substances": ("alcohol",)}))
    assert is_asked(ASQ, make_visit())


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
