"""What the journeys have in common: a walk-in, the map of steps, and what was kept."""

from collections.abc import Mapping
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from safestation.domain.visit import Visit, VisitId
from safestation.training import PASSPHRASE
from safestation.ui.kit.table import Table
from safestation.ui.screens.counter import CounterScreen
from safestation.ui.screens.follow_up_sheet import OutcomeSheet
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.screens.station_home import StationHome
from safestation.ui.visit.frame import VisitFrame
from safestation.ui.window import Window
from tests.journeys.conftest import Counter

Page = TypeVar("Page", bound=QWidget)


def walk_in(counter: Counter, handle: str = "") -> VisitId:
    """Press F2, as for everybody who comes; return the visit that opened."""
    counter.hands.key(Qt.Key.Key_F2)
    if handle:
        counter.hands.type_into("handle", handle)
    return frame_of(counter).context.visit.id


def frame_of(counter: Counter) -> VisitFrame:
    frame = counter.shell.visit
    assert frame is not None, "no visit is open in the window"
    return frame


def board_of(counter: Counter) -> CounterScreen:
    """Return the board."""
    board = counter.shell.screens["counter"]
    assert isinstance(board, CounterScreen)
    return board


def station_page(window: Window, name: str, kind: type[Page]) -> Page:
    """Open a page of the Station page; return it."""
    window.show_screen("station")
    home = window.screens["station"]
    assert isinstance(home, StationHome)
    home.show_page(name)
    page = home.pages[name]
    assert isinstance(page, kind)
    return page


def follow_ups(counter: Counter) -> FollowUpsScreen:
    """Open Follow-ups; return it."""
    counter.hands.press("Follow-ups")
    screen = counter.shell.screens["follow_ups"]
    assert isinstance(screen, FollowUpsScreen)
    return screen


def writes_what_came(counter: Counter, outcome: str, values: Mapping[str, str]) -> None:
    """Write down on Follow-ups what came of the one in hand."""
    counter.hands.press("What came of it")
    screen = counter.shell.screens["follow_ups"]
    assert isinstance(screen, FollowUpsScreen)
    sheet = screen.sheet
    assert isinstance(sheet, OutcomeSheet)
    counter.hands.click(next(tile for tile in sheet.outcomes.tiles if tile.value == outcome))
    sheet.grid.show_values(values)
    counter.hands.press("Write it down")


def pages_of(counter: Counter) -> list[str]:
    """Return the titles on the map of steps."""
    return [line.step.id for line in frame_of(counter).rail.lines]


def go(counter: Counter, step: str) -> None:
    """Click a step on the map."""
    lines = frame_of(counter).rail.lines
    counter.hands.click(next(line for line in lines if line.step.id == step))


def kept(counter: Counter, visit: VisitId) -> Visit:
    """Return the visit as the record has it."""
    assert counter.shell.desk is not None, "the record is locked"
    return counter.shell.desk.counter.look(visit, "review")


def sees_soon(counter: Counter, words: str) -> bool:
    """Tell whether words come up: what is put on a page shows a moment later."""
    try:
        counter.hands.wait_for(lambda: counter.hands.sees(words))
    except TimeoutError:
        return False
    return True


def close_as(counter: Counter, disposition: str) -> None:
    """End the visit on its last step."""
    go(counter, "close")
    counter.hands.pick("disposition", disposition)
    counter.hands.press("Close the visit")


def park(counter: Counter) -> None:
    counter.hands.press("Park this visit")


def papers(counter: Counter) -> list[str]:
    """Return what went to the printer, by the title of the job."""
    return [title for _pdf, title, _copies in counter.printer.jobs]


def lines_of(table: Table) -> list[str]:
    """Return the lines of a list as they are read out."""
    columns, rows = table.model().columnCount(), table.model().rowCount()
    return [
        " ".join(table.cell(row, column).spoken() for column in range(columns))
        for row in range(rows)
    ]


def sign_in(counter: Counter) -> None:
    """Type the passphrase on the locked screen and press Enter."""
    hands = counter.hands
    line = counter.shell.signin.passphrase.line
    line.setFocus()
    QTest.keyClicks(line, PASSPHRASE)
    hands.key(Qt.Key.Key_Return)
    hands.wait_for(lambda: counter.shell.desk is not None)
