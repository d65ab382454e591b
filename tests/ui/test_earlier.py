"""What happened before it was typed is kept with both times, and shown with both."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import (
    Arrived,
    CameIn,
    Departed,
    EmergencyStarted,
    EmergencyStep,
    Fact,
    PartnerCalled,
    PlacementAccepted,
    VitalsTaken,
)
from safestation.domain.program import Partner
from safestation.domain.schedule import ALWAYS
from safestation.domain.text import Text
from safestation.domain.visit import Entry
from safestation.ui.steps.arrival_card import ArrivalCard
from safestation.ui.steps.emergency_steps import StepButtons
from safestation.ui.steps.partner import PartnerPage
from safestation.ui.steps.vitals_form import VitalsForm
from safestation.ui.steps.welcome import WelcomePage
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import NIGHT
from tests.ui.at_hand import AtHand, make_step, open_visit, seen

TEAM = Partner("team", Text.of("Night team"), Text.of("Clinicians"), "", ALWAYS, 20)


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    at_hand = open_visit(tmp_path / "record", words, program=make_program(partners=(TEAM,)))
    at_hand.clock.advance(minutes=50)
    return at_hand


def written(here: AtHand, kind: type[Fact]) -> Entry:
    found = here.kept().last(kind)
    assert found is not None
    return found[0]


def test_a_call_that_was_made_half_an_hour_ago_is_marked_as_late(
    here: AtHand, qtbot: QtBot
) -> None:
    page = PartnerPage(here.context, make_step("partner"))
    here.show(page, qtbot)
    here.say(partner__outcome="no_answer", partner__called_earlier="3:50")

    page.take_primary()

    entry = written(here, PartnerCalled)
    assert f"{entry.happened_at:%H:%M} {entry.typed_at:%H:%M}" == "03:50 04:31"
    assert entry.is_late
    qtbot.waitUntil(lambda: "03:50 (written down at 04:31)" in seen(page.log))
    assert here.visit.value("partner.called_earlier") == ""


def test_a_time_before_they_came_is_told_and_nothing_is_written(
    here: AtHand, qtbot: QtBot
) -> None:
    page = PartnerPage(here.context, make_step("partner"))
    here.show(page, qtbot)
    here.say(partner__outcome="no_answer", partner__called_earlier="03:20")

    page.take_primary()

    assert not here.kept().has(PartnerCalled)
    assert "before they came in" in seen(page.called_at)
    assert here.visit.value("partner.outcome") == "no_answer"


def test_when_they_really_came_in_moves_every_clock(here: AtHand, qtbot: QtBot) -> None:
    page = WelcomePage(here.context, make_step("welcome"))
    here.show(page, qtbot)
    assert not page.note_time.isEnabled()
    here.say(welcome__came_earlier="03:15")
    qtbot.mouseClick(page.note_time, Qt.MouseButton.LeftButton)

    kept = here.kept()
    assert kept.arrived_at == NIGHT.replace(minute=15, second=0)
    assert kept.number == here.visit.number
    assert written(here, CameIn).typed_at == NIGHT + timedelta(minutes=50)
    assert "They came in at 03:15" in seen(page)


def test_who_left_earlier_did_not_arrive_before_they_left(here: AtHand, qtbot: QtBot) -> None:
    here.context.bridge.write(PlacementAccepted("p1", "Bayview House"), NIGHT)
    card = ArrivalCard(here.context)
    qtbot.addWidget(card)
    here.say(handoff__earlier="04:10")
    card.depart()
    assert f"{written(here, Departed).happened_at:%H:%M}" == "04:10"

    here.say(handoff__told_by="Sofia", handoff__earlier="04:05")
    card.confirm()
    assert not here.kept().has(Arrived)

    here.say(handoff__earlier="04:25")
    card.confirm()
    assert f"{written(here, Arrived).happened_at:%H:%M}" == "04:25"


def test_naloxone_that_was_given_before_the_screen_was_reached_keeps_its_time(
    here: AtHand, qtbot: QtBot
) -> None:
    here.context.bridge.write(EmergencyStarted("f9"))
    steps = StepButtons(here.context)
    qtbot.addWidget(steps)
    here.say(emergency__earlier="04:28")

    steps.buttons["naloxone_given"].click()

    assert f"{written(here, EmergencyStep).happened_at:%H:%M}" == "04:28"


def test_vital_signs_taken_on_a_glove_are_kept_with_the_time_of_the_glove(
    here: AtHand, qtbot: QtBot
) -> None:
    form = VitalsForm(here.context)
    qtbot.addWidget(form)
    here.say(vitals__hr="88", vitals__taken_earlier="03:55")

    form.keep_set()

    assert f"{written(here, VitalsTaken).happened_at:%H:%M}" == "03:55"
    assert here.visit.value("vitals.taken_earlier") == ""
