"""The paperwork page: everybody with papers, one packet, and the page it prints."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain import consent_seal
from safestation.domain.consent_text import consent_lines
from safestation.domain.facts import (
    Closed,
    ConsentSigned,
    NoticeGiven,
    PlacementAccepted,
    Printed,
    PrintNotDone,
    RidePlanned,
)
from safestation.domain.program import PacketForm, RecipientTemplate, Step
from safestation.domain.text import Text
from safestation.domain.visit import VisitId
from safestation.services.session import VisitSession
from safestation.ui.kit import Chip
from safestation.ui.screens.paperwork import PaperworkScreen
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.factories import WORDS, make_consent, make_program, make_recipient, make_signature
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, open_visit

PROGRAM = make_program(
    recipients=(
        RecipientTemplate(
            "next_place", Text.of("The next place"), "covered_entity", "treatment", (),
            from_placement=True,
        ),
    ),
    packet=(
        PacketForm("handoff_summary", "next_place"),
        PacketForm("person_card", preselected=False),
    ),
    steps=(Step("handoff", "handoff", Text.of("Handoff")),),
)  # fmt: skip

Show = Callable[[], PaperworkScreen]


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> MemoryPrinter:
    made = MemoryPrinter()
    monkeypatch.setattr("tests.ui.at_hand.NoPrinter", lambda: made)
    return made


@pytest.fixture
def here(
    tmp_path: Path, words: Words, qtbot: QtBot, printer: MemoryPrinter
) -> Iterator[AtHand]:
    del qtbot, printer
    made = open_visit(tmp_path / "data", words, program=PROGRAM)
    assert made.context.bridge.flush()
    yield made
    tasks = made.context.tasks
    assert isinstance(tasks, PoolTasks)
    tasks.drain()
    made.vault.release()


@pytest.fixture
def show(here: AtHand, words: Words, qtbot: QtBot) -> Show:
    def make() -> PaperworkScreen:
        screen = PaperworkScreen(here.context.desk, words, here.context.tasks)
        qtbot.addWidget(screen)
        screen.resize(1278, 712)
        screen.refresh()
        screen.show()
        screen.activateWindow()
        qtbot.waitUntil(screen.isActiveWindow)
        qtbot.waitUntil(screen.packet.is_ready)
        return screen

    return make


def place(session: VisitSession, provider: str, name: str, title: str) -> None:
    """Accept a place and sign the consent for it."""
    session.write(NoticeGiven("2026-11", "en", "on_paper"))
    session.write(PlacementAccepted(provider, name))
    recipient = make_recipient(id=provider, name=name)
    consent = make_consent(id=f"consent-{provider}", recipient=recipient)
    lines = consent_lines(consent, WORDS["consent"], title, "en")
    signed = consent_seal.signed(consent, lines, (make_signature(),))
    session.write(ConsentSigned(signed))


def test_each_open_visit_with_papers_is_listed_and_the_longest_waiting_is_open(
    here: AtHand, show: Show
) -> None:
    here.clock.advance(minutes=5)
    here.context.desk.counter.start()

    screen = show()

    assert len(screen.people) == 2
    assert screen.current == here.visit.id


def test_without_anybody_the_page_says_so(here: AtHand, show: Show) -> None:
    here.context.bridge.write(Closed("declined"))

    screen = show()

    assert not screen.empty.isHidden()
    assert screen.inside.isHidden()


def test_the_button_that_prints_is_in_sight_however_long_the_list(
    here: AtHand, show: Show
) -> None:
    place(here.context.bridge.session, "provider-2", "Hope House", "Station 12")
    screen = show()
    screen.resize(936, 500)
    button = screen.packet.button

    assert button.isVisible()
    assert button.mapTo(screen, button.rect().bottomRight()).y() < 100


def test_choosing_another_person_shows_their_packet(
    here: AtHand, show: Show, qtbot: QtBot
) -> None:
    title = here.context.desk.station.title
    here.clock.advance(minutes=5)
    other = here.context.desk.counter.start()
    place(other, "provider-2", "Hope House", title)
    screen = show()

    card = screen.people[VisitId(other.visit.id)]
    qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.packet.is_ready)

    assert screen.current == other.visit.id
    assert ("handoff_summary", "provider-2") in screen.packet.rows
    assert screen.whom.words == "This is printed for Hope House."
    assert screen.preview.page_count >= 1


def test_printing_here_is_written_into_that_visit(
    here: AtHand, show: Show, qtbot: QtBot, printer: MemoryPrinter
) -> None:
    place(here.context.bridge.session, "provider-1", "Bayview House",
          here.context.desk.station.title)  # fmt: skip
    screen = show()

    qtbot.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    kept = here.context.desk.counter.look(here.visit.id, "review")
    forms = [fact.form for _, fact in kept.all_of(Printed)]
    assert forms == ["part2_notice", "handoff_summary"]
    assert len(printer.jobs) == 2


def test_without_consent_nothing_can_be_printed_from_here(
    here: AtHand, show: Show, qtbot: QtBot, printer: MemoryPrinter
) -> None:
    here.context.bridge.write(PlacementAccepted("provider-1", "Bayview House"))
    screen = show()

    qtbot.keyClick(screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert not screen.packet.button.isEnabled()
    assert printer.jobs == []


def test_the_ride_stands_on_the_card(here: AtHand, show: Show) -> None:
    leaves = here.clock.now() + timedelta(minutes=29)
    here.context.bridge.write(RidePlanned("taxi", ("K. Lund",), leaves_at=leaves))

    screen = show()

    chips = [chip.words for chip in screen.people[here.visit.id].findChildren(Chip)]
    assert chips == ["Ride 04:10"]


def test_the_visit_can_be_opened_from_its_papers(
    here: AtHand, show: Show, qtbot: QtBot
) -> None:
    screen = show()

    with qtbot.waitSignal(screen.visit_chosen) as chosen:
        qtbot.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)

    assert chosen.args == [here.visit.id]


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX; Windows has lists")
def test_a_page_that_is_saved_is_its_owners_alone_and_one_that_cannot_be_is_noted(
    here: AtHand, show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place(here.context.bridge.session, "provider-1", "Bayview House",
          here.context.desk.station.title)  # fmt: skip
    screen = show()
    own = next(row for key, row in screen.packet.rows.items() if key[0] == "person_card")
    assert not screen.packet.file.isVisible(), "a page for a place is no file"
    own.looked_at.emit()
    chosen = [tmp_path / "copy.pdf", tmp_path / "nowhere" / "copy.pdf"]
    left = iter(chosen)
    monkeypatch.setattr(screen.packet.file, "pick", lambda _name: str(next(left)))
    before = os.umask(0o022)

    try:
        screen.packet.file.asked.emit("asked for a copy")
        screen.packet.file.asked.emit("asked for a copy")
    finally:
        os.umask(before)

    assert chosen[0].read_bytes().startswith(b"%PDF")
    assert stat.S_IMODE(chosen[0].stat().st_mode) == 0o600
    assert not chosen[1].exists()
    kept = here.context.desk.counter.look(here.visit.id, "review")
    assert len(list(kept.all_of(Printed))) == 2
    assert len(list(kept.all_of(PrintNotDone))) == 1
