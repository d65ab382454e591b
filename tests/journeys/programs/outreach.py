"""What the journeys of outreach have in common: a way in, a try, and what the board says."""

from PySide6.QtCore import Qt

from safestation.domain.visit import VisitId
from safestation.hands import NotThereError
from safestation.ui.kit.label import Label
from safestation.ui.kit.select import Select
from safestation.ui.screens.counter import CounterScreen
from safestation.ui.screens.entry_sheet import EntrySheet
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.screens.ways_in import WaysIn
from tests.journeys.conftest import Counter
from tests.journeys.walking import (
    board_of,
    follow_ups,
    frame_of,
    go,
    lines_of,
    writes_what_came,
)


def comes_in(counter: Counter, way: str, **given: str) -> VisitId:
    """Press F2, choose the way in, say what is known, and start; return the visit."""
    if not given:
        _choose(counter, way)
        return frame_of(counter).context.visit.id
    sheet = asked_first(counter, way)
    if not sheet.agreement.isHidden():
        counter.hands.click(sheet.yes)
    for question, said in given.items():
        say(counter, question, said)
    counter.hands.click(sheet.start)
    return frame_of(counter).context.visit.id


def overdose_of_last_night(counter: Counter) -> VisitId:
    """Take in the overdose of ten last night, 5 hours and 41 minutes ago."""
    return comes_in(
        counter, "after_overdose", overdose_at="11/22/2026 22:00", overdose_town="Eastport"
    )


def asked_first(counter: Counter, way: str) -> EntrySheet:
    """Press F2 and choose the way in; return the sheet that asks the minimum."""
    sheet = _choose(counter, way).sheet
    assert sheet is not None
    return sheet


def _choose(counter: Counter, way: str) -> WaysIn:
    counter.hands.key(Qt.Key.Key_F2)
    shell = counter.shell.shell
    assert shell is not None
    assert shell.ways is not None
    assert shell.ways.ways is not None
    counter.hands.click(shell.ways.ways.ways[way])
    return shell.ways


def say(counter: Counter, question: str, said: str) -> None:
    """Answer a question: by a press where there are answers to press, else by typing."""
    try:
        counter.hands.pick(question, said)
    except NotThereError:
        counter.hands.type_into(question, said)


def tries(counter: Counter, way: str, came: str, again: str = "", **more: str) -> None:
    """Write down a try on the page in hand: how, what came of it, and when again."""
    hands = counter.hands
    hands.pick("outreach.way", way)
    hands.pick(f"outreach.came_{way}", came)
    if again:
        hands.pick("outreach.again", again)
    for question, said in more.items():
        hands.type_into(f"outreach.{question}", said)
    hands.press("Write down the try")


def calls_partner(counter: Counter, minutes: str = "30") -> None:
    """Write down, on the page in hand, that the partner is on the way."""
    counter.hands.pick("partner.outcome", "on_the_way")
    counter.hands.type_into("partner.eta", minutes)
    counter.hands.press("Write down this call")


def partner_arrives(counter: Counter, name: str) -> None:
    """Write down, on the page in hand, who came."""
    counter.hands.type_into("partner.arrived_name", name)
    counter.hands.press("Partner is here")


def goes_to_board(counter: Counter) -> CounterScreen:
    """Park what is in hand; return the board as it is now."""
    counter.hands.press("Park this visit")
    board = board_of(counter)
    board.refresh()
    return board


def said_on_board(counter: Counter, visit: VisitId) -> str:
    """Return everything that the card of a visit says, as it is read from top to bottom."""
    card = goes_to_board(counter).cards[visit]
    shown = [label.words for label in card.findChildren(Label) if not label.isHidden()]
    return " | ".join([card.accessibleName(), *shown])


def gives_to(counter: Counter, asked: str, name: str) -> None:
    """Choose a person of the station, on the page in hand, by what the choice is called."""
    page = frame_of(counter)
    select = next(
        one for one in page.findChildren(Select)
        if one.accessibleName() == asked and one.isVisibleTo(page)
    )  # fmt: skip
    select.setCurrentIndex(select.findData(name))
    select.activated.emit(select.currentIndex())


def opens(counter: Counter, visit: VisitId, step: str) -> None:
    """Open a visit from the board and go to a step of it."""
    counter.hands.click(board_of(counter).cards[visit])
    go(counter, step)


def owed_now(counter: Counter) -> list[str]:
    """Open Follow-ups; return its lines as they are read out."""
    return lines_of(_follow_ups(counter).table)


def comes_of(counter: Counter, note: str, outcome: str, **values: str) -> None:
    """Write down on Follow-ups what came of one of the program's follow-ups."""
    screen, desk = _follow_ups(counter), counter.shell.desk
    assert desk is not None
    due = next(one for one in desk.follow_ups.all() if one.task.note == note)
    screen.table.select(due.task.id)
    writes_what_came(counter, outcome, values)


def _follow_ups(counter: Counter) -> FollowUpsScreen:
    screen = follow_ups(counter)
    assert screen.isVisible()
    screen.refresh()
    return screen
