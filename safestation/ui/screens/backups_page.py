"""Backups: what is kept, how old it is, one more by hand, and the way to a restore."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from safestation.domain.backups import LATE_AWAY, LATE_DRILL, LATE_INSIDE, Holds, Kept
from safestation.domain.errors import StationError
from safestation.services.backups import BackupJob, CheckJob
from safestation.services.desk import Desk
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Column
from safestation.ui.kit.chip import Chip
from safestation.ui.kit.flow_layout import FlowLayout
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import cell_in, grid_in
from safestation.ui.kit.page import BELOW_TABS, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.sheet import Sheet
from safestation.ui.kit.table import Table
from safestation.ui.screens.backup_words import backup_row, state, told, when
from safestation.ui.screens.drill import DrillSheet
from safestation.ui.screens.place_picker import PlacePicker
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

KINDS = (("inside", LATE_INSIDE), ("away", LATE_AWAY), ("drill", LATE_DRILL))
COLUMNS = ("when", "why", "visits", "lines", "state")


class BackupsPage(QWidget):
    """A tab of the station. `restore_wanted` gives what the record in use holds."""

    restore_wanted = Signal(object)

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self._kept: dict[str, Kept] = {}
        self.sheet: Sheet | None = None
        self._then: tuple[Callable[..., object], Callable[[Exception], object]]
        self.banner = Banner(words)
        self.now = Button(words("backup.now"), "secondary")
        self.to_stick = Button(words("backup.to_stick"), "primary", icon="download")
        self.dates = {kind: Label("", "body") for kind, _ in KINDS}
        self.states = {kind: Chip() for kind, _ in KINDS}
        self.drill = Button(words("backup.start_drill"), "secondary")
        self.check_record = Button(words("backup.check_record"), "secondary")
        columns = [
            Column(words(f"backup.column_{name}"), name in {"when", "why"}) for name in COLUMNS
        ]
        self.table = Table(columns, words("backup.list"))
        self.none = Label(words("backup.none"), "muted")
        self.check_this = Button(words("backup.check_this"), "secondary")
        self.restore = Button(words("backup.restore"), "secondary")
        self._lay_out()
        self.now.clicked.connect(lambda: self.back_up(""))
        self.to_stick.clicked.connect(self.ask_where)
        self.check_this.clicked.connect(self._check_chosen)
        self.check_record.clicked.connect(self._check_record)
        self.restore.clicked.connect(self._ask_restore)
        self.drill.clicked.connect(self._start_drill)

    def refresh(self) -> None:
        """Show what is kept now, and what is overdue."""
        backups, now = self._desk.backups, self._desk.clock.now()
        kept, memory = backups.kept(), backups.memory()
        self._kept = {one.path: one for one in kept}
        self.table.show_rows([backup_row(one, now, self._words) for one in kept])
        self.table.setVisible(bool(kept))
        self.none.setVisible(not kept)
        self.table.setMinimumHeight(look().px(min(320, 60 + 48 * len(kept))))
        last = {"inside": memory.inside, "away": memory.away, "drill": memory.drill}
        for kind, limit in KINDS:
            at = last[kind]
            shown = when(at, now, self._words) if at else self._words("backup.never")
            self.dates[kind].show_text(shown)
            tone = state(at, memory.since, limit, now)
            word = "due" if tone == "clock" else "fine"
            self.states[kind].show_text(
                "" if tone == "neutral" else self._words(f"backup.{word}"), tone
            )

    def back_up(self, place: str) -> None:
        """Make a backup in a place, in the background."""
        job = self._desk.backups.by_hand(place)
        self._begin("backup.working", job.run, partial(self._made, job), self._not_made)

    def ask_where(self) -> None:
        """Ask for the stick or folder."""
        backups, words = self._desk.backups, self._words
        sheet = Sheet(self, words("backup.where"), 760)
        picker = PlacePicker(lambda: backups.sticks, words)
        begin = Button(words("backup.begin"), "primary")
        missing = Label(words("backup.choose_place"), "clock")
        missing.hide()
        sheet.body.addWidget(Label(words("backup.where_more"), "muted"))
        sheet.body.addWidget(picker)
        sheet.body.addWidget(missing)
        sheet.buttons.addWidget(begin)
        sheet.offer_cancel(words)

        def take() -> None:
            if picker.place:
                sheet.close_sheet()
                self.back_up(picker.place)
                return
            missing.show()
            picker.path.setFocus()

        begin.clicked.connect(take)
        sheet.closed.connect(sheet.deleteLater)
        picker.refresh()
        self.sheet = sheet
        sheet.open_sheet()

    # Outcomes, in the window's thread

    def _made(self, job: BackupJob, kept: Kept) -> None:
        self._desk.backups.made(job, kept)
        held = kept.manifest.holds
        more = self._words("backup.done_more", count=held.visits, lines=held.lines)
        if job.place and not kept.elsewhere:
            self.banner.show_message("clock", self._words("backup.done_same_disk"), more)
            self.refresh()
            return
        self._say_done("backup.done_away" if job.place else "backup.done_inside", more)

    def _not_made(self, error: Exception) -> None:
        self._desk.backups.catch_up()
        self._failed(error)

    def _checked(self, kept: Kept | None, held: Holds) -> None:
        self._desk.backups.checked(kept, good=True)
        key = "backup.record_good" if kept is None else "backup.check_good"
        self.banner.show_message("done", self._words(key, count=held.visits))

    def _check_failed(self, kept: Kept | None, error: Exception) -> None:
        if isinstance(error, StationError):
            self._desk.backups.checked(kept, good=False)
        self._failed(error)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        self.banner.show_message("danger", told(error, self._words))

    def _say_done(self, key: str, more: str) -> None:
        self.banner.show_message("done", self._words(key), more)
        self.refresh()

    # Asking

    @Slot()
    def _check_chosen(self) -> None:
        kept = self._kept.get(self.table.selected_id)
        if kept is None:
            self.banner.show_message("clock", self._words("backup.choose_first"))
            return
        self._check(self._desk.backups.checking(kept))

    @Slot()
    def _check_record(self) -> None:
        self._check(self._desk.backups.checking_record())

    def _check(self, job: CheckJob) -> None:
        failed = partial(self._check_failed, job.kept)
        self._begin("backup.checking", job.run, partial(self._checked, job.kept), failed)

    @Slot()
    def _ask_restore(self) -> None:
        """Read the record in use first, so that there is something to compare with."""
        job = self._desk.backups.checking_record()
        self._begin(
            "backup.checking",
            job.run,
            self.restore_wanted.emit,
            lambda _error: self.restore_wanted.emit(None),  # it may be why one restores
        )

    @Slot()
    def _start_drill(self) -> None:
        self.sheet = DrillSheet(self, self._desk, self._words, self._tasks)
        self.sheet.closed.connect(self.refresh)
        self.sheet.open_drill()

    def _begin(
        self,
        key: str,
        work: Callable[[], object],
        done: Callable[..., object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        self._busy(on=True)
        self.banner.show_message("info", self._words(key))
        self._then = (done, failed or self._failed)
        # Methods of this page alone: with the page goes what would be told to it.
        self._tasks.run(work, self._ended, self._broke)

    def _ended(self, result: object) -> None:
        self._busy(on=False)
        self.banner.clear()
        self._then[0](result)

    def _broke(self, error: Exception) -> None:
        self._busy(on=False)
        self.banner.clear()
        self._then[1](error)

    def _busy(self, *, on: bool) -> None:
        buttons = (self.now, self.to_stick, self.check_this, self.check_record, self.restore)
        for button in (*buttons, self.drill):
            button.setEnabled(not on)

    def _lay_out(self) -> None:
        now, words = look(), self._words
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        column.addWidget(self._safety())
        column.addWidget(self._list())
        column.addStretch(1)
        head = PageHead(words("backup.title"), words("backup.more"))
        lay_out_page(self, head, self.banner, inside, top=BELOW_TABS)

    def _safety(self) -> Card:
        card = Card()
        card.body.setSpacing(look().px(14))
        card.body.addWidget(Label(self._words("backup.state"), "section"))
        acts = {
            "inside": (self.check_record, self.now),
            "away": (self.to_stick,),
            "drill": (self.drill,),
        }
        lines = grid_in(card.body)
        lines.setSpacing(look().px(14))
        lines.setColumnStretch(0, 3)
        lines.setColumnStretch(2, 4)
        for place, (kind, _) in enumerate(KINDS):
            self._line(lines, place, kind, acts[kind])
        return card

    def _line(self, lines: QGridLayout, line: int, kind: str, acts: tuple[Button, ...]) -> None:
        """Lay out one kind of safety: what and when, how late, and what can be done."""
        told = cell_in(lines, line, 0)
        told.setSpacing(look().px(2))
        told.addWidget(Label(self._words(f"backup.{kind}"), "strong"))
        told.addWidget(self.dates[kind])
        place = QWidget()
        flow = FlowLayout(place, look().px(14))
        for button in acts:
            flow.addWidget(button)
        lines.addWidget(self.states[kind], line, 1)
        lines.addWidget(place, line, 2)

    def _list(self) -> Card:
        card = Card()
        card.body.addWidget(Label(self._words("backup.list"), "section"))
        card.body.addWidget(Label(self._words("backup.list_more"), "muted"))
        card.body.addWidget(self.table)
        card.body.addWidget(self.none)
        acts = QWidget()
        flow = FlowLayout(acts, look().px(14))
        for button in (self.check_this, self.restore):
            flow.addWidget(button)
        card.body.addWidget(acts)
        return card
