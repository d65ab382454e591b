"""The numbers that a station writes down stand where they are needed."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safestation.domain.contact import is_place
from safestation.domain.facts import EmergencyStarted
from safestation.domain.station import MinorRule
from safestation.forms.resource_sheet import ResourceSheet
from safestation.ui.screens.form_grid import LONGEST, FormGrid
from safestation.ui.steps.emergency import EmergencyPanel
from safestation.ui.steps.items import ItemsPage
from safestation.ui.steps.questions import QuestionsPage
from safestation.ui.steps.welcome import WelcomePage
from safestation.ui.words import Words
from tests.factories import make_sheet, make_station
from tests.ui.at_hand import AtHand, make_step, open_visit, seen
from tests.unit.forms.samples import text_of

NUMBERS = {
    "police_phone": "410-555-0150",
    "language_line": "410-555-0160",
    "emergency_phone": "410-555-0199",
    "minor_rule": MinorRule(18, 14, "Code 5-20", "J. Okafor"),
}


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words, station=NUMBERS)


def test_a_fire_station_sees_whom_to_call_for_drugs_and_weapons(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ItemsPage(here.context, make_step("items"))
    here.show(page, qtbot)

    assert "Police, for the items only: 410-555-0150" in seen(page)


def test_the_interpreter_line_stands_there_once_somebody_needs_it(
    here: AtHand, qtbot: QtBot
) -> None:
    page = WelcomePage(here.context, make_step("welcome"))
    here.show(page, qtbot)
    assert "410-555-0160" not in seen(page)

    here.say(language_access__interpreter="spoken")

    assert "Interpreter line: 410-555-0160" in seen(page)


def test_an_emergency_says_which_number_to_call(here: AtHand, qtbot: QtBot) -> None:
    here.context.bridge.write(EmergencyStarted("f9"))
    panel = EmergencyPanel(here.context)
    here.show(panel, qtbot)

    assert "Call 410-555-0199" in seen(panel)


def test_the_state_s_rule_stands_beside_the_questions_about_a_minor(
    here: AtHand, qtbot: QtBot
) -> None:
    page = QuestionsPage(here.context, make_step("questions", sections=("minor",)))
    here.show(page, qtbot)

    assert "of age at 18; may consent alone" in seen(page)
    assert "at 14 (Code 5-20)" in seen(page)


def test_without_a_rule_the_page_says_so_and_presets_none(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here = open_visit(tmp_path, words)
    page = QuestionsPage(here.context, make_step("questions", sections=("minor",)))
    here.show(page, qtbot)

    assert "rule is not written down yet" in seen(page)


def test_help_near_here_is_printed_for_anybody() -> None:
    station = make_station(hotline_text="County line 410-555-0190")

    assert "County line 410-555-0190" in text_of(
        ResourceSheet().render(make_sheet(station=station))
    )


@pytest.mark.parametrize(("latitude", "longitude"), [("", ""), ("38.97", "-76.48")])
def test_a_station_stands_on_the_globe_or_nowhere_yet(latitude: str, longitude: str) -> None:
    assert is_place(latitude, longitude)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [("38.97", ""), ("91", "0"), ("0", "181"), ("north", "west"), ("NaN", "0"), ("1e9", "0")],
)
def test_what_is_not_on_the_globe_is_refused(latitude: str, longitude: str) -> None:
    assert not is_place(latitude, longitude)


def test_a_line_of_a_form_takes_no_novel_and_no_signs_that_turn_the_writing(
    words: Words, qtbot: QtBot
) -> None:
    grid = FormGrid(words, "station", ("agency",), {})
    qtbot.addWidget(grid)
    grid.show_values({"agency": "\u202eHarbor\x00 " + "x" * 10_000})

    assert grid.values()["agency"].startswith("Harbor ")
    assert len(grid.values()["agency"]) <= LONGEST
