"""What stands beside every step for the next shift, and what is told of earlier visits."""

from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from safestation.domain.facts import (
    CrimeReported,
    JoinedWith,
    NoteAdded,
    PartedFrom,
    ReportMade,
)
from safestation.domain.returns import earlier_visits
from safestation.ui.kit import Button
from safestation.ui.visit.incident_sheet import KEYS as INCIDENT_KEYS
from safestation.ui.visit.incident_sheet import IncidentSheet
from safestation.ui.visit.note_sheet import NoteSheet
from safestation.ui.visit.notes_card import LastNote, NotesCard
from safestation.ui.visit.report_sheet import KEYS, ReportSheet
from safestation.ui.words import Words
from tests.factories import make_visit
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, open_visit, seen


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words, station={"hotline_text": "County line 410-555-0190"})


@pytest.fixture
def card(here: AtHand, qtbot: QtBot) -> NotesCard:
    host = QWidget()
    host.resize(1000, 700)
    shown = NotesCard(here.context, host)
    shown.setParent(host)
    here.context.bridge.changed.connect(shown.refresh)
    qtbot.addWidget(host)
    host.show()
    return shown


def note_sheet(card: NotesCard) -> NoteSheet:
    card.ask_note()
    assert isinstance(card.sheet, NoteSheet)
    return card.sheet


def report_sheet(card: NotesCard) -> ReportSheet:
    card.ask_report()
    assert isinstance(card.sheet, ReportSheet)
    return card.sheet


def test_the_note_of_the_last_shift_is_read_at_every_step(
    here: AtHand, card: NotesCard, qtbot: QtBot
) -> None:
    last = LastNote(here.context)
    qtbot.addWidget(last)
    assert last.isHidden()
    sheet = note_sheet(card)
    qtbot.keyClicks(sheet.note, "Waits for the call from Bayview.")
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)

    found = here.kept().last(NoteAdded)
    assert found is not None
    assert found[1].text == "Waits for the call from Bayview."
    last.refresh()
    assert last.text.words == "03:41, R. Alvarez: Waits for the call from Bayview."


@pytest.mark.parametrize("typed", ["", "   \n ", "\x00", "x" * 1001])
def test_an_empty_note_or_a_novel_is_told_and_stays_on_the_screen(
    here: AtHand, card: NotesCard, typed: str
) -> None:
    sheet = note_sheet(card)
    sheet.note.setPlainText(typed)
    sheet.take()

    assert sheet.isVisible()
    assert sheet.problem.words
    assert not here.kept().has(NoteAdded)


def test_a_mandated_report_has_a_day_an_agency_and_a_number_and_no_story(
    here: AtHand, card: NotesCard, qtbot: QtBot
) -> None:
    sheet = report_sheet(card)
    assert {f.name for f in fields(ReportMade)} == {"agency", "reference"}
    assert set(sheet.grid.widgets) == set(KEYS)
    assert len(sheet.findChildren(QLineEdit)) == len(KEYS)
    assert "County line 410-555-0190" in seen(sheet)
    for key, text in (("report_agency", "Child welfare"), ("report_reference", "A-17")):
        line = sheet.grid.line(key)
        assert line is not None
        qtbot.keyClicks(line, text)
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)

    found = here.kept().last(ReportMade)
    assert found is not None
    assert found[1] == ReportMade("Child welfare", "A-17")
    assert "Mandated report: Mon 23 Nov 2026 · Child welfare · A-17" in seen(card)


@pytest.mark.parametrize(
    ("agency", "day"),
    [("", "11/23/2026"), ("Child welfare", "11/24/2026"), ("Child welfare", "31.02.2026"),
     ("Child welfare", "yesterday"), ("\x00", "11/23/2026")],
)  # fmt: skip
def test_a_report_without_agency_or_with_a_day_to_come_is_not_kept(
    here: AtHand, card: NotesCard, agency: str, day: str
) -> None:
    sheet = report_sheet(card)
    sheet.grid.show_values({"report_agency": agency, "report_day": day})
    sheet.take()

    assert sheet.problem.words
    assert not here.kept().has(ReportMade)


def test_a_report_of_yesterday_keeps_its_day(here: AtHand, card: NotesCard) -> None:
    sheet = report_sheet(card)
    sheet.grid.show_values({"report_agency": "Child welfare", "report_day": "11/22/2026"})
    sheet.take()

    found = here.kept().last(ReportMade)
    assert found is not None
    assert f"{found[0].happened_at:%Y-%m-%d}" == "2026-11-22"


def test_visits_that_were_joined_by_mistake_stand_alone_again() -> None:
    joined = make_visit(facts=(JoinedWith("a"), JoinedWith("b"), PartedFrom("b")))

    assert earlier_visits(joined) == ("a",)
    assert earlier_visits(make_visit(facts=(JoinedWith("a"), PartedFrom("a")))) == ()


def test_of_a_crime_here_only_five_things_are_asked_kept_and_printed(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    printer = MemoryPrinter()
    here = open_visit(tmp_path / "crime", words, printer=printer)
    here.say(first_name="Toni", last_name="Reyes", address="20 Main St")
    told: list[str] = []
    here.context.wishes.told.connect(lambda _tone, text: told.append(text))
    host = QWidget()
    host.resize(1000, 700)
    card = NotesCard(here.context, host)
    card.setParent(host)
    qtbot.addWidget(host)
    host.show()
    card.ask_incident()
    sheet = card.sheet
    assert isinstance(sheet, IncidentSheet)
    assert set(sheet.grid.widgets) == set(INCIDENT_KEYS)
    assert sheet.again.isHidden()
    sheet.take()
    assert sheet.isVisible()
    assert "Write what happened first" in seen(sheet)
    assert "Cancel" in [button.words for button in sheet.findChildren(Button)]
    assert printer.jobs == []

    qtbot.keyClicks(sheet.what, "Broke the door.")
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)

    found = here.kept().last(CrimeReported)
    assert found is not None
    assert found[1] == CrimeReported(
        "Broke the door.", "served_now", "Toni Reyes", "20 Main St", ""
    )
    assert len(printer.jobs) == 1
    assert "sent to the printer" in told[-1]
    card.ask_incident()
    assert isinstance(card.sheet, IncidentSheet)
    assert not card.sheet.again.isHidden()
