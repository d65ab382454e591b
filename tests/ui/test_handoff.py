"""The ride, the packet and the arrival: each written down on its own."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from safestation.domain import consent_seal
from safestation.domain.consent import Consent
from safestation.domain.consent_text import consent_lines
from safestation.domain.facts import (
    Arrived,
    ConsentRevoked,
    ConsentSigned,
    Departed,
    NotArrived,
    NoticeGiven,
    PlacementAccepted,
    Printed,
    PrintNotDone,
    RidePlanned,
    TaskAdded,
)
from safestation.domain.program import FollowUp, PacketForm, Program, RecipientTemplate
from safestation.domain.tasks import unfinished
from safestation.domain.text import Text
from safestation.ui.steps.handoff import HandoffPage
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.factories import WORDS, make_consent, make_program, make_signature
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, make_step, open_visit

PROVIDER = "provider-1"
NEXT_PLACE = RecipientTemplate(
    "next_place",
    Text.of("The next place"),
    "covered_entity",
    "treatment",
    ("identity",),
    from_placement=True,
)


def make_packet_program(**changes: object) -> Program:
    packet = (PacketForm("handoff_summary", "next_place"), PacketForm("consent"))
    return make_program(recipients=(NEXT_PLACE,), packet=packet, **changes)


@dataclass
class Handoff:
    """The page with what its packet sent to the printer."""

    here: AtHand
    page: HandoffPage
    printer: MemoryPrinter
    bot: QtBot

    def place(self) -> None:
        self.here.context.bridge.write(NoticeGiven("2026-11", "en", "on_paper"))
        self.here.context.bridge.write(PlacementAccepted(PROVIDER, "Bayview House"))

    def sign(self, **changes: object) -> Consent:
        consent = make_consent(**changes)
        title = self.here.context.desk.station.title
        lines = consent_lines(consent, WORDS["consent"], title, consent.language)
        signed = consent_seal.signed(consent, lines, (make_signature(),))
        self.here.context.bridge.write(ConsentSigned(signed))
        return signed

    def rebuild(self) -> None:
        packet = self.page.packet
        packet.rebuild()
        self.bot.waitUntil(packet.is_ready)

    def type_into(self, question: str, text: str) -> None:
        field = next(
            f.fields[question]
            for f in (self.page.ride.fields, self.page.arrival.told_by)
            if question in f.fields
        )
        line = field.findChild(QLineEdit)
        assert line is not None
        line.setFocus()
        self.bot.keyClicks(line, text)

    def click(self, button: object) -> None:
        self.bot.mouseClick(button, Qt.MouseButton.LeftButton)

    def put_away(self) -> None:
        assert self.here.context.bridge.flush()
        tasks = self.here.context.tasks
        assert isinstance(tasks, PoolTasks)
        tasks.drain()
        self.here.vault.release()

    def printed(self) -> list[Printed]:
        return [fact for _, fact in self.here.visit.all_of(Printed)]


@pytest.fixture
def printer(monkeypatch: pytest.MonkeyPatch) -> MemoryPrinter:
    made = MemoryPrinter()
    monkeypatch.setattr("tests.ui.at_hand.NoPrinter", lambda: made)
    return made


def opened(
    folder: Path, words: Words, printer: MemoryPrinter, bot: QtBot, program: Program
) -> Handoff:
    here = open_visit(folder, words, program=program)
    page = HandoffPage(here.context, make_step("handoff"))
    here.show(page, bot)
    return Handoff(here, page, printer, bot)


@pytest.fixture
def handoff(
    tmp_path: Path, words: Words, qtbot: QtBot, printer: MemoryPrinter
) -> Iterator[Handoff]:
    made = opened(tmp_path / "data", words, printer, qtbot, make_packet_program())
    yield made
    made.put_away()


@pytest.fixture
def in_pairs(
    tmp_path: Path, words: Words, qtbot: QtBot, printer: MemoryPrinter
) -> Iterator[Handoff]:
    program = make_packet_program(driver_count=2)
    made = opened(tmp_path / "data", words, printer, qtbot, program)
    yield made
    made.put_away()


def every_file(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_ride_is_written_down_as_it_was_typed(handoff: Handoff) -> None:
    handoff.here.say(ride_mode="partner_van")
    handoff.type_into("ride_driver_1", "K. Lund")
    handoff.type_into("ride_leaves_at", "0410")

    handoff.click(handoff.page.ride.button)

    last = handoff.here.kept().last(RidePlanned)
    assert last is not None
    assert (last[1].mode, last[1].drivers) == ("partner_van", ("K. Lund",))
    assert last[1].leaves_at is not None
    assert f"{last[1].leaves_at:%H:%M}" == "04:10"
    assert handoff.page.ride.button.isHidden()


def test_a_ride_without_a_mode_is_asked_for(handoff: Handoff) -> None:
    handoff.click(handoff.page.ride.button)

    assert handoff.page.ride.problem.words == "Choose how they get there."
    assert not handoff.here.visit.has(RidePlanned)


@pytest.mark.parametrize("second", ["", "k.  lund"])
def test_volunteers_need_two_different_drivers(in_pairs: Handoff, second: str) -> None:
    in_pairs.here.say(ride_mode="volunteer")
    in_pairs.type_into("ride_driver_1", "K. Lund")
    if second:
        in_pairs.type_into("ride_driver_2", second)

    in_pairs.click(in_pairs.page.ride.button)

    assert "two different names" in in_pairs.page.ride.problem.words
    assert not in_pairs.here.visit.has(RidePlanned)


def test_nobody_leaves_with_one_volunteer_alone(in_pairs: Handoff) -> None:
    in_pairs.place()
    in_pairs.here.say(ride_mode="volunteer", ride_driver_1="K. Lund")

    in_pairs.click(in_pairs.page.arrival.departed)
    assert "two different names" in in_pairs.page.arrival.problem.words
    assert not in_pairs.here.visit.has(Departed)

    in_pairs.here.say(ride_driver_2="P. Osei")
    assert in_pairs.page.arrival.problem.isHidden()
    in_pairs.click(in_pairs.page.arrival.departed)
    assert in_pairs.here.kept().has(Departed)


def test_an_officer_may_drive_alone_where_volunteers_go_in_pairs(in_pairs: Handoff) -> None:
    in_pairs.place()
    in_pairs.here.say(ride_mode="officer", ride_driver_1="K. Lund")

    in_pairs.click(in_pairs.page.arrival.departed)

    assert in_pairs.here.kept().has(Departed)


def test_two_volunteers_may_drive(in_pairs: Handoff) -> None:
    in_pairs.here.say(ride_mode="volunteer")
    in_pairs.type_into("ride_driver_1", "K. Lund")
    in_pairs.type_into("ride_driver_2", "P. Osei")

    in_pairs.click(in_pairs.page.ride.button)

    last = in_pairs.here.visit.last(RidePlanned)
    assert last is not None
    assert last[1].drivers == ("K. Lund", "P. Osei")


def test_nothing_is_rendered_out_of_sight_where_the_record_may_close(
    handoff: Handoff,
) -> None:
    packet = handoff.page.packet
    handoff.here.say(ride_mode="taxi")
    assert packet.is_settling()

    handoff.page.hide()
    assert not packet.is_settling()

    handoff.page.show()
    assert packet.is_settling()


def test_a_time_after_midnight_means_tomorrow(handoff: Handoff) -> None:
    handoff.here.clock.advance(hours=20)
    handoff.here.say(ride_mode="taxi", ride_leaves_at="00:30")

    handoff.click(handoff.page.ride.button)

    last = handoff.here.visit.last(RidePlanned)
    assert last is not None
    assert last[1].leaves_at is not None
    assert last[1].leaves_at.day == 24


def test_without_consent_the_form_is_grey_with_the_reason_and_nothing_is_printed(
    handoff: Handoff, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temp = tmp_path / "temp"
    temp.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temp))
    monkeypatch.setenv("TMPDIR", str(temp))
    handoff.place()
    handoff.rebuild()
    before = every_file(tmp_path)

    row = handoff.page.packet.rows["handoff_summary", PROVIDER]
    handoff.click(row.box)
    handoff.bot.keyClick(handoff.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert not row.box.isEnabled()
    assert row.why.words == "No consent yet for this recipient. Ask in the step Consent."
    assert handoff.printer.jobs == []
    assert handoff.printed() == []
    assert every_file(tmp_path) == before


def test_the_keys_print_what_is_ticked_with_its_notice(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()
    total = sum(
        int(row.box.detail.split(" p")[0].split()[-1])
        for row in handoff.page.packet.rows.values()
    )
    assert handoff.page.packet.button.words == f"Print {total} pages"

    handoff.bot.keyClick(handoff.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)

    assert [fact.form for fact in handoff.printed()] == [
        "part2_notice",
        "handoff_summary",
        "consent",
    ]
    assert sum(fact.pages for fact in handoff.printed()) == total
    assert len(handoff.printer.jobs) == 3
    assert "is written down" in handoff.page.packet.banner.what.words


def test_the_notice_stays_ticked_as_long_as_its_page_goes_out(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()
    rows = handoff.page.packet.rows
    notice = rows["part2_notice", PROVIDER].box

    handoff.click(notice)
    stays = notice.isChecked()
    handoff.click(rows["handoff_summary", PROVIDER].box)

    assert stays
    assert not notice.isChecked()


def test_what_was_unticked_stays_unticked_when_the_visit_changes(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()
    handoff.click(handoff.page.packet.rows["consent", "consent-1"].box)

    handoff.rebuild()

    assert not handoff.page.packet.rows["consent", "consent-1"].box.isChecked()


def test_consent_taken_back_meanwhile_stops_the_print_and_says_so(handoff: Handoff) -> None:
    handoff.place()
    consent = handoff.sign()
    handoff.rebuild()
    handoff.here.context.bridge.session.write(ConsentRevoked(consent.id, "heard"))

    handoff.click(handoff.page.packet.button)

    assert "taken back" in handoff.page.packet.banner.what.words
    assert handoff.printer.jobs == []


def test_a_printer_that_is_off_is_said_calmly(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()
    handoff.printer.broken = True

    handoff.click(handoff.page.packet.button)

    assert "did not take the pages" in handoff.page.packet.banner.what.words


def test_the_preview_is_the_page_and_says_for_whom(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()

    handoff.page.packet.rows["handoff_summary", PROVIDER].box.setFocus()

    assert handoff.page.whom.words == "This is printed for Bayview House."
    assert handoff.page.preview.page_count >= 1


def test_their_own_copy_is_said_to_be_for_the_person(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()

    handoff.page.packet.rows["consent", "consent-1"].box.setFocus()

    assert handoff.page.whom.words == "This is printed for the person."


def test_leaving_adds_the_question_whether_they_arrived(handoff: Handoff) -> None:
    handoff.place()

    handoff.click(handoff.page.arrival.departed)

    assert handoff.here.visit.has(Departed)
    assert not handoff.here.visit.has(Arrived)
    (task,) = unfinished(handoff.here.kept())
    assert task.kind == "confirm_arrival"
    assert task.due_at == handoff.here.clock.now() + timedelta(hours=3)


def test_leaving_adds_no_second_question_where_the_program_asks_it(
    tmp_path: Path, words: Words, printer: MemoryPrinter, qtbot: QtBot
) -> None:
    title = Text.of("Did they arrive?", es="¿Llegó?")
    one = FollowUp("there", title, 24, "station", start="departed", ask="arrival")
    handoff = opened(
        tmp_path / "own", words, printer, qtbot, make_packet_program(follow_ups=(one,))
    )
    handoff.here.context.bridge.answer("follow_up_agreed", "yes")
    handoff.place()

    handoff.click(handoff.page.arrival.departed)

    assert [fact.note for _, fact in handoff.here.kept().all_of(TaskAdded)] == ["there"]
    handoff.put_away()


def test_an_expected_time_is_when_somebody_asks(handoff: Handoff) -> None:
    expected = handoff.here.clock.now() + timedelta(minutes=50)
    accepted = PlacementAccepted(PROVIDER, "Bayview House", expected_at=expected)
    handoff.here.context.bridge.write(accepted)

    handoff.click(handoff.page.arrival.departed)

    (task,) = unfinished(handoff.here.visit)
    assert task.due_at == expected


def test_arrival_needs_the_name_of_who_said_so(handoff: Handoff) -> None:
    handoff.place()
    handoff.click(handoff.page.arrival.departed)
    assert not handoff.page.arrival.arrived.isEnabled()

    handoff.type_into("handoff.told_by", "Sofia R.")
    handoff.click(handoff.page.arrival.arrived)

    last = handoff.here.kept().last(Arrived)
    assert last is not None
    assert last[1].confirmed_by == "Sofia R."
    assert unfinished(handoff.here.visit) == ()
    assert "Confirmed by Sofia R." in handoff.page.arrival.state.words


def test_when_they_did_not_arrive_the_question_stays_open(handoff: Handoff) -> None:
    handoff.place()
    handoff.click(handoff.page.arrival.departed)

    handoff.type_into("handoff.told_by", "Sofia R.")
    handoff.click(handoff.page.arrival.not_arrived)

    assert handoff.here.visit.has(NotArrived)
    assert len(unfinished(handoff.here.visit)) == 1
    assert not handoff.page.arrival.answers.isHidden()


def ask_for_file(handoff: Handoff, reason: str) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()
    handoff.page.packet.rows["consent", "consent-1"].box.setFocus()
    file = handoff.page.packet.file
    handoff.click(file.open_button)
    handoff.bot.keyClicks(file.reason, reason)
    handoff.click(file.save)


def test_a_file_is_written_where_the_person_chose_and_written_down(
    handoff: Handoff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: list[str] = []

    def pick(_: object, __: str, name: str, ___: str) -> tuple[str, str]:
        names.append(name)
        return str(tmp_path / "copy.pdf"), ""

    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", pick)

    ask_for_file(handoff, "asked for a copy")

    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    assert names == [f"{handoff.here.visit.number}-consent.pdf"]
    assert handoff.printed()[0].recipient == "file: asked for a copy"


def test_a_file_without_a_reason_is_not_written(handoff: Handoff) -> None:
    ask_for_file(handoff, " ")

    assert "who asked" in handoff.page.packet.banner.what.words
    assert handoff.printed() == []


def test_a_file_that_cannot_be_written_is_noted_as_not_done(
    handoff: Handoff, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = str(tmp_path / "no such folder" / "copy.pdf")
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (nowhere, "")
    )

    ask_for_file(handoff, "asked for a copy")

    assert "could not be written" in handoff.page.packet.banner.what.words
    assert handoff.here.visit.has(PrintNotDone)


def test_no_file_is_offered_of_pages_for_somebody_else(handoff: Handoff) -> None:
    handoff.place()
    handoff.sign()
    handoff.rebuild()

    handoff.page.packet.rows["handoff_summary", PROVIDER].box.setFocus()

    assert handoff.page.packet.file.isHidden()


def test_nothing_is_complained_about_before_anybody_pressed(handoff: Handoff) -> None:
    assert handoff.page.ride.problem.isHidden()
