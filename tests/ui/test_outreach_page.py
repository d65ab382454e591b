"""Reaching somebody who is not here, by the keys and clicks of whoever goes."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.catalog.programs import load_program
from safestation.domain.attempts import tries
from safestation.domain.entries import TRY
from safestation.domain.facts import ContactTried, TaskAdded, TaskDone
from safestation.domain.outreach import next_try
from safestation.ui.steps.outreach import OutreachPage
from safestation.ui.steps.try_form import AGAIN, AT, NEED, NOTE, STATUS, WAY, WHO
from safestation.ui.words import Words
from tests.eastport import FILE, REPORT
from tests.fakes import NIGHT
from tests.ui.at_hand import AtHand, make_step, open_visit, pick, seen, type_into

PROGRAM = load_program(FILE)


def sought(folder: Path, words: Words, answers: Mapping[str, str] = REPORT) -> AtHand:
    return open_visit(
        folder / "record", words, program=PROGRAM, entry="after_overdose", answers=answers
    )


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> Iterator[AtHand]:
    del qtbot
    at_hand = sought(tmp_path, words)
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


def page_of(here: AtHand, qtbot: QtBot) -> OutreachPage:
    shown = OutreachPage(here.context, make_step("outreach"))
    here.show(shown, qtbot)
    return shown


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> OutreachPage:
    return page_of(here, qtbot)


def field(page: OutreachPage, question: str) -> object:
    form = page.form
    lists = (form.first, form.asked, form.contact, form.again, form.rest, form.at)
    return next(one.fields[question] for one in lists if question in one.fields)


def choose(page: OutreachPage, question: str, value: str, qtbot: QtBot) -> None:
    pick(field(page, question), value, qtbot)  # type: ignore[arg-type]  # a field


def say(page: OutreachPage, question: str, text: str, qtbot: QtBot) -> None:
    type_into(field(page, question), text, qtbot)  # type: ignore[arg-type]  # a field


def tried(page: OutreachPage, way: str, came: str, qtbot: QtBot, again: str = "24") -> None:
    choose(page, WAY, way, qtbot)
    choose(page, f"outreach.came_{way}", came, qtbot)
    if not field(page, AGAIN).isHidden():  # type: ignore[attr-defined]  # a field
        choose(page, AGAIN, again, qtbot)
    page.take_primary()


def log(here: AtHand) -> list[ContactTried]:
    return [one.fact for one in tries(here.kept())]


def test_how_they_may_be_reached_stands_in_red_above_everything(
    here: AtHand, page: OutreachPage
) -> None:
    here.say(never_say_agency="yes", may_call="no", ask_for="The aunt")

    told = page.safe.rules.words
    assert "Do not call this person." in told
    assert "Never say where you call from." in told
    assert "Ask for The aunt. Speak to nobody else." in told
    assert "Eastport" in page.safe.where.words
    assert page.safe.y() < page.form_card.y()


def test_nothing_known_is_no_leave_to_talk(page: OutreachPage) -> None:
    assert "Do not say where you call from" in page.safe.rules.words
    assert "Leave no voicemail" in page.safe.rules.words


def test_the_window_says_from_when_by_when_and_who(page: OutreachPage) -> None:
    line = page.window_card.lines.words

    assert line == "Visit due: not before 10:00, by Wed 22:00 · Recovery coach"
    assert page.window_card.owner.value == "R. Alvarez"


def test_a_window_that_ran_out_is_red_and_says_what_is_done_now(
    here: AtHand, page: OutreachPage
) -> None:
    here.clock.advance(hours=90)
    page.refresh()
    told = seen(page.window_card)

    assert "ran out" in told
    assert "sends another pair" in told
    assert "Leave the letter" in told
    assert page.window_card._tone == "danger"  # noqa: SLF001 - what is painted
    assert page.window_card.give_up.isVisible()


def test_nobody_home_is_one_line_and_somebody_has_the_next_try(
    here: AtHand, page: OutreachPage, qtbot: QtBot
) -> None:
    assert page.primary() is None
    choose(page, WAY, "visit", qtbot)
    assert page.primary() == ("Write down the try", False)
    choose(page, "outreach.came_visit", "not_home", qtbot)
    assert page.primary() == ("Write down the try", False)  # it does not say when again
    choose(page, AGAIN, "24", qtbot)
    page.take_primary()

    assert log(here) == [ContactTried("not_home", "visit", "R. Alvarez")]
    task = next_try(here.kept())
    assert task is not None
    assert (task.owner, task.due_at) == ("R. Alvarez", NIGHT + timedelta(hours=24))
    assert page.primary() is None
    assert page.log.shown == ("03:41 · Visit, R. Alvarez: Nobody home.",)


def test_many_tries_are_kept_each_with_who_went_and_when(
    here: AtHand, page: OutreachPage, qtbot: QtBot
) -> None:
    tried(page, "call", "no_answer", qtbot)
    here.clock.advance(hours=5)
    choose(page, WAY, "letter", qtbot)
    choose(page, "outreach.came_letter", "left_message", qtbot)
    choose(page, AGAIN, "72", qtbot)
    say(page, WHO, "K. Lund and J. Okafor", qtbot)
    say(page, NOTE, "Under the door.", qtbot)
    say(page, AT, "06:10", qtbot)
    page.take_primary()

    assert [fact.who for fact in log(here)] == ["R. Alvarez", "K. Lund and J. Okafor"]
    newest = page.log.shown
    assert newest is not None
    assert newest[0].startswith("06:10 · Letter, K. Lund and J. Okafor: Left a letter")
    assert newest[0].endswith("Under the door.")


def test_only_what_can_come_of_a_way_is_offered(page: OutreachPage, qtbot: QtBot) -> None:
    choose(page, WAY, "letter", qtbot)
    offered = page.form.first.fields["outreach.came_letter"]

    assert offered.isVisible()
    assert "not_home" not in {choice.value for choice in offered.question.choices}
    assert page.form.first.fields["outreach.came_visit"].isHidden()


def test_who_is_reached_says_how_they_are_and_how_to_reach_them_safely(
    here: AtHand, page: OutreachPage, qtbot: QtBot
) -> None:
    choose(page, WAY, "visit", qtbot)
    choose(page, "outreach.came_visit", "reached", qtbot)
    assert field(page, AGAIN).isHidden()  # type: ignore[attr-defined]  # a field
    assert page.form.contact.isVisible()
    choose(page, STATUS, "unknown", qtbot)
    say(page, NEED, "A ride to detox", qtbot)
    here.say(may_call="yes", phone="410-555-0133")
    page.take_primary()

    ended = here.kept().last(TaskDone)
    assert ended is not None
    assert (ended[1].outcome, ended[1].status, ended[1].next_need) == (
        "reached", "unknown", "A ride to detox",
    )  # fmt: skip
    assert next_try(here.kept()) is None
    assert page.primary() is None  # Next goes on in the same visit
    assert "a visit like any other" in seen(page.state)
    assert here.kept().value("phone") == "410-555-0133"


@pytest.mark.parametrize(
    ("code", "disposition"),
    [("asked_to_stop", "asked_no_contact"), ("moved", "moved_away"), ("died", "died")],
)
def test_an_end_leads_to_the_close_with_its_own_words_and_to_no_other_try(
    here: AtHand, page: OutreachPage, qtbot: QtBot, code: str, disposition: str
) -> None:
    tried(page, "call", code, qtbot)

    assert next_try(here.kept()) is None
    assert page.form_card.isHidden()
    assert page.safe.isHidden()
    assert page.primary() == ("Go to Close", True)
    page.take_primary()
    assert here.wished == [("step", "close")]
    assert here.kept().value("disposition") == disposition


def test_a_death_that_a_follow_up_learned_of_ends_the_looking_too(
    here: AtHand, page: OutreachPage
) -> None:
    assert not page.form_card.isHidden()

    here.context.bridge.session.write(TaskDone("call", "reached", status="died"))
    page.refresh()

    assert page.form_card.isHidden()
    assert not page.after_all.isHidden()
    assert "Has died" in seen(page)


def test_somebody_who_calls_back_after_all_is_reached(page: OutreachPage, qtbot: QtBot) -> None:
    tried(page, "call", "moved", qtbot)
    qtbot.mouseClick(page.after_all, Qt.MouseButton.LeftButton)
    tried(page, "call", "reached", qtbot)

    assert page.primary() is None
    assert "a visit like any other" in seen(page.state)


def test_giving_up_is_offered_once_it_was_tried_and_only_names_the_end(
    here: AtHand, page: OutreachPage, qtbot: QtBot
) -> None:
    assert page.window_card.give_up.isHidden()
    tried(page, "visit", "not_home", qtbot)
    qtbot.mouseClick(page.window_card.give_up, Qt.MouseButton.LeftButton)

    assert here.wished == [("step", "close")]
    assert here.kept().value("disposition") == "not_reached"


def test_somebody_else_takes_the_next_try(here: AtHand, page: OutreachPage) -> None:
    page.window_card.owner.picked.emit("K. Lund")

    task = next_try(here.kept())
    assert task is not None
    assert task.owner == "K. Lund"
    added = [f for _, f in here.kept().all_of(TaskAdded) if f.kind == TRY]
    assert len(added) == 2


def test_a_time_before_the_report_is_refused_and_stays_in_its_line(
    here: AtHand, page: OutreachPage, qtbot: QtBot
) -> None:
    choose(page, WAY, "visit", qtbot)
    choose(page, "outreach.came_visit", "reached", qtbot)
    say(page, AT, "25:99", qtbot)
    page.take_primary()

    assert log(here) == []
    assert here.context.bridge.visit.value(WAY) == "visit"


def test_after_a_death_nobody_looks_for_them_and_the_family_decides(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here = sought(tmp_path, words, {**REPORT, "overdose_fatal": "yes"})
    page = page_of(here, qtbot)

    assert next_try(here.kept()) is None
    assert page.window_card.isHidden()
    assert page.form_card.isHidden()
    assert "Nobody looks for them" in seen(page.state)
    assert page.family_visit.isHidden()
    pick(page.family_fields.fields["family_contact_agreed"], "yes", qtbot)
    here.kept()
    page.refresh()
    assert page.family_visit.words.startswith("Visit the family: ")
    assert "20 Dec" in page.family_visit.words
    page.take_primary()
    assert here.kept().value("disposition") == "died"
    here.vault.release()
