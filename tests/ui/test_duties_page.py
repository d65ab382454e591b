"""What was agreed with a court or an office, by the hands of whoever keeps count."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import Confirmed, TaskAdded
from safestation.domain.program import ClockRule, FollowUp, Role
from safestation.domain.progress import StepState, state_of
from safestation.domain.text import Text
from safestation.ui.steps.duties import DutiesPage
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import NIGHT
from tests.ui.at_hand import AtHand, make_step, open_visit, seen, type_into

COURT = FollowUp(
    "court", Text.of("20 hours of service"), 2160, "x", unit="days", start="arrived",
    ask="duty", needs_agreement=False, who="clerk", met=Text.of("The charge is not filed."),
    run_out=Text.of("The prosecutor looks at it again."),
)  # fmt: skip
WAITS = ClockRule("w", Text.of("Assessed"), "arrived", "assessed", 14 * 24 * 60, "x")
CLERK = Role("clerk", Text.of("Court clerk"), Text.of("Keeps the file"), "court", "x")
STEP = make_step("duties", sections=("duties",))


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    program = make_program(follow_ups=(COURT,), clocks=(WAITS,), roles=(CLERK,))
    return open_visit(tmp_path, words, program=program)


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> DutiesPage:
    page = DutiesPage(here.context, STEP)
    here.show(page, qtbot)
    return page


def confirmed(here: AtHand) -> list[Confirmed]:
    return [fact for _, fact in here.kept().all_of(Confirmed)]


def test_a_duty_says_when_it_is_due_who_has_it_and_what_follows_from_it(
    here: AtHand, page: DutiesPage
) -> None:
    here.say(held_charge="yes", duty_hours="20", duty_due_on="01/15/2027")
    here.kept()

    duty = page.duties[0]
    assert duty.state.words == "Due 15 Jan 2027. Court clerk has it."
    assert "When it is met: The charge is not filed." in seen(duty)
    assert "If the time runs out: The prosecutor looks at it again." in seen(duty)


def test_the_day_shows_as_soon_as_it_is_kept(here: AtHand, page: DutiesPage) -> None:
    here.context.bridge.changed.connect(page.refresh)
    here.say(duty_due_on="01/15/2027")
    here.kept()

    assert page.duties[0].state.words == "Due 15 Jan 2027. Court clerk has it."


def test_another_day_moves_the_one_task_and_makes_no_second(
    here: AtHand, page: DutiesPage
) -> None:
    here.say(duty_due_on="01/15/2027")
    here.kept()
    here.say(duty_due_on="02/01/2027")
    here.kept()
    page.refresh()

    assert page.duties[0].state.words == "Due 1 Feb 2027. Court clerk has it."
    days = [f"{f.due_at:%m/%d}" for _, f in here.visit.all_of(TaskAdded)]
    assert days[-2:] == ["01/15", "02/01"]


def test_a_held_charge_with_a_day_alone_is_asked_for_no_hours_and_no_place(
    here: AtHand, qtbot: QtBot
) -> None:
    step = replace(STEP, asks=("held_charge", "duty_due_on"))
    page = DutiesPage(here.context, step)
    here.show(page, qtbot)
    here.say(held_charge="yes", duty_due_on="01/15/2027")
    here.kept()
    page.refresh()

    assert list(page.fields.fields) == ["held_charge", "duty_due_on"]
    assert not page.hours.isVisible()
    assert page.duties[0].state.words == "Due 15 Jan 2027. Court clerk has it."


def test_hours_that_were_written_down_stay_in_sight_though_nobody_asks_for_them(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(duty_hours="20")
    page = DutiesPage(here.context, replace(STEP, asks=("held_charge",)))
    here.show(page, qtbot)

    assert list(page.fields.fields) == ["held_charge", "duty_hours"]
    assert page.hours.isVisible()


def test_hours_are_added_with_who_confirms_them_and_counted(
    here: AtHand, page: DutiesPage, qtbot: QtBot
) -> None:
    here.say(duty_hours="20")
    assert page.hours.isVisible()
    assert not page.hours.add.isEnabled()
    type_into(page.hours.fields.fields["duties.hours_now"], "6.5", qtbot)
    type_into(page.hours.fields.fields["duties.hours_by"], "J. Ortiz, food bank", qtbot)
    qtbot.mouseClick(page.hours.add, Qt.MouseButton.LeftButton)

    assert confirmed(here) == [Confirmed("duty", "J. Ortiz, food bank", "hours", "6.5")]
    assert page.hours.count.words == "6.5 done, 13.5 still to do"
    assert "6.5 hours, confirmed by J. Ortiz" in page.hours.lines.words


@pytest.mark.parametrize("typed", ["soon", "0", "-3", "9999"])
def test_what_is_no_number_of_hours_stays_in_the_line(
    here: AtHand, page: DutiesPage, qtbot: QtBot, typed: str
) -> None:
    here.say(duty_hours="20", duties__hours_by="J. Ortiz")
    type_into(page.hours.fields.fields["duties.hours_now"], typed, qtbot)
    qtbot.mouseClick(page.hours.add, Qt.MouseButton.LeftButton)

    assert confirmed(here) == []
    assert "Write hours as a number" in seen(page.hours)


def test_who_has_no_duties_is_shown_none(here: AtHand, page: DutiesPage) -> None:
    here.say(held_charge="no")

    assert not page.duties[0].isVisible()
    assert not page.hours.isVisible()
    assert state_of(STEP, here.visit) is StepState.DONE


def test_an_assessment_is_confirmed_with_its_day_and_by_whom(
    here: AtHand, page: DutiesPage, qtbot: QtBot
) -> None:
    (card,) = page.confirmed
    assert not card.fields.isVisible(), "nothing is asked before somebody wants to write it"
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    assert not card.keep.isEnabled()
    here.say(confirmed__assessed_by="Sofia R.", confirmed__assessed_on="11/24/2026")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)
    assert confirmed(here) == [], "that day has not come"
    here.say(confirmed__assessed_on="11/22/2026")
    qtbot.mouseClick(card.keep, Qt.MouseButton.LeftButton)

    found = here.kept().last(Confirmed)
    assert found is not None
    assert found[1] == Confirmed("assessed", "Sofia R.")
    assert found[0].happened_at.date() == NIGHT.date().replace(day=22)
    assert card.state.words == "22 Nov 2026, confirmed by Sofia R."
    assert not card.keep.isVisible()


def test_a_duty_whose_time_ran_out_says_whom_to_tell_and_decides_nothing(
    here: AtHand, page: DutiesPage
) -> None:
    here.context.bridge.write(Confirmed("duty", "J. Ortiz", "run_out", "court", "P. Ames"))

    said = page.duties[0].state.words
    assert said == "The time ran out. Tell Court clerk: they decide, the app does not."
