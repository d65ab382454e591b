"""A corrected answer shows what stood before it, to whoever asks at its field."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.domain.facts import Closed
from safestation.ui.fields import Field
from safestation.ui.steps.asking import FieldList
from safestation.ui.steps.earlier_answers import EarlierAnswers
from safestation.ui.steps.questions import QuestionsPage
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, make_step, open_visit, pick, seen, type_into


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words)


def intake(here: AtHand, qtbot: QtBot) -> QuestionsPage:
    step = make_step("intake", sections=("minimum",), instruments=("payer",))
    page = QuestionsPage(here.context, step)
    here.show(page, qtbot)
    return page


def field_of(page: QuestionsPage, question: str) -> Field:
    return next(f for f in page.findChildren(Field) if f.question.id == question)


def entries(field: Field) -> list[str]:
    menu = field.dots.earlier(field.dots.reasons())
    return [one.text().partition("\t")[0] for one in menu.actions() if one.text()]


def sheet_of(page: QuestionsPage) -> EarlierAnswers:
    lists = page.findChildren(FieldList)
    return next(one.earlier_sheet for one in lists if one.earlier_sheet is not None)


def test_the_menu_offers_earlier_answers_only_when_there_are_any(
    here: AtHand, qtbot: QtBot
) -> None:
    page = intake(here, qtbot)
    age = field_of(page, "age")
    type_into(age, "34", qtbot)
    assert here.kept().value("age") == "34"
    assert "Earlier answers" not in entries(age)

    here.clock.advance(minutes=5)
    here.say(age="43")

    assert entries(age)[-1] == "Earlier answers"
    assert "Earlier answers" not in entries(field_of(page, "payer.coverage"))


def test_both_values_are_shown_with_when_and_by_whom(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    pick(field_of(page, "payer.coverage"), "medicaid", qtbot)
    here.kept()
    here.clock.advance(minutes=5)
    pick(field_of(page, "payer.coverage"), "none", qtbot)

    field_of(page, "payer.coverage").dots.earlier_wanted.emit()

    shown = seen(sheet_of(page))
    assert "Medicaid" in shown
    assert "Written 03:41 by R. Alvarez" in shown
    assert "Replaced 03:46 by R. Alvarez: " in shown
    assert "after the visit was completed" not in shown


def test_a_key_opens_them_and_the_focus_comes_back(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    age = field_of(page, "age")
    type_into(age, "34", qtbot)
    qtbot.keyClick(age.focusProxy(), Qt.Key.Key_F5)
    assert not any(one.earlier_sheet for one in page.findChildren(FieldList))
    here.kept()
    here.clock.advance(minutes=5)
    type_into(age, "0", qtbot)

    qtbot.keyClick(age.focusProxy(), Qt.Key.Key_F5)
    sheet = sheet_of(page)
    assert sheet.isVisible()
    qtbot.keyClick(sheet.done, Qt.Key.Key_Escape)

    assert not sheet.isVisible()
    assert QApplication.focusWidget() is age.focusProxy()


def test_what_is_corrected_after_the_end_says_so_at_the_field_and_in_the_list(
    here: AtHand, qtbot: QtBot
) -> None:
    page = intake(here, qtbot)
    age = field_of(page, "age")
    type_into(age, "34", qtbot)
    here.clock.advance(minutes=5)
    here.context.bridge.write(Closed("declined"))
    assert age.late.isHidden()
    here.clock.advance(minutes=5)

    here.say(age="43")

    assert age.late.words == "Written after completion"
    assert age.late.isVisible()
    age.dots.earlier_wanted.emit()
    assert "Corrected after the visit was completed" in seen(sheet_of(page))
