"""The Mercy Project: a form on the web is answered at once, and drug court is told as a way."""

from collections.abc import Callable

import pytest

from safestation.domain.visit import VisitId
from tests.journeys.deciding import decides_instead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    comes_in,
    opens,
    said_on_board,
    tries,
)
from tests.journeys.programs.what_is_left import prints_papers
from tests.journeys.walking import close_as, go, pages_of, sees_soon

pytestmark = pytest.mark.journey

SHERIFF = Runs("mercy_project_walker_county")
At = Callable[[Runs], ProgramCounter]
DRUG_COURT = "410-555-0121"


def wrote_to_us(here: ProgramCounter) -> VisitId:
    """A form came in from the web site, with a number to call."""
    return comes_in(here, "online_form", phone="205-555-0142")


def test_an_online_form_is_answered_at_once_and_they_meet_the_coordinator(at: At) -> None:
    here = at(SHERIFF)
    visit = wrote_to_us(here)
    assert "Online form answered" in said_on_board(here, visit)
    opens(here, visit, "call_back")
    assert here.hands.sees("Ask first whether they can talk. Tell nobody else who is calling.")
    tries(here, "call", "reached")
    assert "Online form answered" not in said_on_board(here, visit)

    opens(here, visit, "partner")
    assert here.hands.sees("Mercy Project coordinator")
    calls_partner(here, "30")
    go(here, "items_police")
    assert here.hands.sees("At this meeting you can hand in drugs and needles.")
    close_as(here, "goes_on_with_team")
    assert here.hands.sees("Nobody is waiting")


def test_a_form_that_nobody_answers_is_told_on_the_board_in_ten_minutes(at: At) -> None:
    here = at(SHERIFF)
    visit = wrote_to_us(here)
    here.clock.advance(minutes=11)

    assert "The promise is “at once”. Call them back now." in said_on_board(here, visit)


def test_an_open_drug_charge_is_no_end_drug_court_is_told_as_a_way_and_called(at: At) -> None:
    here = at(SHERIFF)
    comes_in(here, "walk_in")
    go(here, "eligibility")
    assert "drug_court" not in pages_of(here)
    here.hands.pick("charge_pending", "yes")
    assert here.hands.sees("Another way to help")
    assert here.hands.sees("Call the drug court office together: it is an option.")
    decides_instead(here, "The coordinator")

    go(here, "drug_court")
    assert here.hands.sees(DRUG_COURT)
    assert here.hands.sees("Call together. Say no name, and nothing of the charge.")
    here.clock.advance(hours=5)
    here.hands.pick("partner.outcome", "by_phone_only")
    here.hands.type_into("partner.spoke_to", "Clerk Dee")
    here.hands.press("Write down this call")
    assert sees_soon(here, "spoke to Clerk Dee")
    assert "drug court office together" in prints_papers(here)


def test_somebody_with_a_warrant_is_told_the_same_way(at: At) -> None:
    here = at(SHERIFF)
    comes_in(here, "walk_in")
    go(here, "eligibility")
    here.hands.pick("warrant_check", "hit_review")
    assert here.hands.sees("They may apply when it is settled.")
    go(here, "drug_court_warrant")

    assert here.hands.sees(DRUG_COURT)
