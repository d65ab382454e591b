"""Every end is a normal end: a review, no bed, a no, a door that stays open, a return."""

import pytest
from PySide6.QtCore import Qt

from safestation.domain.facts import (
    BridgePlanned,
    Closed,
    EligibilityDecided,
    PlacementAccepted,
    ReviewDecided,
    ReviewRequested,
    TaskAdded,
)
from safestation.domain.returns import earlier_visits
from safestation.domain.visit import VisitState
from safestation.ui.steps.handoff import HandoffPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import (
    board_of,
    close_as,
    frame_of,
    go,
    kept,
    lines_of,
    papers,
    park,
    sees_soon,
    walk_in,
)

pytestmark = pytest.mark.journey

INSTEAD = "The crisis team still comes. Ask for the review, stay with the person"


def last_day(counter: Counter) -> list[str]:
    return lines_of(board_of(counter).table)


def say_why(counter: Counter, reason: str) -> None:
    """Press why a closed record is opened, once the card has its place."""
    shell = counter.shell.shell
    assert shell is not None
    counter.hands.wait_for(lambda: shell.why is not None)
    assert shell.why is not None
    button = shell.why.reasons[reason]
    counter.hands.wait_for(lambda: button.height() > 0)
    counter.hands.click(button)


def test_a_warrant_waits_for_a_review_and_help_goes_on_meanwhile(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "eligibility")
    counter.hands.pick("warrant_check", "hit_review")
    assert counter.hands.sees("Go ahead after a review")
    assert counter.hands.sees(INSTEAD)

    counter.hands.type_into("eligibility.reviewer", "P. Ames, on call")
    counter.hands.press("Asked just now")
    counter.hands.type_into("eligibility.decider", "P. Ames")
    counter.hands.press("Write down: waits for a review")

    now = kept(counter, visit)
    asked, decided = now.last(ReviewRequested), now.last(EligibilityDecided)
    assert asked is not None
    assert decided is not None
    assert asked[1].reviewer == "P. Ames, on call"
    assert (decided[1].outcome, decided[1].reason_code) == ("review", "warrant_review")
    assert INSTEAD in decided[1].alternative


@pytest.mark.parametrize(
    ("decision", "outcome", "instead"),
    [
        ("approved", "proceed", "The crisis team takes them on now."),
        ("declined", "alternative", "The crisis team still comes, and talks with them"),
    ],
)
def test_what_the_reviewer_decides_settles_it_and_the_alternative_is_shown(
    counter: Counter, decision: str, outcome: str, instead: str
) -> None:
    visit = walk_in(counter)
    go(counter, "eligibility")
    counter.hands.pick("warrant_check", "hit_serious")
    counter.hands.type_into("eligibility.reviewer", "P. Ames")
    counter.hands.press("Asked just now")
    counter.hands.pick("eligibility.decision", decision)
    counter.hands.press("Write down the decision")
    assert counter.hands.sees(instead)
    if outcome != "proceed":
        counter.hands.type_into("eligibility.decider", "P. Ames")
    counter.hands.press("Write down: ")

    reviewed, decided = (
        kept(counter, visit).last(ReviewDecided),
        kept(counter, visit).last(EligibilityDecided),
    )
    assert reviewed is not None
    assert decided is not None
    assert reviewed[1].decision == decision
    assert decided[1].outcome == outcome


def test_the_check_of_warrants_has_no_place_for_a_history(counter: Counter) -> None:
    walk_in(counter)
    go(counter, "eligibility")

    question = frame_of(counter).context.desk.question("warrant_check")

    assert question is not None
    assert {choice.value for choice in question.choices} == {
        "not_run", "clear", "hit_review", "hit_serious",
    }  # fmt: skip


def test_without_a_bed_tonight_there_is_a_plan_and_a_call_that_is_owed(
    counter: Counter,
) -> None:
    visit = walk_in(counter, "Blue jacket")
    go(counter, "placement")
    counter.hands.type_into("bridge_tonight", "Warming center on Bay Street")
    counter.hands.type_into("bridge_tomorrow", "Clinic at 9, ask for Lee")
    counter.hands.type_into("bridge_owner", "K. Lund")
    counter.hands.press("Keep this plan")
    assert counter.hands.sees("The call back is on the follow-up list.")
    go(counter, "handoff")
    assert is_ticked(counter, "bridge_plan"), "who leaves with a plan takes it along"
    close_as(counter, "waitlisted_with_bridge")

    now = kept(counter, visit)
    plan, owed = now.last(BridgePlanned), now.last(TaskAdded)
    assert plan is not None
    assert owed is not None
    assert plan[1].plan["bridge_tonight"] == "Warming center on Bay Street"
    assert (owed[1].kind, owed[1].owner) == ("call_back", "K. Lund")
    assert f"{owed[1].due_at:%H:%M}" == "08:00"
    assert any("On a waiting list, with a plan" in line for line in last_day(counter))


def is_ticked(counter: Counter, form: str) -> bool:
    """Tell whether a paper of the packet is going to be printed."""
    page = frame_of(counter).page
    assert isinstance(page, HandoffPage)
    return any(item.form == form for item in page.packet.chosen())


def test_who_has_a_place_takes_no_plan_for_a_night_without_one(counter: Counter) -> None:
    walk_in(counter)
    bridge = frame_of(counter).context.bridge
    bridge.write(BridgePlanned({"bridge_tonight": "Shelter"}))
    bridge.write(PlacementAccepted("p-1", "Bayview"))
    go(counter, "handoff")

    assert not is_ticked(counter, "bridge_plan")


