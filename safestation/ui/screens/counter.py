"""The counter: who is here, since when, what is next, and how the last day ended."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.board import Card as Person
from safestation.domain.board import Ended, Tone
from safestation.domain.opening import plain_way
from safestation.domain.permissions import Permission
from safestation.services.counter import Board
from safestation.services.desk import Desk
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card, CardButton
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.columns_layout import ColumnsLayout
from safestation.ui.kit.elapsed import elapsed_words
from safestation.ui.kit.empty_state import EmptyState
from safestation.ui.kit.in_sight import show_now
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in, take_all
from safestation.ui.kit.page import lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.press import Press
from safestation.ui.kit.table import Table
from safestation.ui.moments import wall_time
from safestation.ui.screens.board_card import BoardCards
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

LEAST_CARD, GAP = 360, 16
OUTCOME_TONES = {
    "placed_same_visit": "done",
    "appointment_made": "done",
    "returned_to_current_provider": "done",
    "hospital": "danger",
    "waitlisted_with_bridge": "clock",
    "left_before_handoff": "clock",
}


class CounterScreen(QWidget):
    """Shows the board. `visit_chosen` opens a visit, `start_asked` starts one."""

    visit_chosen = Signal(str)
    start_asked = Signal()
    find_asked = Signal()
    arrival_taken = Signal(object)
    arrival_dismissed = Signal(object)

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        del tasks
        self._desk, self._words = desk, words
        self.head = PageHead(words("counter.title"))
        self.find_button = Button(words("counter.find"), "secondary", shortcut_text="F3")
        self._walk_ins = plain_way(desk.program) is not None
        start = words("counter.start" if self._walk_ins else "counter.start_any")
        self.start_button = Button(start, "primary", shortcut_text="F2", icon="plus")
        self.cards: dict[str, CardButton] = {}
        self.arrivals: dict[tuple[datetime, str], Button] = {}
        self._people = QWidget()
        self._flow = ColumnsLayout(self._people, look().px(LEAST_CARD), look().px(GAP))
        self._out = QWidget()
        self._out_flow = ColumnsLayout(self._out, look().px(LEAST_CARD), look().px(GAP))
        self.out_title = Label("", "section")
        self._made = BoardCards(desk, words)
        self.table = Table(self._columns(), words("counter.last_day"))
        self.summary = Label("", "muted", wrap=False)
        self.nothing = Label(words("counter.none_ended"), "muted")
        self.day = Card()
        more = words("counter.nobody_more" if self._walk_ins else "counter.nobody_more_any")
        self.empty = EmptyState("house", words("counter.nobody"), more)
        self._lay_out()
        if not desk.gate.allows(Permission.FIND_PERSON):
            self.find_button.hide()
        if not desk.gate.allows(Permission.OPEN_VISIT):
            self.start_button.hide()
        if not desk.gate.allows(Permission.OPEN_CLOSED):
            self.day.hide()  # "no visit has ended" would not be true
        self.find_button.clicked.connect(self.find_asked)
        self.start_button.clicked.connect(self.start_asked)
        self.table.chosen.connect(self.visit_chosen)

    def refresh(self) -> None:
        """Look at the record again."""
        board = self._desk.counter.board()
        now = self._desk.clock.now()
        count = len(_apart(board)[0]) + len(board.noted_arrivals)
        here = self._words("counter.people", count=count)
        self.head.show_texts(
            self._words("counter.title"), f"{here} · {self._words('counter.kept')}"
        )
        self._show_people(board, now)
        self._show_last_day(board, now)

    def _show_people(self, board: Board, now: datetime) -> None:
        held = self._held()
        for flow in (self._flow, self._out_flow):
            for widget in take_all(flow):
                widget.deleteLater()
        self.cards, self.arrivals = {}, {}
        for at in board.noted_arrivals:
            self._flow.addWidget(self._arrival(at, now))
        here, out = _apart(board)
        for flow, people in ((self._flow, here), (self._out_flow, out)):
            for person in people:
                self._put(flow, person, now)
        self.empty.setVisible(not board.cards and not board.noted_arrivals)
        self._people.setVisible(bool(here or board.noted_arrivals))
        self._out.setVisible(bool(out))
        self.out_title.setVisible(bool(out))
        self.out_title.show_text(self._words("counter.out", count=len(out)))
        self._hold(held)

    def _held(self) -> str | tuple[datetime, str]:
        """Return whose card has the focus, or which button of an arrival; else nothing."""
        return next((name for name, press in self._presses().items() if press.hasFocus()), "")

    def _hold(self, held: str | tuple[datetime, str]) -> None:
        """Give the focus back to what had it before the cards were made anew."""
        press = self._presses().get(held)
        if press is None:
            return
        for made in filter(None, (press.parentWidget(), press)):
            show_now(made)  # what is not on screen yet takes no focus
        press.setFocus(Qt.FocusReason.OtherFocusReason)

    def _presses(self) -> dict[str | tuple[datetime, str], Press]:
        return dict([*self.cards.items(), *self.arrivals.items()])

    def _put(self, flow: ColumnsLayout, person: Person, now: datetime) -> None:
        card = self._made.card(person, now)
        card.clicked.connect(lambda: self.visit_chosen.emit(person.visit))
        self.cards[person.visit] = card
        flow.addWidget(card)

    def _arrival(self, at: datetime, now: datetime) -> Card:
        card = Card("clock")
        time = wall_time(at, now)
        card.body.addWidget(Label(self._words("counter.walked_in_at", time=time), "section"))
        card.body.addWidget(Label(self._words("counter.walked_in_more"), "body"))
        card.body.addStretch(1)
        if self._desk.gate.allows(Permission.OPEN_VISIT):
            self._put_choice(card, at)
        return card

    def _put_choice(self, card: Card, at: datetime) -> None:
        """Offer to start a visit for somebody who came, or to forget that they did."""
        row = row_in(card.body)
        row.setSpacing(look().px(8))
        take = Button(self._words("counter.take_arrival"), "secondary")
        drop = Button(self._words("counter.drop_arrival"), "quiet")
        take.clicked.connect(lambda: self.arrival_taken.emit(at))
        drop.clicked.connect(lambda: self.arrival_dismissed.emit(at))
        self.arrivals |= {(at, "take"): take, (at, "drop"): drop}
        row.addWidget(take)
        row.addWidget(drop)
        row.addStretch(1)

    def _show_last_day(self, board: Board, now: datetime) -> None:
        words = self._words
        facts = [
            words("counter.visits", count=board.visits),
            words("counter.placed", count=board.placed),
        ]
        if board.median_door_to_placement is not None:
            span = elapsed_words(board.median_door_to_placement)
            facts.append(words("counter.median", span=span))
        self.summary.show_text(" · ".join(facts))
        self.table.show_rows([self._row(row, now) for row in board.last_day])
        self.table.setVisible(bool(board.last_day))
        self.nothing.setVisible(not board.last_day)

    def _row(self, row: Ended, now: datetime) -> Row:
        words, span = self._words, row.door_to_placement
        question = self._desk.question("disposition")
        choices = {c.value: c.label for c in question.choices} if question else {}
        outcome = choices.get(row.disposition)
        text = outcome.in_language(words.language) if outcome else row.disposition
        due = row.follow_up_at
        return Row(
            row.visit,
            (
                wall_time(row.arrived_at, now),
                row.label or self._nameless(row),
                Cell(text, chip=OUTCOME_TONES.get(row.disposition, "neutral")),
                row.where or "—",
                elapsed_words(span) if span is not None else "—",
                words("counter.due", time=wall_time(due, now)) if due else "—",
            ),
        )

    def _nameless(self, row: Ended) -> str:
        """Return what stands for a name: of somebody who was not here, how they came in."""
        entry = row.entry.in_language(self._words.language) if row.is_out else ""
        return entry or self._words("counter.no_name_row")

    def _columns(self) -> list[Column]:
        keys = ("arrived", "person", "outcome", "where", "door_to_placement", "follow_up")
        wide = {"where": 2, "follow_up": 1}
        return [Column(self._words(f"counter.column_{key}"), wide.get(key, 0)) for key in keys]

    def _lay_out(self) -> None:
        now = look()
        self.head.buttons.addWidget(self.find_button)
        self.head.buttons.addWidget(self.start_button)
        for flow in (self._flow, self._out_flow):
            flow.setContentsMargins(0, 0, 0, 0)
        title = row_in(self.day.body)
        title.setSpacing(now.px(12))
        title.addWidget(Label(self._words("counter.last_day"), "section", wrap=False))
        title.addWidget(self.summary)
        title.addStretch(1)
        self.table.setMinimumHeight(now.px(180))
        self.day.body.addWidget(self.table, 1)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.day.body.addWidget(self.nothing, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        column.addWidget(self.empty)
        column.addWidget(self._people)
        column.addWidget(self.out_title)
        column.addWidget(self._out)
        column.addWidget(self.day, 1)
        column.addStretch(0)  # what is left, where the last day is not shown
        lay_out_page(self, self.head, inside)


def _apart(board: Board) -> tuple[list[Person], list[Person]]:
    """Return who is here, and who is not: first who is in danger, or whose time runs out."""
    here = sorted((one for one in board.cards if not one.is_out), key=_is_calm)
    out = [person for person in board.cards if person.is_out]
    return here, sorted(out, key=_pressing)


def _is_calm(person: Person) -> bool:
    return person.next.tone is not Tone.DANGER


def _pressing(person: Person) -> tuple[bool, datetime]:
    window = person.window
    return window is None, window.due_at if window is not None else person.arrived_at
