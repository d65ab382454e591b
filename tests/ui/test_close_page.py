"""Closing a visit, by the keys and clicks of somebody at the counter."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.entries import NOT_FOR_WALK_INS
from safestation.domain.facts import (
    AddendumAdded,
    BridgePlanned,
    Closed,
    Entered,
    ProviderCalled,
    Reopened,
    TaskAdded,
)
from safestation.domain.program import FollowUp
from safestation.domain.tasks import unfinished
from safestation.domain.text import Text
from safestation.domain.visit import VisitState
from safestation.services.screening import SUICIDE_ITEM
from safestation.ui.kit import ChoiceTile
from safestation.ui.steps.close import ClosePage
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import NIGHT
from tests.ui.at_hand import AtHand, make_step, open_visit, pick, seen, type_into

FOLLOW_UPS = (
    FollowUp("day", Text.of("Call the next day"), 24, "Program handbook"),
    FollowUp("month", Text.of("Call after 30 days"), 720, "Program handbook"),
)


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words, program=make_program(follow_ups=FOLLOW_UPS))


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> ClosePage:
    page = ClosePage(here.context, make_step("close"))
    here.show(page, qtbot)
    return page


def choose(page: ClosePage, question: str, value: str, qtbot: QtBot) -> None:
    pick(page.fields.fields[question], value, qtbot)


def closed(here: AtHand) -> Closed | None:
    found = here.kept().last(Closed)
    return found[1] if found else None


def test_nothing_but_how_it_ended_is_needed(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    assert page.primary() == ("Close the visit", False)

    choose(page, "disposition", "left_before_handoff", qtbot)
    assert page.primary() == ("Close the visit", True)
    page.take_primary()

    assert closed(here) == Closed("left_before_handoff")
    assert here.visit.state is VisitState.CLOSED
    assert here.wished == [("left",)]


def test_every_end_is_a_tile_as_large_as_the_others(page: ClosePage, qtbot: QtBot) -> None:
    tiles = page.fields.fields["disposition"].findChildren(ChoiceTile)

    qtbot.waitUntil(lambda: all(tile.height() > 0 for tile in tiles))
    assert len(tiles) == 11  # one of them only while nothing was said
    assert len({tile.width() for tile in tiles}) == 1


def test_what_stood_in_the_way_is_asked_only_when_nobody_was_placed(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    reason = page.fields.fields["reason_not_placed"]
    choose(page, "disposition", "declined", qtbot)
    choose(page, "reason_not_placed", "changed_mind", qtbot)
    choose(page, "disposition", "placed_same_visit", qtbot)
    assert reason.isHidden()

    page.take_primary()

    assert closed(here) == Closed("placed_same_visit")


def test_what_was_given_is_counted(here: AtHand, page: ClosePage, qtbot: QtBot) -> None:
    choose(page, "disposition", "information_only", qtbot)
    type_into(page.fields.fields["naloxone_kits"], "2", qtbot)
    page.take_primary()

    fact = closed(here)
    assert fact is not None
    assert dict(fact.given) == {"naloxone_kits": "2"}


def test_follow_ups_are_promised_only_with_a_yes(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    choose(page, "disposition", "declined", qtbot)
    choose(page, "follow_up_agreed", "no", qtbot)
    page.take_primary()

    assert not here.kept().has(TaskAdded)


def test_a_yes_promises_what_the_program_does_at_its_hours(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    choose(page, "disposition", "declined", qtbot)
    choose(page, "follow_up_agreed", "yes", qtbot)
    assert "no phone or email yet" in seen(page)
    page.take_primary()

    tasks = [(f.kind, f.note, f.due_at, f.owner) for _, f in here.kept().all_of(TaskAdded)]
    assert tasks == [
        ("follow_up", "day", NIGHT + timedelta(hours=24), "R. Alvarez"),
        ("follow_up", "month", NIGHT + timedelta(hours=720), "R. Alvarez"),
    ]


def test_a_closed_visit_can_go_on_for_a_reason(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    choose(page, "disposition", "declined", qtbot)
    choose(page, "follow_up_agreed", "yes", qtbot)
    page.take_primary()
    assert page.primary() is None
    assert "Did not want treatment today" in page.closed.head.words

    type_into(page.closed.why.fields["close.reopen_reason"], "Came back inside", qtbot)
    qtbot.mouseClick(page.closed.button, Qt.MouseButton.LeftButton)

    found = here.kept().last(Reopened)
    assert found is not None
    assert found[1].reason == "Came back inside"
    assert here.visit.state is VisitState.OPEN
    page.take_primary()
    assert len(list(here.kept().all_of(TaskAdded))) == len(FOLLOW_UPS)


def end(page: ClosePage, qtbot: QtBot) -> None:
    choose(page, "disposition", "left_before_handoff", qtbot)
    page.take_primary()


def test_a_locked_record_offers_no_way_to_change_it_and_takes_a_signed_addendum(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    end(page, qtbot)
    assert "can be changed until" in seen(page)
    here.clock.advance(hours=73)
    page.refresh()

    assert page.closed.button.isHidden()
    type_into(page.closed.addendum.fields["close.addendum_text"], "Came by later.", qtbot)
    assert here.context.bridge.flush()
    page.closed.sign.click()

    kept = here.kept().last(AddendumAdded)
    assert kept is not None
    assert kept[1] == AddendumAdded("Came by later.", "R. Alvarez")
    assert "R. Alvarez: Came by later." in seen(page)
    assert not here.visit.value("close.addendum_text")


def test_a_locked_record_refuses_an_answer_and_says_what_to_do(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    end(page, qtbot)
    here.clock.advance(hours=73)
    with qtbot.waitSignal(here.context.bridge.refused) as refused:
        here.say(first_name="Zebulon")

    assert refused.args == ["first_name", "record.locked"]
    assert "first_name" not in here.kept().answers


def test_a_walk_in_is_offered_only_its_own_ends(page: ClosePage) -> None:
    offered = {choice.value for choice in page.fields.fields["disposition"].question.choices}

    assert "placed_same_visit" in offered
    assert not offered & NOT_FOR_WALK_INS


def test_what_was_opened_by_mistake_is_closed_as_that(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    assert page.fields.fields["follow_up_agreed"].isVisible()
    choose(page, "disposition", "opened_by_mistake", qtbot)
    assert not page.fields.fields["follow_up_agreed"].isVisible()  # nobody was here
    page.take_primary()

    assert closed(here) == Closed("opened_by_mistake")


def test_what_was_said_after_all_does_not_vanish_as_a_mistake(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    choose(page, "disposition", "opened_by_mistake", qtbot)
    here.say(first_name="Zebulon")
    with qtbot.waitSignal(here.context.wishes.told) as told:
        page.take_primary()

    assert closed(here) is None
    assert "visit like any other" in told.args[1]


def test_somebody_sought_after_an_overdose_may_not_have_been_reached(
    here: AtHand, qtbot: QtBot
) -> None:
    here.context.bridge.write(Entered("after_overdose", "outreach"))
    page = ClosePage(here.context, make_step("close"))
    here.show(page, qtbot)

    assert page.fields.fields["follow_up_agreed"].isVisible()
    choose(page, "disposition", "not_reached", qtbot)
    assert not page.fields.fields["follow_up_agreed"].isVisible()  # there is nobody to ask
    page.take_primary()

    assert closed(here) == Closed("not_reached")


def test_what_is_still_owed_is_said_before_the_visit_is_closed(
    here: AtHand, page: ClosePage, words: Words, qtbot: QtBot
) -> None:
    assert page.owed.isHidden()
    at = NIGHT + timedelta(hours=5)
    here.context.bridge.write(ProviderCalled("a", "Bayview", "call_back", call_back_at=at))
    here.context.bridge.write(TaskAdded("t1", "call_back", at, "K. Lund", "Bayview"))
    page.refresh()
    owed = words("followups.state", at="08:41", who="K. Lund")

    assert page.owed.isVisible()
    assert page.owed.lines.words == f"• Call back about a bed · Bayview · {owed}"

    choose(page, "disposition", "placed_same_visit", qtbot)
    page.refresh()

    assert page.owed.isHidden()
    page.take_primary()
    assert not unfinished(here.kept()), "who has a place waits for no other place's call"


def test_who_agrees_to_a_check_in_is_asked_there_how_to_be_reached(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    assert page.reach.isHidden()
    choose(page, "follow_up_agreed", "yes", qtbot)
    page.refresh()
    assert page.reach.hint.isVisible()

    type_into(page.reach.fields.fields["phone"], "443-555-0199", qtbot)
    page.refresh()

    assert here.kept().value("phone") == "443-555-0199"
    assert page.reach.hint.isHidden()
    assert page.reach.fields.fields["may_leave_voicemail"].isVisible()


def test_whose_number_is_known_is_not_asked_again(
    here: AtHand, page: ClosePage, qtbot: QtBot
) -> None:
    here.say(phone="443-555-0199")
    choose(page, "follow_up_agreed", "yes", qtbot)
    page.refresh()

    assert page.reach.isHidden()


def test_a_call_and_a_plan_that_were_typed_and_not_kept_are_pointed_out(
    here: AtHand, page: ClosePage
) -> None:
    directory = here.context.desk.directory
    place = directory.save_by_hand(replace(directory.new(), name="Bayview", phone="988"), "me")
    plan = {"bridge_tonight": "Shelter", "bridge_tomorrow": "Clinic"}
    here.context.bridge.answer(f"placement.{place.id}.answer", "bed_now")
    here.say(**plan)
    page.refresh()

    call, bridge = page.owed.unkept.words.splitlines()
    assert call.startswith("The call to Bayview was typed and not logged.")
    assert bridge.startswith("The plan for tonight was typed and not kept.")

    here.context.bridge.answer(f"placement.{place.id}.answer", "")
    here.context.bridge.write(BridgePlanned(plan))
    page.refresh()

    assert page.owed.isHidden()


def test_nobody_is_let_go_without_a_look_at_the_danger_of_suicide(
    here: AtHand, page: ClosePage
) -> None:
    assert page.suicide.isHidden()

    here.context.bridge.answer(SUICIDE_ITEM, "unsure")

    assert page.suicide.isVisible()
    assert "988" in seen(page.suicide)
