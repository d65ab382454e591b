"""The coordinator's report at the real window: what a chief would expect to read."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.facts import (
    Arrived,
    Closed,
    Departed,
    PartnerArrived,
    PartnerCalled,
    PlacementAccepted,
    PlacementOffered,
)
from safestation.domain.permissions import may
from safestation.domain.reporting.period import Span
from safestation.domain.station import Role
from safestation.services.desk import Desk
from safestation.ui.screens.report_cards import lines_of
from safestation.ui.screens.report_choice import EVERY
from safestation.ui.screens.reports import ReportsScreen
from safestation.ui.shell import SCREENS
from tests.journeys.conftest import Counter
from tests.ui.at_hand import seen
from tests.unit.forms.samples import text_of

pytestmark = pytest.mark.journey


def desk_of(counter: Counter) -> Desk:
    assert counter.shell.desk is not None
    return counter.shell.desk


def three_came(desk: Desk) -> None:
    """One is placed and arrives, one does not want treatment, one comes back and is open."""
    now = desk.clock.now()
    placed = desk.counter.start()
    placed.answer("first_name", "Toni")
    placed.answer("veteran", "yes")
    placed.write(PartnerCalled("team", "on_the_way"), now + timedelta(minutes=4))
    placed.write(PartnerArrived("team"), now + timedelta(minutes=24))
    placed.write(PlacementOffered("p", "Bayview House"))
    placed.write(PlacementAccepted("p", "Bayview House"), now + timedelta(minutes=90))
    placed.write(Departed())
    placed.write(Arrived("Sofia"))
    placed.write(Closed("placed_same_visit"))
    placed.flush()
    stayed = desk.counter.start()
    stayed.write(Closed("declined"))
    stayed.flush()
    desk.counter.start_again(placed.visit.id).flush()


@pytest.fixture
def page(counter: Counter, qtbot: QtBot) -> ReportsScreen:
    for visit in desk_of(counter).counter.board().cards:
        session = desk_of(counter).counter.resume(visit.visit)
        session.write(Closed("information_only"))
    counter.clock.at += timedelta(days=40)  # a month in which nobody was here before
    three_came(desk_of(counter))
    counter.shell.activateWindow()
    qtbot.waitUntil(counter.shell.isActiveWindow)
    qtbot.keyClick(counter.shell, Qt.Key.Key_7, Qt.KeyboardModifier.AltModifier)
    found = counter.shell.screens["reports"]
    assert isinstance(found, ReportsScreen)
    qtbot.waitUntil(found.isVisible)
    return found


def press(widget: QWidget | None, key: Qt.Key, qtbot: QtBot) -> None:
    assert widget is not None
    qtbot.keyClick(widget, key)


def make(page: ReportsScreen, qtbot: QtBot, span: Span = Span.THIS_MONTH) -> None:
    """Choose the days and make the report, with the keyboard alone."""
    page.choice.span.setFocus()
    while page.choice.span.value != span.value:
        down = list(Span).index(Span(page.choice.span.value)) < list(Span).index(span)
        press(page.choice.span, Qt.Key.Key_Down if down else Qt.Key.Key_Up, qtbot)
    page.choice.go.setFocus()
    press(page.choice.go, Qt.Key.Key_Return, qtbot)
    qtbot.waitUntil(lambda: page.view is not None and page.view.isVisible())


def counted(page: ReportsScreen) -> dict[tuple[str, str], str]:
    assert page.view is not None
    found: dict[tuple[str, str], str] = {}
    for measure, words, number in lines_of(page.view):
        found.setdefault((measure, words), number)  # the first table of a measure counts here
    return found


def test_the_report_says_what_a_chief_would_expect(page: ReportsScreen, qtbot: QtBot) -> None:
    make(page, qtbot)

    told = counted(page)
    assert told["encounters", "Somebody walked in"] == "3"
    assert told["persons", "Here once in these days"] == "1"
    assert told["persons", "Here more than once"] == "1"
    assert told["offered", "Offered"] == "1"
    assert told["offered", "Not offered"] == "1"
    assert told["offered", "Not known yet: still open"] == "1"
    assert told["arrived", "Arrived, said somebody there"] == "1"
    assert told["dispositions", "Placed in this visit"] == "1"
    assert told["dispositions", "Did not want treatment today"] == "1"
    assert told["returns", "Came back: joined with the earlier visit"] == "1"
    assert told["veterans", "Yes"] == "2"  # what lasts was carried into the second visit
    assert told["engaged_30_days", "Not known yet: 30 days are not over"] == "2"
    shown = seen(page)
    assert "3 encounters in all" in shown
    assert "True numbers are on this screen only" in shown
    assert "Toni" not in shown


def test_a_heading_over_one_says_one(page: ReportsScreen, qtbot: QtBot) -> None:
    make(page, qtbot)
    assert page.view is not None
    headings = [
        lines.cell(row, 0).text.split(": ")[-1]
        for lines in page.view.tables.values()
        for row in range(lines.model().rowCount())
        if not lines.cell(row, 1).text
    ]

    assert [one for one in headings if one.startswith("1 ")]
    assert not [one for one in headings if one.startswith("1 ") and one.endswith("s")]


def test_the_paper_leaves_small_counts_out_and_says_so(
    counter: Counter, page: ReportsScreen, qtbot: QtBot
) -> None:
    make(page, qtbot)
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(counter.printer.jobs))

    pdf, title, _ = counter.printer.jobs[-1]
    text = text_of(pdf)
    assert title == "report"
    assert "<11" in text
    assert "Toni" not in text
    assert "is a count from 1 to 10" in text
    assert "without counts from 1 to 10" in seen(page)


def test_a_file_is_saved_for_somebody_where_the_person_chose(
    page: ReportsScreen, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "report.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(place), ""))
    make(page, qtbot)
    page.save_button.click()
    assert page.sheet is not None
    page.sheet.form.select("why").show_value("")  # type: ignore[union-attr]  # a choice
    page.sheet.go.click()
    assert "Choose for whom" in seen(page.sheet)
    page.sheet.form.select("why").show_value("county")  # type: ignore[union-attr]  # a choice
    page.sheet.go.click()
    qtbot.waitUntil(place.exists)

    assert "<11" in place.read_text("utf-8-sig")
    qtbot.waitUntil(lambda: "report.csv is saved" in seen(page))


def test_days_of_ones_own_are_asked_only_then_and_read_or_refused(
    page: ReportsScreen, qtbot: QtBot
) -> None:
    assert not page.choice.first.isVisible()
    page.choice.span.show_value(Span.OWN.value)
    page.choice.span.picked.emit(Span.OWN.value)
    assert page.choice.first.isVisible()
    assert page.choice.first.text() == "01/01/2027"
    assert page.choice.last.text() == "03/31/2027"
    page.choice.first.setText("some day")
    press(page.choice.go, Qt.Key.Key_Space, qtbot)
    assert "cannot be read" in seen(page.banner)
    page.choice.first.setText("1/31/2031")
    page.choice.last.setText("2031-01-01")
    page.choice.go.click()

    assert "comes after the last" in seen(page.banner)
    assert page.report is None


def test_days_of_ones_own_and_the_button_stand_in_one_row_on_a_small_screen(
    counter: Counter, page: ReportsScreen, qtbot: QtBot
) -> None:
    page.choice.span.show_value(Span.OWN.value)
    page.choice.span.picked.emit(Span.OWN.value)

    counter.shell.resize(1024, 768)

    def bottom(widget: QWidget) -> int:
        return widget.mapTo(page, widget.rect().center()).y()

    qtbot.waitUntil(lambda: abs(bottom(page.choice.go) - bottom(page.choice.last)) < 8)


def test_days_in_which_nobody_came_say_so_and_offer_nothing_to_print(
    page: ReportsScreen, qtbot: QtBot
) -> None:
    page.choice.span.show_value(Span.OWN.value)
    page.choice.span.picked.emit(Span.OWN.value)
    page.choice.first.setText("2031-01-01")
    page.choice.last.setText("2031-01-31")
    page.choice.go.click()
    qtbot.waitUntil(lambda: page.report is not None)

    assert page.empty.isVisible()
    assert not page.print_button.isVisible()
    assert page.choice.program.value == EVERY


@pytest.mark.parametrize("role", Role)
def test_nobody_but_a_coordinator_has_the_page(role: Role) -> None:
    _, _, need = SCREENS["reports"]

    assert may(role, need) is (role is Role.COORDINATOR)


def test_locking_while_it_counts_ends_the_counting(
    counter: Counter, page: ReportsScreen, qtbot: QtBot, app: QApplication
) -> None:
    del app
    page.choice.go.click()
    job = page._job  # noqa: SLF001 - how far it is
    assert job is not None
    counter.shell.lock()
    qtbot.waitUntil(lambda: job.progress.stopped)
