"""Starting somebody's encounter: straight away, or by the sheets that ask how they come in."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.errors import AnswerRefused, StationError
from safestation.domain.opening import (
    Given,
    for_somebody_here,
    is_asked_for,
    plain_way,
    walk_in,
)
from safestation.domain.program import Entry
from safestation.domain.visit import VisitId
from safestation.services.desk import Desk
from safestation.services.session import VisitSession
from safestation.ui.screens.entry_sheet import CAME_AT, EntrySheet
from safestation.ui.screens.ways_sheet import WaysSheet
from safestation.ui.words import Words


class WaysIn(QObject):
    """Opens sheets over `host`. `opened` gives the session, `counted` follows a counted no.

    `may_leave` keeps what is in hand; while that cannot be kept nothing new is opened.
    """

    opened = Signal(object)
    failed = Signal(object)
    counted = Signal()

    def __init__(
        self, host: QWidget, desk: Desk, words: Words, may_leave: Callable[[], bool]
    ) -> None:
        super().__init__(host)
        self._host, self._desk, self._words = host, desk, words
        self._may_leave = may_leave
        self._handle, self._before = "", ""
        self._at: datetime | None = None
        self.is_emergency = False
        self.ways: WaysSheet | None = None
        self.sheet: EntrySheet | None = None

    def begin(self, handle: str = "") -> None:
        """Start a walk-in at once where that is the only way in; else ask how they come."""
        program = self._desk.counter.program
        self._handle, self._before, self._at = handle, "", None
        self.is_emergency = False
        if plain_way(program) is not None:
            self._open("", {}, None)
        elif len(program.entries) == 1 and is_asked_for(program.entries[0]):
            self._choose(program.entries[0].id)
        else:
            self._ask(program.entries)

    def begin_here(
        self, at: datetime | None = None, before: str = "", *, is_emergency: bool = False
    ) -> None:
        """Start for somebody who stands here: since `at`, or as in the visit `before`.

        A program with no walk-in is asked about, those first who are not somewhere else.
        Whoever takes what is opened looks whether it `is_emergency`.
        """
        program = self._desk.counter.program
        self._handle, self._before, self._at = "", before, at
        self.is_emergency = is_emergency
        if walk_in(program) is not None:
            self._open("", {}, None)
        else:
            self._ask(for_somebody_here(program))

    def _ask(self, entries: tuple[Entry, ...]) -> None:
        self.ways = WaysSheet(self._host, self._words, entries)
        self.ways.chosen.connect(self._choose)
        self.ways.open_sheet()

    def _choose(self, way: str) -> None:
        entry = self._desk.counter.program.entry(way)
        if entry is None:
            return
        if not is_asked_for(entry):
            self._open(entry.id, {}, None)
            return
        sheet = EntrySheet(self._host, self._words, entry, self._desk.sections)
        sheet.started.connect(lambda given, at: self._take(entry, given, at))
        sheet.said_no.connect(lambda: self._count_no(entry))
        sheet.closed.connect(self._forget)
        self.sheet = sheet
        sheet.open_sheet(sheet.yes if entry.needs_agreement else None)

    def _take(self, entry: Entry, given: Mapping[str, Given], at: datetime | None) -> None:
        now = self._desk.clock.now()
        came = at.replace(tzinfo=now.tzinfo) if at is not None else None
        if came is not None and came > now:
            self._tell(AnswerRefused(CAME_AT, "entry.came_at_wrong"))
            return
        self._open(entry.id, given, came)

    def _open(self, entry: str, given: Mapping[str, Given], at: datetime | None) -> None:
        """Open it, once what is in hand is kept. What is refused stays on its sheet."""
        if not self._may_leave():
            return
        try:
            session = self._session(entry, self._named(given), at)
        except StationError as error:
            self._tell(error)
            return
        self._close()
        self.opened.emit(session)

    def _session(
        self, entry: str, given: Mapping[str, Given], at: datetime | None
    ) -> VisitSession:
        if self._before:
            before = VisitId(self._before)
            return self._desk.counter.start_again(before, entry, given)
        session = self._desk.counter.start(at or self._at, entry, given)
        if at is not None:
            self._take_arrival()
        return session

    def _take_arrival(self) -> None:
        """Let go of a moment noted on the locked screen: it is told otherwise now."""
        if self._at is not None:
            self._desk.counter.dismiss_arrival(self._at)

    def _named(self, given: Mapping[str, Given]) -> Mapping[str, Given]:
        """Give the board the words by which somebody was looked for."""
        if not self._handle or given.get("handle"):
            return given
        return {**given, "handle": self._handle}

    def _count_no(self, entry: Entry) -> None:
        try:
            self._desk.counter.note_no(entry.id, self._at)
            self._take_arrival()
        except StationError as error:
            self._tell(error)
            return
        self._close()
        self.counted.emit()

    @Slot()
    def _forget(self) -> None:
        self.sheet = None

    def _tell(self, error: StationError) -> None:
        if self.sheet is not None:
            self.sheet.tell(error)
        else:
            self.failed.emit(error)

    def _close(self) -> None:
        if self.sheet is not None:
            self.sheet.close_sheet()
