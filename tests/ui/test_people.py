"""Who works here can be put right: a name, a badge, who takes vital signs."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.errors import NotAllowed
from safestation.domain.station import Role, Staff
from safestation.ui.screens.key_sheets import ResetSheet, SureSheet
from safestation.ui.screens.person_sheet import PersonSheet
from safestation.ui.screens.station import StationScreen
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, open_visit


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    at_hand = open_visit(tmp_path, words)
    at_hand.context.desk.people.add(at_hand.context.desk.me, "M. Osey", Role.FIREFIGHTER, "1")
    return at_hand


def named(here: AtHand, name: str) -> Staff:
    people = here.context.desk.people.everybody()
    return next(p for p in people if p.name == name)


def settings(here: AtHand, words: Words, qtbot: QtBot) -> StationScreen:
    screen = StationScreen(here.context.desk, words, PoolTasks(here.owner))
    qtbot.addWidget(screen)
    screen.resize(1200, 800)
    screen.show()
    screen.refresh()
    return screen


def sheet_of(here: AtHand, name: str, words: Words, qtbot: QtBot) -> PersonSheet:
    screen = settings(here, words, qtbot)
    screen.people.select(named(here, name).id)
    qtbot.mouseClick(screen.change_button, Qt.MouseButton.LeftButton)
    return screen.person_sheet


def test_a_station_says_how_long_what_was_heard_about_a_bed_counts(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    desk = here.context.desk
    screen = StationScreen(desk, words, PoolTasks(here.owner))
    qtbot.addWidget(screen)
    screen.refresh()
    assert screen.place.values()["sighting_hours"] == "4"
    screen.place.show_values({"sighting_hours": "12"})

    with qtbot.waitSignal(screen.changed):
        screen.save()

    kept = desk.people._store.station()  # noqa: SLF001 - as the record has it
    assert kept is not None
    assert kept.sighting_hours == 12


@pytest.mark.parametrize("hours", [0, 25])
def test_what_was_heard_counts_neither_for_no_hour_nor_beyond_a_day(
    here: AtHand, hours: int
) -> None:
    desk = here.context.desk

    with pytest.raises(NotAllowed) as refused:
        desk.people.save_station(desk.me, replace(desk.station, sighting_hours=hours))

    assert refused.value.reason == "station.sighting_hours_wrong"


def test_a_name_is_put_right_and_what_they_did_stays_theirs(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    before = named(here, "M. Osey")
    sheet = sheet_of(here, "M. Osey", words, qtbot)
    assert sheet.form.values()["person_badge"] == "1"
    sheet.form.show_values(
        {"person_name": "M. Osei", "person_badge": "4402", "person_vitals": "yes"}
    )
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)

    after = named(here, "M. Osei")
    assert (after.id, after.badge, after.takes_vitals) == (before.id, "4402", True)
    assert here.context.desk.people.name_of(before.id) == "M. Osei"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"person_name": " \x00"}, "Write a name"),
        ({"person_name": "r. alvarez"}, "there already"),
        ({"person_until": "31.02.2027"}, "day"),
        ({"person_until": "01/01/2020"}, "already over"),
        ({"person_role": "volunteer"}, "day"),
    ],
)
def test_what_does_not_fit_is_told_in_the_sheet_and_nothing_changes(
    here: AtHand, words: Words, qtbot: QtBot, changes: dict[str, str], why: str
) -> None:
    before = named(here, "M. Osey")
    sheet = sheet_of(here, "M. Osey", words, qtbot)
    sheet.form.show_values(changes)
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)

    assert why in sheet.banner.what.words
    assert sheet.isVisible()
    assert named(here, "M. Osey") == before


def test_nobody_changes_their_own_role(here: AtHand) -> None:
    desk = here.context.desk

    with pytest.raises(NotAllowed, match="not_own_role"):
        desk.people.change(desk.me, Staff(desk.me.id, desk.me.name, Role.AUDITOR))


def test_somebody_new_is_not_added_before_a_role_was_chosen(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    screen = settings(here, words, qtbot)
    screen.ask_person()
    sheet = screen.person_sheet
    sheet.form.show_values({"person_name": "J. Marsh"})
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    people = here.context.desk.people

    assert "role" in sheet.banner.what.words
    assert not any(p.name == "J. Marsh" for p in people.everybody())
    sheet.form.show_values({"person_role": "volunteer"})
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert named(here, "J. Marsh").role is Role.VOLUNTEER


def test_nobody_is_let_go_before_it_was_asked_once(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    screen = settings(here, words, qtbot)
    qtbot.mouseClick(screen.retire_button, Qt.MouseButton.LeftButton)
    assert "Choose somebody" in screen.banner.what.words
    screen.people.select(named(here, "M. Osey").id)
    qtbot.mouseClick(screen.retire_button, Qt.MouseButton.LeftButton)
    sheet = screen.findChild(SureSheet)

    assert sheet is not None
    assert named(here, "M. Osey").active
    qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    everybody = here.context.desk.people.everybody()
    assert "M. Osey" not in [person.name for person in everybody]


def test_a_first_passphrase_is_typed_twice_alike(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    screen = settings(here, words, qtbot)
    screen.people.select(named(here, "M. Osey").id)
    qtbot.mouseClick(screen.account_button, Qt.MouseButton.LeftButton)
    sheet = screen.findChild(ResetSheet)
    assert sheet is not None
    sheet.new.first.line.setText("crumbs under the old piano")
    sheet.new.again.line.setText("crumbs under the old pianp")
    with qtbot.assertNotEmitted(screen.account_wanted):
        qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert sheet.isVisible()
    sheet.new.again.line.setText("crumbs under the old piano")

    with qtbot.waitSignal(screen.account_wanted) as given:
        qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert given.args == [named(here, "M. Osey"), "crumbs under the old piano"]


def test_the_last_coordinator_without_a_last_day_stays_one(here: AtHand) -> None:
    desk = here.context.desk
    today = desk.clock.now().date()

    with pytest.raises(NotAllowed, match="last_coordinator"):
        desk.people.change(desk.me, replace(desk.me, until=today))
    assert named(here, desk.me.name).until is None
    lee = desk.people.add(desk.me, "Lee", Role.COORDINATOR)
    desk.people.change(desk.me, replace(desk.me, until=today))
    for gone in (replace(lee, role=Role.OFFICER), replace(lee, until=today)):
        with pytest.raises(NotAllowed, match="last_coordinator"):
            desk.people.change(desk.me, gone)
    with pytest.raises(NotAllowed, match="last_coordinator"):
        desk.people.retire(desk.me, lee)
    assert named(here, "Lee") == lee
