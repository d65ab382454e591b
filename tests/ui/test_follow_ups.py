"""What is owed after a visit: the rules first, then what for, by whom, what came of it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from safestation.catalog.attempts import load_attempts
from safestation.domain.errors import StoreUnavailable
from safestation.domain.facts import (
    Arrived,
    Closed,
    Confirmed,
    ContactChanged,
    ContactTried,
    ProviderCalled,
    TaskAdded,
    TaskDone,
)
from safestation.domain.program import FollowUp, Program, Role
from safestation.domain.tasks import STATUSES, unfinished
from safestation.domain.text import Text
from safestation.domain.visit import Visit
from safestation.ui.kit import Select
from safestation.ui.kit.cells import cell_width
from safestation.ui.moments import wall_time
from safestation.ui.screens.follow_up_sheet import OutcomeSheet
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.screens.hand_over_sheet import HandOverSheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import PoolTasks
from safestation.ui.words import Words
from tests.factories import make_program
from tests.fakes import NIGHT
from tests.journeys.walking import lines_of
from tests.ui.at_hand import AtHand, open_visit, pick, seen

HELLO = FollowUp("day", Text.of("How are they?", es="¿Cómo está?"), 24, "Handbook")
COURT = FollowUp(
    "court", Text.of("20 hours at the food bank"), 720, "Handbook", unit="days", ask="duty",
    who="clerk", needs_agreement=False, start="arrived",
    met=Text.of("The charge is dropped."), run_out=Text.of("The prosecutor decides again."),
)  # fmt: skip
ENGAGED = replace(
    HELLO, id="engaged", title=Text.of("In care within 30 days?"), ask="engagement"
)
COACH = Role("coach", Text.of("Peer coach", es="Asesor par"), Text.of("x"), "coach", "Handbook")
CLERK = Role("clerk", Text.of("Court clerk"), Text.of("x"), "court", "Handbook")
ATTEMPTS = load_attempts()


def with_follow_ups(*more: FollowUp) -> Program:
    return make_program(follow_ups=(HELLO, ENGAGED, *more), roles=(COACH, CLERK))


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    at_hand = open_visit(tmp_path, words, program=with_follow_ups())
    owe(at_hand, "day", hours=24)
    at_hand.say(handle="Blue jacket")
    return at_hand


def owe(here: AtHand, note: str, kind: str = "follow_up", hours: int = 24) -> None:
    due = NIGHT + timedelta(hours=hours)
    here.context.bridge.write(TaskAdded(f"t-{note}", kind, due, "K. Lund", note))


@pytest.fixture
def screen(here: AtHand, words: Words, qtbot: QtBot) -> FollowUpsScreen:
    return show(here, words, qtbot)


def show(here: AtHand, words: Words, qtbot: QtBot) -> FollowUpsScreen:
    assert here.context.bridge.flush()
    shown = FollowUpsScreen(here.context.desk, words, PoolTasks(here.owner))
    qtbot.addWidget(shown)
    shown.resize(1200, 700)
    shown.show()
    shown.refresh()
    return shown


def press(screen: FollowUpsScreen, act: str, qtbot: QtBot) -> None:
    buttons = {"came_of": screen.detail.primary, **screen.detail.more}
    qtbot.mouseClick(buttons[act], Qt.MouseButton.LeftButton)


def sheet_of(screen: FollowUpsScreen) -> OutcomeSheet:
    assert isinstance(screen.sheet, OutcomeSheet)
    return screen.sheet


def say(screen: FollowUpsScreen, outcome: str, qtbot: QtBot, **values: str) -> OutcomeSheet:
    """Open the sheet, pick what came of it, and fill in what is asked."""
    if screen.sheet is None or not screen.sheet.isVisible():
        press(screen, "came_of", qtbot)
    sheet = sheet_of(screen)
    pick(sheet, outcome, qtbot)
    for key, value in values.items():
        widget = sheet.grid.widgets[key]
        if isinstance(widget, Select):
            widget.show_value(value)
            widget.picked.emit(value)
        else:
            qtbot.keyClicks(widget, value)
    return sheet


def keep(screen: FollowUpsScreen, qtbot: QtBot) -> None:
    qtbot.mouseClick(sheet_of(screen).keep, Qt.MouseButton.LeftButton)


def kept(here: AtHand) -> Visit:
    return here.context.desk.counter.look(here.visit.id, "review")


def learned(here: AtHand) -> TaskDone:
    found = kept(here).last(TaskDone)
    assert found is not None
    return found[1]


def test_a_day_of_another_year_is_told_with_its_year(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    owe(here, "engaged", hours=24 * 730)
    far = lines_of(show(here, words, qtbot).table)[2]

    assert far.strip() == "Wednesday 22 Nov 2028 · 1"
    assert wall_time(NIGHT + timedelta(days=730), NIGHT) == "22 Nov 2028 03:41"
    assert wall_time(NIGHT + timedelta(days=30), NIGHT) == "23 Dec 03:41"


def test_the_list_says_what_the_program_wants_to_know_and_who_has_it(
    screen: FollowUpsScreen,
) -> None:
    heading, line = lines_of(screen.table)

    assert heading.strip() == "Tomorrow · 1"
    assert "How are they?" in line
    assert "K. Lund" in line


def test_days_stand_in_their_order_each_under_its_name(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    for number, hours in enumerate((-30, 1, 100)):
        owe(here, f"call {number}", "call_back", hours)
    screen = show(here, words, qtbot)

    heads = [line.strip() for line in lines_of(screen.table) if " · 1" in line]

    assert heads == ["Overdue · 1", "Today · 1", "Tomorrow · 1", "Friday 27 Nov · 1"]


def test_a_call_to_a_place_names_the_place_and_its_number(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    directory = here.context.desk.directory
    place = replace(directory.new(), name="Bayview", intake_phone="410-555-0142")
    kept_place = directory.save_by_hand(place, "staff-1")
    here.say(phone="443-555-0199", may_leave_voicemail="no")
    here.context.bridge.write(ProviderCalled(kept_place.id, "Bayview", "call_back"))
    owe(here, "Bayview", "call_back", 1)
    screen = show(here, words, qtbot)

    line = next(one for one in lines_of(screen.table) if "Call back about a bed" in one)
    assert "Bayview" in line
    assert words("followups.rules_first") not in line
    screen.table.select("t-Bayview")
    assert screen.detail.number.words == "410-555-0142"
    assert screen.detail.leads.words == "Ask the place: Bayview"
    assert screen.detail.rules.isHidden()


def test_arrow_keys_pass_over_the_names_of_days(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    owe(here, "call", "call_back", 100)
    screen = show(here, words, qtbot)
    assert screen.table.selected_id == "t-day"

    qtbot.keyClick(screen.table, Qt.Key.Key_Down)
    assert screen.table.selected_id == "t-call"
    qtbot.keyClick(screen.table, Qt.Key.Key_Up)
    assert screen.table.selected_id == "t-day"


def test_the_rules_stand_in_red_before_the_number(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    here.say(
        phone="443-555-0199", never_say_agency="yes", may_leave_voicemail="no", ask_for="Sam",
        safe_hours="after 5 pm",
    )  # fmt: skip
    detail = show(here, words, qtbot).detail

    rules = detail.rules.rules
    assert rules.property("role") == "danger"
    assert rules.font().weight() >= QFont.Weight.Bold
    for rule in ("Never say where", "no voicemail", "Ask for Sam", "outside their safe hours"):
        assert rule in rules.words
    assert detail.rules.y() < detail.number.y()
    assert detail.number.words == "443-555-0199"


def test_the_rules_stand_on_the_sheet_too(screen: FollowUpsScreen, qtbot: QtBot) -> None:
    press(screen, "came_of", qtbot)

    assert "Nobody asked whether we may" in seen(sheet_of(screen).rules)


def test_a_title_that_an_older_visit_noted_in_words_is_still_shown() -> None:
    program = with_follow_ups()

    assert program.follow_up_title("day").in_language("es") == "¿Cómo está?"
    assert program.follow_up_title("Call the next day").in_language("es") == "Call the next day"


def test_how_they_are_and_what_they_need_is_kept(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    sheet = say(screen, "reached", qtbot)
    keep(screen, qtbot)
    assert not sheet.banner.isHidden(), "how they are is one press, and was not given"
    say(screen, "reached", qtbot)  # a second press takes it back
    say(screen, "reached", qtbot, status="in_treatment", next_need="A ride on Friday")
    keep(screen, qtbot)

    assert learned(here) == TaskDone("t-day", "reached", "", "in_treatment", "A ride on Friday")
    tried = kept(here).last(ContactTried)
    assert tried is not None
    assert (tried[1].way, tried[1].who, tried[1].reached) == ("call", "R. Alvarez", True)
    assert lines_of(screen.table) == []


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_words(words: Words, status: str) -> None:
    assert words(f"followups.status_{status}")


def test_what_can_come_of_it_follows_the_way_that_was_tried(
    screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    press(screen, "came_of", qtbot)
    sheet = sheet_of(screen)
    by_call = {tile.value for tile in sheet.outcomes.tiles}
    assert by_call == {code.id for code in ATTEMPTS.values() if "call" in code.ways}

    pick(sheet.way, "visit", qtbot)

    assert "not_home" in {tile.value for tile in sheet.outcomes.tiles}
    assert "wrong_number" not in {tile.value for tile in sheet.outcomes.tiles}


def test_a_letter_picks_what_came_and_goes_on_to_what_is_asked_next(
    screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    press(screen, "came_of", qtbot)
    sheet = sheet_of(screen)
    screen.activateWindow()
    tile = next(tile for tile in sheet.outcomes.tiles if tile.value == "no_answer")
    sheet.outcomes.tiles[0].setFocus()
    qtbot.keyClick(sheet.outcomes.tiles[0], getattr(Qt.Key, f"Key_{tile.letter}"))

    qtbot.waitUntil(sheet.grid.widgets["again"].hasFocus)
    assert [t.value for t in sheet.outcomes.tiles if t.isVisible()] == ["no_answer"]


def test_who_was_not_reached_is_tried_again_when_somebody_says_so(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    here.clock.advance(hours=25)
    say(screen, "no_answer", qtbot, again="72")
    keep(screen, qtbot)

    (task,) = unfinished(kept(here))
    assert (task.note, task.owner) == ("day", "K. Lund")
    assert task.due_at == NIGHT + timedelta(hours=25 + 72)
    assert learned(here).outcome == "not_reached"


def test_nobody_tries_for_ever(here: AtHand, screen: FollowUpsScreen, qtbot: QtBot) -> None:
    say(screen, "no_answer", qtbot, again="never")
    keep(screen, qtbot)

    assert unfinished(kept(here)) == ()


def test_who_asks_us_to_stop_is_taken_off_the_list_and_that_is_said(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    here.say(follow_up_agreed="yes")
    here.context.bridge.write(Closed("declined"))
    screen = show(here, words, qtbot)
    assert len(lines_of(screen.table)) > 2
    screen.table.select("t-day")
    sheet = say(screen, "asked_to_stop", qtbot)
    assert "All check-ins with this person end" in seen(sheet)
    keep(screen, qtbot)

    assert unfinished(kept(here)) == ()
    assert "No more follow-ups for “Blue jacket”." in seen(screen.banner)


def test_changed_rules_are_what_the_next_caller_reads(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    say(screen, "wrong_number", qtbot, again="24", contact="changed", phone="4435550142")
    keep(screen, qtbot)

    assert kept(here).value("phone") == "443-555-0142"
    assert screen.detail.number.words == "443-555-0142"


def test_changed_rules_of_a_locked_record_are_told_beside_it(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    here.context.bridge.write(Closed("declined"))
    here.clock.advance(days=30)
    screen = show(here, words, qtbot)
    say(screen, "wrong_number", qtbot, again="24", contact="changed", phone="4435550142")
    keep(screen, qtbot)

    assert kept(here).value("phone") == ""
    assert kept(here).has(ContactChanged)
    assert screen.detail.number.words == "443-555-0142"


def test_an_arrival_is_confirmed_by_whoever_there_said_so(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    owe(here, "there", "confirm_arrival", 3)
    screen = show(here, words, qtbot)
    screen.table.select("t-there")
    say(screen, "arrived", qtbot, told_by="Sofia R., Bayview House")
    keep(screen, qtbot)

    arrived = kept(here).last(Arrived)
    assert arrived is not None
    assert arrived[1].confirmed_by == "Sofia R., Bayview House"


def test_engagement_has_its_day_and_who_confirmed_it(
    here: AtHand, words: Words, qtbot: QtBot
) -> None:
    here.clock.advance(days=5)
    owe(here, "engaged", hours=0)
    screen = show(here, words, qtbot)
    screen.table.select("t-engaged")
    sheet = say(screen, "engaged", qtbot, told_by="Sofia R.")
    for wrong in ("11/29/2026", "31.02.2026", "soon"):
        sheet.grid.show_values({"engaged_on": wrong})
        keep(screen, qtbot)
        assert sheet.isVisible()

    sheet.grid.show_values({"engaged_on": "11/26/2026"})
    keep(screen, qtbot)

    confirmed = kept(here).last(Confirmed)
    assert confirmed is not None
    assert confirmed[1] == Confirmed("engaged", "Sofia R.")
    assert confirmed[0].happened_at.date() == date(2026, 11, 26)
    assert learned(here).engaged_on == date(2026, 11, 26)


def test_a_duty_that_ran_out_says_what_follows_and_is_told_to_who_decides(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here = open_visit(tmp_path, words, program=with_follow_ups(COURT))
    here.say(duty_due_on="12/01/2026")
    assert here.context.bridge.flush()
    here.clock.advance(days=10)
    screen = show(here, words, qtbot)
    assert "Court clerk" in lines_of(screen.table)[1]
    assert "If the time runs out: The prosecutor decides again." in seen(screen.detail)
    sheet = say(screen, "run_out", qtbot, told_by="J. Ortiz", told_to="P. Ames")
    assert "Tell Court clerk. They decide; the app does not." in seen(sheet)
    keep(screen, qtbot)

    confirmed = kept(here).last(Confirmed)
    assert confirmed is not None
    assert confirmed[1] == Confirmed("duty", "J. Ortiz", "run_out", "court", "P. Ames")
    assert unfinished(kept(here)) == ()


def test_the_next_shift_takes_a_task_over(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    press(screen, "take", qtbot)

    (task,) = unfinished(kept(here))
    assert task.owner == "R. Alvarez"
    assert task.due_at == NIGHT + timedelta(hours=24)


def test_a_mouse_leaves_both_sheets_and_nothing_is_written(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    before = kept(here).entries
    press(screen, "hand_over", qtbot)
    handing = screen.sheet
    assert isinstance(handing, HandOverSheet)
    qtbot.mouseClick(handing.cancel, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.detail.primary, Qt.MouseButton.LeftButton)
    sheet = sheet_of(screen)
    qtbot.mouseClick(sheet.cancel, Qt.MouseButton.LeftButton)

    assert handing.isHidden()
    assert sheet.isHidden()
    assert kept(here).entries == before


def test_a_task_is_handed_to_a_role_and_mine_are_only_mine(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    press(screen, "hand_over", qtbot)
    sheet = screen.sheet
    assert isinstance(sheet, HandOverSheet)
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert sheet.banner.isVisible()
    sheet.owner.show_value("coach")
    qtbot.mouseClick(sheet.keep, Qt.MouseButton.LeftButton)
    assert "Peer coach" in lines_of(screen.table)[1]

    pick(screen.whose, "mine", qtbot)
    assert screen.empty.isVisible()
    pick(screen.whose, "all", qtbot)
    press(screen, "take", qtbot)
    pick(screen.whose, "mine", qtbot)
    assert "R. Alvarez" in lines_of(screen.table)[1]
    assert [task.owner for task in unfinished(kept(here))] == ["R. Alvarez"]


def test_what_could_not_be_kept_stays_on_the_sheet(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_anything: object) -> None:
        raise StoreUnavailable

    sheet = say(screen, "no_answer", qtbot, again="24", note="Dog in the yard")
    store = here.context.desk.follow_ups._store  # noqa: SLF001 - a full disk
    with monkeypatch.context() as disk:
        disk.setattr(store, "save", full)
        keep(screen, qtbot)
    assert sheet.isVisible()
    assert sheet.grid.values()["note"] == "Dog in the yard"
    assert not sheet.banner.isHidden()
    keep(screen, qtbot)

    assert learned(here).note == "Dog in the yard"


def test_where_nothing_is_owed_no_button_waits_in_vain(
    screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    assert screen.detail.isVisible()

    press(screen, "dropped", qtbot)

    assert screen.empty.isVisible()
    buttons = (screen.detail.primary, *screen.detail.more.values())
    assert not any(button.isVisible() for button in buttons)


def test_in_the_smallest_window_a_day_is_not_cut_off(
    here: AtHand, screen: FollowUpsScreen, qtbot: QtBot
) -> None:
    owe(here, "court", hours=24 * 40)
    assert here.context.bridge.flush()
    screen.resize(920, 560)
    screen.refresh()
    qtbot.wait(1)

    now, table = look(), screen.table
    days = [one for one in range(table.model().rowCount()) if table.cell(one, 0).chip]
    assert len(days) > 1
    for row in days:
        assert table.columnWidth(0) >= cell_width(table.cell(row, 0), now)


def test_what_else_can_be_done_stands_in_two_even_lines(screen: FollowUpsScreen) -> None:
    tops = {key: button.mapTo(screen, button.rect().topLeft()).y()
            for key, button in screen.detail.more.items()}  # fmt: skip

    assert tops["open"] == tops["take"]
    assert tops["hand_over"] == tops["dropped"]
    assert tops["open"] < tops["hand_over"]
