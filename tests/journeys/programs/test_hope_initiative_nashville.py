"""HOPE, Nashville: the emergency department before detox, and no question of the source."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import calls_partner, opens, said_on_board
from tests.journeys.programs.seen import everything_asked
from tests.journeys.programs.what_is_left import prints_papers
from tests.journeys.walking import close_as, go, pages_of, sees_soon, walk_in

pytestmark = pytest.mark.journey

TOWN = Runs("hope_initiative_nashville")
At = Callable[[Runs], ProgramCounter]
SOURCE_WORDS = ("come from", "came from", "sold", "dealer", "supplier", "buy", "bought")
NEVER_ASKED = "I never ask where it came from."


def test_detox_means_the_emergency_department_first_and_the_visit_stays_open(at: At) -> None:
    here = at(TOWN)
    visit = walk_in(here, "Blue jacket")
    go(here, "partner")
    assert here.hands.sees("HOPE volunteer")
    calls_partner(here, "20")
    go(here, "eligibility")
    here.hands.pick("medical_hold", "yes")
    assert here.hands.sees("An officer drives them to the emergency department and stays.")
    here.hands.type_into("eligibility.decider", "Nash General")
    here.hands.press("Write down: hospital first")
    go(here, "emergency_department")
    assert here.hands.sees("Hospital emergency department")
    assert here.hands.sees("410-555-0121")
    assert here.hands.sees("We are bringing somebody who needs detox, by their own choice.")

    here.hands.key(Qt.Key.Key_F9)
    here.hands.pick("emergency.outcome", "to_hospital")
    here.hands.type_into("emergency.facility", "Nash General")
    here.hands.press("End the emergency")
    here.clock.advance(hours=3)
    assert "bring them back from Nash General" in said_on_board(here, visit)

    opens(here, visit, "medical_police")
    here.hands.press("Back from the hospital")
    go(here, "placement")
    assert here.hands.sees("90 to 120 days residential")
    close_as(here, "other_service_only")
    assert here.hands.sees("Nobody is waiting")


def test_where_drugs_came_from_is_asked_on_no_page(at: At) -> None:
    here = at(TOWN)
    walk_in(here, "Blue jacket")
    assert here.hands.sees("We never ask where they came from.")
    go(here, "items_police")
    assert here.hands.sees(NEVER_ASKED)
    asked = everything_asked(here)

    assert len(asked) > 100
    assert [one for one in asked if any(word in one for word in SOURCE_WORDS)] == []


def test_back_for_the_tenth_time_is_a_visit_like_the_first(at: At) -> None:
    here = at(TOWN)
    walk_in(here, "Blue jacket")
    here.hands.pick("been_here_before", "yes")
    go(here, "eligibility")
    assert not here.hands.sees("Lives in")

    assert here.hands.sees("Go ahead")
    assert "I may come back as often as I need." in prints_papers(here)


def test_who_would_rather_live_at_home_gets_an_appointment(at: At) -> None:
    here = at(TOWN)
    walk_in(here, "Blue jacket")
    assert "outpatient" not in pages_of(here)
    go(here, "intake")
    here.hands.press("Care wanted and advised")
    here.hands.pick("preferred_level", "outpatient.intensive")
    go(here, "outpatient")
    assert here.hands.sees("Eastpointe, local managed care line")
    assert here.hands.sees("What is the next one?")
    here.hands.pick("partner.outcome", "by_phone_only")
    here.hands.type_into("partner.spoke_to", "Ria, Thursday at two")
    here.hands.press("Write down this call")

    assert sees_soon(here, "spoke to Ria, Thursday at two")
