"""What is behind the locked screen: header, rail, and the page in hand.

Loaded when somebody is about to come in; `ui.window` stands at once.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from safestation.domain.errors import BackupFailed, NotAllowed, ReasonNeeded, StationError
from safestation.domain.permissions import Permission
from safestation.domain.station import Staff
from safestation.domain.visit import VisitId
from safestation.services.desk import Desk
from safestation.services.erasing import Job
from safestation.services.session import VisitSession
from safestation.services.vault import Vault
from safestation.ui.call_for_help import CallForHelp
from safestation.ui.clock_banner import ClockBanner
from safestation.ui.forget import forget
from safestation.ui.keeper import Keeper
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.fitted import Fitted
from safestation.ui.kit.header_bar import HeaderBar
from safestation.ui.kit.in_sight import settle
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.kit.nav_rail import NavRail, Place
from safestation.ui.kit.once import on_key
from safestation.ui.kit.reading import enter
from safestation.ui.kit.scroll import Scroll
from safestation.ui.kit.sheet import close_sheets
from safestation.ui.looks import Looks
from safestation.ui.moments import speak, wall_date
from safestation.ui.screens.counter import CounterScreen
from safestation.ui.screens.disposal import DisposalScreen
from safestation.ui.screens.find import FindSheet
from safestation.ui.screens.follow_ups import FollowUpsScreen
from safestation.ui.screens.keys_page import KeysPage
from safestation.ui.screens.paperwork import PaperworkScreen
from safestation.ui.screens.providers import ProvidersScreen
from safestation.ui.screens.reports import ReportsScreen
from safestation.ui.screens.retention_page import RetentionPage
from safestation.ui.screens.station_home import StationHome
from safestation.ui.screens.ways_in import WaysIn
from safestation.ui.screens.why_sheet import WhySheet
from safestation.ui.tasks import Tasks
from safestation.ui.visit.bridge import VisitBridge
from safestation.ui.visit.context import VisitContext, Wishes
from safestation.ui.visit.frame import VisitFrame
from safestation.ui.words import Words

BOARD_EVERY = 30  # ticks
SCREENS: Mapping[str, tuple[str, type[QWidget], Permission]] = {
    "counter": ("house", CounterScreen, Permission.SEE_BOARD),
    "disposal": ("trash-2", DisposalScreen, Permission.KEEP_LEDGER),
    "paperwork": ("printer", PaperworkScreen, Permission.PRINT),
    "follow_ups": ("clock", FollowUpsScreen, Permission.SEE_BOARD),
    "providers": ("map-pin", ProvidersScreen, Permission.SEE_DIRECTORY),
    "station": ("settings", StationHome, Permission.SEE_STAFF),
    "reports": ("chart-column", ReportsScreen, Permission.REPORT),
}


class Shell(QWidget):
    """The counter and every page beside it. Holds the desk between sign-in and lock.

    `lock_asked` and `hide_asked` are for the window; `speaks_anew` says that the language
    changed and that everything in here speaks it; `key_change_wanted` gives the passphrase
    that shall prove it, and whether everybody has to choose a new one.
    """

    lock_asked = Signal()
    hide_asked = Signal()
    speaks_anew = Signal()
    restore_asked = Signal(object)
    key_change_wanted = Signal(str, bool)

    def __init__(
        self, vault: Vault, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._vault, self._words, self._tasks = vault, words, tasks
        self.keeper = Keeper(tasks, self)
        self.desk: Desk | None = None
        self.visit: VisitFrame | None = None
        self.screens: dict[str, QWidget] = {}
        self._around: dict[str, Fitted] = {}
        self.current = ""
        self.why: WhySheet | None = None
        self.ways: WaysIn | None = None
        self._ticks = 0
        self._looks = Looks(vault, words, self)
        self._help = CallForHelp(self, words)
        self._build()
        self._keys()

    # Coming in and going out

    def enter(self, desk: Desk) -> None:
        """Build the pages for somebody who signed in; `show_screen` shows one."""
        self.desk = desk
        self._build_screens(desk)
        self._build_ways(desk)
        program = desk.program
        name = program.name.in_language(self._words.language)
        profile = self._words("shell.profile", name=name, profile=program.profile)
        self.header.show_station(desk.station.title, profile)
        self.header.show_person(desk.me.name, self._role(desk.me))
        self.header.show_training(self._vault.is_training)
        self.clock_banner.begin(desk)
        self._looks.keep_notice(desk.station.use_notice)
        self.keeper.begin(desk)
        self._remind()
        if desk.tail_lost:  # last, since nothing else is as urgent
            self._tell_key("error.tail_lost")

    def leave(self) -> bool:
        """Keep what was typed and let go of every page; False while it cannot be kept."""
        if not self._leave_visit():
            return False
        self._drop_screens()
        self.keeper.rest()
        self.clock_banner.rest()
        self._drop_ways()
        self.desk = None
        self.header.show_person("", "")
        return True

    @property
    def page(self) -> QWidget | None:
        """The page that is on the screen now."""
        return self._pages.currentWidget()

    # Pages

    def show_screen(self, name: str) -> None:
        """Open a page of the rail; a visit that was open is kept first."""
        if self.desk is None or name not in self.screens or not self._leave_visit():
            return
        self.current = name
        self.rail.show_current(name)
        screen = self.screens[name]
        self._pages.setCurrentWidget(self._around[name])
        self._refresh(screen)
        settle()
        enter(screen)

    def show_first(self) -> None:
        """Open the first page that the one signed in has."""
        self.show_screen(next(iter(self.screens)))

    def show_program(self) -> None:
        """Show the station's program, its own values and its papers."""
        station = self.screens.get("station")
        if isinstance(station, StationHome):
            self.show_screen("station")
            station.show_page("program")

    def open_visit(self, visit: str, why: str = "") -> None:
        """Go on with a visit where it was left; ask why when it is closed."""
        if self.desk is None or not self._leave_visit():
            return
        try:
            self._show_visit(self.desk, self.desk.counter.resume(VisitId(visit), why))
        except ReasonNeeded:
            self._ask_why(visit)
        except StationError as error:
            self._tell(error)

    def start_visit(self, arrived_at: object = None) -> None:
        """Start for somebody who walked in, now or at a noted moment."""
        if self.ways is not None:
            self.ways.begin_here(arrived_at if isinstance(arrived_at, datetime) else None)

    def _start_again(self, before: str) -> None:
        """Start for somebody who was here before and wishes to go on from there."""
        if self.ways is not None:
            self.ways.begin_here(before=before)

    def tell(self, error: StationError) -> None:
        """Say above the page what did not work."""
        self._tell(error)

    def offer_new_sheet(self) -> None:
        """Show the keys, and that the recovery sheet just used can be replaced now."""
        station = self.screens.get("station")
        if isinstance(station, StationHome):
            self.show_screen("station")
            station.show_page("keys")
            keys = station.pages.get("keys")
            if isinstance(keys, KeysPage):
                keys.offer_new_sheet()

    def find_person(self) -> None:
        """Open the one box that finds anybody."""
        if self.desk is None or not self.desk.gate.allows(Permission.FIND_PERSON):
            return
        sheet = FindSheet(self, self.desk, self._words)
        sheet.visit_chosen.connect(self.open_visit)
        sheet.start_asked.connect(self._walk_in)
        sheet.open_box()

    def tick(self, now: datetime) -> None:
        """Move every clock on; look at the board now and then."""
        self.header.show_clock(wall_date(now), f"{now:%H:%M}")
        if self.desk is None:
            return
        self.clock_banner.look()
        self.keeper.look(now)
        self._ticks += 1
        if self.visit is not None:
            self.visit.tick()
        elif self.current == "counter" and self._ticks % BOARD_EVERY == 0:
            self._refresh(self.screens["counter"])

    # Inside

    def _ask_why(self, visit: str) -> None:
        self.why = WhySheet(self, self._words)
        self.why.chosen.connect(lambda reason: self.open_visit(visit, reason))
        self.why.open_sheet()

    def _show_visit(self, desk: Desk, session: VisitSession) -> None:
        bridge, wishes = VisitBridge(session), Wishes()
        context = VisitContext(bridge, desk, self._words, self._tasks, wishes)
        self.visit = VisitFrame(context, self)
        bridge.setParent(self.visit)
        wishes.setParent(self.visit)
        wishes.return_wanted.connect(self._start_again)
        wishes.visit_wanted.connect(self.open_visit)
        self.visit.left.connect(lambda: self.show_screen("counter"))
        self._pages.addWidget(self.visit)
        self._pages.setCurrentWidget(self.visit)
        settle()
        self.visit.come_back()  # only what is on screen takes the focus
        self.rail.show_current("counter")
        self.banner.hide()

    def _leave_visit(self) -> bool:
        """Keep the visit in hand and let go of its page; False while it cannot be kept."""
        close_sheets(self)
        if self.visit is None:
            return True
        if self.visit.page is not None:
            self.visit.page.leaving()
        if not self.visit.context.bridge.flush():
            self._tell_key("shell.cannot_close")
            return False
        self._pages.removeWidget(self.visit)
        forget(self.visit)
        self.visit = None
        return True

    def _refresh(self, screen: QWidget) -> None:
        refresh = getattr(screen, "refresh", None)
        if refresh is None:
            return
        try:
            refresh()
            self._show_badges()
        except StationError as error:
            self._tell(error)

    def _remind(self) -> None:
        """Say what is overdue, to whoever can do something about it."""
        due = self.keeper.due()
        if due and "station" in self.screens:
            words = self._words
            what = words(f"backup.late_{due[0].value}")
            self.banner.show_message("clock", what, action=words("backup.go_there"))

    def _open_backups(self) -> None:
        self.show_screen("station")
        station = self.screens.get("station")
        if isinstance(station, StationHome):
            station.show_page("backups")

    def _show_kept(self) -> None:
        """Show a backup that was just made, where somebody looks at the list of them."""
        self._show_badges()
        station = self.screens.get("station")
        if isinstance(station, StationHome) and station.current == "backups":
            self._refresh(station)

    def _show_badges(self) -> None:
        follow_ups = self.screens.get("follow_ups")
        if isinstance(follow_ups, FollowUpsScreen):
            self.rail.show_badge("follow_ups", follow_ups.due_now())
        self.rail.show_badge("station", len(self.keeper.due()) + self.keeper.is_seal_owed())

    def _tell_not_opened(self, error: StationError) -> None:
        if self.ways is not None and self.ways.is_emergency:
            self._tell_key("counter.who_nobody")
        else:
            self._tell(error)

    def _tell(self, error: StationError) -> None:
        if isinstance(error, NotAllowed | BackupFailed):
            self._tell_key(error.reason)
        else:
            self._tell_key(error.message_key)

    def _tell_key(self, key: str) -> None:
        self.banner.show_message("danger", self._words(key))
        self.banner.show()

    def _role(self, me: Staff) -> str:
        role = self._words(f"role.{me.role.value}")
        if not me.badge:
            return role
        return self._words("shell.role_and_badge", role=role, badge=me.badge)

    def _build(self) -> None:
        words = self._words
        self.header = HeaderBar(words)
        self.rail = NavRail(words)
        self.rail.show_places(self._places())
        self.rail.chosen.connect(self.show_screen)
        self.header.lock_asked.connect(self.lock_asked)
        self.header.hide_asked.connect(self.hide_asked)
        self.banner = Banner(words)
        self.banner.hide()
        self.clock_banner = ClockBanner(words)
        self.clock_banner.failed.connect(self._tell)
        self._looks.failed.connect(self._tell)
        self._looks.spoke_anew.connect(self._speak_anew)
        self._help.wanted.connect(self._emergency_of)
        self._help.nobody.connect(lambda: self._tell_key("counter.who_nobody"))
        self.banner.acted.connect(self._open_backups)
        self.keeper.failed.connect(self._tell)
        self.keeper.kept.connect(self._show_kept)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        row = row_in(column, 1)
        row.setSpacing(0)
        places = Scroll(self.rail)
        places.keep_width(self.rail.width())
        places.setProperty("surface", "rail")  # white down to the bottom, not only the pages
        row.addWidget(places)
        middle = column_in(row, 1)
        middle.addWidget(self.clock_banner)
        middle.addWidget(self.banner)
        middle.addWidget(self._pages, 1)

    def _build_screens(self, desk: Desk) -> None:
        self._drop_screens()
        self.rail.show_places(self._places())
        for name, (_, kind, need) in SCREENS.items():
            if not desk.gate.allows(need):
                continue
            screen = kind(desk, self._words, self._tasks)  # type: ignore[call-arg, arg-type]  # every screen of the table takes these
            self.screens[name], self._around[name] = screen, Fitted(screen)
            self._pages.addWidget(self._around[name])
            chosen = getattr(screen, "visit_chosen", None)
            if chosen is not None:
                chosen.connect(self.open_visit)
        counter, station = self.screens.get("counter"), self.screens.get("station")
        if isinstance(counter, CounterScreen):
            counter.start_asked.connect(self._walk_in)
            counter.find_asked.connect(self.find_person)
            counter.arrival_taken.connect(self.start_visit)
            counter.arrival_dismissed.connect(self._dismiss)
        if isinstance(station, StationHome):
            station.restore_wanted.connect(self.restore_asked)
            # At once: the desk in hand has lost its record, and the next tick would ask it.
            station.erased.connect(self._after_erasing)
            station.settings.changed.connect(self._renew)
            station.changed.connect(self._renew_program, Qt.ConnectionType.QueuedConnection)
            station.settings.account_wanted.connect(self._give_account)
            station.settings.theme_wanted.connect(self._looks.switch_theme)
            station.settings.language_wanted.connect(self._looks.switch_language)
            station.settings.wipe_wanted.connect(self._wipe_training)
            station.key_change_wanted.connect(self.key_change_wanted)

    def _dismiss(self, at: datetime) -> None:
        if self.desk is None:
            return
        try:
            self.desk.counter.dismiss_arrival(at)
        except StationError as error:
            self._tell(error)
        self._refresh(self.screens["counter"])

    def _give_account(self, person: Staff, passphrase: str) -> None:
        station = self.screens["station"]
        if self.desk is None or not isinstance(station, StationHome):
            return
        try:
            self._vault.add_account(self.desk, person, passphrase)
        except StationError as error:
            station.settings.tell_outcome(error)
        else:
            station.settings.tell_outcome(None)

    def _renew(self) -> None:
        """Work on with the settings that were just kept."""
        if self.desk is None:
            return
        try:
            self.enter(self._vault.renewed(self.desk))
            self.show_screen("station")
        except StationError as error:
            self._tell(error)

    @Slot()
    def _renew_program(self) -> None:
        """Work on with the program as it is now, where it was changed."""
        self._renew()
        self.show_program()

    @Slot(object, str)
    def _after_erasing(self, job: Job, key: str) -> None:
        """Work on with the record as it is now, and say on its page how it went."""
        self._renew()
        station = self.screens.get("station")
        if isinstance(station, StationHome):
            station.show_page("retention")
            page = station.pages.get("retention")
            if isinstance(page, RetentionPage):
                page.tell_outcome(job, key)

    def _speak_anew(self) -> None:
        """Say everything again in the language that is spoken now."""
        if self.desk is None:
            return
        self.rail.show_places(self._places())
        speak(self._words.language)
        for part in (self.header, self.banner, self.clock_banner):
            part.speak(self._words)
        self.tick(self.desk.clock.now())
        self.enter(self.desk)
        self.show_screen("counter")
        self.speaks_anew.emit()

    def _wipe_training(self) -> None:
        """Throw the training record away; a real one is refused."""
        try:
            self._drop_screens()
            self.enter(self._vault.wipe_training())
            self.show_screen("counter")
        except StationError as error:
            self._tell(error)

    def _places(self) -> list[Place]:
        say = self._words
        gate = self.desk.gate if self.desk is not None else None
        return [
            Place(name, icon, say(f"shell.{name}"))
            for name, (icon, _, need) in SCREENS.items()
            if gate is None or gate.allows(need)
        ]

    def _drop_screens(self) -> None:
        for around in self._around.values():
            self._pages.removeWidget(around)
            forget(around)
        self.screens, self._around = {}, {}

    def _keys(self) -> None:
        for keys, act in (
            ("F2", self._walk_in),
            ("F3", self.find_person),
            ("F4", self._turned_in),
            ("F9", self._emergency),
        ):
            on_key(keys, self, act)
        for place, name in enumerate(SCREENS, 1):
            on_key(f"Alt+{place}", self, partial(self.show_screen, name))

    def _walk_in(self, handle: str = "") -> None:
        """Start an encounter: a walk-in at once, or what the program's ways in ask first."""
        if self.ways is not None:
            self.ways.begin(handle)

    def _build_ways(self, desk: Desk) -> None:
        self._drop_ways()
        self.ways = WaysIn(self, desk, self._words, self._may_leave)
        self.ways.opened.connect(self._show_opened)
        self.ways.failed.connect(self._tell_not_opened)
        self.ways.counted.connect(self._show_counted)

    def _drop_ways(self) -> None:
        if self.ways is not None:
            forget(self.ways)  # its parent would keep it, and it the desk
            self.ways = None

    def _may_leave(self) -> bool:
        if self.visit is None or self.visit.context.bridge.flush():
            return True
        self._tell_key("shell.cannot_close")
        return False

    def _show_opened(self, session: VisitSession) -> None:
        if self.desk is None or not self._leave_visit():
            return
        self._show_visit(self.desk, session)
        if self.visit is not None and self.ways is not None and self.ways.is_emergency:
            self.visit.start_emergency()

    def _show_counted(self) -> None:
        self.show_screen("counter")
        self.banner.show_message("done", self._words("entry.no_noted"))
        self.banner.show()

    def _turned_in(self) -> None:
        self.show_screen("disposal")
        disposal = self.screens.get("disposal")
        if isinstance(disposal, DisposalScreen):
            disposal.turned_in_now()

    def _emergency(self) -> None:
        """Interrupt at once; with no visit on the screen, ask first whose it is."""
        if self.visit is not None:
            close_sheets(self)
            self.visit.start_emergency()
        elif self.desk is not None:
            self._help.ask(self.desk)

    @Slot(str)
    def _emergency_of(self, visit: str) -> None:
        """Open a visit, or start one for somebody new, and interrupt it at once."""
        if visit:
            self.open_visit(visit)
            if self.visit is not None:
                self.visit.start_emergency()
        elif self.ways is not None:
            self.ways.begin_here(is_emergency=True)
            if self.visit is None and self.banner.isHidden():
                self._tell_key("counter.who_first")  # while it is asked how they come in
