"""The one window: the locked screen at once, and behind it the shell once somebody is in.

What the locked screen needs is all that is loaded before its first picture; everything else
is fetched while somebody types, or when it is first used.
"""

from __future__ import annotations  # what is only named here is not loaded for it

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from safestation.domain.errors import (
    KeyFileDamaged,
    RecordBehind,
    RecordLocked,
    RecordMissing,
    StationError,
)
from safestation.ui.kit.once import on_key
from safestation.ui.kit.press import Press
from safestation.ui.kit.reading import enter, goes_on, move_focus
from safestation.ui.screens.secrets_typed import waited_for
from safestation.ui.screens.signin import SignInScreen
from safestation.ui.style.theme import look, measure_room

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from safestation.domain.backups import Holds
    from safestation.services.desk import Desk
    from safestation.services.vault import Behind, Opening, Threshold
    from safestation.ui.screens.hidden import HiddenScreen
    from safestation.ui.screens.must_change import MustChangeScreen
    from safestation.ui.screens.recover import RecoverScreen
    from safestation.ui.screens.restore import RestoreScreen
    from safestation.ui.screens.setup import SetUpScreen
    from safestation.ui.screens.start_trouble import DamagedPage
    from safestation.ui.shell import Shell
    from safestation.ui.tasks import Tasks
    from safestation.ui.visit.frame import VisitFrame
    from safestation.ui.words import Words

TICK_MS = 1000
HELD_MS = 2000  # as often as a save is tried again


