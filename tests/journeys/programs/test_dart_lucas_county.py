"""Lucas County: an officer meets, drives and follows; whoever is not found is still sought."""

from collections.abc import Callable

import pytest

from safestation.domain.entries import Way, way_of
from safestation.domain.facts import Arrived, Departed, PlacementAccepted
from safestation.domain.milestones import Urgency
from safestation.domain.tasks import unfinished
from safestation.domain.visit import VisitId
from tests.journeys.deciding import goes_ahead
from tests.journeys.programs.at_station import OTHER, ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    comes_in,
    gives_to,
    opens,
    said_on_board,
    tries,
)
from tests.journeys.programs.seen import has_a_bed, urgency
from tests.journeys.walking import close_as, go, kept, pages_of

pytestmark = pytest.mark.journey

DART = Runs("dart_lucas_county")
At = Callable[[Runs], ProgramCounter]


def reported(here: ProgramCounter) -> VisitId:
    """Take in a 911 call of an overdose, 41 minutes ago."""
    return comes_in(
        here, "after_overdose", overdose_at="11/23/2026 03:00", overdose_town="Toledo"
    )


def test_whoever_left_the_hospital_is_still_sought_and_found_weeks_later(at: At) -> None:
    here = at(DART)
    visit = reported(here)
    calls_partner(here)
    here.clock.advance(hours=3)
    told = said_on_board(here, visit)
    assert "With them at the hospital: the time ran out" in told
    assert "send any two" in told

    opens(here, visit, "meet")
    tries(here, "visit", "not_home", again="168")
    gives_to(here, "Who has the next try", OTHER)
    here.clock.advance(days=20)
    tries(here, "visit", "reached")

    assert urgency(here, visit, "still_sought") is Urgency.MET
    assert here.hands.sees("From here it is a visit like any other.")


def test_the_officer_looks_in_each_week_once_the_person_agreed(at: At) -> None:
    here = at(DART)
    visit = reported(here)
    go(here, "meet")
    tries(here, "in_person", "reached")
    goes_ahead(here, agrees_to_referral="yes")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "yes")
    close_as(here, "goes_on_with_team")

    owed = {task.note: task for task in unfinished(kept(here, visit))}
    assert {"officer_visits", "engaged_30d"} <= set(owed)
    assert not {"officer_calls"} & set(owed)  # that is for people who called


def test_the_officer_drives_and_the_place_says_that_they_arrived(at: At) -> None:
    here = at(DART)
    visit = comes_in(here, "phone")
    assert way_of(kept(here, visit)) is Way.PHONE
    assert "meet" not in pages_of(here)
    has_a_bed(here)
    go(here, "drive")
    here.hands.pick("ride_mode", "officer")
    here.hands.press("The ride is arranged")
    here.hands.press("They have left")
    here.clock.advance(hours=1)
    assert urgency(here, visit, "arrived_safe") is Urgency.RUNNING
    here.hands.type_into("handoff.told_by", "Sofia, at the desk")
    here.hands.press("Arrival confirmed")

    then = kept(here, visit)
    assert then.has(PlacementAccepted)
    assert then.has(Departed)
    assert then.has(Arrived)
    assert urgency(here, visit, "arrived_safe") is Urgency.MET


def test_a_parent_s_officer_calls_children_services_and_says_no_name(at: At) -> None:
    here = at(DART)
    comes_in(here, "parents", contact_reason="other")

    assert here.hands.sees("Children services")
    assert here.hands.sees("I say no more until they sign.")
