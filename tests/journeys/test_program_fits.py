"""The program's pages are read, reached and heard: small screens, 200 %, Spanish, night."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safestation.hands import let_pass
from safestation.ui.screens.program_page import ProgramPage
from safestation.ui.screens.setup import SetUpScreen
from safestation.ui.screens.setup_values import SetUpValues
from safestation.ui.tasks import PoolTasks
from tests.fakes import CountedIds
from tests.journeys.conftest import CONTENT
from tests.journeys.test_keys_fit import Place, place, wrong_with
from tests.journeys.walking import station_page

__all__ = ["place"]  # a fixture

pytestmark = pytest.mark.journey
THREE = ("arizona_angel_initiative", "plymouth_county_outreach", "lead_king_county")


def page_of(place: Place) -> ProgramPage:
    return station_page(place.window, "program", ProgramPage)


def test_the_page_on_the_program_fits_and_is_heard(place: Place) -> None:
    page_of(place)

    assert wrong_with(place.window) == []


@pytest.mark.parametrize("ending", ["phone", "alternative", "on", ".minutes"])
def test_the_form_of_a_value_fits_and_is_heard(place: Place, ending: str) -> None:
    page = page_of(place)
    lines = (line.shipped.path for line in place.desk.program_book.lines())
    page.values.select(next(path for path in lines if path.endswith(ending)))
    page.ask_change()

    assert wrong_with(place.window) == []


def test_three_programs_side_by_side_fit_and_are_heard(place: Place) -> None:
    page = page_of(place)
    page.show_chooser()
    for _ in range(400):
        let_pass(15)
        if page.chooser.found is not None:
            break
    assert page.chooser.found is not None
    page.chooser.found.show_values(THREE)
    page.chooser.found.picked.emit(THREE)

    assert wrong_with(place.window) == []


@pytest.mark.parametrize("program", ["hope_not_handcuffs_hudson_valley", "lead_king_county"])
def test_what_a_program_leaves_to_the_station_fits_and_is_heard(
    place: Place, program: str, tmp_path: Path, qtbot: QtBot
) -> None:
    del tmp_path, qtbot
    words, tasks = place.window._words, PoolTasks(place.window)  # noqa: SLF001 - its own
    setup = SetUpScreen(place.vault, CONTENT.programs, CountedIds(), words, tasks)
    place.window._show(setup)  # noqa: SLF001 - as at the first start
    setup.own.show_program(CONTENT.programs[program])
    tasks.drain()

    assert isinstance(setup.own, SetUpValues)
    assert wrong_with(place.window) == []
