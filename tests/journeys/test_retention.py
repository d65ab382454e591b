"""Retention at the real window: periods, holds, and two people who erase."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.facts import Closed
from safestation.domain.retention import Holding
from safestation.domain.station import Role
from safestation.hands import let_pass
from safestation.services.desk import Desk
from safestation.storage.backup import Source
from safestation.storage.driver import Migrations
from safestation.storage.erasing import Wanted, prepare
from safestation.training import PASSPHRASE
from safestation.ui.kit.select import Select
from safestation.ui.screens.retention_page import RetentionPage
from safestation.ui.screens.retention_sheets import AskSheet, rule_sheet
from safestation.ui.screens.station_home import StationHome
from safestation.ui.screens.two_people import TwoPeople
from safestation.ui.words import Words
from tests.journeys.conftest import STRINGS, Counter
from tests.journeys.walking import lines_of, sign_in, station_page
from tests.unit.forms.samples import text_of

THEIRS = "four brass bells at noon"


def desk_of(counter: Counter) -> Desk:
    assert counter.shell.desk is not None
    return counter.shell.desk


def came(desk: Desk, name: str) -> str:
    session = desk.counter.start()
    session.answer("first_name", name)
    session.write(Closed("information_only"))
    session.flush()
    return session.visit.number


def page_of(counter: Counter) -> RetentionPage:
    home = counter.shell.screens["station"]
    assert isinstance(home, StationHome)
    page = home.pages["retention"]
    assert isinstance(page, RetentionPage)
    return page


def open_page(counter: Counter) -> RetentionPage:
    return station_page(counter.shell, "retention", RetentionPage)


def second_person(counter: Counter) -> str:
    desk = desk_of(counter)
    person = next(p for p in desk.people.everybody() if p.role is Role.FIREFIGHTER)
    counter.vault.add_account(desk, person, THEIRS)
    return person.id


def prove(counter: Counter, page: RetentionPage, second: str, theirs: str = THEIRS) -> None:
    sheet = page.sheet
    assert isinstance(sheet, TwoPeople)
    sheet.who.show_value(second)
    sheet.mine.line.setText(PASSPHRASE)
    sheet.theirs.line.setText(theirs)
    counter.hands.press("Erase for ever")


def test_nothing_is_purged_until_the_station_enters_a_period(counter: Counter) -> None:
    came(desk_of(counter), "Zebulon")
    counter.clock.advance(days=3000)
    page = open_page(counter)
    assert any("Not set: nothing is purged" in line for line in lines_of(page.classes))
    page.classes.select("not_placed")
    counter.hands.press("See and purge what is due")
    assert counter.hands.sees("Nothing of this class is due")
    counter.hands.press("Set the period")
    counter.hands.type_into("Number", "3")
    counter.hands.press("Keep this period")
    assert counter.hands.sees("The day cannot be read")
    counter.hands.type_into("Schedule or law, with its number", "County schedule 7.2")
    counter.hands.type_into("Looked up by", "M. Chen")
    counter.hands.type_into("On which day", "10/1/2026")
    counter.hands.press("Keep this period")

    rule = desk_of(counter).retention.rules().of(Holding.NOT_PLACED)
    assert rule is not None
    assert rule.citation == "County schedule 7.2"
    assert any("3 years" in line and "1 due" in line for line in lines_of(page.classes))


def test_what_is_wrong_with_a_period_is_seen_where_the_card_scrolls(
    app: QApplication, qtbot: QtBot
) -> None:
    del app
    host, words = QWidget(), Words(STRINGS, "es")
    qtbot.addWidget(host)
    host.resize(800, 500)
    host.show()
    sheet = rule_sheet(host, words, Holding.PLACED, None, lambda _rule: None)
    sheet.open_sheet()
    host.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is host)
    let_pass(20)
    form = sheet.form
    form.show_values({"count": "0", "citation": "x", "verified_by": "y"})
    sheet.go.click()

    told = sheet.banner
    assert told.isVisible()
    qtbot.waitUntil(lambda: told.visibleRegion().boundingRect() == told.rect())


def test_two_people_erase_a_person_and_work_goes_on(counter: Counter) -> None:
    desk = desk_of(counter)
    number, other = came(desk, "Zebulon"), came(desk, "Quinlan")
    second = second_person(counter)
    page = open_page(counter)
    counter.hands.press("Erase a person")
    counter.hands.type_into("Visit number", number)
    counter.hands.type_into("On whose word", "Request of 11/23")
    counter.hands.press("Show what would go")
    assert counter.hands.sees(number)
    assert counter.hands.sees("1 entry goes")
    prove(counter, page, second)
    counter.hands.wait_for(lambda: counter.hands.sees("nothing of it is left in the record"))

    assert page_of(counter) is not page
    assert desk_of(counter).counter.search().find("zeb") == ()
    assert [one.number for one in desk_of(counter).counter.search().find("quin")] == [other]
    counter.hands.press("Print the certificate")
    assert "Request of 11/23" in text_of(counter.printer.jobs[-1][0])
    assert desk_of(counter).counter.start().visit.number
    QApplication.sendPostedEvents()


def test_a_wrong_second_passphrase_erases_nothing(counter: Counter) -> None:
    number = came(desk_of(counter), "Zebulon")
    second = second_person(counter)
    page = open_page(counter)
    counter.hands.press("Erase a person")
    counter.hands.type_into("Visit number", number)
    counter.hands.type_into("On whose word", "Request of 11/23")
    counter.hands.press("Show what would go")
    prove(counter, page, second, "not their passphrase at all")
    counter.hands.wait_for(lambda: counter.hands.sees("does not fit. Nothing was erased"))
    assert isinstance(page.sheet, TwoPeople)
    assert page.sheet.mine.line.hasFocus()
    assert not page.sheet.mine.line.isReadOnly()

    assert len(desk_of(counter).counter.search().find("zeb")) == 1


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F12])
def test_what_is_called_off_in_the_middle_erases_nothing_and_the_history_says_so(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, key: Qt.Key
) -> None:
    begun, go_on = Event(), Event()

    def waits(source: Source, migrations: Migrations, wanted: Wanted) -> None:
        begun.set()
        go_on.wait(20)
        prepare(source, migrations, wanted)

    monkeypatch.setattr("safestation.storage.eraser.prepare", waits)
    number, second = came(desk_of(counter), "Zebulon"), second_person(counter)
    page = open_page(counter)
    counter.hands.press("Erase a person")
    counter.hands.type_into("Visit number", number)
    counter.hands.type_into("On whose word", "Request of 11/23")
    counter.hands.press("Show what would go")
    prove(counter, page, second)
    counter.hands.wait_for(begun.is_set)
    focused = QApplication.focusWidget()
    assert isinstance(page.sheet, TwoPeople)
    assert focused is not None
    assert page.sheet.isAncestorOf(focused)
    counter.hands.key(key)
    go_on.set()
    if key is Qt.Key.Key_F12:
        sign_in(counter)
    else:
        assert counter.hands.sees("Nothing was erased. The record is as it was.")

    lines = [one.act for one in desk_of(counter).trail.read()]
    assert lines.index("erasing_failed") < lines.index("erased")
    assert len(desk_of(counter).counter.search().find("zeb")) == 1
    assert desk_of(counter).erasing.done() == ()


def test_a_hold_stands_until_it_is_released(counter: Counter) -> None:
    number = came(desk_of(counter), "Zebulon")
    page = open_page(counter)
    counter.hands.press("Hold a visit")
    counter.hands.type_into("Visit number", number)
    counter.hands.type_into("Reason", "Subpoena 12")
    counter.hands.press("Put the hold")
    (held,) = desk_of(counter).retention.held()
    assert counter.hands.sees("The hold stands")
    page.holds.select(held.id)
    counter.hands.press("Release the hold")
    counter.hands.type_into("Reason", "Withdrawn")
    assert isinstance(page.sheet, AskSheet)
    page.sheet.go.click()

    assert desk_of(counter).retention.held() == ()


def test_somebody_is_given_their_own_record_once_staff_know_who_it_is(counter: Counter) -> None:
    number = came(desk_of(counter), "Zebulon")
    page = open_page(counter)
    counter.hands.press("Print somebody's own record")
    counter.hands.type_into("Visit number", number)
    counter.hands.press("Print it for the person")
    assert counter.hands.sees("Say how you know who this is")
    assert isinstance(page.sheet, AskSheet)
    known = page.sheet.form.widgets["known_by"]
    assert isinstance(known, Select)
    known.show_value("photo_id")
    counter.hands.press("Print it for the person")

    assert counter.hands.sees("1 visit was sent to the printer")
    assert "Zebulon" in text_of(counter.printer.jobs[-1][0])
