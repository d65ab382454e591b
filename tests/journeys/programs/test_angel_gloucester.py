"""Gloucester: an officer stays until the Angel comes, and every no has another way on paper."""

from collections.abc import Callable

import pytest

from tests.journeys.deciding import decides_instead
from tests.journeys.programs.at_station import OTHER, ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    gives_to,
    opens,
    partner_arrives,
    said_on_board,
)
from tests.journeys.programs.what_is_left import ends_as, prints
from tests.journeys.walking import go, sees_soon, walk_in

pytestmark = pytest.mark.journey

DESK = Runs("angel_gloucester")
At = Callable[[Runs], ProgramCounter]


def test_an_officer_stays_until_the_angel_is_here_and_the_board_says_who(at: At) -> None:
    here = at(DESK)
    visit = walk_in(here, "Tall guest")
    assert here.hands.sees("Do not leave them alone until the Angel is here.")
    gives_to(here, "Who sits with them?", OTHER)
    go(here, "partner")
    calls_partner(here, "40")
    here.clock.advance(minutes=31)
    told = said_on_board(here, visit)
    assert "Call the coordinator. An officer stays." in told
    assert f"sitting with {OTHER}" in told
    opens(here, visit, "partner")
    partner_arrives(here, "Angel Ruth")
    assert sees_soon(here, "Angel Ruth is here")


def test_a_danger_to_a_helper_means_no_angel_in_the_room_but_an_officer_who_phones(
    at: At,
) -> None:
    here = at(DESK)
    visit = walk_in(here, "Tall guest")
    go(here, "eligibility")
    here.hands.pick("danger_to_helper", "yes")
    assert here.hands.sees("Someone would be in danger")
    assert here.hands.sees("No Angel in the room. An officer stays and phones places.")
    assert here.hands.sees("Decides: Supervisor on duty")
    decides_instead(here, "Sgt. Ames")

    papers = prints(here, visit)
    assert "An officer stays and phones places." in papers["person_card"]
    assert "resource_sheet" in papers


@pytest.mark.parametrize("warrant", ["hit_review", "hit_serious"])
def test_with_any_warrant_help_goes_on_by_phone_and_it_stands_on_their_card(
    at: At, warrant: str
) -> None:
    here = at(DESK)
    visit = walk_in(here, "Tall guest")
    go(here, "eligibility")
    here.hands.pick("warrant_check", warrant)
    decides_instead(here, "Sgt. Ames")

    card = prints(here, visit)["person_card"]
    assert "Help by phone: places that take people with a warrant" in card
    assert "Not this program; other help given" in ends_as(here, "excluded_alternative_given")


def test_earlier_cases_and_the_officer_s_judgment_wait_until_the_station_turns_them_on(
    at: At,
) -> None:
    here = at(DESK)
    walk_in(here, "Tall guest")
    go(here, "eligibility")

    assert not here.hands.sees("own list on earlier drug cases")
    assert not here.hands.sees("own judgment")
