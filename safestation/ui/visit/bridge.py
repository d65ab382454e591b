"""Between the session, which knows no Qt, and the pages, which know nothing else."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from safestation.domain.answers import Source, Status
from safestation.domain.corrections import Correction
from safestation.domain.errors import AnswerRefused, NotAllowed, StationError
from safestation.domain.facts import Fact
from safestation.domain.visit import Entry, Visit
from safestation.services.session import VisitSession

SAVE_AFTER_MS = 400  # a pause in typing; the promise is two seconds
SAVE_AT_LATEST_MS = 1200  # while somebody types on without a pause
TRY_AGAIN_MS = 2000  # after a failure, until the disk takes it


class VisitBridge(QObject):
    """Carries what pages say to the session, and what the session says back.

    * `changed` after any answer or fact; pages look at `visit` again
    * `saved(ok)` with False while something waits in memory
    * `refused(question, reason key)` when an answer does not fit
    * `trouble(message key)` when the record cannot be written; "" when it can again
    * `wrote(entry)` after a fact was written down
    """

    changed = Signal()
    saved = Signal(bool)
    refused = Signal(str, str)
    trouble = Signal(str)
    wrote = Signal(object)

    def __init__(self, session: VisitSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._in_trouble = False
        self._save = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._save.timeout.connect(self.flush)
        self._latest = QTimer(self, singleShot=True, interval=SAVE_AT_LATEST_MS)
        self._latest.timeout.connect(self.flush)

    @property
    def visit(self) -> Visit:
        """Return the visit as it is now, saved or not."""
        return self.session.visit

    @Slot(str, object)
    def answer(self, question: str, raw: object, source: Source | None = None) -> None:
        """Take an answer, and save it once the typing pauses. Empty takes it back."""
        value = raw if isinstance(raw, tuple) else str(raw)
        try:
            self.session.answer(question, value, source)
        except (AnswerRefused, NotAllowed) as refusal:
            self.refused.emit(question, refusal.reason)
            return
        self._wait_and_save()

    @Slot(str, str)
    def answer_unknown(self, question: str, status: str) -> None:
        """Take one of the three ways of nothing having been said; empty takes it back."""
        try:
            if status:
                self.session.answer_unknown(question, Status(status))
            else:
                self.session.take_back(question)
        except NotAllowed as refusal:
            self.refused.emit(question, refusal.reason)
            return
        self._wait_and_save()

    @Slot(str, str)
    def came_from(self, question: str, source: str) -> None:
        """Note whether an answer was said, seen, or told by a provider."""
        try:
            self.session.came_from(question, Source(source))
        except NotAllowed as refusal:
            self.refused.emit(question, refusal.reason)
            return
        self._wait_and_save()

    def write(
        self, fact: Fact, happened_at: datetime | None = None, source: Source = Source.SAID
    ) -> Entry | None:
        """Write a fact down now. Nothing comes back when it could not be kept yet."""
        try:
            entry = self.session.write(fact, happened_at, source)
        except NotAllowed as refusal:
            self.refused.emit("", refusal.reason)
            return None
        except StationError as error:
            self._tell(error)
            self.changed.emit()
            return None
        self._settle()
        self.wrote.emit(entry)
        self.changed.emit()
        return entry

    def corrections(self, question: str) -> list[Correction]:
        """Return what was corrected in one answer; nothing for whoever may not answer it."""
        try:
            return self.session.corrections(question)
        except NotAllowed:
            return []
        except StationError as error:
            self._tell(error)
            return []

    def stand_at(self, step: str, field: str = "") -> None:
        """Remember where work goes on; kept with the next save."""
        self.session.stand_at(step, field)
        if not self.session.is_saved:
            self._save.start(SAVE_AFTER_MS)

    @Slot()
    def flush(self) -> bool:
        """Save now, and tell whether all is kept. On failure it is tried again."""
        self._save.stop()
        self._latest.stop()
        before = self.visit
        try:
            self.session.flush()
        except StationError as error:
            self._tell(error)
            return False
        self._settle()
        if self.visit is not before:  # what is owed now was written down with it
            self.changed.emit()
        return True

    def _wait_and_save(self) -> None:
        self.saved.emit(False)  # noqa: FBT003 - a signal has no keywords
        self._save.start(TRY_AGAIN_MS if self._in_trouble else SAVE_AFTER_MS)
        if not self._latest.isActive():
            self._latest.start()
        self.changed.emit()

    def _tell(self, error: StationError) -> None:
        self._in_trouble = True
        self.trouble.emit(error.message_key)
        self.saved.emit(False)  # noqa: FBT003 - a signal has no keywords
        self._save.start(TRY_AGAIN_MS)

    def _settle(self) -> None:
        if self._in_trouble:
            self._in_trouble = False
            self.trouble.emit("")
        self.saved.emit(True)  # noqa: FBT003 - a signal has no keywords
