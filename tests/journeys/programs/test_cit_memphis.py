"""Memphis CIT: a crisis call opens at once, danger comes first, then their own provider."""

from collections.abc import Callable

import pytest

from safestation.domain.facts import Closed, EmergencyStarted, PartnerCalled
from safestation.domain.visit import VisitState
from tests.journeys.deciding import goes_ahead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    comes_in,
    opens,
    partner_arrives,
    said_on_board,
)
from tests.journeys.walking import close_as, go, kept, pages_of

pytestmark = pytest.mark.journey

CITY = Runs("cit_memphis")
At = Callable[[Runs], ProgramCounter]


def test_a_crisis_call_opens_at_once_and_danger_comes_before_any_question(at: At) -> None:
    here = at(CITY)
    visit = comes_in(here, "crisis_call")
    assert pages_of(here)[0] == "medical_police"
    assert here.hands.sees("Are you thinking of ending your life?")
    here.hands.pick("immediate_danger.ask_kill", "yes")

    assert here.hands.sees("Stay with them.")
    assert here.hands.sees("988, day and night")
    now = kept(here, visit)
    assert now.has(EmergencyStarted)
    assert now.state is VisitState.OPEN
    assert now.answers.keys() == {"immediate_danger.ask_kill"}


def test_by_day_the_officer_calls_the_provider_whom_they_already_have(at: At) -> None:
    here = at(CITY)
    here.clock.advance(hours=7)
    visit = comes_in(here, "crisis_call")
    go(here, "welcome")
    assert here.hands.sees("Take your time. What would help right now?")
    goes_ahead(here, danger_to_helper="no", medical_hold="no", came_by_choice="yes")
    go(here, "partner")
    here.hands.pick("partner.outcome", "on_the_way")
    here.hands.pick("partner.whom", "provider")
    here.hands.type_into("partner.spoke_to", "Ruth")
    here.hands.type_into("partner.eta", "40")
    here.hands.press("Write down this call")
    called = kept(here, visit).last(PartnerCalled)
    assert called is not None
    assert called[1].partner == "provider"
    assert here.hands.sees("A person whom you know asks that we call you.")

    partner_arrives(here, "Ruth")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "yes")
    close_as(here, "returned_to_current_provider")
    assert kept(here, visit).has(Closed)


def test_whoever_is_in_danger_is_never_left_to_wait_for_care(at: At) -> None:
    here = at(CITY)
    visit = comes_in(here, "crisis_call")
    here.clock.advance(minutes=21)
    assert "Call the crisis center now." in said_on_board(here, visit)

    opens(here, visit, "partner")
    calls_partner(here, "30")
    here.clock.advance(minutes=61)
    told = said_on_board(here, visit)
    assert "a second CIT officer takes turns" in told
