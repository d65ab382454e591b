"""Setting up, signing in, and changing the station, at the real window."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.domain.content import Problem
from safestation.domain.station import Posture
from safestation.training import PASSPHRASE
from safestation.ui.screens.counter import CounterScreen
from safestation.ui.screens.form_grid import FormGrid
from safestation.ui.screens.station_home import StationHome
from tests.journeys.conftest import CONTENT, Counter
from tests.journeys.fresh import GOOD, FreshStation
from tests.journeys.walking import park, sees_soon, walk_in


@pytest.fixture
def fresh(tmp_path: Path, qtbot: QtBot, app: QApplication) -> FreshStation:
    del app
    return FreshStation(tmp_path / "station", qtbot)


def test_a_first_start_asks_for_the_station_and_makes_an_encrypted_record(
    fresh: FreshStation, tmp_path: Path
) -> None:
    fresh.fill()
    fresh.finish()

    assert fresh.shell.desk is not None
    assert fresh.shell.desk.station.name == "Station 3"
    assert b"Harbor County" not in (tmp_path / "station" / "record.db").read_bytes()


@pytest.mark.parametrize(
    ("passphrase", "again", "told"),
    [
        ("short", "short", "15 characters"),
        (GOOD, GOOD + "!", "not the same"),
        ("aaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaa", "repeats itself"),
    ],
)
def test_a_weak_or_mistyped_passphrase_is_told_and_nothing_typed_is_lost(
    fresh: FreshStation, passphrase: str, again: str, told: str
) -> None:
    fresh.fill(passphrase, again)
    fresh.hands.press("Create the encrypted record")

    fresh.hands.wait_for(lambda: fresh.hands.sees(told))
    assert fresh.setup.station.values()["agency"] == "Harbor County"
    assert not fresh.vault.exists()


@pytest.mark.parametrize(
    ("grid", "field", "told"),
    [
        ("station", "agency", "Write the agency's name."),
        ("station", "program", "Choose the program"),
        ("first", "coordinator", "Write your name."),
    ],
)
def test_setting_up_goes_to_what_is_missing_and_names_it(
    fresh: FreshStation, grid: str, field: str, told: str
) -> None:
    fresh.fill()
    form = getattr(fresh.setup, grid)
    assert isinstance(form, FormGrid)
    form.show_values({field: ""})

    fresh.hands.press("Create the encrypted record")

    assert fresh.hands.sees(told)
    assert form.widgets[field].hasFocus()
    assert fresh.setup.sheets is None


@pytest.mark.parametrize(
    ("grid", "wrong", "field", "told"),
    [
        ("station", {"number": "12/3 %"}, "number", "letters, digits and dashes"),
        ("station", {"phone": "none"}, "phone", "cannot be dialed"),
        ("contact", {"contact_email": "call us"}, "contact_email", "not an e-mail address"),
        (
            "law",
            {"posture": "program", "counsel": "T. Rowe", "signed_on": "1/15/1026"},
            "signed_on",
            "before there was a Part 2",
        ),
    ],
)
def test_setting_up_goes_to_a_value_that_does_not_fit_and_says_why(
    fresh: FreshStation, grid: str, wrong: dict[str, str], field: str, told: str
) -> None:
    fresh.fill()
    form = getattr(fresh.setup, grid)
    assert isinstance(form, FormGrid)
    form.show_values(wrong)
    fresh.hands.press("Create the encrypted record")

    assert fresh.hands.sees(told)
    assert form.widgets[field].hasFocus()
    assert fresh.setup.sheets is None


def test_set_up_begins_where_the_first_thing_is_asked(fresh: FreshStation) -> None:
    fresh.hands.wait_for(fresh.setup.station.widgets["agency"].hasFocus)


def test_a_weak_passphrase_has_the_focus_when_it_is_refused(fresh: FreshStation) -> None:
    fresh.fill("short", "short")
    fresh.hands.press("Create the encrypted record")
    fresh.hands.wait_for(lambda: fresh.hands.sees("15 characters or more. A sentence"))

    fresh.hands.wait_for(fresh.setup.passphrase.line.hasFocus)


@pytest.mark.parametrize(
    ("grid", "wrong", "told"),
    [
        ("place", {"number": ""}, "letters, digits and dashes"),
        ("place", {"contact_email": "call us"}, "not an e-mail address"),
        ("minors", {"age_of_majority": "²", "consent_age": "16"}, "Write both ages"),
        ("minors", {"age_of_majority": "16", "consent_age": "18"}, "Write both ages"),
    ],
)
def test_a_setting_that_does_not_fit_is_told_and_nothing_is_changed(
    counter: Counter, grid: str, wrong: dict[str, str], told: str
) -> None:
    assert counter.shell.desk is not None
    before = counter.shell.desk.station
    counter.shell.show_screen("station")
    home = counter.shell.screens["station"]
    assert isinstance(home, StationHome)
    home.show_page("settings")
    form = getattr(home.settings, grid)
    assert isinstance(form, FormGrid)
    form.show_values(wrong)
    counter.hands.press("Save the settings")

    assert counter.hands.sees(told)
    assert counter.shell.desk.station == before


def test_no_visit_is_opened_before_counsel_has_determined(fresh: FreshStation) -> None:
    fresh.fill()
    fresh.finish()
    fresh.hands.key(Qt.Key.Key_F2)

    assert fresh.shell.visit is None
    assert fresh.hands.sees("counsel")


def test_the_determination_can_be_written_down_later_and_opens_the_counter(
    fresh: FreshStation,
) -> None:
    fresh.fill()
    fresh.finish()
    fresh.shell.show_screen("station")
    home = fresh.shell.screens["station"]
    assert isinstance(home, StationHome)
    home.show_page("settings")
    station = fresh.shell.screens["station"]
    assert isinstance(station, StationHome)
    station.settings.law.show_values({"posture": Posture.PROGRAM.value})
    fresh.hands.type_into("Signed by (counsel)", "T. Rowe")
    fresh.hands.type_into("Signed on (month/day/year)", "1/15/2026")
    fresh.hands.press("Save the settings")
    fresh.hands.key(Qt.Key.Key_F2)

    assert fresh.shell.visit is not None


def test_a_wrong_passphrase_opens_nothing_and_the_right_one_opens_the_counter(
    counter: Counter,
) -> None:
    counter.hands.key(Qt.Key.Key_F12)
    assert counter.shell.desk is None
    counter.shell.signin.passphrase.line.setText("not the passphrase at all")
    counter.hands.press("Open")
    counter.hands.wait_for(lambda: counter.hands.sees("does not open the record"))

    counter.shell.signin.passphrase.line.setText(PASSPHRASE)
    counter.hands.press("Open")

    counter.hands.wait_for(lambda: counter.shell.desk is not None)


def test_the_training_station_is_wiped_after_one_calm_question(counter: Counter) -> None:
    counter.hands.key(Qt.Key.Key_F2)
    counter.shell.show_screen("station")
    assert counter.shell.desk is not None
    assert counter.shell.desk.counter.board().cards
    counter.hands.press("Start the training station afresh")
    counter.hands.press("Keep it as it is")
    assert counter.shell.desk.counter.board().cards

    counter.hands.press("Start the training station afresh")
    counter.hands.press("Start afresh")

    assert not counter.shell.desk.counter.board().cards


def test_a_wrong_program_file_of_another_county_is_named_on_the_station_page(
    counter: Counter,
) -> None:
    assert counter.shell.desk is not None
    wrong = Problem("harbor.toml", "state", "Write the two letters of the state, such as MD.")
    counter.shell.enter(replace(counter.shell.desk, refused=lambda: (wrong,)))

    counter.shell.show_screen("station")

    counter.hands.wait_for(lambda: counter.hands.sees("the counter works on"))
    assert counter.hands.sees("harbor.toml: state: Write the two letters")


def test_the_window_turns_spanish_and_dark_and_remembers_both(counter: Counter) -> None:
    counter.shell.show_screen("station")
    counter.hands.press("Español")
    counter.hands.wait_for(lambda: counter.hands.sees("Mostrador"))
    assert counter.hands.sees("Ocultar")
    counter.shell.show_screen("station")
    counter.hands.press("Claro o noche")

    assert counter.vault.window.load() == {"language": "es", "theme": "night"}


def test_the_board_says_what_is_next_in_the_language_of_the_window(counter: Counter) -> None:
    walk_in(counter, "Azul")
    park(counter)
    assert counter.hands.sees("Welcome and promise")
    counter.hands.key(Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)
    counter.hands.press("Español")
    counter.hands.wait_for(lambda: counter.shell.current == "counter")

    assert sees_soon(counter, "Bienvenida y promesa")
    assert not counter.hands.sees("Welcome and promise")
    counter.clock.advance(minutes=15)
    board = counter.shell.screens["counter"]
    assert isinstance(board, CounterScreen)
    board.refresh()
    assert sees_soon(counter, "Llamada a la línea de crisis · con retraso desde")


def test_a_signature_of_the_medical_director_is_kept_for_one_version(
    counter: Counter,
) -> None:
    assert counter.shell.desk is not None
    station = counter.shell.desk.station
    protocol = CONTENT.instruments["immediate_danger"]

    assert station.approval(protocol.id, protocol.version) is not None
    assert station.approval(protocol.id, "another version") is None


def test_a_window_that_changed_its_language_says_everything_around_the_page_in_it(
    counter: Counter,
) -> None:
    counter.shell.tick()
    assert counter.hands.sees("Mon 23 Nov 2026")
    counter.shell.show_screen("station")
    home = counter.shell.screens["station"]
    assert isinstance(home, StationHome)
    home.show_page("settings")
    counter.hands.click(home.settings.language_button)

    assert sees_soon(counter, "Aquí nada es real.")
    assert counter.hands.sees("lun 23 nov 2026")
    assert not counter.hands.sees("Nothing here is real.")
    assert counter.shell.shell is not None
    assert counter.shell.shell.rail.accessibleName() == "Páginas"
    assert counter.shell.shell.banner.close_button.accessibleName() == "Cerrar este mensaje"
