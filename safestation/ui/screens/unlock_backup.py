"""Choosing a backup and unlocking it: the first half of a restore, and of a drill."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.backups import Kept
from safestation.domain.errors import StationError
from safestation.services.ports import Clock
from safestation.services.rescue import Rescue, Unlocked
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.cells import Column
from safestation.ui.kit.in_sight import show_soon
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.kit.select import Select
from safestation.ui.kit.table import Table
from safestation.ui.screens.backup_words import backup_row, told
from safestation.ui.screens.place_picker import PlacePicker
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

SHEET = "sheet"  # stands for a recovery sheet in the list of who opens it
COLUMNS = ("when", "why", "visits", "lines")


class UnlockBackup(QWidget):
    """Emits `unlocked` with a backup that was opened and read from end to end.

    `chosen` says that another one, or another try, is meant now: what was unlocked before
    must not be put in place any more.
    """

    unlocked = Signal(object)
    chosen = Signal()

    def __init__(self, rescue: Rescue, clock: Clock, words: Words, tasks: Tasks) -> None:
        super().__init__()
        self._rescue, self._clock = rescue, clock
        self._words, self._tasks = words, tasks
        self._kept = dict[str, Kept]()
        self.banner = Banner(words)
        columns = [
            Column(words(f"backup.column_{name}"), name in {"when", "why"}) for name in COLUMNS
        ]
        self.table = Table(columns, words("restore.choose"))
        self.table.setMinimumHeight(look().px(140))
        self.table.selected.connect(self._show_doors)
        self.picker = PlacePicker(rescue.sticks, words)
        self.picker.picked.connect(self.show_place)
        self.who = Select([], words("restore.who"))
        self.secret = PassphraseEntry(words, words("restore.secret"))
        self.secret.submitted.connect(self.check)
        self.button = Button(words("restore.check"), "primary")
        self.button.clicked.connect(self.check)
        self._lay_out()

    def begin(self) -> None:
        """Show what is on this computer, and the sticks that are plugged in."""
        self.picker.refresh()
        self.show_place()

    @Slot(str)
    def show_place(self, place: str = "") -> None:
        """List the backups in a place; those on this computer without one."""
        self.banner.clear()
        kept: tuple[Kept, ...] = ()
        try:
            kept = self._rescue.kept(place)
        except StationError as error:
            self._say(told(error, self._words))
        else:
            if place and not kept:
                self._say(self._words("restore.not_a_backup"))
        self._kept = {one.path: one for one in kept}
        now = self._clock.now()
        self.table.show_rows([backup_row(one, now, self._words) for one in kept])
        if kept:
            self.table.select(kept[0].path)
        self._show_doors()

    @Slot()
    def check(self) -> None:
        """Unlock what is chosen, in the background."""
        kept, secret = self._kept.get(self.table.selected_id), self.secret.text()
        if kept is None or not self.button.isEnabled():
            return
        self.chosen.emit()
        if not secret:
            self._say(self._words("restore.secret_needed"))
            self.secret.setFocus()
            return
        staff = "" if self.who.value == SHEET else self.who.value
        self._busy(on=True)
        self._say(self._words("restore.checking"), "info")
        job = self._rescue.unlocking(kept, staff, secret)
        self._tasks.run(job, self._done, self._failed)

    def _done(self, found: Unlocked) -> None:
        self._busy(on=False)
        self.secret.clear()
        self.banner.clear()
        self.unlocked.emit(found)

    def _failed(self, error: Exception) -> None:
        self._busy(on=False)
        if not isinstance(error, StationError):
            raise error
        self.secret.setFocus()
        self._say(told(error, self._words))

    def _busy(self, *, on: bool) -> None:
        """Let nobody choose another one meanwhile: what is unlocked is what is chosen."""
        for widget in (self.table, self.picker, self.who, self.button):
            widget.setEnabled(not on)

    @Slot()
    def _show_doors(self) -> None:
        kept = self._kept.get(self.table.selected_id)
        self.chosen.emit()
        self.who.clear()
        self.button.setEnabled(kept is not None)
        if kept is None:
            return
        try:
            doors = self._rescue.doors(kept)
        except StationError as error:
            self.button.setEnabled(False)
            self._say(told(error, self._words))
            return
        for door in doors:
            self.who.addItem(door.name, door.staff)
        self.who.addItem(self._words("restore.sheet"), SHEET)
        self.who.setCurrentIndex(0)

    def _say(self, text: str, tone: str = "danger") -> None:
        self.banner.show_message(tone, text)
        show_soon(self.banner)

    def _lay_out(self) -> None:
        now, words = look(), self._words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(10))
        column.addWidget(Label(words("restore.choose"), "section"))
        column.addWidget(Label(words("restore.choose_more"), "muted"))
        column.addWidget(self.table)
        column.addWidget(self.picker)
        column.addSpacing(now.px(8))
        column.addWidget(Label(words("restore.unlock"), "section"))
        column.addWidget(Label(words("restore.unlock_more"), "muted"))
        row = row_in(column)
        row.setSpacing(now.px(14))
        self.who.setMinimumHeight(now.px(46))
        row.addWidget(self.who, 1)
        row.addWidget(self.secret, 2)
        row.addWidget(self.button)
        column.addWidget(self.banner)
