"""Welcome and promise, by the keys and clicks of somebody at the counter."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import (
    ComfortGiven,
    NoticeDeferred,
    NoticeGiven,
    Printed,
    SatWith,
)
from safestation.domain.station import Determination, Posture
from safestation.ui.fields import Field
from safestation.ui.steps.welcome import WelcomePage
from safestation.ui.words import Words
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, make_step, open_visit, pick, seen, type_into


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words)


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> WelcomePage:
    step = make_step(
        "welcome",
        sections=("arrival", "language", "comfort"),
        instruments=("language_access",),
    )
    page = WelcomePage(here.context, step)
    here.show(page, qtbot)
    return page


def field_of(page: WelcomePage, question: str) -> Field:
    return next(f for f in page.findChildren(Field) if f.question.id == question)


def test_promises_limits_and_what_is_written_down_are_all_there(page: WelcomePage) -> None:
    text = seen(page.notice)

    assert "You may leave at any time." in text
    assert "We must report a child in danger." in text
    assert "What you tell us, if you agree." in text


@pytest.mark.parametrize("how", ["read_aloud", "on_paper"])
def test_giving_the_notice_is_written_down_with_its_version(
    here: AtHand, page: WelcomePage, qtbot: QtBot, how: str
) -> None:
    qtbot.mouseClick(page.notice.given[how], Qt.MouseButton.LeftButton)

    found = here.kept().last(NoticeGiven)
    assert found is not None
    assert (found[1].version, found[1].language, found[1].how) == ("2026-11", "en", how)
    assert page.notice.state.words.endswith("03:41")


def test_the_whole_notice_is_printed_where_it_is_given_and_federal_law_is_named(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    printer = MemoryPrinter()
    here = open_visit(tmp_path / "other", words, printer=printer)
    page = WelcomePage(here.context, make_step("welcome"))
    here.show(page, qtbot)

    assert "42 CFR Part 2, protects what we write about you" in seen(page.notice)
    qtbot.mouseClick(page.notice.print_button, Qt.MouseButton.LeftButton)

    printed = [fact for _, fact in here.kept().all_of(Printed)]
    assert [(one.form, one.ground) for one in printed] == [("visitor_notice", "no_identity")]
    assert len(printer.jobs) == 1
    assert not here.visit.has(NoticeGiven)


def test_where_part_2_does_not_apply_the_notice_says_nothing_of_it(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    known = Determination(Posture.NOT_PART2, "T. Rowe", date(2026, 1, 15))
    here = open_visit(tmp_path / "other", words, station={"determination": known})
    page = WelcomePage(here.context, make_step("welcome"))
    here.show(page, qtbot)

    assert "42 CFR" not in seen(page.notice)


def test_the_notice_can_wait_for_a_reason(
    here: AtHand, page: WelcomePage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.notice.later, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.notice.reasons["not_able_now"], Qt.MouseButton.LeftButton)

    found = here.kept().last(NoticeDeferred)
    assert found is not None
    assert found[1].reason == "not_able_now"
    assert "Notice waits" in page.notice.state.words


def test_the_notice_speaks_the_persons_language(
    here: AtHand, page: WelcomePage, qtbot: QtBot
) -> None:
    here.say(language_access__spoken_language="es")

    qtbot.waitUntil(lambda: "Puede irse cuando quiera." in seen(page.notice))
    assert "Lo que anotamos" in seen(page.notice)


def test_a_handle_is_enough_and_no_name_is_asked(
    here: AtHand, page: WelcomePage, qtbot: QtBot
) -> None:
    type_into(field_of(page, "handle"), "Blue jacket", qtbot)

    assert here.kept().value("handle") == "Blue jacket"
    assert not any(f.question.id.endswith("_name") for f in page.findChildren(Field)
                   if f.isVisible())  # fmt: skip


def test_comfort_is_written_down_once_for_each_change(
    here: AtHand, page: WelcomePage, qtbot: QtBot
) -> None:
    pick(field_of(page, "comfort"), "water", qtbot)
    page.leaving()
    page.leaving()
    pick(field_of(page, "comfort"), "blanket", qtbot)
    page.leaving()

    given = [fact.what for _, fact in here.kept().all_of(ComfortGiven)]
    assert given == [("water",), ("water", "blanket")]


def test_who_sits_with_them_is_picked_from_the_staff(
    here: AtHand, page: WelcomePage, qtbot: QtBot
) -> None:
    page.sitting.setFocus()
    qtbot.keyClick(page.sitting, Qt.Key.Key_Down)

    found = here.kept().last(SatWith)
    assert found is not None
    assert found[1].name == "R. Alvarez"


def test_nobody_sitting_with_them_can_be_said(
    here: AtHand, page: WelcomePage, qtbot: QtBot
) -> None:
    page.sitting.setFocus()
    qtbot.keyClick(page.sitting, Qt.Key.Key_Down)
    qtbot.keyClick(page.sitting, Qt.Key.Key_Down)

    assert [fact.name for _, fact in here.kept().all_of(SatWith)] == ["R. Alvarez", ""]


def test_an_interpreter_is_asked_for_only_when_wanted(here: AtHand, page: WelcomePage) -> None:
    assert field_of(page, "interpreter_name").isHidden()

    here.say(language_access__interpreter="spoken")

    assert not field_of(page, "interpreter_name").isHidden()
