"""The quarterly drill: a backup restored on trial, step by step, and its certificate."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from safestation.domain.backups import Holds, Trial
from safestation.domain.errors import StationError
from safestation.services.desk import Desk
from safestation.services.rescue import Unlocked
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.label import Label
from safestation.ui.kit.sheet import Sheet
from safestation.ui.screens.backup_words import told, when
from safestation.ui.screens.unlock_backup import UnlockBackup
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

WIDTH = 820


class DrillSheet(Sheet):
    """Holds the steps; what passed is remembered in the record."""

    def __init__(self, host: QWidget, desk: Desk, words: Words, tasks: Tasks) -> None:
        super().__init__(host, words("drill.title"), WIDTH)
        self._desk, self._words, self._tasks = desk, words, tasks
        self.trial: Trial | None = None
        self._found: Unlocked
        self.outcome = Banner(words)
        self.unlock = UnlockBackup(desk.backups.rescue, desk.clock, words, tasks)
        self.unlock.button.set_text(words("drill.start"))
        self.print_button = Button(words("drill.print"), "primary", icon="printer")
        self.print_button.hide()
        self.close_button = Button(words("start.close"), "secondary")
        self.body.addWidget(Label(words("drill.more"), "muted"))
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.unlock)
        self.buttons.addWidget(self.close_button)
        self.buttons.addWidget(self.print_button)
        self.unlock.unlocked.connect(self._try_out)
        self.print_button.clicked.connect(self._print)
        self.close_button.clicked.connect(self.close_sheet)
        self.closed.connect(self.deleteLater)

    def open_drill(self) -> None:
        """Show the first step."""
        self.unlock.begin()
        self.open_sheet()

    @Slot(object)
    def _try_out(self, found: Unlocked) -> None:
        self.unlock.button.setEnabled(False)
        self.outcome.show_message("info", self._words("drill.running"))
        job = self._desk.backups.rescue.trying_out(found)
        self._found = found
        self._tasks.run(job, self._passed, self._failed)

    def _passed(self, held: Holds) -> None:
        found = self._found
        self.trial = self._desk.backups.drilled(found, held)
        made = when(found.kept.at, self._desk.clock.now(), self._words)
        more = self._words("drill.found", count=held.visits, lines=held.lines, made=made)
        self.outcome.show_message("done", self._words("drill.passed"), more)
        self.unlock.hide()
        self.print_button.show()
        self.print_button.setFocus()

    def _failed(self, error: Exception) -> None:
        self.unlock.button.setEnabled(True)
        if not isinstance(error, StationError):
            raise error
        self.outcome.show_message("danger", told(error, self._words))

    @Slot()
    def _print(self) -> None:
        if self.trial is None:
            return
        try:
            self._desk.backups.print_certificate(self.trial, self._words.language)
        except StationError as error:
            self.outcome.show_message("danger", told(error, self._words))
        else:
            self.outcome.show_message("done", self._words("drill.printed"))
