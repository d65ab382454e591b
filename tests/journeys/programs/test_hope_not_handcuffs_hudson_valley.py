"""Hope Not Handcuffs: an Angel within 30 minutes, then the coordinator; volunteers in pairs."""

from collections.abc import Callable

import pytest

from safestation.domain.station import SiteType
from safestation.domain.visit import VisitId
from tests.journeys.deciding import decides_instead
from tests.journeys.own_values import fills_in
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    opens,
    partner_arrives,
    said_on_board,
)
from tests.journeys.programs.what_is_left import prints
from tests.journeys.walking import close_as, go, sees_soon, walk_in

pytestmark = pytest.mark.journey

DESK = Runs("hope_not_handcuffs_hudson_valley")
FIREHOUSE = Runs("hope_not_handcuffs_hudson_valley", SiteType.FIRE)
At = Callable[[Runs], ProgramCounter]
COORDINATOR = "Program coordinator"


def angel_called(here: ProgramCounter) -> VisitId:
    """Walk somebody in, and call the Angel, who says half an hour."""
    visit = walk_in(here, "Quiet guest")
    go(here, "partner")
    assert here.hands.sees("Angel on call")
    calls_partner(here, "30")
    return visit


def test_an_angel_who_is_not_here_in_30_minutes_is_followed_by_the_coordinator(at: At) -> None:
    here = at(DESK)
    fills_in(here, "partner.coordinator.hours", "24/7")
    visit = angel_called(here)
    here.clock.advance(minutes=29)
    assert "late" not in said_on_board(here, visit)
    opens(here, visit, "partner")
    assert here.hands.sees("On the way")
    assert not here.hands.sees(COORDINATOR)

    here.clock.advance(minutes=2)
    told = said_on_board(here, visit)
    assert "Angel here · late since 04:11. Call the coordinator." in told
    opens(here, visit, "partner")
    assert here.hands.sees("Angel on call was called 31 minutes ago and is not here.")
    assert here.hands.sees(COORDINATOR)
    calls_partner(here, "10")
    partner_arrives(here, "Angel Rosa")
    assert sees_soon(here, "Angel Rosa is here")


def test_no_answer_from_the_angel_goes_to_the_coordinator_at_once(at: At) -> None:
    here = at(FIREHOUSE)
    walk_in(here, "Quiet guest")
    go(here, "partner")
    here.hands.pick("partner.outcome", "no_answer")
    here.hands.press("Write down this call")

    assert here.hands.sees(COORDINATOR)
    assert here.hands.sees("No Angel can come yet.")


def test_an_angel_comes_in_after_the_items_and_an_officer_may_drive_alone(at: At) -> None:
    here = at(DESK)
    visit = angel_called(here)
    assert here.hands.sees("Items first, then they sit down together.")
    go(here, "items_police")
    here.hands.press("Nothing to turn in, or all dealt with")
    go(here, "agreement")
    here.hands.press("They agree")
    go(here, "handoff")
    here.hands.pick("ride_mode", "officer")
    here.hands.type_into("ride_driver_1", "K. Lund")
    here.hands.press("They have left")
    assert here.hands.sees("Left at 03:41.")

    assert "confirm" in said_on_board(here, visit)


def test_with_a_serious_warrant_help_goes_on_by_phone_and_stands_on_their_card(at: At) -> None:
    here = at(DESK)
    visit = walk_in(here, "Quiet guest")
    go(here, "eligibility")
    here.hands.pick("warrant_check", "hit_serious")
    assert here.hands.sees("Help by phone instead: the coordinator, a lawyer")
    decides_instead(here, "Sgt. Ames")

    assert "Help by phone instead" in prints(here, visit)["person_card"]
    close_as(here, "excluded_alternative_given")
