"""What is owed after a visit: what for, by whom, and what came of it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import TaskAdded, TaskDone
from safestation.domain.program import FollowUp
from safestation.domain.tasks import STATUSES, unfinished
from safestation.domain.text import Text
from safestation.ui.kit import Select
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import NIGHT
from tests.journeys.walking import lines_of
from tests.ui.at_hand import AtHand, open_visit

FOLLOW_UPS = (FollowUp("day", Text.of("Did they arrive?", es="¿Llegó?"), 24, "Handbook"),)


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    at_hand = open_visit(tmp_path, words, program=make_program(follow_ups=FOLLOW_UPS))
    due = NIGHT + timedelta(hours=24)
    at_hand.say(handle="Blue jacket")
    at_hand.context.bridge.write(TaskAdded("t1", "follow_up", due, "K. Lund", "day"))
    return at_hand


@pytest.fixture
def screen(here: AtHand, words: Words, qtbot: QtBot) -> FollowUpsScreen:
    shown = FollowUpsScreen(here.context.desk, words, PoolTasks(here.owner))
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    shown.refresh()
    shown.table.selectRow(0)
    return shown


def press(screen: FollowUpsScreen, outcome: str, qtbot: QtBot) -> None:
    qtbot.mouseClick(screen.outcome_buttons[outcome], Qt.MouseButton.LeftButton)


def choose(screen: FollowUpsScreen, key: str, value: str) -> None:
    assert screen.sheet is not None
    select = screen.sheet.grid.widgets[key]
    assert isinstance(select, Select)
    select.show_value(value)


def learned(here: AtHand) -> TaskDone:
    found = here.context.desk.counter.look(here.visit.id).last(TaskDone)
    assert found is not None
    return found[1]


def test_the_list_says_what_the_program_wants_to_know_and_who_has_it(
    screen: FollowUpsScreen,
) -> None:
    (line,) = lines_of(screen.table)

    assert "Did they arrive?" in line
    assert "K. Lund" in line


def test_a_title_that_an_older_visit_noted_in_words_is_still_shown() -> None:
    program = make_program(follow_ups=FOLLOW_UPS)

    assert program.follow_up_title("day").in_language("es") == "¿Llegó?"
    assert program.follow_up_title("Call the next day").in_language("es") == "Call the next day"


def test_how_they_are_and_what_they_need_is_kept(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    press(screen, "reached", qtbot)
    assert screen.sheet is not None
    screen.sheet.take()
    assert not screen.sheet.banner.isHidden(), "how they are is one press, and was not given"
    choose(screen, "status", "in_treatment")
    line = screen.sheet.grid.line("next_need")
    assert line is not None
    qtbot.keyClicks(line, "A ride on Friday")
    qtbot.mouseClick(screen.sheet.keep, Qt.MouseButton.LeftButton)

    assert learned(here) == TaskDone("t1", "reached", "", "in_treatment", "A ride on Friday")
    assert lines_of(screen.table) == []


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_words(words: Words, status: str) -> None:
    assert words(f"followups.status_{status}")


def test_who_was_not_reached_is_tried_again_when_somebody_says_so(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    here.clock.advance(hours=25)
    press(screen, "not_reached", qtbot)
    choose(screen, "again", "72")
    assert screen.sheet is not None
    screen.sheet.take()

    (task,) = unfinished(here.context.desk.counter.look(here.visit.id))
    assert (task.note, task.owner) == ("day", "K. Lund")
    assert task.due_at == NIGHT + timedelta(hours=25 + 72)
    assert learned(here).outcome == "not_reached"


def test_nobody_tries_for_ever(here: AtHand, screen: FollowUpsScreen, qtbot: QtBot) -> None:
    press(screen, "not_reached", qtbot)
    choose(screen, "again", "never")
    assert screen.sheet is not None
    screen.sheet.take()

    assert unfinished(here.context.desk.counter.look(here.visit.id)) == ()


def test_the_next_shift_takes_a_task_over(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    qtbot.mouseClick(screen.take_button, Qt.MouseButton.LeftButton)

    (task,) = unfinished(here.context.desk.counter.look(here.visit.id))
    assert task.owner == "R. Alvarez"
    assert task.due_at == NIGHT + timedelta(hours=24)


def test_the_day_of_the_first_care_is_kept_and_cannot_be_still_to_come(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    here.clock.advance(days=5)
    press(screen, "reached", qtbot)
    choose(screen, "status", "in_treatment")
    assert screen.sheet is not None
    for wrong in ("11/29/2026", "31.02.2026", "soon"):
        screen.sheet.grid.show_values({"engaged_on": wrong})
        screen.sheet.take()
        assert screen.sheet.isVisible()

    screen.sheet.grid.show_values({"engaged_on": "11/26/2026"})
    screen.sheet.take()

    assert learned(here).engaged_on == date(2026, 11, 26)


def test_where_nothing_is_owed_no_button_waits_in_vain(
    screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    assert screen.open_button.isVisible()

    press(screen, "dropped", qtbot)

    assert screen.empty.isVisible()
    buttons = (screen.open_button, screen.take_button, *screen.outcome_buttons.values())
    assert not any(button.isVisible() for button in buttons)
