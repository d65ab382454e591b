"""The window itself: locked in mid-typing, hidden, left for another person, a full disk."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from safestation.__main__ import stand
from safestation.domain.disposal import ContainerKind
from safestation.domain.errors import DiskFull
from safestation.hands import let_pass
from safestation.storage.visits import Visits
from safestation.training import open_training_station, training_vault
from safestation.ui.app import make_shell
from safestation.ui.kit.button import KINDS
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.side_panel import SideCard
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.steps.placement import PlacementPage
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, STRINGS, Counter
from tests.journeys.keyboard import in_sight
from tests.journeys.walking import frame_of, go, kept, park, sees_soon, sign_in, walk_in
from tests.ui.at_hand import seen
from tests.ui.fits import misfits

pytestmark = pytest.mark.journey

FULL = "The disk is full. What you typed is on the screen."


def typed_in(counter: Counter, question: str) -> str:
    """Return what stands in the line of a question."""
    line = counter.hands.field(question).focusProxy()
    return str(getattr(line, "text")())  # noqa: B009 - a line, or the test fails here


def test_locked_in_mid_typing_i_come_back_to_the_same_field(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "intake")
    counter.hands.type_into("age", "3")
    counter.hands.key(Qt.Key.Key_F12)
    assert counter.shell.desk is None
    assert counter.hands.sees("Nothing about anybody is shown here.")

    sign_in(counter)
    assert sees_soon(counter, "No name yet")
    counter.hands.press("No name yet")

    assert kept(counter, visit).value("age") == "3"
    counter.hands.wait_for(lambda: QApplication.focusWidget() is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert counter.hands.field("age").isAncestorOf(focused)
    QTest.keyClicks(focused, "4")
    assert typed_in(counter, "age") == "34"


def test_locked_in_mid_consent_the_words_and_the_line_come_back(counter: Counter) -> None:
    visit = walk_in(counter)
    go(counter, "consent")
    counter.hands.press("Family or support person")
    counter.hands.press("Change what, what for, until when")
    counter.hands.type_into("Name of the person who may be told", "An")
    counter.hands.key(Qt.Key.Key_F12)
    assert counter.shell.desk is None

    sign_in(counter)
    assert sees_soon(counter, "No name yet")
    counter.hands.press("No name yet")

    name = "consent.draft.support_person.name"
    assert kept(counter, visit).value(name) == "An"
    line = counter.hands.field(name)
    assert isinstance(line, QLineEdit)
    counter.hands.wait_for(line.hasFocus)
    QTest.keyClicks(line, "a")
    assert counter.hands.sees("Consent for Ana")


def test_the_locked_screen_keeps_out_who_does_not_know_the_passphrase(
    counter: Counter,
) -> None:
    walk_in(counter, "Blue jacket")
    counter.hands.key(Qt.Key.Key_F12)
    line = counter.shell.signin.passphrase.line
    line.setFocus()
    QTest.keyClicks(line, "surely not this one")
    counter.hands.key(Qt.Key.Key_Return)

    assert sees_soon(counter, "This passphrase does not open the record.")
    assert counter.shell.desk is None
    assert not counter.hands.sees("Blue jacket")


def test_f11_hides_every_name_and_brings_them_back(counter: Counter) -> None:
    walk_in(counter, "Blue jacket")
    park(counter)
    assert counter.hands.sees("“Blue jacket”")

    counter.hands.key(Qt.Key.Key_F11)
    assert not counter.hands.sees("Blue jacket")
    assert counter.hands.sees("This computer is in use by the station.")

    counter.hands.key(Qt.Key.Key_F11)
    assert counter.hands.sees("“Blue jacket”")


def test_who_walks_in_while_it_is_locked_is_noted_and_then_served(counter: Counter) -> None:
    counter.hands.key(Qt.Key.Key_F12)
    counter.hands.key(Qt.Key.Key_F2)
    assert counter.hands.sees("1 arrival is noted.")
    came = counter.clock.now()
    counter.clock.advance(minutes=12)

    sign_in(counter)
    assert sees_soon(counter, "Somebody walked in at 03:41")
    counter.hands.press("Start their visit")

    visit = frame_of(counter).context.visit.id
    assert kept(counter, visit).arrived_at == came
    park(counter)
    counter.hands.wait_for(lambda: not counter.hands.sees("Somebody walked in at"))


def test_a_full_disk_keeps_the_words_on_screen_and_saves_when_there_is_room(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = walk_in(counter)

    def no_room(*_anything: object) -> None:
        raise DiskFull

    with monkeypatch.context() as full:
        full.setattr(Visits, "save", no_room)
        counter.hands.type_into("handle", "Blue jacket")
        assert sees_soon(counter, FULL)
        assert typed_in(counter, "handle") == "Blue jacket"
        assert kept(counter, visit).value("handle") == ""

    counter.hands.wait_for(lambda: kept(counter, visit).value("handle") == "Blue jacket")
    assert not counter.hands.sees(FULL)
    assert typed_in(counter, "handle") == "Blue jacket"


def test_with_a_full_disk_nothing_that_was_typed_is_left_behind(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = walk_in(counter)

    def no_room(*_anything: object) -> None:
        raise DiskFull

    with monkeypatch.context() as full:
        full.setattr(Visits, "save", no_room)
        counter.hands.type_into("handle", "Blue jacket")
        counter.hands.key(Qt.Key.Key_F12)
        assert counter.hands.sees("What was typed is not saved yet")
        assert not counter.hands.sees("Blue jacket")
        assert counter.shell.desk is not None
    counter.hands.wait_for(lambda: counter.shell.desk is None)

    sign_in(counter)
    assert kept(counter, visit).value("handle") == "Blue jacket"


def test_three_people_at_once_and_each_visit_waits_where_it_was_left(
    counter: Counter,
) -> None:
    blue = walk_in(counter, "Blue jacket")
    go(counter, "medical")
    red = walk_in(counter, "Red cap")
    green = walk_in(counter, "Green scarf")
    park(counter)

    assert counter.hands.sees("3 people here now")
    counter.hands.press("“Blue jacket”")
    assert frame_of(counter).context.visit.id == blue
    assert counter.hands.sees("Vital signs")
    park(counter)
    counter.hands.press("“Red cap”")
    counter.hands.type_into("heard_about", "A friend")
    park(counter)

    assert kept(counter, red).value("heard_about") == "A friend"
    assert kept(counter, green).value("heard_about") == ""


def test_an_overdue_clock_says_since_when(counter: Counter) -> None:
    walk_in(counter, "Blue jacket")
    counter.clock.advance(hours=2)
    park(counter)

    assert counter.hands.sees("late since 03:51")


def test_the_call_in_hand_stands_beside_the_list_where_there_is_room(counter: Counter) -> None:
    walk_in(counter, "Blue jacket")
    go(counter, "placement")
    page = frame_of(counter).page
    assert isinstance(page, PlacementPage)
    page.table.select(page.lines[0].provider.id)
    assert sees_soon(counter, "What did they answer?")
    assert not page.isAncestorOf(page.form)

    counter.shell.resize(1024, 640)
    counter.hands.wait_for(lambda: page.isAncestorOf(page.form))
    assert sees_soon(counter, "What did they answer?")

    counter.shell.resize(1366, 768)
    counter.hands.wait_for(lambda: not page.isAncestorOf(page.form))
    go(counter, "close")
    counter.hands.wait_for(lambda: not counter.hands.sees("What did they answer?"))


def test_only_one_button_leads_while_a_page_has_its_own(counter: Counter) -> None:
    walk_in(counter, "Blue jacket")
    following = frame_of(counter).foot.next
    assert following.kind is KINDS["primary"]

    go(counter, "handoff")
    counter.hands.wait_for(lambda: following.kind is KINDS["secondary"])


def test_whether_the_notice_was_given_is_in_sight_in_the_smallest_window(
    counter: Counter,
) -> None:
    counter.shell.resize(1024, 640)
    walk_in(counter)
    let_pass(20)

    (told,) = (c for c in counter.shell.findChildren(Chip) if c.words == "Notice not given yet")
    assert in_sight(told)


def test_the_training_station_begins_on_the_board_and_not_on_hide(
    tmp_path: Path, qtbot: QtBot, app: QApplication
) -> None:
    del app
    vault = training_vault(
        tmp_path / "t", CONTENT, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP
    )
    window = make_shell(vault, CONTENT.programs, CountedIds(), STRINGS)
    qtbot.addWidget(window)
    window.enter(open_training_station(vault, CONTENT))
    stand(window)
    let_pass(20)

    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.screens["counter"].isAncestorOf(focused)
    window.close()
    vault.release()


@pytest.mark.xvfb
def test_in_a_real_window_i_start_give_the_notice_and_lock(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.shell.activateWindow()
    qtbot.waitUntil(counter.shell.isActiveWindow)
    visit = walk_in(counter, "Blue jacket")
    counter.hands.press("Read aloud")
    assert counter.hands.sees("Notice read aloud")
    counter.hands.key(Qt.Key.Key_F12)
    assert counter.hands.sees("Nothing about anybody is shown here.")
    assert not counter.hands.sees("Blue jacket")

    sign_in(counter)
    assert kept(counter, visit).value("handle") == "Blue jacket"


def right_edge(part: QWidget, frame: QWidget) -> int:
    return part.mapTo(frame, part.rect().topRight()).x()


def test_what_to_say_stands_in_the_page_that_needs_the_room_and_at_the_right_again(
    counter: Counter,
) -> None:
    walk_in(counter)
    frame = frame_of(counter)

    go(counter, "consent")
    page = frame.page
    assert page is not None
    assert frame.side.isHidden()
    assert page.isAncestorOf(frame.below)
    assert right_edge(frame.card, frame) == right_edge(frame.head, frame)
    assert frame.below.findChildren(SideCard)

    go(counter, "medical")

    assert not frame.side.isHidden()
    assert frame.side.findChildren(SideCard)


def test_a_step_opens_whole_before_it_is_painted(counter: Counter) -> None:
    walk_in(counter)
    frame = frame_of(counter)

    frame.show_step("medical")  # and nothing is waited for

    assert "Check and take vitals" in seen(frame.side)
    assert misfits(frame) == []


def test_a_step_with_its_cards_in_the_page_opens_whole_too(counter: Counter) -> None:
    walk_in(counter)
    frame = frame_of(counter)

    frame.show_step("consent")

    assert isinstance(frame.page, ConsentPage)
    assert frame.page.isAncestorOf(frame.below)
    assert misfits(frame.page) == []


def test_a_new_visit_opens_whole_before_it_is_painted(counter: Counter) -> None:
    counter.shell.resize(1366, 768)

    walk_in(counter)

    frame = frame_of(counter)
    assert misfits(frame.rail) == []
    assert misfits(frame.side) == []


def test_a_page_of_the_rail_opens_whole_before_it_is_painted(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    for number in range(4):
        desk.disposal.open_container(ContainerKind.SHARPS, f"S-12-2{number}", "Bay door")

    counter.shell.show_screen("disposal")

    assert misfits(counter.shell.screens["disposal"]) == []


def test_the_first_step_opens_at_the_top_of_its_notice_in_the_smallest_window(
    counter: Counter,
) -> None:
    counter.shell.resize(1024, 640)
    walk_in(counter)
    frame = frame_of(counter)
    let_pass(50)

    bar = frame.scroller.verticalScrollBar()
    assert bar.maximum() > 0, "there is nothing that could be out of sight"
    assert bar.value() == 0

    counter.hands.key(Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    let_pass(50)
    assert focused.visibleRegion().boundingRect() == focused.rect()