def test_a_no_is_a_normal_end_with_naloxone_in_the_pocket(counter: Counter) -> None:
    visit = walk_in(counter, "Blue jacket")
    go(counter, "close")
    counter.hands.type_into("naloxone_kits", "2")
    close_as(counter, "declined")

    now = kept(counter, visit)
    closed = now.last(Closed)
    assert now.state is VisitState.CLOSED
    assert closed is not None
    assert closed[1].disposition == "declined"
    assert closed[1].given["naloxone_kits"] == "2"
    assert any("Did not want treatment today" in line for line in last_day(counter))
    assert counter.hands.sees("Nobody is waiting")


def test_somebody_walks_out_and_nothing_more_is_asked(counter: Counter) -> None:
    visit = walk_in(counter)
    close_as(counter, "left_before_handoff")

    now = kept(counter, visit)
    closed = now.last(Closed)
    assert closed is not None
    assert closed[1].disposition == "left_before_handoff"
    assert not now.has(TaskAdded), "nobody agreed to a follow-up"
    assert papers(counter) == []
    assert any("Left before the handoff" in line for line in last_day(counter))


def test_follow_ups_are_owed_only_after_a_yes(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "close")
    counter.hands.pick("follow_up_agreed", "yes")
    assert counter.hands.sees("there is no phone or email yet")
    close_as(counter, "declined")

    follow_ups = [f for _, f in kept(counter, visit).all_of(TaskAdded)]
    assert [f.kind for f in follow_ups] == ["follow_up"] * len(follow_ups)
    assert len(follow_ups) > 0


def test_somebody_comes_back_and_is_found_by_what_the_board_called_them(
    counter: Counter,
) -> None:
    first = walk_in(counter, "Blue jacket")
    close_as(counter, "left_before_handoff")
    counter.clock.advance(hours=20)

    counter.hands.key(Qt.Key.Key_F3)
    counter.hands.type_into("Find a person, or start", "blue")
    counter.hands.key(Qt.Key.Key_Return)
    say_why(counter, "came_back")

    assert frame_of(counter).context.visit.id == first
    go(counter, "close")
    assert counter.hands.sees("This visit is closed: Left before the handoff")
    counter.hands.type_into("close.reopen_reason", "Came back, wants to go on")
    counter.hands.press("Go on with this visit")
    assert kept(counter, first).state is VisitState.OPEN


def test_who_comes_back_tells_their_name_once_and_the_rest_is_asked_anew(
    counter: Counter,
) -> None:
    first = walk_in(counter, "Blue jacket")
    go(counter, "intake")
    counter.hands.type_into("age", "34")
    frame_of(counter).context.bridge.answer("first_name", "Toni")
    frame_of(counter).context.bridge.answer("phone", "443-555-0199")
    close_as(counter, "declined")
    counter.clock.advance(days=3)
    counter.hands.key(Qt.Key.Key_F3)
    counter.hands.type_into("Find a person, or start", "toni")
    counter.hands.key(Qt.Key.Key_Return)
    say_why(counter, "came_back")
    go(counter, "close")
    counter.hands.press("They are back: start a new visit")

    again = frame_of(counter).context.visit
    assert again.id != first
    now = kept(counter, again.id)
    assert (now.value("first_name"), now.value("been_here_before")) == ("Toni", "yes")
    assert now.answers["first_name"].happened_at < now.arrived_at
    assert not {"age", "phone", "disposition"} & set(now.answers)
    assert sees_soon(counter, "An earlier visit: Mon 23 Nov 2026, 12-2026-0001")
    assert kept(counter, first).state is VisitState.CLOSED


def test_an_earlier_visit_can_be_found_from_the_new_one_and_let_go_again(
    counter: Counter,
) -> None:
    first = walk_in(counter, "Blue jacket")
    close_as(counter, "declined")
    visit = walk_in(counter, "Grey coat")
    counter.hands.press("Was here before")
    counter.hands.type_into("Find a person, or start", "blue")
    counter.hands.key(Qt.Key.Key_Return)
    assert earlier_visits(kept(counter, visit)) == (first,)

    counter.hands.wait_for(lambda: counter.hands.sees("Not the same person"))
    counter.hands.press("Not the same person")
    assert earlier_visits(kept(counter, visit)) == ()


def test_somebody_is_found_by_the_number_on_their_card(counter: Counter) -> None:
    first = walk_in(counter, "Blue jacket")
    number = kept(counter, first).number
    park(counter)
    walk_in(counter, "Red cap")
    park(counter)

    counter.hands.key(Qt.Key.Key_F3)
    counter.hands.type_into("Find a person, or start", number)
    counter.hands.key(Qt.Key.Key_Return)

    assert frame_of(counter).context.visit.id == first


def test_when_nobody_fits_enter_starts_a_walk_in_by_that_name(counter: Counter) -> None:
    counter.hands.key(Qt.Key.Key_F3)
    counter.hands.type_into("Find a person, or start", "Green scarf")
    assert counter.hands.sees("Nobody fits.")
    counter.hands.key(Qt.Key.Key_Return)

    visit = frame_of(counter).context.visit.id
    assert kept(counter, visit).value("handle") == "Green scarf"


def test_what_was_done_on_one_step_is_not_said_on_the_next(counter: Counter) -> None:
    walk_in(counter)
    counter.hands.press("Print the notice")
    assert counter.hands.sees("The notice is in the printer.")

    go(counter, "medical")

    assert not counter.hands.sees("The notice is in the printer.")


def test_a_visit_opened_by_mistake_ends_as_one_and_is_no_visit_of_the_day(
    counter: Counter,
) -> None:
    walk_in(counter)
    close_as(counter, "opened_by_mistake")

    assert any("Opened by mistake" in line for line in last_day(counter))
    assert sees_soon(counter, "0 visits")