class Window(QMainWindow):
    """Covers everything until somebody signs in, and again when it is locked or hidden.

    `behind` builds what is behind the locked screen, and returns the same from then on. It
    is called in the background after the first picture, and waited for when it is needed.
    `entered` says that somebody came in.
    """

    entered = Signal()

    def __init__(
        self, threshold: Threshold, behind: Callable[[], Behind], words: Words, tasks: Tasks
    ) -> None:
        super().__init__()
        self._threshold, self._behind = threshold, behind
        self._words, self._tasks = words, tasks
        self._ready: Behind | None = None
        self.shell: Shell | None = None
        self._hidden: HiddenScreen | None = None
        self.setup: SetUpScreen
        self.trouble: DamagedPage
        self.restoring: RestoreScreen | None = None
        self.asking: RecoverScreen | MustChangeScreen | None = None
        self._whole = QStackedWidget()
        self.setCentralWidget(self._whole)
        self._build_covers()
        self._before: QWidget = self.signin
        self.setMinimumSize(self._least())
        self.setWindowTitle(words("shell.app"))
        for keys, act in (("F11", self.hide_screen), ("F12", self.lock)):
            on_key(keys, self, act)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._held = QTimer(self, interval=HELD_MS)
        self._held.timeout.connect(self.lock)
        self._lost = QTimer(self, singleShot=True, interval=0)
        self._lost.timeout.connect(self._find_focus)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._watch_focus)
        self.open_door()

    @property
    def words(self) -> Words:
        """The words that the window speaks."""
        return self._words

    @property
    def desk(self) -> Desk | None:
        """What somebody who is in may use; None while it is locked."""
        return self.shell.desk if self.shell is not None else None

    @property
    def lock_minutes(self) -> int | None:
        """After how many minutes without a touch it locks; None while nothing is open."""
        if self.desk is not None:
            return self.desk.station.lock_minutes
        from safestation.domain.station import LOCK_AFTER  # noqa: PLC0415 - not at the door

        return LOCK_AFTER if self.asking is not None else None

    @property
    def visit(self) -> VisitFrame | None:
        """The visit that is open on the screen."""
        return self.shell.visit if self.shell is not None else None

    @property
    def screens(self) -> dict[str, QWidget]:
        """The pages of the rail, while somebody is in."""
        return self.shell.screens if self.shell is not None else {}

    @property
    def current(self) -> str:
        """The page of the rail that is chosen."""
        return self.shell.current if self.shell is not None else ""

    # Getting ready

    def get_ready(self) -> None:
        """Build what is behind the locked screen, in the background."""
        if self._ready is None:
            self._tasks.run(self._behind, self._take, self._tell)

    def _take(self, behind: Behind) -> None:
        if self._ready is None:
            self._ready = behind
            self._words.learn(behind.strings)
            guard_every_page()
            self._look_ahead()

    def _look_ahead(self) -> None:
        from safestation.ui.ahead import Ahead  # noqa: PLC0415 - after the first picture

        Ahead(self).loaded.connect(self._make_shell)

    def _now_ready(self) -> Behind:
        ready = self._ready or self._behind()
        self._take(ready)
        return ready

    def _make_shell(self) -> Shell:
        if self.shell is None:
            # The largest part of the window: every page of it comes with this name.
            from safestation.ui.shell import Shell  # noqa: PLC0415

            vault = self._now_ready().vault
            self.shell = Shell(vault, self._words, self._tasks)
            self.shell.lock_asked.connect(self.lock)
            self.shell.hide_asked.connect(self.hide_screen)
            self.shell.speaks_anew.connect(self._renew_covers)
            self.shell.restore_asked.connect(self._restore_over)
            self.shell.key_change_wanted.connect(self.change_key)
            self._whole.addWidget(self.shell)
        return self.shell

    def _tell(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        self.signin.tell(error)

    # Coming in and going out

    def open_door(self) -> None:
        """Show set-up on a first start, else the locked screen."""
        if not self._threshold.exists():
            self._show_first()
            return
        try:
            self._threshold.doors()
        except KeyFileDamaged as error:
            self._show_damaged(error)
            return
        except StationError:
            pass  # the locked screen says it
        self.signin.show_place(self._words("shell.app"))
        self.signin.refresh()
        self._show(self.signin)
        self.tick()

    def let_in(self, opening: Opening) -> None:
        """Open the record for somebody whose passphrase or PIN fits."""
        if self._held.isActive():
            self._back_to_unkept(opening)
            return
        wants_pin = self.signin.also_pin.isChecked()
        try:
            desk, must_change = self._opened(opening)
        except RecordBehind as behind:
            self._bring_up_to_date(opening, behind)
            return
        except (RecordLocked, RecordMissing) as error:
            self._show_damaged(error)
            return
        except StationError as error:
            self.signin.tell(error)
            return
        if must_change:
            self._ask_new_passphrase(desk)
            return
        self.enter(desk)
        if wants_pin:
            self._show_pin()

    def _opened(self, opening: Opening) -> tuple[Desk, bool]:
        """Open the record, or nothing: no key stays behind the locked screen."""
        vault = self._now_ready().vault
        try:
            desk = vault.open(opening, may_upgrade=False)
            return desk, desk.keys.mine().must_change
        except BaseException:
            vault.lock()
            raise

    def _bring_up_to_date(self, opening: Opening, behind: RecordBehind) -> None:
        """Upgrade or erase again behind the locked screen, which lives on meanwhile."""
        self.signin.wait(self._words(waited_for(behind)))
        work = partial(self._now_ready().vault.bring_up_to_date, opening)
        self._tasks.run(work, partial(self._up_to_date, opening), self._left_as_it_was)

    def _up_to_date(self, opening: Opening, _nothing: object) -> None:
        self.signin.wait("")
        self.let_in(opening)

    def _left_as_it_was(self, error: Exception) -> None:
        self.signin.wait("")
        if isinstance(error, RecordLocked | RecordMissing):
            self._show_damaged(error)
        else:
            self._tell(error)

    def enter(self, desk: Desk) -> None:
        """Show the counter to somebody who signed in, or lock again: never half of it."""
        try:
            shell = self._make_shell()
            shell.enter(desk)
            self._show(shell)
            shell.show_first()
        except BaseException:
            self._back_out()
            raise
        self.tick()
        self.entered.emit()
        self._offer_releases(shell, desk)

    def _back_out(self) -> None:
        """Lock after coming in went wrong half-way."""
        self._drop_asking()
        self.lock()
        if self.desk is None:  # and with no desk `lock` had nothing to close
            self._now_ready().vault.lock()

    def _show_pin(self) -> None:
        """Show the PIN for this shift to who asked for it with their passphrase."""
        if self.shell is None or self.desk is None:
            return
        from safestation.ui.screens.pin_sheet import PinSheet  # noqa: PLC0415 - not at the door

        PinSheet(self.shell, self.desk, self._words, self._tasks).open_sheet()

    def _offer_releases(self, shell: Shell, desk: Desk) -> None:
        """Show who is locked out, to who may let them be tried again."""
        from safestation.domain.permissions import Permission  # noqa: PLC0415 - not at the door

        if not desk.gate.allows(Permission.MANAGE_STAFF) or not desk.releases.locked():
            return
        from safestation.ui.screens.release_sheet import ReleaseSheet  # noqa: PLC0415 - rare

        ReleaseSheet(shell, desk, self._words).open_sheet()

    def lock(self, why: str = "") -> None:
        """Keep what was typed, close the record, cover everything, empty the clipboard.

        What cannot be kept just now stays in memory behind the locked screen, and is tried
        again; the record closes as soon as it is kept.
        """
        if self.restoring is not None and self._whole.currentWidget() is self.restoring:
            self.restoring.leave()
        if self.asking is not None:
            self._cover()
            self._close_again()
            return
        if self.desk is None or self.shell is None:
            return
        self._cover()
        if not self.shell.leave():
            self._hold()
            return
        self._held.stop()
        self._now_ready().vault.lock(why)
        self.open_door()

    def use_sheet(self) -> None:
        """Let a recovery sheet open the record for one new passphrase."""
        # A forgotten passphrase is rare; its page is fetched then.
        from safestation.ui.screens.recover import RecoverScreen  # noqa: PLC0415

        try:
            vault = self._now_ready().vault
        except StationError as error:
            self.signin.tell(error)
            return
        recover = RecoverScreen(vault, self._words, self._tasks)
        recover.done.connect(self._enter_and_offer_sheet)
        self._ask(recover)

    def change_key(self, passphrase: str, ask_everybody: bool) -> None:  # noqa: FBT001 - a slot
        """Prove the passphrase, lock, and give the record a new key meanwhile."""
        vault, desk = self._now_ready().vault, self.desk
        if desk is None:
            return

        def begin(opening: Opening) -> None:
            self.lock()
            if self.desk is not None:
                return  # something could not be kept: it was told, and nothing is locked
            self.signin.wait(self._words("keys_page.changing"))
            work = partial(vault.change_key, opening, ask_everybody=ask_everybody)
            self._tasks.run(work, self._key_changed, self._key_kept)

        self._tasks.run(partial(vault.prove, desk.me.id, passphrase), begin, self._tell_shell)

    def _key_changed(self, _nothing: object) -> None:
        self.signin.wait("")
        self.open_door()
        self.signin.show_problem("keys_page.changed")

    def _key_kept(self, error: Exception) -> None:
        self.signin.wait("")
        self.open_door()
        self._tell(error)

    def _tell_shell(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        if self.shell is not None:
            self.shell.tell(error)

    def _cover(self) -> None:
        from safestation.ui.cover import close_all_above, forget_copied  # noqa: PLC0415 - not at the door

        close_all_above(self)
        forget_copied()

    def _hold(self) -> None:
        """Cover what cannot be kept yet."""
        if not self._held.isActive():
            self._held.start()
            self.signin.refresh()
            self._show(self.signin)
        self.signin.show_problem("shell.not_kept_yet")

    def _back_to_unkept(self, opening: Opening) -> None:
        """Let the one whose words are not kept yet see them again, and nobody else."""
        self.lock()
        if self.desk is None:
            self.let_in(opening)
        elif opening.staff_id == self.desk.me.id and self.shell is not None:
            self._held.stop()
            self._show(self.shell)
            self.entered.emit()

    def hide_screen(self) -> None:
        """Show a neutral page, or what was there before it."""
        if self._whole.currentWidget() is self._hidden:
            self._show(self._before)
            return
        from safestation.ui.cover import close_all_above  # noqa: PLC0415 - not at the door

        close_all_above(self)
        if self._hidden is None:
            # Not before somebody wants it.
            from safestation.ui.screens.hidden import HiddenScreen  # noqa: PLC0415

            self._hidden = HiddenScreen(self._words)
        self._before = self._whole.currentWidget() or self.signin
        self._show(self._hidden)

    def show_screen(self, name: str) -> None:
        """Open a page of the rail."""
        if self.shell is not None:
            self.shell.show_screen(name)

    def tick(self) -> None:
        """Move every clock on."""
        now = self._threshold.clock.now()
        self.signin.show_time(f"{now:%H:%M}")
        self._threshold.with_pin()  # erases those that are over
        self._threshold.erase_keys()
        if self.shell is not None:
            self.shell.tick(now)

    # Inside

    def _show_first(self) -> None:
        """Show set-up, unless backups tell that a key file was here and is lost."""
        try:
            has_backups = bool(self._now_ready().vault.rescue.kept())
        except StationError as error:
            self.signin.tell(error)
            self._show(self.signin)
            return
        if has_backups:
            self._show_damaged(RecordMissing())
        else:
            self._show_set_up()

    def _show_damaged(self, error: StationError) -> None:
        # A bad day, and a rare one.
        from safestation.ui.screens.start_trouble import DamagedPage  # noqa: PLC0415

        page = DamagedPage(self._now_ready().vault, error, self._words)
        page.restore_wanted.connect(self.restore)
        page.left.connect(self._show_signin)
        self.trouble = page
        self._show(page)

    def _show_signin(self) -> None:
        self.signin.refresh()
        self._show(self.signin)

    def _restore_over(self, live: object) -> None:
        """Close the record that is open, and restore over it."""
        from safestation.domain.backups import Holds  # noqa: PLC0415 - rare

        self.lock()
        if self.desk is None:
            self.restore(live if isinstance(live, Holds) else None)

    def restore(self, live: Holds | None = None) -> None:
        """Check a backup, and put it in place of the closed record."""
        from safestation.ui.screens.restore import RestoreScreen  # noqa: PLC0415 - rare

        if self.restoring is not None:
            self._whole.removeWidget(self.restoring)
            self.restoring.deleteLater()
        self.restoring = RestoreScreen(self._now_ready().vault, live, self._words, self._tasks)
        self.restoring.left.connect(self.open_door)
        self._show(self.restoring)

    def _ask_new_passphrase(self, desk: Desk) -> None:
        from safestation.ui.screens.must_change import MustChangeScreen  # noqa: PLC0415 - rare

        change = MustChangeScreen(desk, self._words, self._tasks)
        change.done.connect(self._enter_after)
        self._ask(change)

    def _ask(self, page: RecoverScreen | MustChangeScreen) -> None:
        page.left.connect(self._close_again)
        self.asking = page
        self._show(page)
        self.entered.emit()
        page.begin()

    def _enter_after(self, desk: Desk) -> None:
        self.enter(desk)
        self._drop_asking()

    def _enter_and_offer_sheet(self, desk: Desk) -> None:
        """Let the coordinator in, and offer to print a new sheet for the one just opened."""
        self._enter_after(desk)
        if self.shell is not None:
            self.shell.offer_new_sheet()

    def _close_again(self) -> None:
        """Leave what was asked for, and close the record if it was open for that."""
        self._now_ready().vault.lock()
        QApplication.clipboard().clear()
        self.open_door()
        self._drop_asking()

    def _drop_asking(self) -> None:
        if self.asking is not None:
            self._whole.removeWidget(self.asking)
            self.asking.deleteLater()
            self.asking = None

    def _show_set_up(self) -> None:
        # Shown once in the life of a station.
        from safestation.ui.screens.setup import SetUpScreen  # noqa: PLC0415

        try:
            ready = self._now_ready()
        except StationError as error:
            self.signin.tell(error)
            return
        self.setup = SetUpScreen(
            ready.vault, ready.programs, ready.ids, self._words, self._tasks
        )
        self.setup.done.connect(self._leave_set_up)
        self.setup.restore_wanted.connect(self.restore)
        self._show(self.setup)

    def _leave_set_up(self, desk: Desk) -> None:
        """Go in where the wall papers are printed, and forget what was typed to get here."""
        self.enter(desk)
        if self.shell is not None:
            self.shell.show_program()
        self._whole.removeWidget(self.setup)
        self.setup.deleteLater()

    def _build_covers(self) -> None:
        """Build what stands before everything else: the locked screen."""
        self.signin = SignInScreen(self._threshold, self._words, self._tasks, self._whole)
        self.signin.opened.connect(self.let_in)
        self.signin.painted.connect(self.get_ready)
        self.signin.sheet_asked.connect(self.use_sheet)
        self._whole.addWidget(self.signin)

    def _renew_covers(self) -> None:
        for cover in (self.signin, self._hidden):
            if cover is not None:
                self._whole.removeWidget(cover)
                cover.deleteLater()
        self._hidden = None
        self._build_covers()
        self._before = self.signin

    def _show(self, page: QWidget) -> None:
        if self._whole.indexOf(page) < 0:
            self._whole.addWidget(page)
        self._whole.setCurrentWidget(page)

    @Slot(QWidget, QWidget)
    def _watch_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None and self.isActiveWindow():
            self._lost.start()

    def _find_focus(self) -> None:
        """Put the focus back onto the page when what had it was taken away."""
        if QApplication.focusWidget() is not None or not self.isActiveWindow():
            return
        page = self.shell.page if self.shell is not None and self.desk is not None else None
        whole = self._whole.currentWidget()
        if whole is not None and whole is self.shell and self.visit is not None:
            self.visit.come_back()
        elif whole is not None:
            enter(page if page is not None and whole is self.shell else whole)

    def _least(self) -> QSize:
        """Return the smallest size that works, never larger than the screen."""
        small = QSize(look().px(683), look().px(384))  # a 1366 x 768 screen at 200 %
        screen = self.screen().availableSize()
        return QSize(1024, 640).expandedTo(small).boundedTo(screen)

    # Qt's own

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let everything measure itself again when room becomes tight, or is not any more."""
        app = QApplication.instance()
        if isinstance(app, QApplication) and measure_room(app, event.size()):
            for press in self.findChildren(Press):
                press.updateGeometry()
        super().resizeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        """Go round as a person reads; begin anew on the page, not at the top."""
        whole = self._whole.currentWidget() or self
        page = self.shell.page if self.shell is not None and whole is self.shell else None
        return move_focus(whole, forward=forward, start=page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter in a line go on to what comes next."""
        inside = self._whole.currentWidget() is self.shell
        if not (inside and self.shell is not None and goes_on(event, self.shell)):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close only when everything said is kept."""
        if self.shell is not None and not self.shell.leave():
            event.ignore()
            return
        self._timer.stop()
        if self._ready is not None:
            self._ready.vault.lock()
            self._ready.vault.end_shift()
        event.accept()


def guard_every_page() -> None:
    """Look after wheel and focus in the whole application, once.

    The locked screen has nothing to scroll, and each event costs what looks at it.
    """
    from safestation.ui.kit.in_sight import FocusGuide  # noqa: PLC0415
    from safestation.ui.kit.wheel_guard import WheelGuard  # noqa: PLC0415

    app = QApplication.instance()
    if isinstance(app, QApplication) and app.findChild(WheelGuard) is None:
        WheelGuard(app)
        FocusGuide(app)
