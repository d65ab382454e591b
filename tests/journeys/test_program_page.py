"""The station's own program at the real window: changes, approvals, and what hangs out."""

from dataclasses import replace
from io import BytesIO
from types import MappingProxyType

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from safestation.domain.station import Role
from safestation.services.editions import EARLIER
from safestation.ui.screens.program_page import ProgramPage
from safestation.ui.screens.retention_sheets import AskSheet
from safestation.ui.screens.station_home import StationHome
from tests.journeys.conftest import Counter
from tests.journeys.own_values import CHIEF, changes
from tests.journeys.walking import lines_of, station_page

pytestmark = pytest.mark.journey
OFFER = "clock.offer.minutes"


def page_of(counter: Counter) -> ProgramPage:
    home = counter.shell.screens["station"]
    assert isinstance(home, StationHome)
    page = home.pages["program"]
    assert isinstance(page, ProgramPage)
    return page


def open_page(counter: Counter) -> ProgramPage:
    return station_page(counter.shell, "program", ProgramPage)


def sheet_of(counter: Counter) -> AskSheet:
    sheet = page_of(counter).sheet
    assert sheet is not None
    return sheet


def change(counter: Counter, path: str, value: str, by: str = CHIEF) -> None:
    changes(
        counter, open_page(counter), path, value=value, approved_by=by, reason="County order 7"
    )


def settled(counter: Counter, old: ProgramPage) -> ProgramPage:
    counter.hands.wait_for(lambda: page_of(counter) is not old)
    return page_of(counter)


def first_clock(counter: Counter) -> str:
    desk = counter.shell.desk
    assert desk is not None
    return f"clock.{desk.program.clocks[0].id}.minutes"


def test_a_change_stands_beside_the_shipped_value_with_who_approved_it(
    counter: Counter,
) -> None:
    path, page = first_clock(counter), open_page(counter)
    change(counter, path, "17 min")
    page = settled(counter, page)

    line = next(one for one in lines_of(page.values) if "17 minutes" in one)
    assert "Chief P. Rowe" in line
    assert "County order 7" in line
    assert any("17 minutes" in one for one in lines_of(page.history))


def test_a_visit_that_is_open_keeps_its_program_and_says_so(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    before = desk.counter.start().visit
    page = open_page(counter)
    change(counter, first_clock(counter), "17 min")
    settled(counter, page)

    now = counter.shell.desk
    assert now is not None
    after = now.counter.start().visit
    assert now.counter.program_of(before).clocks[0].minutes != 17
    assert now.counter.program_of(after).clocks[0].minutes == 17
    assert now.counter.told_of(before) == EARLIER
    shell = counter.shell.shell
    assert shell is not None
    shell.open_visit(before.id)
    assert counter.hands.sees("Opened under an earlier version")
    shell.open_visit(after.id)
    assert not counter.hands.sees("Opened under an earlier version")


def test_a_number_counts_at_once_and_takes_the_place_of_an_older_one(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    partner = desk.program.partners[0].id
    assert desk.station.partner_phones[partner]
    visit = desk.counter.start().visit
    page = open_page(counter)
    change(counter, f"partner.{partner}.phone", "(410) 555-0188")
    settled(counter, page)

    now = counter.shell.desk
    assert now is not None
    assert partner not in now.station.partner_phones
    assert now.counter.program_of(visit).partners[0].phone == "410-555-0188"
    assert now.counter.told_of(visit) == ""


def test_going_back_to_the_shipped_value_is_asked_and_stays_in_the_list(
    counter: Counter,
) -> None:
    path, page = first_clock(counter), open_page(counter)
    change(counter, path, "17 min")
    page = settled(counter, page)
    page.values.select(path)
    counter.hands.press("Back to the shipped value")
    sheet_of(counter).form.show_values({"approved_by": "Chief P. Rowe"})
    counter.hands.press("Go back to the shipped value")
    page = settled(counter, page)

    assert not any("17 minutes" in one for one in lines_of(page.values))
    assert [("the shipped value" in one) for one in lines_of(page.history)] == [True, False]


@pytest.mark.parametrize(
    ("value", "by", "told"),
    [
        ("soon", "Chief P. Rowe", "Write the time with its unit"),
        ("720", "Chief P. Rowe", "A number alone does not say which"),
        ("", "Chief P. Rowe", "Nobody is sent away with nothing"),
        ("17 min", " ", "Write who approved it"),
    ],
)
def test_what_does_not_fit_is_told_in_the_sheet_and_stays_typed(
    counter: Counter, value: str, by: str, told: str
) -> None:
    change(counter, first_clock(counter), value, by)

    assert counter.hands.sees(told)
    assert sheet_of(counter).form.values()["reason"] == "County order 7"
    desk = counter.shell.desk
    assert desk is not None
    assert desk.program_book.history() == ()


def test_the_card_and_the_notice_come_out_of_the_printer(counter: Counter) -> None:
    open_page(counter)
    for button in ("Print the program card", "Print the visitor's notice"):
        counter.hands.press(button)

    told = [_text(pdf) for pdf, _, _ in counter.printer.jobs]
    assert ["Program card" in text for text in told] == [True, False]
    assert "What we promise" in told[1]


def test_a_firefighter_reads_the_values_and_changes_none(counter: Counter) -> None:
    desk = counter.shell.desk
    assert desk is not None
    other = replace(desk.me, id="staff-9", role=Role.FIREFIGHTER)
    vault = counter.vault
    counter.shell.enter(vault.renewed(replace(desk, me=other)))
    page = open_page(counter)

    assert lines_of(page.values)
    assert not page.change.isVisible()
    assert not page.choose.isVisible()


def test_programs_stand_side_by_side_and_another_is_taken_by_keyboard(
    counter: Counter,
) -> None:
    page = open_page(counter)
    counter.hands.press("Choose another program")
    counter.hands.wait_for(lambda: page.chooser.found is not None)
    found = page.chooser.found
    assert found is not None
    QTest.keyClicks(found.line, "Manchester")
    QTest.keyClick(found.line, Qt.Key.Key_Return)

    assert counter.hands.sees("Who is called, and how fast")
    assert counter.hands.sees("What happens to a warrant")
    assert set(page.chooser.take_buttons) == {
        "safe_stations_anne_arundel", "safe_station_manchester",
    }  # fmt: skip
    page.chooser.take_buttons["safe_station_manchester"].setFocus()
    QTest.keyClick(page.chooser.take_buttons["safe_station_manchester"], Qt.Key.Key_Return)
    settled(counter, page)
    now = counter.shell.desk
    assert now is not None
    assert now.program.id == "safe_station_manchester"
    assert now.station.partner_phones == MappingProxyType({})


def test_never_more_than_three_stand_side_by_side(counter: Counter) -> None:
    page = open_page(counter)
    counter.hands.press("Choose another program")
    counter.hands.wait_for(lambda: page.chooser.found is not None)
    found = page.chooser.found
    assert found is not None
    for name in ("Manchester", "Hudson", "Gloucester"):
        QTest.keyClicks(found.line, name)
        QTest.keyClick(found.line, Qt.Key.Key_Return)

    assert counter.hands.sees("Three at most")
    assert len(page.chooser.take_buttons) == 3


def _text(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
