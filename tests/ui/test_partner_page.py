"""The partner's page, by keys and clicks, on a real record."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safestation.domain.facts import Entered, ItemsDealtWith, PartnerArrived, PartnerCalled
from safestation.domain.program import Partner
from safestation.domain.schedule import ALWAYS
from safestation.domain.text import Text
from safestation.ui.kit import ChoiceGroup
from safestation.ui.steps.partner import BACK_AT, ETA, OUTCOME, SPOKE_TO, WHOM, PartnerPage
from safestation.ui.words import Words
from tests.factories import make_program
from tests.ui.at_hand import AtHand, make_step, open_visit

TEAMS = (
    Partner("team", Text.of("Night team"), Text.of("Clinicians"), "", ALWAYS, 20),
    Partner("van", Text.of("Van"), Text.of("Drivers"), "410-555-0151", ALWAYS, 20),
)


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    at_hand = open_visit(tmp_path / "record", words, program=make_program(partners=TEAMS))
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> PartnerPage:
    shown = PartnerPage(here.context, make_step("partner"))
    here.show(shown, qtbot)
    return shown


def say(qtbot: QtBot, page: PartnerPage, outcome: str) -> None:
    group = page.fields.fields[OUTCOME].findChild(ChoiceGroup)
    assert isinstance(group, ChoiceGroup)
    tile = next(t for t in group.tiles if t.value == outcome)
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)


def type_into(qtbot: QtBot, page: PartnerPage, question: str, text: str) -> None:
    line = page.fields.fields[question].findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, text)


def calls(here: AtHand) -> list[PartnerCalled]:
    return [fact for _, fact in here.kept().all_of(PartnerCalled)]


def test_the_number_that_nobody_set_is_said_in_words(page: PartnerPage) -> None:
    assert page.contact.name.words == "Night team"
    assert page.contact.phone.words.startswith("Set by the station")


def test_the_script_names_the_station_and_nothing_of_the_person(
    here: AtHand, page: PartnerPage
) -> None:
    here.say(first_name="Toni", last_name="Reyes")

    assert "Station 12" in page.contact.say.words
    assert "Toni" not in page.contact.say.words


def test_nobody_is_said_to_have_come_in_who_is_somewhere_else(
    here: AtHand, qtbot: QtBot
) -> None:
    here.context.bridge.write(Entered("report", "outreach"))
    page = PartnerPage(here.context, make_step("partner"))
    here.show(page, qtbot)

    assert "came in" not in page.contact.say.words
    assert here.context.desk.station.phone in page.contact.say.words


def test_on_the_way_needs_the_minutes_and_keeps_the_call(
    here: AtHand, page: PartnerPage, qtbot: QtBot
) -> None:
    say(qtbot, page, "on_the_way")
    assert page.primary() == ("Write down this call", False)

    type_into(qtbot, page, ETA, "25")
    type_into(qtbot, page, SPOKE_TO, "Robin")
    assert page.primary() == ("Write down this call", True)
    page.take_primary()

    assert calls(here) == [PartnerCalled("team", "on_the_way", "Robin", "25")]
    assert here.kept().value(OUTCOME) == ""
    assert "25 minutes" in page.log.shown[0] if page.log.shown else False


def test_minutes_that_are_no_number_stay_with_the_reason(
    here: AtHand, page: PartnerPage, qtbot: QtBot
) -> None:
    say(qtbot, page, "on_the_way")
    type_into(qtbot, page, ETA, "soon")

    page.take_primary()

    assert calls(here) == []
    assert "number" in page.fields.fields[ETA].problem.words


def test_a_call_back_before_now_is_meant_for_tomorrow(
    here: AtHand, page: PartnerPage, qtbot: QtBot
) -> None:
    say(qtbot, page, "call_back")
    assert page.primary() == ("Write down this call", False)
    type_into(qtbot, page, BACK_AT, "0300")

    page.take_primary()

    at = calls(here)[0].call_back_at
    assert at is not None
    tomorrow = here.clock.now().date() + timedelta(days=1)
    assert (at.date(), f"{at:%H:%M}") == (tomorrow, "03:00")


@pytest.mark.parametrize("typed", ["4:10", "410", "4.10", "4:10 am"])
def test_a_time_typed_in_any_way_is_kept_as_the_call_back(
    here: AtHand, page: PartnerPage, qtbot: QtBot, typed: str
) -> None:
    say(qtbot, page, "call_back")
    type_into(qtbot, page, BACK_AT, typed)

    page.take_primary()

    at = calls(here)[0].call_back_at
    assert at is not None
    assert f"{at:%H:%M}" == "04:10"
    assert page.contact.chip.words == "They call back"
    assert "04:10" in page.contact.back_at.words


@pytest.mark.parametrize(("outcome", "unknown"), [("on_the_way", ETA), ("call_back", BACK_AT)])
def test_a_call_is_kept_although_they_could_not_say_when(
    here: AtHand, page: PartnerPage, qtbot: QtBot, outcome: str, unknown: str
) -> None:
    say(qtbot, page, outcome)
    here.context.bridge.answer_unknown(unknown, "does_not_know")
    assert page.primary() == ("Write down this call", True)

    page.take_primary()

    assert calls(here) == [PartnerCalled("team", outcome)]
    assert here.kept().answers.get(unknown) is None


def test_a_second_press_is_no_second_arrival_and_a_second_name_is(
    here: AtHand, page: PartnerPage, qtbot: QtBot
) -> None:
    qtbot.mouseClick(page.arrived, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.arrived, Qt.MouseButton.LeftButton)
    assert not page.arrived.isEnabled()

    line = page.arrival.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "A. Poe")
    qtbot.mouseClick(page.arrived, Qt.MouseButton.LeftButton)

    came = [fact for _, fact in here.kept().all_of(PartnerArrived)]
    assert came == [PartnerArrived("team"), PartnerArrived("team", "A. Poe")]


def test_no_answer_brings_the_next_one_with_their_number(
    here: AtHand, page: PartnerPage, qtbot: QtBot
) -> None:
    say(qtbot, page, "no_answer")
    page.take_primary()

    assert calls(here) == [PartnerCalled("team", "no_answer")]
    assert page.contact.name.words == "Van"
    assert page.contact.phone.words == "410-555-0151"


def test_somebody_late_turns_the_card_amber_without_a_touch(
    here: AtHand, page: PartnerPage, qtbot: QtBot
) -> None:
    here.context.bridge.write(PartnerCalled("team", "on_the_way", eta_minutes="10"))

    here.clock.advance(minutes=21)
    qtbot.waitUntil(lambda: not page.contact.late.isHidden(), timeout=4000)

    assert page.contact.chip.tone == "clock"
    assert page.contact.name.words == "Van"
    assert "0:21" in page.contact.watch.words


def test_the_arrival_stops_the_watch(here: AtHand, page: PartnerPage, qtbot: QtBot) -> None:
    here.context.bridge.write(PartnerCalled("team", "on_the_way", eta_minutes="10"))
    here.clock.advance(minutes=9)
    line = page.arrival.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.keyClicks(line, "A. Poe")
    page.arrived.setFocus()
    qtbot.keyClick(page.arrived, Qt.Key.Key_Return)
    here.clock.advance(minutes=30)
    page.refresh()

    assert [fact for _, fact in here.kept().all_of(PartnerArrived)] == [
        PartnerArrived("team", "A. Poe")
    ]
    assert "0:09" in page.contact.took.words
    assert page.contact.watch.isHidden()


def test_the_number_is_read_out_first_and_the_tiles_come_next(
    page: PartnerPage, qtbot: QtBot
) -> None:
    page.go_to_field("")
    assert page.contact.hasFocus()
    assert "Set by the station" in page.contact.accessibleName()

    qtbot.keyClick(page.contact, Qt.Key.Key_Tab)

    assert page.fields.isAncestorOf(page.focusWidget())


@pytest.fixture
def items_first(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    program = make_program(partners=TEAMS)
    items = {
        site: replace(policy, before_partner=True) for site, policy in program.items.items()
    }
    at_hand = open_visit(tmp_path / "pairs", words, program=replace(program, items=items))
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


def test_where_items_come_before_the_partner_the_page_says_so_until_they_are_dealt_with(
    items_first: AtHand, qtbot: QtBot
) -> None:
    page = PartnerPage(items_first.context, make_step("partner"))
    items_first.show(page, qtbot)
    assert page.items_first.isVisible()

    items_first.context.bridge.write(ItemsDealtWith())

    assert page.items_first.isHidden()


def test_where_the_program_says_nothing_of_it_neither_does_the_page(page: PartnerPage) -> None:
    assert page.items_first.isHidden()


def test_a_call_goes_to_nobody_who_is_not_called_on_this_page(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(**{WHOM: "team"})  # half typed on the other page
    drivers = PartnerPage(
        here.context, replace(make_step("partner"), partners=frozenset({"van"}))
    )
    here.show(drivers, qtbot)

    say(qtbot, drivers, "no_answer")
    drivers.take_primary()

    assert [call.partner for call in calls(here)] == ["van"]
