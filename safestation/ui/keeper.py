"""Keeps the daily backup: at the first sign-in of a day, and past midnight while open."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from safestation.domain.backups import Kept, Reminder
from safestation.domain.errors import BackupFailed, StationError
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.ui.tasks import Tasks

EVERY = timedelta(minutes=5)
AFTER_FAILURE = timedelta(hours=1)


class Keeper(QObject):
    """`failed` gives the error of a backup that could not be made; `kept` that one was."""

    failed = Signal(object)
    kept = Signal()

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._desk: Desk | None = None
        self._busy = False
        self._next: datetime | None = None

    def begin(self, desk: Desk) -> None:
        """Somebody is in. Writes down what was made while nobody was; training has none."""
        self._desk = None if desk.station.training else desk
        self._next = None
        self.look(desk.clock.now())

    def rest(self) -> None:
        """Nobody is in; a backup that runs is finished, and told of at the next sign-in."""
        self._desk = None

    def look(self, now: datetime) -> None:
        """Make today's backup if it is time; cheap to ask every second."""
        if self._desk is None or self._busy or (self._next and now < self._next):
            return
        self._next = now + EVERY
        try:
            self._desk.backups.catch_up()
            job = self._desk.backups.daily()
        except StationError:
            return  # the record says so itself when it cannot be read
        if job is None:
            return
        self._busy = True
        self._tasks.run(job.run, self._done, self._broke)

    def due(self) -> tuple[Reminder, ...]:
        """Return what is overdue, to those who can do something about it."""
        desk = self._desk
        if desk is None or not desk.gate.allows(Permission.BACK_UP):
            return ()
        return desk.backups.reminders()

    def is_seal_owed(self) -> bool:
        """Tell whether a day went by without a seal on paper, to those who print one."""
        desk = self._desk
        may = desk is not None and desk.gate.allows(Permission.SEAL_DAY)
        return may and desk is not None and desk.trail.is_seal_owed()

    def _done(self, kept: Kept) -> None:
        del kept
        self._busy = False
        if self._desk is not None:
            self._desk.backups.catch_up()
            self.kept.emit()

    def _broke(self, error: Exception) -> None:
        self._busy = False
        if not isinstance(error, BackupFailed):
            raise error
        if self._desk is not None:
            self._next = self._desk.clock.now() + AFTER_FAILURE
            self._desk.backups.failed(error)
            self.failed.emit(error)
