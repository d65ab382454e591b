"""Find a person: one box; typing searches, and when nothing fits, starts a new walk-in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from safestation.domain.errors import StationError
from safestation.domain.opening import plain_way
from safestation.services.desk import Desk
from safestation.services.ports import Found
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.search_box import Result, SearchBox
from safestation.ui.kit.sheet import Sheet
from safestation.ui.moments import wall_time
from safestation.ui.words import Words

if TYPE_CHECKING:
    from safestation.services.searching import Search

MOST_SHOWN = 8


class FindSheet(Sheet):
    """Searches as one types. Advice only: starting anew is always possible."""

    visit_chosen = Signal(str)
    start_asked = Signal(str)

    def __init__(self, host: QWidget, desk: Desk, words: Words) -> None:
        super().__init__(host, words("find.title"), width=640)
        self._desk, self._words = desk, words
        self._typed = ""
        self._looking: Search | None = None
        self.box = SearchBox(words, words("find.hint"), words("find.title"), inline=True)
        handle = desk.question("handle")
        if handle is not None and handle.max_length:
            self.box.line.setMaxLength(handle.max_length)  # it may become their handle
        self.note = Label("", "muted")
        self._any = "" if plain_way(desk.program) is not None else "_any"
        first = words(f"find.start_no_name{self._any}")
        self.start = Button(first, "primary", icon="plus")
        self.body.addWidget(self.box)
        self.body.addWidget(self.note)
        self.note.hide()
        self.buttons.addWidget(self.start)
        self.offer_cancel(words)
        self.box.searched.connect(self._search)
        self.box.chosen.connect(self._choose)
        self.box.submitted.connect(lambda _text: self._begin())
        self.start.clicked.connect(self._begin)
        self.closed.connect(self.deleteLater)

    def open_box(self) -> None:
        """Show the box with the focus in it."""
        self.open_sheet(self.box)

    def _search(self, text: str) -> None:
        self._typed = text.strip()
        try:
            self._looking = self._looking or self._desk.counter.search()
            found = self._looking.find(self._typed)
        except StationError as error:
            self.box.show_results([])
            self.note.show_text(self._words(error.message_key))
            self.note.show()
            return
        self.box.show_results([self._result(one) for one in found[:MOST_SHOWN]])
        told = self._told(len(found))
        self.note.show_text(told)
        self.note.setVisible(bool(told))
        key = "find.start" if self._typed else "find.start_no_name"
        self.start.set_text(self._words(f"{key}{self._any}", text=self._typed))

    def _told(self, count: int) -> str:
        """Return what is to be said of what was found: that it is nothing, or not all."""
        if count > MOST_SHOWN:
            return self._words("find.more", count=MOST_SHOWN)
        if count or not self._typed:
            return ""
        is_choice = self.start.isHidden()  # somebody who was here before, and nobody new
        return self._words("find.nobody" if is_choice else f"find.nothing{self._any}")

    def _result(self, found: Found) -> Result:
        words = self._words
        time = wall_time(found.arrived_at, self._desk.clock.now())
        label = found.label or words("counter.no_name_row")
        state = words("find.open_now" if found.is_open else "find.before")
        tone = "info" if found.is_open else "neutral"
        return Result(found.visit, label, f"{time} · {found.number}", state, tone)

    def _choose(self, visit: str) -> None:
        self.close_sheet()
        self.visit_chosen.emit(visit)

    def _begin(self) -> None:
        if self.start.isHidden():
            return
        self.close_sheet()
        self.start_asked.emit(self._typed)

    # Qt's own
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let F2 start, as it does everywhere else."""
        if event.key() == Qt.Key.Key_F2 and not event.isAutoRepeat():
            self._begin()
            event.accept()
        else:
            super().keyPressEvent(event)
