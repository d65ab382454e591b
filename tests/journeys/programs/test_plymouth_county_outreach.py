"""Plymouth County: the second try reaches a sister, and the person comes to the drop-in."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from safestation.domain.attempts import tries as tried
from safestation.domain.facts import Closed, TaskAdded
from safestation.domain.milestones import Urgency
from safestation.domain.outreach import next_try
from safestation.domain.station import SiteType
from safestation.domain.tasks import FOLLOW_UP, unfinished
from tests.fakes import NIGHT
from tests.journeys.deciding import decision_of, goes_ahead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    comes_in,
    opens,
    overdose_of_last_night,
    said_on_board,
    tries,
)
from tests.journeys.programs.seen import urgency
from tests.journeys.walking import close_as, go, kept, pages_of

pytestmark = pytest.mark.journey

POLICE = Runs("plymouth_county_outreach")
CENTER = Runs("plymouth_county_outreach", SiteType.OFFICE)
At = Callable[[Runs], ProgramCounter]


def test_nobody_home_then_a_sister_then_they_come_to_the_drop_in(at: At) -> None:
    here = at(POLICE)
    visit = overdose_of_last_night(here)
    go(here, "visit")
    assert here.hands.sees("not before 10:00")
    here.clock.advance(hours=8)
    tries(here, "visit", "not_home", again="24")
    here.clock.advance(hours=24)
    tries(here, "visit", "family_reached", again="72", next_need="A group for the sister")
    here.clock.advance(hours=30)
    tries(here, "in_person", "reached", note="At the drop-in center.")

    codes = [one.fact.attempt for one in tried(kept(here, visit))]
    assert codes == ["not_home", "family_reached", "reached"]
    assert urgency(here, visit, "visit_window") is Urgency.MET
    assert urgency(here, visit, "outer_window") is Urgency.MET
    assert here.hands.sees("From here it is a visit like any other.")
    go(here, "welcome_there")
    here.hands.pick("visitor_type", "self")
    goes_ahead(here, agrees_to_referral="yes")
    decided = decision_of(here, visit)
    assert decided.outcome == "proceed"


def test_after_a_no_a_coach_calls_every_other_day_for_three_weeks(at: At) -> None:
    here = at(POLICE)
    visit = overdose_of_last_night(here)
    go(here, "visit")
    here.clock.advance(hours=10)
    tries(here, "visit", "reached")
    go(here, "eligibility")
    here.hands.pick("agrees_to_referral", "no")
    assert here.hands.sees("The coach calls again, if they allow it.")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "yes")
    close_as(here, "declined")

    calls = [
        fact for _, fact in kept(here, visit).all_of(TaskAdded)
        if fact.kind == FOLLOW_UP and fact.note == "coach_calls"
    ]  # fmt: skip
    assert [fact.due_at - NIGHT for fact in calls] == [timedelta(hours=10 + 24)]


def test_without_a_yes_to_it_nobody_calls_again(at: At) -> None:
    here = at(POLICE)
    visit = overdose_of_last_night(here)
    go(here, "visit")
    here.clock.advance(hours=10)
    tries(here, "visit", "reached")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "no")
    close_as(here, "declined")

    assert unfinished(kept(here, visit)) == ()


def test_the_day_runs_out_and_the_team_still_goes(at: At) -> None:
    here = at(POLICE)
    visit = overdose_of_last_night(here)
    here.clock.advance(hours=20)
    told = said_on_board(here, visit)
    opens(here, visit, "visit")

    assert "First visit after the overdose: the time ran out" in told
    assert "Send a team now." in told
    assert here.hands.sees("The team still goes.")


def test_a_family_is_visited_in_the_fifth_week_and_never_before_the_fourth(at: At) -> None:
    here = at(POLICE)
    visit = comes_in(
        here, "family_after_death", overdose_at="11/22/2026 22:00", overdose_town="Eastport",
        overdose_fatal="yes",
    )  # fmt: skip
    first = next_try(kept(here, visit))
    assert first is not None
    assert first.due_at == NIGHT.replace(month=12, day=20, hour=22, minute=0, second=0)

    assert urgency(here, visit, "family_visit") is Urgency.EARLY
    here.clock.advance(days=32)
    go(here, "visit")
    tries(here, "visit", "reached")
    go(here, "welcome_family")
    here.hands.pick("family_contact_agreed", "yes")
    assert urgency(here, visit, "family_visit") is Urgency.MET
    assert "eligibility" not in pages_of(here)
    assert "intake" not in pages_of(here)


def test_at_the_center_drugs_are_never_kept_and_a_coach_is_called(at: At) -> None:
    here = at(CENTER)
    visit = comes_in(here, "drop_in")
    go(here, "items_office")
    assert here.hands.sees("Drugs or weapons: do not touch. Call police.")
    go(here, "coach_here")
    calls_partner(here)
    close_as(here, "information_only")

    assert kept(here, visit).has(Closed)
    assert urgency(here, visit, "partner_called") is Urgency.MET
