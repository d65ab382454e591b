"""One whole visit with the hands on the keyboard: no click from the door to the end."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import (
    Closed,
    ConsentRefused,
    NoticeGiven,
    PartnerArrived,
    PartnerCalled,
    VitalsTaken,
)
from safestation.domain.visit import VisitState
from safestation.training import PASSPHRASE
from safestation.ui.kit import Sheet
from safestation.ui.kit.reading import stops
from tests.journeys.conftest import Counter
from tests.journeys.keyboard import Keyboard, in_sight, said
from tests.journeys.walking import frame_of, kept, papers

pytestmark = pytest.mark.journey

Key = Qt.Key
VITALS = {
    "Pulse": "88", "Breathing rate": "16", "Systolic": "128", "Diastolic": "80",
    "Oxygen": "98", "Temperature": "98.4",
}  # fmt: skip


def welcome(keys: Keyboard) -> None:
    keys.push("Read aloud")
    keys.answer("What should the board call them?", "Blue jacket")
    keys.answer("Who is the help for?", "a")
    keys.answer("How did they come?", "a")
    keys.go_on()


def medical(keys: Keyboard, dangers: int) -> None:
    for _ in range(dangers):
        keys.type("n")
        keys.press(Key.Key_Tab)
    for name, value in VITALS.items():
        keys.answer(name, value)
        keys.press(Key.Key_Return)
    keys.answer("On air or oxygen?", "a")
    keys.answer("Alertness", "a")
    keys.push("Keep this set")
    keys.go_on()


def items(keys: Keyboard) -> None:
    keys.push("Nothing to turn in")
    keys.go_on()


def partner(keys: Keyboard, counter: Counter) -> None:
    keys.answer("What did they say?", "a")
    keys.answer("Minutes until they are here", "20")
    keys.answer("Who did you speak to?", "Dana")
    keys.go_on()
    counter.clock.advance(minutes=18)
    keys.answer("Who came?", "Dana, crisis team")
    keys.push("Partner is here")
    keys.go_on()


def consent(keys: Keyboard) -> None:
    for seen in (
        "Understands what this is", "Sees what it means for them", "Weighs yes and no",
        "Tells a choice",
    ):  # fmt: skip
        keys.answer(seen, "y")
    keys.push("Write down what you saw")
    keys.answer("First name", "Jordan")
    keys.answer("Last name", "Doe")
    keys.push("They say no")
    keys.go_on()


def intake(keys: Keyboard) -> None:
    keys.answer("Age", "34")
    keys.answer("Which substances are you seeking help with?", "fentanyl")
    keys.press(Key.Key_Return)
    keys.answer("When did you last use", "b")
    keys.answer("What kind of health coverage", "a")
    keys.go_on()


def eligibility(keys: Keyboard) -> None:
    keys.answer("Warrant check", "b")
    keys.answer("Should a hospital see them first?", "n")
    keys.go_on()  # writes down: go ahead
    keys.go_on()


def placement(keys: Keyboard) -> None:
    keys.to("Who can take them")
    keys.press(Key.Key_Return)
    keys.answer("What did they answer?", "a")
    keys.answer("Spoke with", "Sofia")
    keys.push("Accept placement")


def handoff(keys: Keyboard) -> None:
    keys.answer("How do they get there?", "a")
    keys.push("The ride is arranged")
    keys.press(Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    keys.push("They have left")
    keys.go_on()


def close(keys: Keyboard) -> None:
    keys.answer("How did it end today?", "a")
    keys.answer("May we check in later?", "n")
    keys.go_on()


@pytest.mark.xvfb
def test_in_a_real_window_a_whole_visit_without_a_mouse(counter: Counter, qtbot: QtBot) -> None:
    counter.shell.activateWindow()
    qtbot.waitUntil(counter.shell.isActiveWindow)
    whole_visit(counter)


def test_a_whole_visit_without_a_mouse(counter: Counter) -> None:
    whole_visit(counter)


def whole_visit(counter: Counter) -> None:
    keys = Keyboard(counter.shell)
    keys.press(Key.Key_F2)
    visit = frame_of(counter).context.visit.id
    welcome(keys)
    medical(keys, 23)
    items(keys)
    partner(keys, counter)
    consent(keys)
    intake(keys)
    eligibility(keys)
    placement(keys)
    handoff(keys)
    close(keys)

    now = kept(counter, visit)
    found = {type(entry.fact) for entry in now.entries}
    assert {
        NoticeGiven, VitalsTaken, PartnerCalled, PartnerArrived, ConsentRefused, Closed
    } <= found  # fmt: skip
    assert now.state is VisitState.CLOSED
    assert papers(counter) != []
    assert counter.hands.sees("Nobody is waiting")


def test_each_page_of_the_rail_takes_the_focus(counter: Counter) -> None:
    keys = Keyboard(counter.shell)
    keys.press(Key.Key_F2)
    keys.press(Key.Key_F12)
    keys.type(PASSPHRASE)
    keys.press(Key.Key_Return)
    counter.hands.wait_for(lambda: counter.shell.desk is not None)

    for place, name in enumerate(counter.shell.screens, 1):
        keys.press(Key(Key.Key_0 + place), Qt.KeyboardModifier.AltModifier)
        screen = counter.shell.screens[name]
        assert screen.isAncestorOf(keys.focused) or not stops(screen)


def test_a_digit_opens_a_step_and_the_focus_is_in_it(counter: Counter) -> None:
    keys = Keyboard(counter.shell)
    keys.press(Key.Key_F2)
    for place, line in enumerate(frame_of(counter).rail.lines, 1):
        keys.step(place)
        frame = frame_of(counter)
        assert frame.rail.lines[place - 1].current, line.step.id
        assert frame.page is not None
        assert frame.page.isAncestorOf(keys.focused), line.step.id
        assert in_sight(keys.focused), line.step.id


def test_the_first_key_counts_for_nothing_that_is_out_of_sight(counter: Counter) -> None:
    counter.shell.resize(1024, 640)
    keys = Keyboard(counter.shell)
    keys.press(Key.Key_F2)
    frame = frame_of(counter)
    bar = frame.scroller.verticalScrollBar()
    assert bar.value() == 0
    assert in_sight(keys.focused)

    keys.press(Key.Key_Space)
    keys.press(Key.Key_Return)
    assert not kept(counter, frame.context.visit.id).has(NoticeGiven)
    keys.press(Key.Key_PageDown)
    assert bar.value() > 0  # so a long notice is read
    keys.press(Key.Key_Tab)
    assert said(keys.focused, "Read aloud")
    assert in_sight(keys.focused)


def test_an_emergency_takes_the_focus_and_gives_it_back(counter: Counter) -> None:
    keys = Keyboard(counter.shell)
    keys.press(Key.Key_F2)
    keys.to("What should the board call them?")
    keys.press(Key.Key_F9)
    assert said(keys.focused, "EMS called")

    keys.press(Key.Key_1)
    keys.answer("The emergency", "b")
    keys.push("End the emergency")
    assert said(keys.focused, "What should the board call them?")


def test_a_card_that_is_open_goes_with_the_lock(counter: Counter) -> None:
    keys = Keyboard(counter.shell)
    keys.press(Key.Key_F2)
    keys.step(8)
    keys.to("Wrong number")
    keys.press(Key.Key_Return)
    assert any(sheet.isVisible() for sheet in counter.shell.findChildren(Sheet))
    keys.press(Key.Key_F12)
    assert counter.shell.desk is None

    keys.type(PASSPHRASE)
    keys.press(Key.Key_Return)
    counter.hands.wait_for(lambda: counter.shell.desk is not None)
    assert not any(sheet.isVisible() for sheet in counter.shell.findChildren(Sheet))
