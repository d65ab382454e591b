"""LEAD: an officer's diversion with their own yes, and a door that needs no case."""

from collections.abc import Callable

import pytest

from safestation.domain.visit import VisitId
from tests.journeys.deciding import (
    asks,
    decides_and_ends,
    decides_instead,
    decision_of,
    goes_ahead,
)
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    asked_first,
    calls_partner,
    comes_in,
    opens,
    owed_now,
    partner_arrives,
    said_on_board,
)
from tests.journeys.walking import close_as, go, pages_of

pytestmark = pytest.mark.journey

COUNTY = Runs("lead_king_county")
At = Callable[[Runs], ProgramCounter]


def diverted(here: ProgramCounter) -> VisitId:
    """An officer on patrol offers LEAD, and the person says yes."""
    return comes_in(here, "diversion", field_encounter="on_view", referring_officer="K. Lund")


def fits(here: ProgramCounter) -> None:
    goes_ahead(
        here,
        offense_fits="fits",
        came_by_choice="yes",
        medical_hold="no",
    )


def test_an_officer_hands_over_to_the_case_manager_within_half_an_hour(at: At) -> None:
    here = at(COUNTY)
    visit = diverted(here)
    fits(here)
    go(here, "partner")
    assert here.hands.sees("LEAD handoff. One person, agreed.")
    assert here.hands.sees("The aim: here 30 minutes after the call")
    calls_partner(here, "25")
    here.clock.advance(minutes=24)
    partner_arrives(here, "Noor, LEAD")
    here.clock.advance(minutes=30)
    assert "late" not in said_on_board(here, visit)

    opens(here, visit, "agreement")
    assert here.hands.sees("I need not stop using to get help.")
    here.hands.press("They agree")
    close_as(here, "goes_on_with_team")
    here.clock.advance(days=14)
    assert any("Case manager in touch" in line for line in owed_now(here))


def test_after_half_an_hour_the_board_says_to_call_the_case_manager_again(at: At) -> None:
    here = at(COUNTY)
    visit = diverted(here)
    fits(here)
    go(here, "partner")
    calls_partner(here, "25")
    here.clock.advance(minutes=31)

    told = said_on_board(here, visit)
    assert "Case manager here · late since 04:11. Call the case manager again." in told


def test_a_no_by_the_list_opens_the_door_that_needs_no_case(at: At) -> None:
    here = at(COUNTY)
    visit = diverted(here)
    go(here, "eligibility")
    here.hands.pick("offense_fits", "does_not_fit")
    assert here.hands.sees("Offer social contact: the case manager comes all the same")
    decides_instead(here, "K. Lund")
    decided = decision_of(here, visit)
    assert decided.reason_code == "offense_not_listed"

    said_on_board(here, visit)
    comes_in(here, "social_contact", contact_reason="asked")
    assert "duties" not in pages_of(here), "there is no case that could wait for a day"
    go(here, "eligibility")
    assert not here.hands.sees("The offense is on LEAD")
    go(here, "partner")
    assert here.hands.sees("LEAD case manager on call")


@pytest.mark.parametrize(
    ("decision", "instead"), [("accepted", ""), ("social", "Offer social contact")]
)
def test_when_in_doubt_the_prosecutor_liaison_decides(
    at: At, decision: str, instead: str
) -> None:
    here = at(COUNTY)
    visit = diverted(here)
    go(here, "eligibility")
    here.hands.pick("offense_fits", "unsure")
    assert here.hands.sees("Decides by this program: Prosecutor liaison")
    asks(here, "J. Park, King County")
    decides_and_ends(here, decision, "J. Park" if instead else "")

    decided = decision_of(here, visit)
    assert decided.outcome == ("alternative" if instead else "proceed")
    assert instead in decided.alternative


def test_a_no_to_the_officer_is_counted_and_nothing_about_them_is_kept(at: At) -> None:
    here = at(COUNTY)
    sheet = asked_first(here, "diversion")
    assert here.hands.sees("Ask for their own yes before you write a name.")
    here.hands.click(sheet.no)

    assert here.hands.sees("The no is counted. Nothing about the person was kept.")
