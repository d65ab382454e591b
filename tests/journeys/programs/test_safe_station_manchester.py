"""Manchester: two chairs and a red box, the coach by the hour, and nobody is turned away."""

from collections.abc import Callable

import pytest

from safestation.domain.station import SiteType
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    goes_to_board,
    opens,
    partner_arrives,
)
from tests.journeys.walking import close_as, go, pages_of, sees_soon, walk_in

pytestmark = pytest.mark.journey

FIREHOUSE = Runs("safe_station_manchester", SiteType.FIRE)
At = Callable[[Runs], ProgramCounter]
STILL_OPEN = "Items first, then they sit down together."


def test_needles_go_into_the_red_box_before_the_coach_sits_down(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Green scarf")
    steps = pages_of(here)
    assert steps.index("medical") < steps.index("items") < steps.index("partner")
    go(here, "partner")
    assert here.hands.sees("Code Hope.")
    calls_partner(here, "15")
    assert here.hands.sees(STILL_OPEN)

    go(here, "items")
    assert here.hands.sees("Two red boxes stand next to the chairs.")
    assert here.hands.sees("Police, for the items only: 410-555-0150")
    here.hands.press("Dropped into the bin by the person")
    assert sees_soon(here, "Nobody counts.")
    here.hands.press("Done")
    here.hands.press("Nothing to turn in, or all dealt with")
    go(here, "partner")
    assert not here.hands.sees(STILL_OPEN)

    partner_arrives(here, "Coach Lee")
    assert sees_soon(here, "Coach Lee is here")
    assert "box" not in " ".join(goes_to_board(here).cards[visit].accessibleName().split())


def test_the_coach_on_call_is_called_at_night_and_the_day_center_by_day(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Green scarf")
    go(here, "partner")
    assert here.hands.sees("Recovery coach on call")
    goes_to_board(here)
    here.clock.advance(hours=6)
    opens(here, visit, "partner")

    assert here.hands.sees("Recovery coach at the day center")


def test_nobody_is_turned_away_for_where_they_live_or_for_coming_again(at: At) -> None:
    here = at(FIREHOUSE)
    walk_in(here, "Green scarf")
    go(here, "eligibility")
    here.hands.pick("resident", "no")
    here.hands.pick("been_here_before", "yes")

    assert here.hands.sees("Go ahead")
    assert not here.hands.sees("Not met")


def test_a_risk_means_the_hospital_first_and_the_coach_hears_which(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Green scarf")
    go(here, "eligibility")
    here.hands.pick("medical_hold", "yes")
    assert here.hands.sees("The coach hears which hospital, and the visit stays open.")
    here.hands.type_into("eligibility.decider", "Engine 11")
    here.hands.press("Write down: hospital first")
    goes_to_board(here)

    opens(here, visit, "close")
    close_as(here, "hospital")
    assert here.hands.sees("Nobody is waiting")
