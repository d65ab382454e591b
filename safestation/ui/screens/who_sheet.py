"""Asks who needs help, when an emergency begins while nobody's visit is on the screen."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from safestation.domain.board import Card
from safestation.services.counter import Board
from safestation.ui.kit.button import Button
from safestation.ui.kit.elapsed import clock_words
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.words import Words

MOST = 9  # that a digit chooses


def called_on_board(board: Board, words: Words) -> dict[str, str]:
    """Return everybody on the board by visit, those who are here first, by what tells them."""
    everybody = sorted(board.cards, key=lambda person: person.is_out)
    return {one.visit: _called(one, words) for one in everybody}


def _called(person: Card, words: Words) -> str:
    if person.is_out:
        since = words("counter.came_in", time=f"{person.arrived_at:%H:%M}")
    else:
        since = words("counter.here", span=clock_words(person.here))
    return f"{person.label or words('counter.no_name_yet')} · {since} · {person.number}"


class WhoSheet(Sheet):
    """One press begins the emergency; `chosen` gives a visit, or nothing for somebody new.

    `people` are visits by id with what the board calls them. Enter takes the first at once.
    """

    chosen = Signal(str)

    def __init__(
        self, host: QWidget, words: Words, people: Mapping[str, str], *, may_start: bool
    ) -> None:
        super().__init__(host, words("counter.who_title"), width=560)
        self.body.addWidget(Label(words("counter.who_more"), "body"))
        offered = {"": words("counter.who_new"), **people} if may_start else dict(people)
        self.buttons_of: dict[str, Button] = {}
        for number, (visit, name) in enumerate(offered.items(), 1):
            key = str(number) if number <= MOST else ""
            button = Button(name, "secondary" if visit else "danger", shortcut_text=key)
            button.clicked.connect(lambda _on=False, visit=visit: self._choose(visit))
            self.buttons_of[visit] = button
            self.body.addWidget(button)
        self.offer_cancel(words)
        self.closed.connect(self.deleteLater)

    def _choose(self, visit: str) -> None:
        self.close_sheet()
        self.chosen.emit(visit)

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take somebody by their number."""
        place = event.key() - Qt.Key.Key_1
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not (plain and 0 <= place < min(MOST, len(self.buttons_of))):
            super().keyPressEvent(event)
            return
        list(self.buttons_of.values())[place].click()
        event.accept()
