"""Somebody who did not walk in: sought after an overdose, sent by an officer, on the phone.

Worked with the hands on the keyboard, from F2 to the end; the same record and paper as for
anybody.
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.domain.attempts import tries
from safestation.domain.facts import Closed, TaskDone
from safestation.domain.milestones import Urgency, clocks
from safestation.domain.outreach import next_try
from safestation.domain.visit import Visit, VisitState
from tests.eastport import eastport
from tests.journeys.conftest import Counter
from tests.journeys.keyboard import Keyboard
from tests.journeys.test_accessible_names import nameless
from tests.journeys.walking import frame_of, kept, pages_of

pytestmark = pytest.mark.journey

Key = Qt.Key


class TeamCounter(Counter):
    """The window of the invented team of Eastport."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        here = eastport(folder)
        self.clock, self.vault, self.folder = here.clock, here.vault, folder
        self.open_window(qtbot, here.desk, here.desk.programs)


@pytest.fixture
def team(tmp_path: Path, qtbot: QtBot, app: QApplication) -> Iterator[TeamCounter]:
    del app
    here = TeamCounter(tmp_path / "record", qtbot)
    yield here
    here.shell.close()
    here.vault.release()


def report(keys: Keyboard) -> None:
    """Take a report of an overdose: three keys, the minimum, and Start."""
    keys.press(Key.Key_F2)
    keys.type("2")
    keys.answer("When was the overdose?", "11/22/2026 22:00")
    keys.answer("In which town?", "Eastport")
    keys.go_on()


def nobody_home(keys: Keyboard) -> None:
    keys.answer("How?", "a")
    keys.answer("What came of it?", "c")
    keys.answer("When is it tried again?", "b")
    keys.go_on()


def now_of(team: TeamCounter) -> Visit:
    frame = frame_of(team)
    assert frame.context.bridge.flush()
    return kept(team, frame.context.visit.id)


def test_f2_and_enter_start_a_walk_in_though_there_are_other_ways(team: TeamCounter) -> None:
    keys = Keyboard(team.shell)
    keys.press(Key.Key_F2)
    keys.press(Key.Key_Return)

    assert pages_of(team)[0] == "welcome"
    assert team.hands.sees("here 0:00")


def test_an_overdose_report_is_worked_from_the_keyboard_to_its_end(team: TeamCounter) -> None:
    keys = Keyboard(team.shell)
    report(keys)
    assert pages_of(team)[0] == "reach"
    assert team.hands.sees("Came in 03:41")
    assert team.hands.sees("Visit due by Wed 22:00")

    team.clock.advance(hours=7)
    nobody_home(keys)
    task = next_try(now_of(team))
    assert task is not None
    assert abs(task.due_at - team.clock.now() - timedelta(hours=24)) < timedelta(minutes=1)
    assert task.owner == "R. Alvarez"

    team.clock.advance(hours=24)
    keys.answer("How?", "a")
    keys.answer("What came of it?", "a")
    keys.answer("How are they?", "g")
    keys.answer("What do they need next?", "Detox")
    keys.go_on()
    assert [one.fact.attempt for one in tries(now_of(team))] == ["not_home", "reached"]

    keys.go_on()  # on in the same visit, like anybody
    assert frame_of(team).context.visit.place.step == "medical"
    visit = frame_of(team).context.visit.id
    keys.step(8)
    keys.answer("How did it end today?", "k")
    keys.answer("May we check in later?", "n")
    keys.go_on()

    ended = kept(team, visit)
    assert ended.state is VisitState.CLOSED
    assert [fact.disposition for _, fact in ended.all_of(Closed)] == ["goes_on_with_team"]
    assert {fact.outcome for _, fact in ended.all_of(TaskDone)} == {"not_reached", "reached"}


def test_a_window_that_nobody_met_ends_with_the_visit_and_is_told_as_that(
    team: TeamCounter,
) -> None:
    keys = Keyboard(team.shell)
    report(keys)
    visit = frame_of(team).context.visit.id
    team.clock.advance(hours=100)
    team.shell.show_screen("counter")
    assert team.hands.sees("The coordinator sends another pair today.")

    team.shell.shell.open_visit(visit)  # type: ignore[union-attr]  # somebody is in
    keys.push("Close: not reached in the time there was")
    keys.go_on()

    ended = kept(team, visit)
    program = team.shell.desk.counter.program_of(ended)  # type: ignore[union-attr]  # likewise
    (window,) = clocks(ended, program, team.clock.now())
    assert (window.urgency, window.is_in_time) == (Urgency.ENDED, False)
    assert [fact.disposition for _, fact in ended.all_of(Closed)] == ["not_reached"]
    assert next_try(ended) is None


def test_who_asks_not_to_be_contacted_is_never_visited_again(team: TeamCounter) -> None:
    keys = Keyboard(team.shell)
    report(keys)
    visit = frame_of(team).context.visit.id
    team.clock.advance(hours=7)
    keys.answer("How?", "b")
    keys.answer("What came of it?", "i")
    keys.go_on()
    keys.go_on()  # to the end, with its own words chosen
    keys.go_on()

    ended = kept(team, visit)
    assert [fact.disposition for _, fact in ended.all_of(Closed)] == ["asked_no_contact"]
    assert team.shell.desk is not None
    assert team.shell.desk.counter.board().cards == ()
    assert next_try(ended) is None


def test_an_officer_in_the_field_asks_first_and_a_no_is_one_key(team: TeamCounter) -> None:
    keys = Keyboard(team.shell)
    keys.press(Key.Key_F2)
    keys.type("3")
    keys.push("No, they do not")

    assert team.shell.visit is None
    assert team.hands.sees("Nothing about the person was kept.")
    assert team.shell.desk is not None
    (row,) = team.shell.desk.counter.board().last_day
    assert row.disposition == "said_no_to_referral"


def test_a_yes_in_the_field_opens_a_visit_with_the_rules_of_that_way(
    team: TeamCounter,
) -> None:
    keys = Keyboard(team.shell)
    keys.press(Key.Key_F2)
    keys.type("3")
    keys.push("Yes, they want it")
    keys.answer("Which officer sends them?", "K. Lund")
    keys.go_on()

    assert pages_of(team)[0] == "medical"
    assert now_of(team).value("agrees_to_referral") == "yes"


def test_everything_that_opens_or_seeks_somebody_has_a_name(team: TeamCounter) -> None:
    keys = Keyboard(team.shell)
    keys.press(Key.Key_F2)
    bare = {"ways": nameless(team.shell)}
    keys.type("3")
    bare["field"] = nameless(team.shell)
    keys.press(Key.Key_Escape)
    report(keys)
    team.hands.pick("outreach.way", "visit")
    team.hands.pick("outreach.came_visit", "reached")
    bare["reach"] = nameless(team.shell)
    team.shell.show_screen("counter")
    bare["board"] = nameless(team.shell)

    assert bare == {each: [] for each in bare}
