"""Blue HART: one station for each weekday, no automatic ticket, and a yes of one's own."""

from collections.abc import Callable

import pytest

from tests.journeys.own_values import fills_in
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    asked_first,
    calls_partner,
    comes_in,
    said_on_board,
)
from tests.journeys.programs.seen import has_a_bed
from tests.journeys.programs.what_is_left import prints_papers
from tests.journeys.walking import close_as, go, pages_of, sees_soon

pytestmark = pytest.mark.journey

TOWN = Runs("blue_hart_ocean_county")
At = Callable[[Runs], ProgramCounter]
OUR_DAY = "partner.provider.hours"
NO_TICKET = "This is not an automatic ticket to detox or inpatient care."


def test_on_another_weekday_the_station_that_is_open_is_called_and_expects_them(
    at: At,
) -> None:
    here = at(TOWN)
    fills_in(here, OUR_DAY, "Tue 09:00-17:00")
    here.clock.advance(hours=7)  # Monday, 10:41
    comes_in(here, "walk_in")
    assert here.hands.sees("On other days we call the station that is open.")
    go(here, "partner")
    assert here.hands.sees("Department that is open next")
    assert here.hands.sees("When may they come to you? Who will expect them?")
    here.hands.pick("partner.outcome", "by_phone_only")
    here.hands.type_into("partner.spoke_to", "Officer Bell, Tuesday at nine")
    here.hands.press("Write down this call")
    assert sees_soon(here, "spoke to Officer Bell, Tuesday at nine")

    close_as(here, "information_only")
    assert here.hands.sees("Nobody is waiting")


def test_on_our_own_day_the_agency_sees_them(at: At) -> None:
    here = at(TOWN)
    fills_in(here, OUR_DAY, "Mon 09:00-17:00")
    here.clock.advance(hours=7)
    comes_in(here, "walk_in")
    go(here, "partner")

    assert here.hands.sees("Treatment agency of the day")


def test_it_is_no_automatic_ticket_and_the_paper_says_so_before_the_agency_says_what_fits(
    at: At,
) -> None:
    here = at(TOWN)
    comes_in(here, "walk_in")
    assert here.hands.sees(NO_TICKET)
    steps = pages_of(here)
    assert steps.index("partner") < steps.index("eligibility") < steps.index("placement")
    go(here, "intake")
    here.hands.press("Care wanted and advised")
    here.hands.pick("preferred_level", "residential")
    here.hands.pick("recommended_level", "outpatient.intensive")
    has_a_bed(here, "Harborlight Detox", "withdrawal_management.residential")

    assert NO_TICKET in prints_papers(here)


def test_whoever_comes_with_an_officer_is_asked_for_their_own_yes(at: At) -> None:
    here = at(TOWN)
    sheet = asked_first(here, "with_officer")
    assert sheet.fields.isHidden()
    assert here.hands.sees("own yes. They may leave.")
    here.hands.click(sheet.no)
    assert here.hands.sees("Nothing about the person was kept.")

    visit = comes_in(here, "with_officer", field_encounter="call_for_service")
    assert "welcome" in pages_of(here)
    go(here, "partner")
    calls_partner(here)
    told = said_on_board(here, visit)
    assert "here 0:00" in told
