"""When somebody may be dying: the window gives way at once, and the visit stays open."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from safestation.domain.emergency import RETRIEVE
from safestation.domain.facts import (
    EmergencyEnded,
    EmergencyStarted,
    EmergencyStep,
    Returned,
    Screened,
)
from safestation.domain.station import SiteType
from safestation.domain.tasks import unfinished
from safestation.domain.visit import VisitState
from safestation.hands import let_pass
from safestation.ui.screens.ways_sheet import WaysSheet
from tests.journeys.conftest import Counter
from tests.journeys.walking import frame_of, go, kept, park, sees_soon, walk_in

STAY = "Stay with them. Everything typed so far is kept"

pytestmark = pytest.mark.journey


def end_at_hospital(counter: Counter) -> None:
    counter.hands.pick("emergency.outcome", "to_hospital")
    counter.hands.type_into("emergency.facility", "Harbor General")
    counter.hands.press("End the emergency")


def test_i_press_f9_note_each_thing_done_and_they_go_to_the_hospital(counter: Counter) -> None:
    visit = walk_in(counter, "Blue jacket")
    counter.hands.key(Qt.Key.Key_F9)
    assert counter.hands.sees(STAY)
    counter.hands.press("EMS called")
    counter.clock.advance(minutes=2)
    counter.hands.press("EMS on scene")
    end_at_hospital(counter)

    now = kept(counter, visit)
    steps = [(f.step, f"{e.happened_at:%H:%M:%S}") for e, f in now.all_of(EmergencyStep)]
    assert steps == [("ems_called", "03:41:07"), ("ems_on_scene", "03:43:07")]
    ended = now.last(EmergencyEnded)
    assert ended is not None
    assert (ended[1].outcome, ended[1].facility) == ("to_hospital", "Harbor General")
    assert now.state is VisitState.OPEN
    assert [task.kind for task in unfinished(now)] == [RETRIEVE]
    assert counter.hands.sees("At the hospital")


def test_the_running_time_is_in_sight_and_what_stands_beside_it_is_about_the_emergency(
    counter: Counter,
) -> None:
    walk_in(counter, "Blue jacket")
    assert counter.hands.sees("Say hello")
    counter.hands.key(Qt.Key.Key_F9)
    panel = frame_of(counter).emergency
    assert panel is not None
    assert sees_soon(counter, "Call EMS, or send somebody to call.")
    counter.hands.wait_for(lambda: not counter.hands.sees("Say hello"))
    counter.hands.wait_for(lambda: panel.clock.height() > 0)
    assert panel.scroller.verticalScrollBar().value() == 0

    counter.hands.press("EMS called")
    assert counter.hands.sees("03:41:07")
    end_at_hospital(counter)
    assert sees_soon(counter, "Say hello")


def test_the_board_says_whom_to_bring_back_until_they_are_back(counter: Counter) -> None:
    visit = walk_in(counter, "Blue jacket")
    counter.hands.key(Qt.Key.Key_F9)
    end_at_hospital(counter)
    park(counter)
    assert counter.hands.sees("bring them back from Harbor General")

    counter.hands.press("“Blue jacket”")
    go(counter, "medical")
    counter.hands.type_into("emergency.met_by", "Dana")
    counter.hands.press("Back from the hospital")

    now = kept(counter, visit)
    back = now.last(Returned)
    assert back is not None
    assert back[1].met_by == "Dana"
    assert unfinished(now) == ()
    assert now.state is VisitState.OPEN
    assert not counter.hands.sees("At the hospital")


def test_an_overdose_at_the_counter_shows_its_steps_and_counts_each_dose(
    counter: Counter,
) -> None:
    visit = walk_in(counter)
    counter.hands.key(Qt.Key.Key_F9)
    counter.hands.press("Overdose: what to do")
    assert counter.hands.sees("1. ")
    counter.hands.press("Naloxone given")
    counter.clock.advance(minutes=3)
    counter.hands.press("Naloxone given")

    assert counter.hands.sees("03:41:07 · 03:44:07  2 doses")
    given = [f.detail for _, f in kept(counter, visit).all_of(EmergencyStep)]
    assert given == ["1", "2"]


def test_a_yes_to_a_red_item_interrupts_whatever_i_was_doing(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "medical")
    counter.hands.pick("immediate_danger.look_breathing", "yes")

    assert counter.hands.sees(STAY)
    assert not frame_of(counter).card.isVisible()
    started = kept(counter, visit).last(EmergencyStarted)
    assert started is not None
    assert started[1].trigger == "immediate_danger.look_breathing"


def test_not_sure_about_a_red_item_is_red(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "medical")
    counter.hands.pick("immediate_danger.look_blue", "unsure")

    assert kept(counter, visit).has(EmergencyStarted)


def test_thoughts_of_suicide_right_now_show_988_and_our_own_protocol(
    counter: Counter,
) -> None:
    visit = walk_in(counter)
    go(counter, "intake")
    counter.hands.press("We are in private")
    answers = {"q1": "yes", "q2": "no", "q3": "no", "q4": "no", "q5": "yes"}
    for item, answer in answers.items():
        counter.hands.pick(f"asq.{item}", answer)

    assert counter.hands.sees(STAY)
    assert counter.hands.sees("Never leave them alone")
    assert counter.hands.sees("988, day and night")
    assert counter.hands.sees("This station: Stay with them. Call the crisis team and 988.")
    now = kept(counter, visit)
    started = now.last(EmergencyStarted)
    assert started is not None
    assert started[1].trigger.startswith("asq.")
    assert not now.has(Screened)


def test_the_protocol_stays_on_the_page_after_the_emergency_ends(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "medical")
    counter.hands.pick("immediate_danger.ask_kill", "yes")
    counter.hands.pick("emergency.outcome", "released_on_scene")
    counter.hands.press("End the emergency")

    assert counter.hands.sees("988, day and night")
    assert kept(counter, visit).has(EmergencyEnded)


def test_f9_on_the_board_starts_a_visit_and_its_emergency_where_nobody_is_here(
    counter: Counter,
) -> None:
    counter.hands.key(Qt.Key.Key_F9)

    assert counter.hands.sees(STAY)
    visit = frame_of(counter).context.visit.id
    started = kept(counter, visit).last(EmergencyStarted)
    assert started is not None
    assert started[1].trigger == "f9"


def test_f9_on_any_page_asks_whose_emergency_it_is_where_people_are_here(
    counter: Counter,
) -> None:
    first = walk_in(counter, "Blue jacket")
    second = walk_in(counter, "Red cap")
    counter.hands.press("Providers")
    counter.hands.key(Qt.Key.Key_F9)
    assert counter.hands.sees("Medical emergency: who is it?")
    assert counter.hands.sees("“Blue jacket” · here 0:00")
    counter.hands.key(Qt.Key.Key_3)

    assert counter.hands.sees(STAY)
    assert frame_of(counter).context.visit.id == second
    assert kept(counter, second).has(EmergencyStarted)
    assert not kept(counter, first).has(EmergencyStarted)


def test_f9_and_enter_begin_it_for_somebody_who_has_no_visit_yet(counter: Counter) -> None:
    first = walk_in(counter, "Blue jacket")
    park(counter)
    counter.hands.key(Qt.Key.Key_F9)
    counter.hands.key(Qt.Key.Key_Return)

    assert counter.hands.sees(STAY)
    assert frame_of(counter).context.visit.id != first
    assert not kept(counter, first).has(EmergencyStarted)


def test_an_emergency_that_was_not_wanted_is_left_by_esc(counter: Counter) -> None:
    visit = walk_in(counter, "Blue jacket")
    park(counter)
    counter.hands.key(Qt.Key.Key_F9)
    counter.hands.key(Qt.Key.Key_Escape)
    counter.hands.key(Qt.Key.Key_F2)

    assert not kept(counter, visit).has(EmergencyStarted)
    assert not frame_of(counter).context.visit.has(EmergencyStarted)


def test_what_to_do_now_stands_at_the_top_whatever_had_the_focus(counter: Counter) -> None:
    walk_in(counter, "Blue jacket")
    go(counter, "partner")
    counter.hands.key(Qt.Key.Key_F9)
    let_pass(200)

    assert frame_of(counter).side.verticalScrollBar().value() == 0


def test_f9_says_to_call_while_a_program_without_walk_ins_asks_how_they_come_in(
    counter: Counter,
) -> None:
    desk = counter.shell.desk
    assert desk is not None
    changed = replace(desk.station, program="lead_king_county", site_type=SiteType.POLICE)
    desk.people.save_station(desk.me, changed)
    counter.shell.enter(counter.vault.renewed(desk))
    counter.hands.key(Qt.Key.Key_F9)

    assert counter.hands.sees("Call EMS now and stay with them.")
    assert any(sheet.isVisible() for sheet in counter.shell.findChildren(WaysSheet))


def test_what_was_done_before_is_not_told_over_an_emergency_and_what_to_do_is_seen_after_it(
    counter: Counter,
) -> None:
    walk_in(counter, "Blue jacket")
    counter.hands.press("Print the notice")
    banner = frame_of(counter).banner
    assert banner.isVisible()

    counter.hands.key(Qt.Key.Key_F9)
    assert banner.isHidden()
    counter.hands.pick("emergency.outcome", "no_emergency")
    counter.hands.press("End the emergency")
    let_pass(50)

    assert counter.hands.sees("Say hello")
    assert frame_of(counter).side.verticalScrollBar().value() == 0
