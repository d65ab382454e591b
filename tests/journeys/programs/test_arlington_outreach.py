"""Arlington: a clinician looks somebody up, and a plan to stay alive comes before anything."""

from collections.abc import Callable

import pytest

from safestation.domain.entries import Way, way_of
from safestation.domain.facts import ContactTried
from safestation.domain.tasks import unfinished
from safestation.domain.visit import VisitId, VisitState
from tests.journeys.deciding import decides_instead, decision_of
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    comes_in,
    overdose_of_last_night,
    said_on_board,
    tries,
)
from tests.journeys.walking import close_as, frame_of, go, kept, pages_of

pytestmark = pytest.mark.journey

TOWN = Runs("arlington_outreach")
At = Callable[[Runs], ProgramCounter]


def known(here: ProgramCounter) -> VisitId:
    """Look up somebody whom the department knows; how is not written."""
    return comes_in(here, "known", contact_reason="known_to_team")


def test_a_known_person_is_reached_by_phone_and_goes_home_with_a_plan(at: At) -> None:
    here = at(TOWN)
    visit = known(here)
    go(here, "contact")
    tries(here, "call", "no_answer", again="24")
    here.clock.advance(hours=25)
    tries(here, "call", "reached")
    go(here, "survival_plan")
    here.hands.type_into("bridge_tonight", "At a friend's, who has naloxone")
    here.hands.pick("bridge_naloxone", "yes")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "yes")
    here.hands.pick("naloxone_training", "yes")
    close_as(here, "goes_on_with_team")

    then = kept(here, visit)
    assert then.state is VisitState.CLOSED
    assert way_of(then) is Way.SOCIAL_CONTACT
    assert [fact.attempt for _, fact in then.all_of(ContactTried)] == ["no_answer", "reached"]
    assert then.value("bridge_tonight").startswith("At a friend")
    assert "case_7d" in {task.note for task in unfinished(then)}


def test_the_plan_comes_before_any_question_of_who_fits(at: At) -> None:
    here = at(TOWN)
    known(here)
    steps = pages_of(here)

    assert steps.index("survival_plan") < steps.index("eligibility") < steps.index("intake")


def test_a_no_to_contact_is_the_end_of_it_and_still_leaves_something(at: At) -> None:
    here = at(TOWN)
    visit = known(here)
    go(here, "contact")
    tries(here, "visit", "reached")
    go(here, "eligibility")
    here.hands.pick("agrees_to_referral", "no")
    assert here.hands.sees("Nobody comes again unless they ask.")
    decides_instead(here, "The person")

    decided = decision_of(here, visit)
    assert decided.reason_code == "terms_not_accepted"


def test_whoever_asks_to_be_left_alone_is_never_tried_again(at: At) -> None:
    here = at(TOWN)
    visit = known(here)
    go(here, "contact")
    tries(here, "call", "asked_to_stop")
    here.clock.advance(days=8)
    told = said_on_board(here, visit)

    assert unfinished(kept(here, visit)) == ()
    assert kept(here, visit).value("disposition") == "asked_no_contact"
    assert "ran out" not in told


def test_at_the_evening_meeting_no_police_word_stands_between(at: At) -> None:
    here = at(TOWN)
    visit = comes_in(here, "meeting")

    assert {"ask_clinician", "contact"}.isdisjoint(pages_of(here))
    assert way_of(kept(here, visit)) is Way.DROP_IN


def test_in_a_small_window_the_time_that_ran_out_is_read_whole(at: At) -> None:
    here = at(TOWN)
    here.shell.resize(1024, 640)
    overdose_of_last_night(here)
    here.clock.advance(hours=80)
    here.shell.tick()

    frame = frame_of(here)
    here.hands.wait_for(lambda: frame.head.chip.words.endswith("ran out Wed 22:00"))
    here.hands.wait_for(lambda: frame.head.chip.width() >= frame.head.chip.sizeHint().width())
    assert here.shell.width() == 1024
    assert frame.head.title.width() > 100
