"""Yellow Line: everyone who could go to jail is screened; only the result is written."""

from collections.abc import Callable

import pytest

from safestation.domain.visit import VisitId
from tests.journeys.deciding import asks, decides_instead, decision_of
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

COUNTY = Runs("yellow_line_blue_earth_county")
At = Callable[[Runs], ProgramCounter]
SCREEN = "The screen speaks for care"


def before_booking(here: ProgramCounter) -> VisitId:
    """Somebody whom an officer could book, who said yes to the screen."""
    return comes_in(
        here, "pre_booking", field_encounter="call_for_service", referring_officer="K. Lund"
    )


def others_fit(here: ProgramCounter) -> None:
    for question in ("danger_to_helper", "medical_hold"):
        here.hands.pick(question, "no")
    here.hands.pick("came_by_choice", "yes")


def test_the_screen_speaks_for_care_and_the_coordinator_meets_them_before_booking(
    at: At,
) -> None:
    here = at(COUNTY)
    visit = before_booking(here)
    steps = pages_of(here)
    assert steps.index("medical_police") < steps.index("welcome") < steps.index("eligibility")
    here.clock.advance(minutes=31)
    told = said_on_board(here, visit)
    assert "late since 04:11. Call the coordinator before booking." in told

    opens(here, visit, "eligibility")
    here.hands.pick("field_screen", "fits")
    others_fit(here)
    here.hands.press("Write down: go ahead")
    go(here, "partner")
    assert here.hands.sees("somebody screened yes")
    calls_partner(here, "15")
    partner_arrives(here, "Lena, Yellow Line")
    here.clock.advance(minutes=61)
    assert "late since" not in said_on_board(here, visit)

    opens(here, visit, "close")
    close_as(here, "goes_on_with_team")
    decided = decision_of(here, visit)
    assert decided.outcome == "proceed"


def test_nobody_is_passed_over_a_screen_not_done_goes_to_the_supervisor(at: At) -> None:
    here = at(COUNTY)
    visit = before_booking(here)
    go(here, "eligibility")
    assert here.hands.sees("Everyone who could go to jail is asked.")
    here.hands.pick("field_screen", "not_done")
    assert here.hands.sees("Decides by this program: Supervisor on duty")
    assert here.hands.sees("Ask again when they are rested.")
    asks(here, "Sgt. Ames")
    assert here.hands.sees("Asked Sgt. Ames")

    here.clock.advance(hours=4)
    here.hands.pick("field_screen", "fits")
    others_fit(here)
    here.hands.press("Write down: go ahead")
    decided = decision_of(here, visit)
    assert decided.outcome == "proceed"


def test_the_result_is_all_that_is_written_of_the_screen(at: At) -> None:
    here = at(COUNTY)
    visit = before_booking(here)
    go(here, "eligibility")
    assert here.hands.sees("Write the result only, never an answer.")
    here.hands.pick("field_screen", "does_not_fit")
    assert here.hands.sees("They may ask for help at any time.")
    decides_instead(here, "Lena")

    answers = kept(here, visit).answers
    assert {one for one in answers if "screen" in one} == {"field_screen"}
    assert "offense_fits" not in answers


def test_whoever_comes_by_themself_is_not_asked_the_jail_screen(at: At) -> None:
    here = at(COUNTY)
    comes_in(here, "walk_in")
    go(here, "eligibility_door")
    assert not here.hands.sees(SCREEN)
    go(here, "partner")
    assert here.hands.sees("Yellow Line coordinator")
