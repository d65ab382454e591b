"""Hamilton County's response team: 72 hours, who has it, and a warm hand-off all the same."""

from collections.abc import Callable

import pytest

from safestation.domain.facts import Closed, ContactTried, EligibilityDecided, PartnerCalled
from safestation.domain.milestones import Urgency
from safestation.domain.station import SiteType
from tests.journeys.deciding import decides_instead, decision_of, goes_ahead
from tests.journeys.programs.at_station import ME, OTHER, ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    calls_partner,
    gives_to,
    opens,
    overdose_of_last_night,
    said_on_board,
    tries,
)
from tests.journeys.programs.seen import urgency
from tests.journeys.walking import close_as, go, kept

pytestmark = pytest.mark.journey

TEAM = Runs("qrt_hamilton_county", SiteType.FIRE)


def test_the_72_hours_run_out_and_the_board_says_so_with_who_has_it(
    at: Callable[[Runs], ProgramCounter],
) -> None:
    here = at(TEAM)
    visit = overdose_of_last_night(here)
    calls_partner(here)
    go(here, "find")
    assert here.hands.sees("Reached in the recovery window by Wed 22:00")
    tries(here, "visit", "not_home", again="24")
    gives_to(here, "Who has the next try", OTHER)

    here.clock.advance(hours=67)
    told = said_on_board(here, visit)

    assert kept(here, visit).has(PartnerCalled)
    assert urgency(here, visit, "recovery_window") is Urgency.OVER
    assert "Reached in the recovery window: the time ran out" in told
    assert "Tell the team lead who has it now" in told
    assert OTHER in told


def test_a_knock_after_the_window_still_ends_in_a_warm_hand_off(
    at: Callable[[Runs], ProgramCounter],
) -> None:
    here = at(TEAM)
    visit = overdose_of_last_night(here)
    go(here, "find")
    tries(here, "visit", "not_home", again="72")
    here.clock.advance(hours=80)
    go(here, "team")
    go(here, "find")
    assert here.hands.sees("team goes on day 3 to 5")
    tries(here, "visit", "reached")
    assert urgency(here, visit, "recovery_window") is Urgency.MET

    go(here, "medical")
    assert here.hands.sees("Vitals within your scope")
    goes_ahead(here, agrees_to_referral="yes", medical_hold="no", danger_to_helper="no")
    go(here, "handoff")
    assert here.hands.sees("Warm hand-off")
    close_as(here, "goes_on_with_team")

    then = kept(here, visit)
    decided, closed = then.last(EligibilityDecided), then.last(Closed)
    assert decided is not None
    assert closed is not None
    assert decided[1].outcome == "proceed"
    assert [fact.who for _, fact in then.all_of(ContactTried)] == [ME, ME]


def test_a_no_is_kept_as_a_no_and_leaves_a_number_behind(
    at: Callable[[Runs], ProgramCounter],
) -> None:
    here = at(TEAM)
    visit = overdose_of_last_night(here)
    go(here, "find")
    tries(here, "visit", "reached")
    go(here, "eligibility")
    here.hands.pick("agrees_to_referral", "no")

    assert here.hands.sees("Leave naloxone and the 24-hour number.")
    decides_instead(here, "The person")
    decided = decision_of(here, visit)
    assert (decided.outcome, decided.reason_code) == ("alternative", "terms_not_accepted")


def test_they_come_back_to_the_next_try_from_the_board(
    at: Callable[[Runs], ProgramCounter],
) -> None:
    here = at(TEAM)
    visit = overdose_of_last_night(here)
    go(here, "find")
    tries(here, "visit", "family_reached", again="24", next_need="A doctor for the sister")
    told = said_on_board(here, visit)
    opens(here, visit, "find")

    assert ME in told
    assert here.hands.sees("Family or friend was there")
