"""Anne Arundel: the crisis team decides the way, and a warrant goes to the prosecutor first."""

from collections.abc import Callable

import pytest

from safestation.domain.station import SiteType
from safestation.domain.tasks import CONFIRM_ARRIVAL, unfinished
from safestation.domain.visit import VisitState
from tests.journeys.deciding import asks, decides, decides_instead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    opens,
    partner_arrives,
    said_on_board,
)
from tests.journeys.programs.seen import has_a_bed
from tests.journeys.programs.what_is_left import prints
from tests.journeys.walking import close_as, go, kept, pages_of, sees_soon, walk_in

pytestmark = pytest.mark.journey

FIREHOUSE = Runs("safe_stations_anne_arundel", SiteType.FIRE)
At = Callable[[Runs], ProgramCounter]


def asks_the_prosecutor(here: ProgramCounter) -> None:
    """Find a warrant, and ask the office on call."""
    go(here, "eligibility")
    here.hands.pick("warrant_check", "hit_review")
    assert here.hands.sees("Decides by this program: State\u2019s Attorney\u2019s Office")
    assert here.hands.sees("The crisis team still comes.")
    asks(here, "P. Ames, on call")


def test_a_warrant_goes_to_the_prosecutor_who_releases_to_the_crisis_team(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Grey hat")
    go(here, "partner")
    calls_partner(here, "20")
    asks_the_prosecutor(here)
    decides(here, "approved")
    assert here.hands.sees("Release to the crisis team, court later · 03:41")
    assert here.hands.sees("The crisis team takes them on now.")
    here.hands.press("Write down: go ahead")

    here.clock.advance(minutes=18)
    go(here, "partner")
    partner_arrives(here, "Dana and Ivo")
    assert sees_soon(here, "Dana and Ivo is here")
    here.hands.press("Park this visit")
    opens(here, visit, "close")
    close_as(here, "other_service_only")

    assert kept(here, visit).state is VisitState.CLOSED


def test_the_board_says_whose_review_is_waited_for_until_it_is_decided(at: At) -> None:
    waits = "Waits for a review by State\u2019s Attorney\u2019s Office, asked 03:41"
    here = at(FIREHOUSE)
    visit = walk_in(here, "Grey hat")
    asks_the_prosecutor(here)
    here.clock.advance(minutes=12)
    assert waits in said_on_board(here, visit)

    opens(here, visit, "eligibility")
    decides(here, "approved")
    assert "a review by" not in said_on_board(here, visit)


def test_without_the_prosecutor_s_release_the_crisis_team_still_comes(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Grey hat")
    asks_the_prosecutor(here)
    decides(here, "declined")
    assert here.hands.sees("Another way to help")
    decides_instead(here, "P. Ames")

    assert "The crisis team still comes" in prints(here, visit)["person_card"]


def test_a_crisis_team_that_is_late_is_called_again_and_the_board_says_so(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Grey hat")
    here.clock.advance(minutes=11)
    assert "Call the warmline now." in said_on_board(here, visit)
    opens(here, visit, "partner")
    calls_partner(here, "20")

    here.clock.advance(minutes=21)
    assert "Call the warmline again and ask for a time." in said_on_board(here, visit)
    opens(here, visit, "partner")
    assert here.hands.sees("EMS duty officer")


def test_who_is_15_waits_for_the_crisis_team_while_the_state_s_table_is_empty(at: At) -> None:
    here = at(FIREHOUSE)
    walk_in(here, "Grey hat")
    assert "minor" not in pages_of(here)
    go(here, "eligibility")
    here.hands.type_into("age", "15")
    here.hands.pick("guardian_consents", "yes")

    assert here.hands.sees("The crisis team comes and looks for youth services.")
    assert not here.hands.sees("Write down: go ahead")
    assert "minor" in pages_of(here)


def test_a_day_later_the_care_coordinator_asks_once_whether_they_arrived(at: At) -> None:
    here = at(FIREHOUSE)
    visit = walk_in(here, "Grey hat")
    go(here, "placement")
    has_a_bed(here, "Harborlight Detox", "withdrawal_management.residential")
    go(here, "handoff")
    here.hands.pick("ride_mode", "taxi")
    here.hands.press("They have left")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "yes")
    close_as(here, "placed_same_visit")

    left = kept(here, visit)
    asked = [t for t in unfinished(left) if t.kind == CONFIRM_ARRIVAL or t.note == "after_24h"]
    assert [(t.note, t.owner) for t in asked] == [("after_24h", "care_coordinator")]
