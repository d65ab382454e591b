"""Take everything out: where to, why, a passphrase, and how far it is."""

from functools import partial

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import NotAllowed, StationError, WeakPassphrase
from safestation.services.desk import Desk
from safestation.services.taking_out import WHYS, Progress, TakenOut, TakeOutJob
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import grid_in
from safestation.ui.kit.page_head import PageHead
from safestation.ui.kit.progress_line import ProgressLine
from safestation.ui.kit.scroll import Scroll
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.kit.select import Select
from safestation.ui.screens.place_picker import PlacePicker
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

_EVERY_MS = 200
_MEGA = 1 << 20


class TakeOutPage(QWidget):
    """A tab of the station. Work at the counter goes on while the file is written."""

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self._job: TakeOutJob | None = None
        self.banner = Banner(words)
        self.place = PlacePicker(lambda: desk.backups.sticks, words)
        self.why = Select(
            [(why, words(f"takeout.why_{why}")) for why in WHYS], words("takeout.why")
        )
        self.secret = PassphraseEntry(words, words("takeout.secret"))
        self.again = PassphraseEntry(words, words("takeout.again"))
        self.go = Button(words("takeout.go"), "primary", icon="download")
        self.checklist = Button(words("takeout.checklist"), "secondary", icon="printer")
        self.checklist.clicked.connect(self._print)
        self.line = ProgressLine()
        self.how_far = Label("", "muted")
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self._show_progress)
        self.go.clicked.connect(self._begin)
        self.again.submitted.connect(self._begin)
        self._lay_out()
        self._working(on=False)

    @Slot()
    def refresh(self) -> None:
        """Look which sticks are plugged in."""
        self.place.refresh()

    @Slot()
    def _begin(self) -> None:
        if self._job is not None:
            return
        try:
            job = self._desk.taking_out.begin(
                self.place.whole, self.secret.text(), self.again.text(), self.why.value
            )
        except StationError as error:
            self.banner.show_message("danger", self._words(_key(error)))
            return
        self.secret.clear()
        self.again.clear()
        self._job = job
        self._working(on=True)
        self.banner.show_message("info", self._words("takeout.working"))
        # With the page goes the taking out: a locked station keeps no key for it.
        self.destroyed.connect(partial(Progress.stop, job.progress))
        self._tasks.run_long(job.run, self._done, self._failed)

    def _done(self, made: TakenOut) -> None:
        self._job = None
        self._working(on=False)
        size = f"{made.size / _MEGA:,.1f}"
        name = made.path.replace("\\", "/").rpartition("/")[2]
        what = self._words("takeout.done", rows=f"{made.rows:,}", name=name, size=size)
        self.banner.show_message(
            "done", what, self._words("takeout.done_more", reader=made.reader)
        )

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._working(on=False)
        if not isinstance(error, StationError):
            raise error
        self.secret.setFocus()
        self._desk.taking_out.failed()
        self.banner.show_message("danger", self._words("takeout.failed"))

    @Slot()
    def _print(self) -> None:
        try:
            self._desk.taking_out.print_retirement(self._words.language)
        except StationError as error:
            self.banner.show_message("danger", self._words(_key(error)))
        else:
            self.banner.show_message("done", self._words("takeout.checklist_printed"))

    @Slot()
    def _show_progress(self) -> None:
        if self._job is None:
            return
        done, total = self._job.progress.done, self._job.progress.total
        self.line.show_progress(done, max(total, 1))
        told = self._words("takeout.progress", done=f"{done:,}", total=f"{total:,}")
        self.how_far.show_text(told)

    def _working(self, *, on: bool) -> None:
        for widget in (self.place, self.why, self.secret, self.again, self.go):
            widget.setEnabled(not on)
        for shown in (self.line, self.how_far):
            shown.setVisible(on)
        if on:
            self._show_progress()
            self._timer.start()
        else:
            self._timer.stop()

    def _lay_out(self) -> None:
        now, words = look(), self._words
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        column.addWidget(self._what())
        column.addWidget(self._where())
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(now.px(24), now.px(16), now.px(24), now.px(20))
        whole.setSpacing(now.px(16))
        head = PageHead(words("takeout.title"), words("takeout.more"))
        head.buttons.addWidget(self.checklist)
        head.buttons.addWidget(self.go)
        whole.addWidget(head)
        whole.addWidget(self.banner)
        whole.addWidget(self.line)
        whole.addWidget(self.how_far)
        whole.addWidget(Scroll(inside), 1)

    def _what(self) -> Card:
        card = Card()
        card.body.addWidget(Label(self._words("takeout.what"), "section"))
        for key in ("holds", "reader", "law"):
            card.body.addWidget(Label(self._words(f"takeout.{key}"), "body"))
        return card

    def _where(self) -> Card:
        words, card = self._words, Card()
        card.body.addWidget(Label(words("takeout.where"), "section"))
        card.body.addWidget(self.place)
        grid = grid_in(card.body)
        grid.setHorizontalSpacing(look().px(24))
        grid.setVerticalSpacing(look().px(6))
        fields = ((self.secret, "secret", 0), (self.again, "again", 1))
        grid.addWidget(Label(words("takeout.why"), "strong"), 0, 0)
        grid.addWidget(self.why, 1, 0)
        for widget, key, place in fields:
            grid.addWidget(Label(words(f"takeout.{key}"), "strong"), 2, place)
            grid.addWidget(widget, 3, place)
            grid.setColumnStretch(place, 1)
        card.body.addWidget(Label(words("takeout.secret_more"), "muted"))
        return card


def _key(error: StationError) -> str:
    if isinstance(error, NotAllowed | WeakPassphrase):
        return error.reason
    return error.message_key
