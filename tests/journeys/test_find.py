"""F3: one box that finds anybody, says when it shows not all, and starts somebody new."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from safestation.hands import let_pass
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.find import MOST_SHOWN, FindSheet
from tests.journeys.conftest import Counter
from tests.journeys.test_board import comes, desk_of
from tests.journeys.walking import frame_of

pytestmark = pytest.mark.journey


def looks_for(counter: Counter, text: str) -> FindSheet:
    """Press F3 and type."""
    counter.hands.key(Qt.Key.Key_F3)
    focused = QApplication.focusWidget()
    assert focused is not None
    for sign in text:  # QTest types only what is on a keyboard of the United States
        none = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, 0, none, sign))
    let_pass(1)
    (sheet,) = (s for s in counter.shell.findChildren(FindSheet) if s.isVisible())
    return sheet


def rows(sheet: FindSheet) -> int:
    return sheet.box.found.model().rowCount() if sheet.box.found.isVisible() else 0


def test_when_more_fit_than_are_shown_it_says_so(counter: Counter) -> None:
    for number in range(MOST_SHOWN + 1):
        comes(desk_of(counter), first_name="Maria", last_name=f"Q{number}")
    sheet = looks_for(counter, "maria")
    assert rows(sheet) == MOST_SHOWN
    assert counter.hands.sees("Only the newest 8 are shown.")
    QTest.keyClicks(sheet.box.line, " q3")
    let_pass(1)

    assert rows(sheet) == 1
    assert not counter.hands.sees("Only the newest 8 are shown.")


@pytest.mark.parametrize("odd", ["%", "'", '"', "NEAR(", "a OR b*", "O'Brien", "Müller", "李"])
def test_whatever_was_typed_and_nobody_fits_enter_starts_somebody_called_that(
    counter: Counter, odd: str
) -> None:
    looks_for(counter, odd)
    counter.hands.key(Qt.Key.Key_Return)

    assert frame_of(counter).context.visit.value("handle") == odd


def test_no_more_can_be_typed_than_somebody_can_be_called(counter: Counter) -> None:
    looks_for(counter, "x" * 100)
    counter.hands.key(Qt.Key.Key_Return)

    assert frame_of(counter).context.visit.value("handle") == "x" * 40


def test_f2_in_the_box_starts_as_it_does_everywhere(counter: Counter) -> None:
    looks_for(counter, "Blue jacket")
    counter.hands.key(Qt.Key.Key_F2)

    assert frame_of(counter).context.visit.value("handle") == "Blue jacket"
    assert not any(sheet.isVisible() for sheet in counter.shell.findChildren(Sheet))


def test_looking_for_an_earlier_visit_offers_nobody_new(counter: Counter) -> None:
    visit = comes(desk_of(counter), handle="Blue jacket")
    assert counter.shell.shell is not None
    counter.shell.shell.open_visit(visit)
    person = frame_of(counter).person
    assert person is not None
    person.ask_other()
    assert isinstance(person.sheet, FindSheet)
    QTest.keyClicks(person.sheet.box.line, "zzz")
    let_pass(1)
    assert counter.hands.sees("Nobody fits.")
    assert not counter.hands.sees("Press Enter to start")
    QTest.keyClick(person.sheet.box.line, Qt.Key.Key_Return)

    assert person.sheet.isVisible()
    assert frame_of(counter).context.visit.id == visit
