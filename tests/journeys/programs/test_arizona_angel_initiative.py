"""Arizona: a list of rules before anything is handed in, and another way without an ID."""

from collections.abc import Callable

import pytest

from tests.journeys.deciding import decides_instead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import calls_partner, partner_arrives
from tests.journeys.programs.what_is_left import ends_as, prints
from tests.journeys.walking import go, pages_of, sees_soon, walk_in

pytestmark = pytest.mark.journey

DESK = Runs("arizona_angel_initiative")
At = Callable[[Runs], ProgramCounter]
FITS = {
    "photo_id": "yes", "warrant_check": "clear", "program_criteria": "met",
    "self_care": "yes", "medical_clearance": "have", "accepts_terms": "yes",
    "medical_hold": "no", "came_by_choice": "yes",
}  # fmt: skip


def test_without_a_photo_id_they_leave_with_another_way_on_paper(at: At) -> None:
    here = at(DESK)
    visit = walk_in(here, "Blue cap")
    go(here, "eligibility")
    here.hands.pick("photo_id", "no")
    assert here.hands.sees("Another way to help")
    assert here.hands.sees("No photo ID")
    assert here.hands.sees("Call a place that asks for no ID, from here.")
    decides_instead(here, "K. Lund")

    papers = prints(here, visit)
    assert "how to get a state ID" in papers["person_card"]
    assert "988" in papers["resource_sheet"]
    assert "Not this program; other help given" in ends_as(here, "excluded_alternative_given")


def test_every_rule_is_met_before_anything_is_handed_in_and_then_an_angel_comes(at: At) -> None:
    here = at(DESK)
    here.clock.advance(hours=6)
    walk_in(here, "Blue cap")
    steps = pages_of(here)
    assert steps.index("eligibility") < steps.index("items_police") < steps.index("partner")
    go(here, "eligibility")
    here.hands.type_into("age", "41")
    for question, said in FITS.items():
        here.hands.pick(question, said)
    here.hands.press("Write down: go ahead")
    go(here, "items_police")
    assert here.hands.sees("Not a reason to arrest only when every rule is met")
    here.hands.press("Nothing to turn in, or all dealt with")
    go(here, "partner")
    assert here.hands.sees("Angel on duty")
    calls_partner(here, "20")
    partner_arrives(here, "Angel June")
    assert sees_soon(here, "Angel June is here")
    go(here, "agreement")
    here.hands.press("They agree")

    assert here.hands.sees("Agreed 09:41")


def test_while_the_list_is_not_looked_up_nothing_is_handed_in(at: At) -> None:
    here = at(DESK)
    walk_in(here, "Blue cap")
    go(here, "eligibility")
    here.hands.pick("program_criteria", "not_run")

    assert here.hands.sees("Go ahead after a review")
    assert here.hands.sees("Nothing is handed in until it is clear.")


def test_what_nobody_checked_leads_on_to_an_angel_and_never_to_handing_in(at: At) -> None:
    here = at(DESK)
    walk_in(here, "Blue cap")
    go(here, "eligibility")
    assert here.hands.sees("Nothing is handed in before every rule is checked and met.")
    here.hands.type_into("eligibility.decider", "Sgt. Hale")
    here.hands.press("Write down: go ahead, 9 rules not checked")
    go(here, "items_police")

    assert here.hands.sees("Nothing is handed in: not every rule is checked and met")
    here.hands.press("Nothing to turn in, or all dealt with")
    go(here, "partner")
    assert here.hands.sees("Angel on duty")


def test_medical_clearance_is_a_ride_to_the_hospital_and_not_a_no(at: At) -> None:
    here = at(DESK)
    walk_in(here, "Blue cap")
    go(here, "eligibility")
    here.hands.pick("medical_clearance", "needed")

    assert here.hands.sees("Hospital first")
    assert here.hands.sees("the Angel may come along. The visit stays open.")
