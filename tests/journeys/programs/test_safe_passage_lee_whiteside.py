"""Safe Passage: a phone screening, volunteers two to a car, and a warrant is cleared first."""

from collections.abc import Callable

import pytest

from tests.journeys.deciding import asks, decides, decides_instead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.seen import has_a_bed
from tests.journeys.programs.what_is_left import ends_as, prints
from tests.journeys.walking import go, walk_in

pytestmark = pytest.mark.journey

DESK = Runs("safe_passage_lee_whiteside")
At = Callable[[Runs], ProgramCounter]
IN_PAIRS = "Volunteers go in pairs: write two different names."


def test_the_car_cannot_leave_with_one_volunteer(at: At) -> None:
    here = at(DESK)
    walk_in(here, "Red boots")
    has_a_bed(here)
    go(here, "handoff")
    here.hands.pick("ride_mode", "volunteer")
    here.hands.type_into("ride_driver_1", "K. Lund")
    here.hands.press("The ride is arranged")
    assert here.hands.sees(IN_PAIRS)
    here.hands.press("They have left")
    assert here.hands.sees(IN_PAIRS)
    assert here.hands.sees("Still here.")

    here.hands.type_into("ride_driver_2", "P. Osei")
    here.hands.press("The ride is arranged")
    here.hands.press("They have left")
    assert not here.hands.sees(IN_PAIRS)
    assert here.hands.sees("Left at 03:41.")
    here.clock.advance(hours=3)
    here.hands.type_into("handoff.told_by", "Sofia")
    here.hands.press("Arrival confirmed")
    assert here.hands.sees("Arrived. Confirmed by Sofia at 06:41.")
    assert "Placed in this visit" in ends_as(here, "placed_same_visit")


def test_a_warrant_is_cleared_first_and_they_leave_with_how_on_paper(at: At) -> None:
    here = at(DESK)
    visit = walk_in(here, "Red boots")
    go(here, "eligibility")
    here.hands.pick("warrant_check", "hit_review")
    assert here.hands.sees("Call the court clerk together and ask how to clear it.")
    asks(here, "Sgt. Ames")
    decides(here, "later")
    assert here.hands.sees("Clear it first")
    decides_instead(here, "Sgt. Ames")

    assert "A court date and a lawyer" in prints(here, visit)["person_card"]


def test_three_convictions_are_not_asked_about_until_the_station_turns_it_on(at: At) -> None:
    here = at(DESK)
    walk_in(here, "Red boots")
    go(here, "eligibility")

    assert not here.hands.sees("Three or more drug convictions (Rock Island)")
