"""Promises about ways in, tries to reach somebody, and the clocks between them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safestation.catalog.attempts import load_attempts
from safestation.catalog.dictionary import load_dictionary
from safestation.domain.answers import Status
from safestation.domain.attempts import WAYS, that_fit, tries
from safestation.domain.contact_standing import ended_by
from safestation.domain.entries import (
    MISTAKE,
    NOT_FOR_WALK_INS,
    Way,
    ends_for,
    entry_of,
    has_been_reached,
    is_out,
    way_of,
)
from safestation.domain.facts import (
    AgreementMade,
    CameIn,
    Closed,
    Confirmed,
    ContactTried,
    Entered,
    Fact,
    NoticeGiven,
    Reopened,
    ReviewDecided,
)
from safestation.domain.milestones import RunningClock, Urgency, clocks, reached_at
from safestation.domain.program import ClockRule
from safestation.domain.text import Text
from safestation.domain.visit import Visit, VisitState
from tests.factories import ARRIVED, make_answer, make_entry, make_program, make_visit

ATTEMPTS = load_attempts()
OUTREACH = Entered("after_overdose", "outreach")
WINDOW = ClockRule(
    "window", Text.of("Visit", es="Visita"), "overdose", "first_attempt", 72 * 60, "x"
)
DAY = timedelta(days=1)


def told(hours: int, fact: Fact) -> object:
    return make_entry(fact, at=ARRIVED + timedelta(hours=hours), entry_id=f"e{hours}")


def outreach(*facts: object, overdose: str = "2026-11-22T22:00") -> Visit:
    entered = make_entry(OUTREACH, at=ARRIVED)
    return make_visit({"overdose_at": overdose}, (entered, *facts))  # type: ignore[arg-type]


def window(visit: Visit, hours: int = 1) -> RunningClock:
    program = make_program(clocks=(WINDOW,))
    (clock,) = clocks(visit, program, ARRIVED + timedelta(hours=hours))
    return clock


def test_a_visit_in_which_nothing_is_said_is_a_walk_in() -> None:
    visit = make_visit()

    assert (entry_of(visit), way_of(visit), is_out(visit)) == ("", Way.WALK_IN, False)
    assert reached_at(visit, "referred") is None


def test_an_entry_says_where_the_person_is() -> None:
    assert is_out(outreach())
    assert entry_of(outreach()) == "after_overdose"
    assert not is_out(make_visit({}, (Entered("door", "drop_in"),)))


def test_a_kind_of_a_newer_app_is_taken_for_a_walk_in() -> None:
    assert way_of(make_visit({}, (Entered("x", "by_carrier_pigeon"),))) is Way.WALK_IN


def test_a_window_runs_from_the_overdose_and_not_from_the_report() -> None:
    clock = window(outreach())

    assert clock.started_at == ARRIVED.replace(day=22, hour=22, minute=0)
    assert clock.due_at == clock.started_at + 3 * DAY


def test_a_window_runs_from_the_report_when_nobody_knows_the_time() -> None:
    unknown = {"overdose_at": make_answer(status=Status.DOES_NOT_KNOW)}

    assert window(make_visit(unknown, (make_entry(OUTREACH, at=ARRIVED),))).due_at == (
        ARRIVED + 3 * DAY
    )


def test_a_try_stops_a_window_for_the_first_try_and_only_a_talk_one_for_reaching() -> None:
    tried = ATTEMPTS["not_home"].tried("visit", "K. Lund")
    talked = ATTEMPTS["reached"].tried("visit", "K. Lund")
    visit = outreach(told(5, tried), told(9, talked))

    assert window(visit).urgency is Urgency.MET
    assert reached_at(visit, "first_attempt") == ARRIVED + timedelta(hours=5)
    assert reached_at(visit, "reached") == ARRIVED + timedelta(hours=9)
    assert has_been_reached(visit)
    assert not has_been_reached(outreach(told(5, tried)))


def test_what_is_typed_late_is_told_in_the_order_in_which_it_happened() -> None:
    late, early = ContactTried("not_home", "visit", "A"), ContactTried("no_answer", "call", "B")
    visit = outreach(told(9, late), told(2, early))

    assert [one.fact.who for one in tries(visit)] == ["B", "A"]


def test_a_window_that_was_met_too_late_says_so() -> None:
    tried = ATTEMPTS["reached"].tried("visit", "K. Lund")

    assert window(outreach(told(5, tried))).is_in_time
    assert not window(outreach(told(90, tried))).is_in_time


def test_a_clock_ends_with_the_visit_and_is_not_called_met() -> None:
    closed = make_entry(Closed("not_reached"), at=ARRIVED + DAY, entry_id="end")
    ended = replace(outreach(closed), state=VisitState.CLOSED)
    clock = window(ended, hours=24 * 30)

    assert (clock.urgency, clock.stopped_at) == (Urgency.ENDED, ARRIVED + DAY)
    assert not clock.is_in_time


def test_a_clock_runs_on_when_the_visit_is_opened_again() -> None:
    closed = make_entry(Closed("not_reached"), at=ARRIVED + DAY, entry_id="end")

    assert window(outreach(closed), hours=24 * 30).urgency is Urgency.OVER


@pytest.mark.parametrize(("answer", "is_yes"), [("agreed", True), ("declined", False)])
def test_only_a_yes_counts_as_agreed(answer: str, is_yes: bool) -> None:  # noqa: FBT001 - a case
    visit = make_visit({}, (AgreementMade("1", answer),))

    assert (reached_at(visit, "agreed") is not None) is is_yes


def test_a_review_is_a_milestone() -> None:
    assert reached_at(make_visit({}, (ReviewDecided("sao", "released"),)), "reviewed")


@pytest.mark.parametrize("code", ["asked_to_stop", "moved", "died"])
def test_after_an_end_nobody_tries_again(code: str) -> None:
    visit = outreach(told(3, ATTEMPTS[code].tried("call", "K. Lund")))

    assert ended_by(visit) == code
    assert not ATTEMPTS[code].try_again
    assert not ended_by(outreach())


def test_who_was_spoken_with_later_is_not_gone() -> None:
    stopped = told(3, ATTEMPTS["moved"].tried("call", "K. Lund"))
    found = told(5, ATTEMPTS["reached"].tried("call", "K. Lund"))

    assert not ended_by(outreach(stopped, found))


def test_a_letter_after_a_no_does_not_take_the_no_away() -> None:
    no = told(3, ATTEMPTS["asked_to_stop"].tried("call", "K. Lund"))
    letter = told(5, ATTEMPTS["left_message"].tried("letter", "K. Lund"))

    assert ended_by(outreach(no, letter)) == "asked_to_stop"


@pytest.mark.parametrize("way", WAYS)
def test_something_can_come_of_every_way_and_more_than_one_thing(way: str) -> None:
    assert len(that_fit(ATTEMPTS, way)) > 1


def test_every_end_of_a_try_is_an_end_of_a_visit() -> None:
    sections = load_dictionary().values()
    every = [q for section in sections for q in section.questions if q.id == "disposition"]
    ends = {choice.value for choice in every[0].choices}

    assert {one.disposition for one in ATTEMPTS.values() if one.ends} <= ends
    assert ends >= NOT_FOR_WALK_INS


EVERY = ("placed_same_visit", "declined", "goes_on_with_team", "not_reached", "moved_away")


def test_a_walk_in_is_not_offered_the_ends_of_other_ways() -> None:
    assert ends_for(make_visit(), EVERY) == ("placed_same_visit", "declined")


def test_somebody_nobody_spoke_with_cannot_have_been_placed() -> None:
    assert ends_for(outreach(), EVERY) == ("declined", "not_reached", "moved_away")


def test_somebody_who_was_reached_can_end_like_anybody_and_go_on_with_the_team() -> None:
    talked = outreach(told(5, ATTEMPTS["reached"].tried("visit", "K. Lund")))

    assert ends_for(talked, EVERY) == EVERY[:3]


@pytest.mark.parametrize(
    ("visit", "is_offered"),
    [
        (make_visit(), True),
        (make_visit({"disposition": "declined"}, (CameIn(), Reopened("too soon"))), True),
        (make_visit({"language": "spanish"}), False),
        (make_visit({}, (NoticeGiven("1", "en", "read"),)), False),
        (outreach(), False),  # somebody's report came in
    ],
)
def test_only_a_visit_that_holds_nothing_can_have_been_opened_by_mistake(
    visit: Visit, *, is_offered: bool
) -> None:
    ends = ends_for(visit, ("declined", MISTAKE))

    assert (MISTAKE in ends) is is_offered


def test_the_end_that_was_chosen_stays_to_be_seen() -> None:
    chosen = make_visit({"disposition": "moved_away"}, (Entered("line", "phone"),))

    assert ends_for(chosen, EVERY) == (*EVERY[:3], "moved_away")


@pytest.mark.parametrize("what", ["assessed", "engaged", "completed"])
def test_what_somebody_confirms_is_a_milestone_on_the_day_that_they_name(what: str) -> None:
    fact = Confirmed(what, "Sofia R., intake")
    visit = make_visit({}, (told(50, fact), told(20, fact)))  # type: ignore[arg-type]

    assert reached_at(make_visit(), what) is None
    assert reached_at(visit, what) == ARRIVED + timedelta(hours=20)
