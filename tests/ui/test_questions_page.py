"""Questions and instruments, by the keys and clicks of somebody at the counter."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.domain.answers import Source, Status
from safestation.domain.facts import Screened
from safestation.ui.fields import Field
from safestation.ui.fields.text import NumberField
from safestation.ui.steps.instrument_form import InstrumentForm
from safestation.ui.steps.questions import QuestionsPage
from safestation.ui.words import Words
from tests.ui.at_hand import INSTRUMENTS, AtHand, make_step, open_visit, pick, seen, type_into

INSTRUMENTS_OF_INTAKE = ("substance_snapshot", "payer", "asq", "audit_c", "practical_needs")
SECTIONS_OF_INTAKE = ("identity", "minimum", "contact", "health")


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words, station={"suicide_protocol": "Call the night team."})


def intake(here: AtHand, qtbot: QtBot) -> QuestionsPage:
    step = make_step("intake", sections=SECTIONS_OF_INTAKE, instruments=INSTRUMENTS_OF_INTAKE)
    page = QuestionsPage(here.context, step)
    here.show(page, qtbot)
    return page


def field_of(page: QuestionsPage, question: str) -> Field:
    return next(f for f in page.findChildren(Field) if f.question.id == question)


def opened(page: QuestionsPage, key: str) -> InstrumentForm:
    fold = page.fold(key)
    assert fold is not None
    fold.head.click()
    assert isinstance(fold.content, InstrumentForm)
    return fold.content


def test_the_minimum_is_there_at_once_and_nothing_else(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)

    asked = [field.question.id for field in page.findChildren(Field) if field.isVisible()]

    assert asked == [
        "age", "date_of_birth", "substance_snapshot.substances", "substance_snapshot.last_use",
        "payer.coverage", "primary_substance", "last_use_at", "member_id",
        "insurance_card_seen",
    ]  # fmt: skip


def test_what_is_typed_is_kept(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)

    type_into(field_of(page, "age"), "34", qtbot)
    pick(field_of(page, "payer.coverage"), "medicaid", qtbot)

    kept = here.kept()
    assert kept.value("age") == "34"
    assert kept.values("payer.coverage") == ("medicaid",)


def test_an_age_that_does_not_go_with_the_date_of_birth_is_pointed_out(
    here: AtHand, qtbot: QtBot
) -> None:
    page = intake(here, qtbot)
    assert page.ages is not None
    type_into(field_of(page, "date_of_birth"), "3/4/2009", qtbot)
    page.refresh()
    assert page.ages.isHidden()

    type_into(field_of(page, "age"), "18", qtbot)
    page.refresh()

    assert page.ages.isVisible()
    assert page.ages.words == "By the date of birth they are 17. Check which one is right."


@pytest.mark.parametrize("typed", ["1/1/1899", "11/24/2026"])
def test_nobody_is_born_in_1899_or_tomorrow(here: AtHand, qtbot: QtBot, typed: str) -> None:
    page = intake(here, qtbot)
    born = field_of(page, "date_of_birth")

    type_into(born, typed, qtbot)
    field_of(page, "member_id").setFocus()

    assert born.problem.isVisible()
    assert not here.visit.value("date_of_birth")


def test_a_heading_opens_by_key_and_its_answers_are_kept(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    fold = page.fold("contact")
    assert fold is not None

    qtbot.keyClick(fold.head, Qt.Key.Key_Space)
    type_into(field_of(page, "phone"), "443-555-0199", qtbot)

    assert here.kept().value("phone") == "443-555-0199"


def test_work_goes_on_behind_the_heading_where_it_stopped(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)

    page.go_to_field("allergies")

    fold = page.fold("health")
    assert fold is not None
    assert fold.is_open
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    assert field_of(page, "allergies").isAncestorOf(QApplication.focusWidget() or page)


def test_refreshing_never_disturbs_what_is_being_typed(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    age = field_of(page, "age")
    type_into(age, "3", qtbot)

    here.say(handle="Blue jacket")
    page.refresh()
    qtbot.keyClicks(age.focusProxy(), "4")

    assert here.visit.value("age") == "34"
    assert QApplication.focusWidget() is age.focusProxy()


def test_a_value_that_does_not_fit_stays_on_screen_and_is_no_answer(
    here: AtHand, qtbot: QtBot
) -> None:
    page = intake(here, qtbot)
    age = field_of(page, "age")
    assert isinstance(age, NumberField)
    type_into(age, "340", qtbot)
    assert age.problem.isHidden()

    field_of(page, "member_id").setFocus()

    assert age.problem.isVisible()
    assert "Check it" in age.problem.words
    assert age.line.text() == "340"
    assert here.visit.value("age") == ""


def test_rather_not_say_is_an_answer(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    member = field_of(page, "member_id")
    member.setFocus()

    qtbot.keyClick(member.focusProxy(), Qt.Key.Key_F8)

    assert here.kept().answers["member_id"].status is Status.RATHER_NOT_SAY


def test_audit_c_is_asked_only_when_the_person_drinks(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    fold = page.fold("audit_c")
    assert fold is not None
    assert fold.isHidden()

    here.say(substance_snapshot__substances=("alcohol", "heroin"))

    assert not fold.isHidden()


def test_a_question_the_file_skips_is_not_asked(here: AtHand, qtbot: QtBot) -> None:
    here.say(substance_snapshot__substances=("alcohol",))
    page = intake(here, qtbot)
    opened(page, "audit_c")

    pick(field_of(page, "audit_c.q1"), "0", qtbot)

    assert field_of(page, "audit_c.q2").isHidden()


def test_an_unfinished_screen_says_at_least_and_writes_nothing_down(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(substance_snapshot__substances=("alcohol",))
    page = intake(here, qtbot)
    form = opened(page, "audit_c")
    assert form.result is not None

    pick(field_of(page, "audit_c.q1"), "4", qtbot)
    page.leaving()

    assert form.result.head.words.startswith("Not finished · at least Positive")
    assert not here.visit.has(Screened)


def test_a_finished_screen_is_written_down_with_its_score(here: AtHand, qtbot: QtBot) -> None:
    here.say(substance_snapshot__substances=("alcohol",))
    page = intake(here, qtbot)
    opened(page, "audit_c")
    for item, value in (("q1", "4"), ("q2", "2"), ("q3", "3")):
        pick(field_of(page, f"audit_c.{item}"), value, qtbot)

    page.leaving()

    found = here.kept().last(Screened)
    assert found is not None
    assert (found[1].instrument, found[1].band, found[1].score) == ("audit_c", "high", "9")
    assert found[1].sha256 == INSTRUMENTS["audit_c"].sha256


def test_a_changed_result_is_written_down_beside_the_first(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    opened(page, "asq")
    for item in ("q1", "q2", "q3", "q4"):
        pick(field_of(page, f"asq.{item}"), "no", qtbot)
    page.leaving()

    pick(field_of(page, "asq.q4"), "yes", qtbot)
    pick(field_of(page, "asq.q5"), "no", qtbot)
    page.leaving()

    assert [f.band for _, f in here.kept().all_of(Screened)] == [
        "negative",
        "non_acute_positive",
    ]


def test_the_suicide_screen_waits_behind_a_card_that_asks_for_privacy(
    here: AtHand, qtbot: QtBot
) -> None:
    page = intake(here, qtbot)

    assert "Ask this in private" in seen(page)
    assert not any(f.question.id.startswith("asq.") for f in page.findChildren(Field))


def test_an_acute_answer_interrupts_and_shows_988(here: AtHand, qtbot: QtBot) -> None:
    page = intake(here, qtbot)
    opened(page, "asq")
    pick(field_of(page, "asq.q3"), "yes", qtbot)
    assert here.wished == []
    assert page.suicide.isVisible()

    pick(field_of(page, "asq.q5"), "yes", qtbot)

    assert here.wished == [("emergency", "asq.acute_positive")]
    assert "988" in seen(page.suicide)
    assert "Call the night team." in seen(page.suicide)


def test_plain_pages_show_every_question_of_their_sections(here: AtHand, qtbot: QtBot) -> None:
    page = QuestionsPage(here.context, make_step("questions", sections=("support",)))
    here.show(page, qtbot)

    asked = {field.question.id for field in page.findChildren(Field)}

    assert asked == {"support_person", "support_phone", "support_may_know"}


def test_the_person_is_asked_in_their_language_where_the_file_speaks_it(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(language_access__spoken_language="es")
    page = intake(here, qtbot)
    form = opened(page, "asq")

    qtbot.waitUntil(lambda: "¿Está pensando" in seen(form) or "¿ha deseado" in seen(form))
    assert "have you wished you were dead?" in seen(form)


@pytest.mark.parametrize(("age", "is_adult"), [("17", False), ("18", True)])
def test_an_adult_s_screen_goes_as_soon_as_they_are_known_to_be_under_18(
    here: AtHand,
    qtbot: QtBot,
    age: str,
    is_adult: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    step = make_step("intake", sections=("identity",), instruments=("audit_c", "asq", "cows"))
    page = QuestionsPage(here.context, step)
    here.show(page, qtbot)
    assert [one.id for one in page.instruments] == ["audit_c", "asq"]
    here.say(substance_snapshot__substances=("alcohol",))
    audit = page.fold("audit_c")
    assert audit is not None
    assert audit.isVisible()

    here.say(age=age, audit_c__q1="4", audit_c__q2="4", audit_c__q3="4")
    page.leaving()

    assert audit.isVisible() is is_adult
    assert here.kept().has(Screened) is is_adult


def test_what_a_provider_told_us_is_marked_and_shown_as_such(
    here: AtHand, qtbot: QtBot
) -> None:
    page = intake(here, qtbot)
    field = field_of(page, "last_use_at")
    type_into(field, "last night", qtbot)
    assert field.origin.isHidden()

    qtbot.keyClick(field.focusProxy(), Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)

    assert here.kept().answers["last_use_at"].source is Source.RECEIVED
    assert here.visit.value("last_use_at") == "last night"
    assert field.origin.words == "A provider told us"
    menu = field.dots.sources(field.dots.reasons())
    shown = [one.text().partition("\t")[0] for one in menu.actions() if one.text()]
    assert shown[3:] == ["They said it", "Staff saw it", "A provider told us"]
