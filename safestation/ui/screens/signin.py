"""The locked screen: the time, who may come in, and nothing about anybody."""

from __future__ import annotations  # what is only named here is not loaded for it

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from safestation.domain.errors import (
    ContentRefused,
    NotAllowed,
    PinRefused,
    SignInLocked,
    StationError,
    WrongPassphrase,
)
from safestation.ui.kit.button import Button
from safestation.ui.kit.fitted import Fitted
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import middle_in
from safestation.ui.kit.lock_tick import LockTick
from safestation.ui.kit.once import on_key
from safestation.ui.kit.secret_entry import PassphraseEntry
from safestation.ui.screens.door_tiles import DoorTiles
from safestation.ui.screens.pin_row import PinRow
from safestation.ui.style.theme import look

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from safestation.services.door import Door
    from safestation.services.vault import Opening, Threshold
    from safestation.ui.screens.use_notice import UseNotice
    from safestation.ui.tasks import Tasks
    from safestation.ui.words import Words

FEW_LEFT = 4  # of five; the first slip is nobody's concern
MESSAGE_WIDTH = 640
UNNOTICED_MS = 400  # what is done by then needs no word about waiting


class SignInScreen(QFrame):
    """Takes a passphrase. `opened` gives the proof; the window opens the record with it.

    `sheet_asked` says that somebody forgot theirs and has a recovery sheet.
    `painted` says, once, that the screen can be seen.
    """

    opened = Signal(object)
    sheet_asked = Signal()
    painted = Signal()

    def __init__(
        self, vault: Threshold, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._words, self._tasks = vault, words, tasks
        self._chosen = ""
        self.is_trying = self._is_painted = self._is_busy = False
        self.setProperty("surface", "lock")
        self.time = Label("", "on-lock-display", wrap=False)
        self.place = Label("", "on-lock-soft", wrap=False)
        self.prompt = Label("", "on-lock", wrap=False)
        self.passphrase = PassphraseEntry(words, words("signin.passphrase"), dark=True)
        self.enter = Button(words("signin.enter"), "primary")
        self.entry = QWidget()
        self.notice: UseNotice | None = None
        self._agreement: Fitted | None = None
        self.also_pin = LockTick(words("signin.also_pin"))
        self.pin = PinRow(words)
        self.end_shift = Button(words("signin.end_shift"), "header")
        self.problem = Label("", "on-lock")
        self.waiting = Label("", "on-lock-small")
        self.walked_in = Button(words("signin.walked_in"), "header", shortcut_text="F2")
        self.forgot = Button(words("signin.forgot"), "header")
        self.tiles = DoorTiles(words, self._how)
        self.tiles.chosen.connect(self._choose)
        self._lay_out()
        self._patience = QTimer(self, singleShot=True, interval=UNNOTICED_MS)
        self._patience.timeout.connect(self._say_opening)
        on_key("F2", self, self.note_arrival)
        self.passphrase.submitted.connect(self.try_passphrase)
        self.enter.clicked.connect(self.try_passphrase)
        self.walked_in.clicked.connect(self.note_arrival)
        self.forgot.clicked.connect(self.sheet_asked)
        self.pin.typed.connect(self.try_pin)
        self.pin.passphrase_wanted.connect(self._use_passphrase)
        self.end_shift.clicked.connect(self._end_shift)

    def show_place(self, title: str) -> None:
        """Show which station this is; nothing else is told while locked."""
        self.place.show_text(self._words("signin.locked", station=title))

    def show_time(self, text: str) -> None:
        """Show the clock."""
        self.time.show_text(text)

    def show_problem(self, key: str) -> None:
        """Say why the record stays closed, and what to do."""
        self._say(self._words(key))

    def tell(self, error: StationError) -> None:
        """Say what is wrong; of a content file also its name, the place and the remedy."""
        where = f"\n{error}" if isinstance(error, ContentRefused) else ""
        key = error.reason if isinstance(error, NotAllowed) else error.message_key
        self._say(self._words(key) + where)

    def wait(self, text: str) -> None:
        """Let nobody in while something is done to the closed record; nothing ends it."""
        self._is_busy = bool(text)
        for part in (self.passphrase, self.enter, self.forgot):
            part.setEnabled(not text)
        if text:
            self._say(text)

    def refresh(self) -> None:
        """Show who may sign in, and how many arrivals wait."""
        self.passphrase.clear()
        self.also_pin.setChecked(False)
        self.pin.hide()
        self.end_shift.hide()
        self.problem.setVisible(self._is_busy)
        try:
            doors = self._vault.doors()
        except StationError as error:
            doors = ()
            self.show_problem(error.message_key)
        self.tiles.show_doors(doors)
        self._show_waiting()
        self._show_notice()

    def _show_notice(self) -> None:
        """Show the station's notice of use first; within a shift it was agreed to already."""
        text = self._vault.window.load().get("notice", "")
        if not text or self._vault.with_pin():
            self._hide_notice()
            return
        if self.notice is None:
            from safestation.ui.screens.use_notice import UseNotice  # noqa: PLC0415 - for some

            self.notice = UseNotice(self._words)
            self.notice.agreed.connect(self._hide_notice)
            self._agreement = Fitted(self.notice)
            self._whole.addWidget(self._agreement)
        self._fitted.hide()
        if self._agreement is not None:
            self._agreement.show()
        self.notice.show_notice(text)

    def _hide_notice(self) -> None:
        self._fitted.show()
        if self._agreement is not None:
            self._agreement.hide()
            self.passphrase.setFocus()

    def note_arrival(self) -> None:
        """Keep the moment at which somebody walked in, and nothing else."""
        try:
            self._vault.arrivals.note(self._vault.clock.now())
        except StationError as error:
            self.show_problem(error.message_key)
        self._show_waiting()

    def try_passphrase(self) -> None:
        """Try what was typed, in the background: it is slow by design."""
        typed = self.passphrase.text()
        if not typed or self._is_busy or not self.enter.isEnabled():
            return
        self.is_trying = True
        self.enter.setEnabled(False)
        self._patience.start()
        work = partial(self._vault.prove, self._chosen, typed)
        self._tasks.run(work, self._let_in, self._refuse)

    def try_pin(self, pin: str) -> None:
        """Try the PIN of this shift, in the background: it is slow by design."""
        if self.is_trying or self._is_busy:
            return
        self.is_trying = True
        self._patience.start()
        work = partial(self._vault.prove_pin, self._chosen, pin)
        self._tasks.run(work, self._let_in, self._refuse)

    def _let_in(self, opening: Opening) -> None:
        self._tried()
        self.passphrase.clear()
        self.pin.clear()
        self.opened.emit(opening)

    def _refuse(self, error: Exception) -> None:
        self._tried()
        if not isinstance(error, StationError):
            raise error
        self.tell(error)
        left = self._vault.standing(self._chosen).left
        if isinstance(error, PinRefused):
            self._refuse_pin(error)
            return
        if isinstance(error, SignInLocked):
            self.passphrase.clear()
            self._show_standing()
        elif isinstance(error, WrongPassphrase) and left < FEW_LEFT:
            say = self._words(error.message_key)
            self._say(f"{say} {self._words('signin.left', count=left)}")
        self.passphrase.setFocus()

    def _refuse_pin(self, error: PinRefused) -> None:
        self._show_way(by_pin=not error.is_over)
        self.tiles.show_how()

    def _tried(self) -> None:
        self.is_trying = False
        self._patience.stop()
        self.problem.setVisible(False)
        self.enter.setEnabled(True)

    def _say_opening(self) -> None:
        self._say(self._words("signin.opening"))

    def _say(self, text: str) -> None:
        self.problem.show_text(text)
        width = look().px(MESSAGE_WIDTH)
        self.problem.setFixedSize(width, self.problem.heightForWidth(width))
        self.problem.setVisible(True)

    def _how(self, staff: str) -> str:
        """Return the key of the word under a name."""
        if self._is_painted and self._vault.standing(staff).is_locked:
            return "signin.is_locked"
        by_pin = staff in self._vault.with_pin()
        return "signin.with_pin" if by_pin else "signin.with_passphrase"

    def _choose(self, door: Door) -> None:
        self._chosen = door.staff
        self.problem.setVisible(self._is_busy)
        by_pin = self._how(door.staff) == "signin.with_pin"
        self._show_way(by_pin=by_pin)
        self._show_standing()

    def _show_way(self, *, by_pin: bool) -> None:
        """Show where the PIN is typed, or the passphrase."""
        door = self.tiles.current
        key = "signin.pin_of" if by_pin else "signin.passphrase_of"
        self.prompt.show_text(self._words(key, name=door.name if door else ""))
        self.pin.clear()
        if by_pin:
            self.pin.build()
        self.pin.setVisible(by_pin)
        self.entry.setVisible(not by_pin)
        self.also_pin.setVisible(not by_pin)
        self.end_shift.setVisible(bool(self._vault.with_pin()))
        (self.pin if by_pin else self.passphrase).setFocus()

    def _use_passphrase(self) -> None:
        self._show_way(by_pin=False)
        self._show_standing()

    def _end_shift(self) -> None:
        self._vault.end_shift()
        self.refresh()

    def _show_standing(self) -> None:
        """Say what too many wrong passphrases have closed, and how it opens.

        Not before the first picture, which does not wait for the count to be read: a try
        before that is counted as well.
        """
        if not self._is_painted:
            return
        standing = self._vault.standing(self._chosen)
        for part in (self.passphrase, self.enter, self.also_pin):
            part.setEnabled(not standing.is_locked and not self._is_busy)
        self.tiles.show_how()
        if standing.is_locked:
            for hidden in (self.entry, self.also_pin, self.pin):
                hidden.hide()
            self.prompt.show_text("")
            self.show_problem("error.account_locked")
        elif standing.only_coordinators and not self.pin.isVisibleTo(self):
            self.show_problem("error.computer_locked")

    def _show_waiting(self) -> None:
        count = len(self._vault.arrivals.noted())
        words = self._words
        said = words("signin.noted", count=count) if count else words("signin.nothing_shown")
        self.waiting.show_text(said)

    def _lay_out(self) -> None:
        """Put everything in its place, from the outside in.

        What is put into a place later takes all that is in it along, and asks each of them
        again how it looks.
        """
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._fitted = Fitted(inside, self)
        whole.addWidget(self._fitted)
        column = QVBoxLayout(inside)
        column.setSpacing(look().px(14))
        column.addStretch(2)
        for label in (self.time, self.place):
            middle_in(column, label)
        column.addSpacing(look().px(16))
        middle_in(column, self.tiles)
        column.addSpacing(look().px(16))
        middle_in(column, self.prompt)
        column.addWidget(self.entry)
        entry = QHBoxLayout(self.entry)
        entry.setContentsMargins(0, 0, 0, 0)
        entry.addStretch(1)
        self.passphrase.setFixedWidth(look().px(420))
        entry.addWidget(self.passphrase)
        entry.addWidget(self.enter)
        entry.addStretch(1)
        middle_in(column, self.also_pin)
        column.addWidget(self.pin)
        self.waiting.setMinimumSize(QSize(look().px(520), look().px(24)))
        for label in (self.problem, self.waiting):
            label.setProperty("alignment", "AlignCenter")
            middle_in(column, label)
        middle_in(column, self.walked_in, self.forgot, self.end_shift, gap=look().px(14))
        column.addStretch(3)

    # Qt's own

    def paintEvent(self, event: QPaintEvent) -> None:
        """Say when the first picture is out."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._follow_up)

    def _follow_up(self) -> None:
        self._show_standing()
        self.painted.emit()
