"""Two people at one window: what goes, both passphrases, and then it is made ready."""

from contextlib import suppress

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from safestation.domain.errors import NotAllowed, StationError, WrongPassphrase
from safestation.domain.retention import Plan
from safestation.services.desk import Desk
from safestation.services.erasing import Job, Proof
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.in_sight import show_soon
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import grid_in
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.kit.select import Select
from safestation.ui.kit.sheet import Sheet
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

MOST = 500  # numbers shown one by one; the card scrolls


class TwoPeople(Sheet):
    """`erased` gives the job that is done, and the key of what went wrong, if anything did.

    `called_off` says that the card was closed over what was begun; nothing goes then.
    """

    erased = Signal(object, str)
    called_off = Signal()

    def __init__(
        self, host: QWidget, desk: Desk, words: Words, tasks: Tasks, plan: Plan
    ) -> None:
        super().__init__(host, words("retention.two_title"), width=820)
        self._desk, self._words, self._tasks, self._plan = desk, words, tasks, plan
        self._job: Job | None = None
        self._is_over = False
        self.banner = Banner(words)
        self.mine = PassphraseEntry(words, words("retention.mine", name=desk.me.name))
        people = [(one.id, one.name) for one in desk.erasing.seconds()]
        self.who = Select(people, words("retention.second"))
        self.theirs = PassphraseEntry(words, words("retention.theirs"))
        self.go = Button(words("retention.erase_now"), "danger")
        self.go.clicked.connect(self._prove)
        self.theirs.submitted.connect(self._prove)
        for text, role in self._told():
            self.body.addWidget(Label(text, role))
        self._fill(grid_in(self.body))
        self.body.addWidget(self.banner)
        self.buttons.addWidget(self.go)
        self.offer_cancel(words)
        self.closed.connect(self.deleteLater)
        if not people:
            self.go.setEnabled(False)
            self._say("retention.no_second")

    def _fill(self, grid: QGridLayout) -> None:
        """Put the first person at the left, and the second at the right."""
        words = self._words
        grid.setHorizontalSpacing(look().px(24))
        mine = words("retention.mine", name=self._desk.me.name)
        grid.addWidget(Label(mine, "strong"), 2, 0)
        grid.addWidget(self.mine, 3, 0)
        grid.addWidget(Label(words("retention.second"), "strong"), 0, 1)
        grid.addWidget(self.who, 1, 1)
        grid.addWidget(Label(words("retention.theirs"), "strong"), 2, 1)
        grid.addWidget(self.theirs, 3, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _told(self) -> list[tuple[str, str]]:
        words, plan = self._words, self._plan
        what = words(f"retention.class_{plan.holding}")
        told = [
            (words("retention.gone", count=len(plan.targets), what=what), "strong"),
            (
                words(
                    "retention.between",
                    oldest=f"{plan.oldest:%m/%d/%Y}",
                    newest=f"{plan.newest:%m/%d/%Y}",
                    authority=plan.authority,
                ),
                "body",
            ),
        ]
        if plan.numbers:
            told.append((words("retention.numbers", numbers=self._numbers()), "body"))
        return [*told, (words("retention.never_back"), "body")]

    def _numbers(self) -> str:
        numbers = self._plan.numbers
        shown = ", ".join(numbers[:MOST])
        rest = len(numbers) - MOST
        return (
            shown
            if rest <= 0
            else self._words("retention.and_more", numbers=shown, n=f"{rest:,}")
        )

    @Slot()
    def _prove(self) -> None:
        mine, theirs = self.mine.text(), self.theirs.text()
        if not self.go.isEnabled():
            return
        if not mine or not theirs or not self.who.value:
            self._say("retention.both_passphrases", "clock")
            return
        self._busy(on=True)
        self._say("retention.trying", "info")
        job = self._desk.erasing.proving(mine, self.who.value, theirs)
        self._tasks.run(job, self._proven, self._failed)

    def _proven(self, proof: Proof) -> None:
        if self._is_over:
            return
        try:
            self._job = self._desk.erasing.begin(self._plan, proof)
        except StationError as error:
            self._failed(error)
            return
        self._say("retention.working", "info")
        self._tasks.run(self._job.run, self._ready, self._not_ready)

    def _ready(self, _done: None) -> None:
        job = self._job
        if job is None:
            return
        try:
            self._desk.erasing.finish(job)
        except StationError as error:
            self._end(job, _key(error))
        else:
            self._end(job, "")

    def _not_ready(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        if self._job is not None:
            self._end(self._job, _key(error))

    def _end(self, job: Job, key: str) -> None:
        self._job = None
        self.close_sheet()
        self.erased.emit(job, key)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        self._busy(on=False)
        wrong = isinstance(error, WrongPassphrase)
        self._say("retention.wrong" if wrong else _key(error))

    def _say(self, key: str, tone: str = "danger") -> None:
        self.banner.show_message(tone, self._words(key))
        show_soon(self.banner)

    def _busy(self, *, on: bool) -> None:
        """Take nothing more, but keep the focus: behind the card keys would do something."""
        for secret in (self.mine, self.theirs):
            secret.line.setReadOnly(on)
            if on:
                secret.clear()
        self.mine.setFocus()
        for widget in (self.who, self.go):
            widget.setEnabled(not on)

    def close_sheet(self) -> None:
        """Take the card away; what was begun and is not done erases nothing any more."""
        job, self._job, self._is_over = self._job, None, True
        if job is not None:
            with suppress(StationError):  # the next sign-in writes it down
                self._desk.erasing.failed(job.erasure)
            self.called_off.emit()
        super().close_sheet()


def _key(error: StationError) -> str:
    return error.reason if isinstance(error, NotAllowed) else error.message_key
