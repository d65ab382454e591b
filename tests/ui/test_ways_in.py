"""Starting an encounter by its sheets: F2 and Enter for a walk-in, the minimum for the rest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from safestation.catalog.programs import load_program
from safestation.domain.answers import Status
from safestation.domain.entries import is_out
from safestation.domain.errors import AnswerRefused, NotAllowed
from safestation.domain.facts import Closed, JoinedWith
from safestation.ui.kit import Label
from safestation.ui.screens.counter import CounterScreen
from safestation.ui.screens.entry_sheet import EntrySheet
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.screens.ways_in import WaysIn
from safestation.ui.screens.ways_sheet import WaysSheet, entry_title
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.eastport import FILE, PATROL, REPORT, Eastport, eastport
from tests.factories import make_program
from tests.journeys.walking import lines_of
from tests.ui.at_hand import pick, seen, type_into

if TYPE_CHECKING:
    from safestation.services.session import VisitSession

PROGRAM = load_program(FILE)


class Host(QWidget):
    """A window over a real desk, with what was opened in it."""

    def __init__(self, here: Eastport, words: Words, qtbot: QtBot) -> None:
        super().__init__()
        qtbot.addWidget(self)
        self.here, self.qtbot = here, qtbot
        self.opened: list[VisitSession] = []
        self.counted = 0
        self.may_leave = True
        self.ways = WaysIn(self, here.desk, words, lambda: self.may_leave)
        self.ways.opened.connect(self.opened.append)
        self.ways.counted.connect(self._count)
        self.resize(1024, 640)
        self.show()
        self.activateWindow()
        qtbot.waitUntil(self.isActiveWindow)

    def _count(self) -> None:
        self.counted += 1

    def list_of_ways(self) -> WaysSheet:
        self.ways.begin()
        assert self.ways.ways is not None
        return self.ways.ways

    def sheet(self, way: str) -> EntrySheet:
        self.list_of_ways().ways[way].click()
        assert self.ways.sheet is not None
        return self.ways.sheet


@pytest.fixture
def host(tmp_path: Path, words: Words, qtbot: QtBot) -> Iterator[Host]:
    here = eastport(tmp_path / "record")
    yield Host(here, words, qtbot)
    here.vault.release()


def say(sheet: EntrySheet, question: str, text: str, qtbot: QtBot) -> None:
    type_into(sheet.fields.fields[question], text, qtbot)


def test_a_program_with_only_a_door_opens_at_once_as_ever(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here = eastport(tmp_path / "record", program=make_program())
    host = Host(here, words, qtbot)
    host.ways.begin()

    (session,) = host.opened
    assert host.ways.ways is None
    assert session.visit.entries == ()
    here.vault.release()


@pytest.fixture
def no_door(tmp_path: Path, words: Words, qtbot: QtBot) -> Iterator[Host]:
    """A team whose file names no walk-in, only reports, calls and its own hours."""
    walk_in, *others = PROGRAM.entries
    hours = replace(walk_in, id="hours", kind="drop_in")
    here = eastport(tmp_path / "team", program=replace(PROGRAM, entries=(*others, hours)))
    yield Host(here, words, qtbot)
    here.vault.release()


def came_nine_minutes_ago(team: Host) -> datetime:
    """Note an arrival from behind the locked screen, and begin with it; return when it was."""
    came = team.here.clock.now() - timedelta(minutes=9)
    team.here.vault.arrivals.note(came)
    team.ways.begin_here(came)
    return came


def test_who_stands_here_is_asked_about_where_a_program_names_no_walk_in(
    no_door: Host, qtbot: QtBot
) -> None:
    came = came_nine_minutes_ago(no_door)

    assert no_door.opened == [], "nothing is opened before somebody said how they came"
    assert no_door.ways.ways is not None
    assert list(no_door.ways.ways.ways) == ["hours", "after_overdose", "from_patrol", "line"]
    qtbot.keyClick(no_door.ways.ways, Qt.Key.Key_1)
    (session,) = no_door.opened
    assert session.visit.arrived_at == came
    assert session.program.entry_of(session.visit).id == "hours"
    assert no_door.here.desk.counter.board().noted_arrivals == ()


def test_an_arrival_that_turns_out_a_report_is_no_longer_somebody_who_waits(
    no_door: Host, qtbot: QtBot
) -> None:
    came_nine_minutes_ago(no_door)
    assert no_door.ways.ways is not None
    no_door.ways.ways.ways["after_overdose"].click()
    sheet = no_door.ways.sheet
    assert sheet is not None
    say(sheet, "overdose_at", "11/22/2026 22:00", qtbot)
    say(sheet, "overdose_town", "Eastport", qtbot)
    say(sheet, "entry.came_at", "11/22/2026 23:30", qtbot)
    sheet.start.click()

    (session,) = no_door.opened
    assert f"{session.visit.arrived_at:%d %H:%M}" == "22 23:30"
    assert no_door.here.desk.counter.board().noted_arrivals == ()


def test_who_comes_back_is_asked_about_too_and_goes_on_from_before(no_door: Host) -> None:
    before = no_door.here.desk.counter.start(entry="line")
    before.answer("handle", "Blue cap")
    before.write(Closed("information_only"))
    no_door.ways.begin_here(before=before.visit.id)

    assert no_door.opened == []
    assert no_door.ways.ways is not None
    no_door.ways.ways.ways["hours"].click()
    (session,) = no_door.opened
    joined = session.visit.last(JoinedWith)
    assert joined is not None
    assert joined[1].visit == before.visit.id


def test_a_call_is_no_walk_in_though_it_is_the_only_way_in(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    line = PROGRAM.entry("line")
    assert line is not None
    here = eastport(tmp_path / "record", program=replace(PROGRAM, entries=(line,)))
    host = Host(here, words, qtbot)
    host.list_of_ways().ways["line"].click()

    (session,) = host.opened
    assert is_out(session.visit)
    here.vault.release()


def test_a_walk_in_noted_on_the_locked_screen_opens_at_once_where_there_are_walk_ins(
    host: Host,
) -> None:
    host.ways.begin_here(host.here.clock.now() - timedelta(minutes=9))

    assert host.ways.ways is None
    assert [PROGRAM.entry_of(s.visit).id for s in host.opened] == ["walk_in"]


def test_enter_takes_the_first_way_so_that_a_walk_in_is_two_keys(
    host: Host, qtbot: QtBot
) -> None:
    ways = host.list_of_ways()
    qtbot.keyClick(ways.ways["walk_in"], Qt.Key.Key_Return)

    assert ways.ways["walk_in"] is next(iter(ways.ways.values()))
    assert [s.visit.arrived_at for s in host.opened] == [host.here.clock.now()]


def test_the_first_way_has_the_focus(host: Host) -> None:
    ways = host.list_of_ways()

    assert QApplication.focusWidget() is ways.ways["walk_in"]


def test_every_way_is_told_with_what_to_do_and_opened_by_its_number(
    host: Host, qtbot: QtBot
) -> None:
    ways = host.list_of_ways()

    assert "Take only what the report says." in seen(ways)
    assert [way.accessibleName().partition(":")[0] for way in ways.ways.values()] == [
        "1", "2", "3", "4",
    ]  # fmt: skip
    qtbot.keyClick(ways, Qt.Key.Key_2)
    assert host.ways.sheet is not None
    assert host.ways.sheet.accessibleName() == "Overdose report"


def test_the_arrows_go_from_way_to_way(host: Host, qtbot: QtBot) -> None:
    ways = host.list_of_ways()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(ways, key)

    assert QApplication.focusWidget() is ways.ways["after_overdose"]


def test_a_way_that_asks_nothing_opens_at_once(host: Host, qtbot: QtBot) -> None:
    qtbot.keyClick(host.list_of_ways(), Qt.Key.Key_4)

    assert host.ways.sheet is None
    assert [PROGRAM.entry_of(s.visit).id for s in host.opened] == ["line"]


def test_start_waits_for_the_minimum_and_says_so(host: Host, qtbot: QtBot) -> None:
    sheet = host.sheet("after_overdose")
    assert not sheet.start.isEnabled()
    assert sheet.hint.isVisible()

    say(sheet, "overdose_at", "11/22/2026 22:00", qtbot)
    assert not sheet.start.isEnabled()
    say(sheet, "overdose_town", "Eastport", qtbot)
    assert sheet.start.isEnabled()
    assert not sheet.hint.isVisible()
    qtbot.mouseClick(sheet.start, Qt.MouseButton.LeftButton)

    (session,) = host.opened
    assert session.visit.value("overdose_at") == "2026-11-22T22:00"
    assert host.ways.sheet is None


def test_not_known_is_enough_for_the_minimum(host: Host, qtbot: QtBot) -> None:
    sheet = host.sheet("after_overdose")
    say(sheet, "overdose_town", "Eastport", qtbot)
    qtbot.keyClick(sheet.fields.fields["overdose_at"].focusProxy(), Qt.Key.Key_F6)

    assert sheet.given["overdose_at"] in set(Status)
    assert sheet.start.isEnabled()


def test_what_does_not_fit_holds_start_back_and_stays_in_its_line(
    host: Host, qtbot: QtBot
) -> None:
    sheet = host.sheet("after_overdose")
    say(sheet, "overdose_at", "last night", qtbot)
    say(sheet, "overdose_town", "Eastport", qtbot)

    assert not sheet.start.isEnabled()
    assert "overdose_at" not in sheet.given
    qtbot.waitUntil(sheet.fields.fields["overdose_at"].problem.isVisible)


def test_the_report_may_have_come_in_earlier_but_not_later(host: Host, qtbot: QtBot) -> None:
    sheet = host.sheet("after_overdose")
    say(sheet, "overdose_at", "11/22/2026 22:00", qtbot)
    say(sheet, "overdose_town", "Eastport", qtbot)
    say(sheet, "entry.came_at", "11/23/2026 09:00", qtbot)
    sheet.start.click()
    assert host.opened == []
    assert sheet.isVisible()

    line = sheet.fields.fields["entry.came_at"].focusProxy()
    assert line is not None
    qtbot.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(line, "11/22/2026 23:30")
    sheet.start.click()

    (session,) = host.opened
    assert f"{session.visit.arrived_at:%d %H:%M}" == "22 23:30"
    assert session.visit.arrived_at.utcoffset() == host.here.clock.now().utcoffset()


def test_before_a_yes_there_is_no_line_to_write_anything_about_somebody(
    host: Host, qtbot: QtBot
) -> None:
    sheet = host.sheet("from_patrol")

    assert QApplication.focusWidget() is sheet.yes
    assert not sheet.fields.isVisible()
    assert not sheet.start.isEnabled()
    qtbot.mouseClick(sheet.yes, Qt.MouseButton.LeftButton)
    assert sheet.fields.isVisible()
    assert not sheet.agreement.isVisible()
    say(sheet, "referring_officer", "K. Lund", qtbot)
    assert sheet.given == PATROL
    sheet.start.click()
    assert [PROGRAM.entry_of(s.visit).id for s in host.opened] == ["from_patrol"]


def test_a_no_is_one_press_and_keeps_nothing_of_the_person(host: Host, qtbot: QtBot) -> None:
    sheet = host.sheet("from_patrol")
    qtbot.mouseClick(sheet.no, Qt.MouseButton.LeftButton)
    (row,) = host.here.desk.counter.board().last_day

    assert (host.counted, host.opened) == (1, [])
    assert host.here.desk.counter.look(row.visit, "review").value("disposition") == (
        "said_no_to_referral"
    )
    assert host.ways.sheet is None


def test_what_was_typed_stays_when_it_is_refused(host: Host, words: Words) -> None:
    entry = PROGRAM.entry("after_overdose")
    assert entry is not None
    sheet = EntrySheet(host, words, entry, host.here.desk.sections)
    sheet.open_sheet()
    sheet.tell(NotAllowed("setup.no_determination"))
    sheet.tell(AnswerRefused("overdose_at", "answer.date_too_late"))

    assert sheet.banner.isVisible()
    assert sheet.fields.fields["overdose_at"].problem.isVisible()


def test_nothing_opens_while_what_is_in_hand_cannot_be_kept(host: Host) -> None:
    host.may_leave = False
    host.list_of_ways().ways["walk_in"].click()

    assert host.opened == []
    assert host.here.desk.counter.board().cards == ()


def test_escape_goes_back_and_leaves_nothing(host: Host, qtbot: QtBot) -> None:
    sheet = host.sheet("after_overdose")
    say(sheet, "overdose_town", "Eastport", qtbot)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)

    assert host.ways.sheet is None
    assert host.here.desk.counter.board().cards == ()


def test_cancel_goes_back_by_mouse_from_the_ways_and_from_the_minimum(
    host: Host, qtbot: QtBot
) -> None:
    ways = host.list_of_ways()
    qtbot.mouseClick(ways.cancel, Qt.MouseButton.LeftButton)
    assert ways.isHidden()
    sheet = host.sheet("after_overdose")
    qtbot.mouseClick(sheet.cancel, Qt.MouseButton.LeftButton)

    assert host.ways.sheet is None
    assert host.here.desk.counter.board().cards == ()


def test_a_way_without_a_title_is_called_by_its_kind(words: Words) -> None:
    (entry,) = make_program().entries

    assert entry_title(words, entry) == "Somebody walked in"


@pytest.fixture
def board(host: Host, words: Words, qtbot: QtBot) -> CounterScreen:
    screen = CounterScreen(host.here.desk, words, PoolTasks(host))
    qtbot.addWidget(screen)
    screen.resize(1024, 640)
    screen.show()
    return screen


def test_who_is_not_here_stands_apart_with_the_window_and_who_has_it(
    host: Host, board: CounterScreen
) -> None:
    counter = host.here.desk.counter
    here = counter.start().visit.id
    out = counter.start(entry="after_overdose", answers=REPORT).visit.id
    board.refresh()

    assert board.head.subtitle.words.startswith("1 person here now")
    assert board.out_title.words == "Not here: 1 person"
    assert board.cards[here].parentWidget() is not board.cards[out].parentWidget()
    told = board.cards[out].accessibleName()
    assert told.startswith("Overdose report, ")
    assert "Visit due: not before 10:00, by Wed 22:00" in told
    assert "here " not in told
    lines = [label.words for label in board.cards[out].findChildren(Label)]
    assert "Came in 03:41 · overdose Sun 22:00 · R. Alvarez has it" in lines


def test_a_window_that_ran_out_is_red_with_what_is_done_now(
    host: Host, board: CounterScreen
) -> None:
    out = host.here.desk.counter.start(entry="after_overdose", answers=REPORT).visit.id
    host.here.clock.advance(hours=80)
    board.refresh()
    (card,) = host.here.desk.counter.board().cards

    assert card.next.tone.value == "danger"
    told = board.cards[out].accessibleName()
    assert "the time ran out Wed 22:00. The coordinator sends another pair today." in told


def test_without_a_name_a_line_says_how_they_came_in(
    host: Host, board: CounterScreen, words: Words, qtbot: QtBot
) -> None:
    desk = host.here.desk
    desk.counter.note_no("from_patrol")
    desk.counter.start(entry="after_overdose", answers=REPORT)
    board.refresh()
    follow_ups = FollowUpsScreen(desk, words, PoolTasks(host))
    qtbot.addWidget(follow_ups)
    follow_ups.refresh()

    assert "Officer in the field" in lines_of(board.table)[0]
    assert any("Overdose report" in line for line in lines_of(follow_ups.table))


def test_who_has_the_least_time_comes_first(host: Host, board: CounterScreen) -> None:
    counter = host.here.desk.counter
    late = {**REPORT, "overdose_at": "11/23/2026 02:00"}
    phone = counter.start(entry="line").visit.id
    second = counter.start(entry="after_overdose", answers=late).visit.id
    first = counter.start(entry="after_overdose", answers=REPORT).visit.id
    board.refresh()

    assert list(board.cards) == [first, second, phone]


def test_f2_says_what_it_starts(
    host: Host, board: CounterScreen, tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    other = eastport(tmp_path / "door", program=make_program())
    door = CounterScreen(other.desk, words, PoolTasks(host))
    qtbot.addWidget(door)

    assert board.start_button.words == "Start a visit"
    assert door.start_button.words == "Start a walk-in"
    other.vault.release()


def test_yes_and_no_can_be_picked_in_a_sheet(host: Host, qtbot: QtBot) -> None:
    sheet = host.sheet("after_overdose")
    pick(sheet.fields.fields["overdose_fatal"], "no", qtbot)

    assert sheet.given["overdose_fatal"] == "no"
