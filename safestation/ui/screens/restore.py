"""Restoring in two steps, over a closed record: check and compare, then replace."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.backups import Holds
from safestation.domain.errors import StationError
from safestation.services.rescue import Unlocked
from safestation.services.vault import Vault
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Column, Row
from safestation.ui.kit.check_row import CheckRow
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import row_in
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.scroll import Scroll
from safestation.ui.kit.table import Table
from safestation.ui.screens.backup_words import told, when
from safestation.ui.screens.unlock_backup import UnlockBackup
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

SHOWN_OF_HEAD = 12
FORGETS_AFTER_MS = 5 * 60_000  # an unlocked backup left alone is locked again


class RestoreScreen(QWidget):
    """Covers the window. `left` leads back to the door, restored or not."""

    left = Signal()

    def __init__(self, vault: Vault, live: Holds | None, words: Words, tasks: Tasks) -> None:
        super().__init__()
        self._vault, self._live, self._words, self._tasks = vault, live, words, tasks
        self._found: Unlocked | None = None
        self.banner = Banner(words)
        self.unlock = UnlockBackup(vault.rescue, vault.clock, words, tasks)
        self.unlock.unlocked.connect(self._compare)
        self.unlock.chosen.connect(self.forget)
        names = ("what", "backup", "record")
        self.table = Table(
            [Column(words(f"restore.column_{name}"), 1) for name in names],
            words("restore.compare"),
        )
        self.sure = CheckRow(words("restore.sure"))
        self.sure.toggled.connect(self._enable)
        self.replace = Button(words("restore.replace"), "danger")
        self.replace.clicked.connect(self.prepare)
        self.back = Button(words("restore.back"), "secondary")
        self.back.clicked.connect(self.leave)
        self.card = Card()
        self.compare = Card()
        self._patience = QTimer(self, singleShot=True, interval=FORGETS_AFTER_MS)
        self._patience.timeout.connect(self.forget)
        self._lay_out()
        self.unlock.begin()

    @Slot()
    def leave(self) -> None:
        """Go back to the door, unless a record is just being put in place."""
        if self.back.isEnabled():
            self.forget()
            self.left.emit()

    @Slot()
    def forget(self) -> None:
        """Lock the backup again; it has to be unlocked anew before anything is replaced."""
        self._found = None
        self.compare.hide()
        self._enable()

    def prepare(self) -> None:
        """Make the restored record ready in the background, then put it in place."""
        if self._found is None:
            return
        self._patience.stop()
        self._busy(on=True)
        self.banner.show_message("info", self._words("restore.preparing"))
        job = self._vault.rescue.preparing(self._found)
        self._tasks.run(job, self._put_in_place, self._failed)

    def _put_in_place(self, _none: object) -> None:
        if self._found is None:
            return
        self._vault.lock()
        try:
            self._vault.rescue.replace(self._found)
        except StationError as error:
            self._failed(error)
            return
        self._found = None
        self.card.hide()
        self.compare.hide()
        self.back.setEnabled(True)
        self.back.set_text(self._words("restore.to_sign_in"))
        self.back.setFocus()
        self.banner.show_message("done", self._words("restore.done"))

    def _failed(self, error: Exception) -> None:
        self._busy(on=False)
        if not isinstance(error, StationError):
            raise error
        self.banner.show_message("danger", told(error, self._words))

    @Slot(object)
    def _compare(self, found: Unlocked) -> None:
        self._found = found
        self.banner.clear()
        self.table.show_rows(self._rows(found))
        self.table.setMinimumHeight(self.table.natural_height() + look().px(8))
        self.sure.setChecked(False)
        self._enable()
        self.compare.show()
        self.sure.setFocus()
        self._patience.start()

    def _rows(self, found: Unlocked) -> list[Row]:
        say, live = self._words, self._live
        none = say("restore.not_open")
        rows = {
            "made": (when(found.kept.at, self._vault.clock.now(), say), ""),
            "station": (found.station.title, ""),
            "visits": (f"{found.holds.visits}", f"{live.visits}" if live else none),
            "lines": (f"{found.holds.lines}", f"{live.lines}" if live else none),
            "head": (_head(found.holds), _head(live) if live else none),
            "schema": (f"{found.holds.schema}", f"{live.schema}" if live else none),
        }
        return [Row(key, (say(f"restore.{key}"), *told)) for key, told in rows.items()]

    @Slot()
    def _enable(self) -> None:
        self.replace.setEnabled(self._found is not None and self.sure.isChecked())

    def _busy(self, *, on: bool) -> None:
        self.replace.setEnabled(not on)
        self.back.setEnabled(not on)
        self.unlock.setEnabled(not on)

    def _lay_out(self) -> None:
        now, words = look(), self._words
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        self.card.body.addWidget(self.unlock)
        self.compare.body.addWidget(Label(words("restore.compare"), "section"))
        self.compare.body.addWidget(Label(words("restore.compare_more"), "muted"))
        self.compare.body.addWidget(self.table)
        self.compare.body.addWidget(self.sure)
        row = row_in(self.compare.body)
        row.addStretch(1)
        row.addWidget(self.replace)
        self.compare.hide()
        column.addWidget(self.card)
        column.addWidget(self.compare)
        column.addStretch(1)
        head = PageHead(words("restore.title"), words("restore.more"))
        head.buttons.addWidget(self.back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(20), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        whole.addWidget(head)
        whole.addWidget(self.banner)
        whole.addWidget(Scroll(inside), 1)


def _head(held: Holds) -> str:
    return held.head[:SHOWN_OF_HEAD] or "—"
