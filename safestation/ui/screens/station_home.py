"""The station's own pages: settings first, and beside them what keeps the record safe.

One more page is one class and one line in `PAGES`; its tab's word is `station_home.<name>`.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import NotAllowed, StationError
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.layouts import column_in
from safestation.ui.kit.pages import Pages
from safestation.ui.kit.segmented import Segmented
from safestation.ui.screens.backups_page import BackupsPage
from safestation.ui.screens.demands_page import DemandsPage
from safestation.ui.screens.keys_page import KeysPage
from safestation.ui.screens.program_page import ProgramPage
from safestation.ui.screens.retention_page import RetentionPage
from safestation.ui.screens.self_test_page import SelfTestPage
from safestation.ui.screens.station import StationScreen
from safestation.ui.screens.take_out_page import TakeOutPage
from safestation.ui.screens.trail_page import TrailPage
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words

Page = Callable[[Desk, Words, Tasks], QWidget]
SETTINGS = "settings"
# Each page with the permission without which its tab is not offered.
PAGES: Mapping[str, tuple[Permission, Page]] = {
    SETTINGS: (Permission.SEE_STAFF, StationScreen),
    "program": (Permission.SEE_STAFF, ProgramPage),
    "backups": (Permission.BACK_UP, BackupsPage),
    "keys": (Permission.KEEP_OWN_ACCOUNT, KeysPage),
    "trail": (Permission.READ_TRAIL, TrailPage),
    "retention": (Permission.SET_RETENTION, RetentionPage),
    "demands": (Permission.SET_RETENTION, DemandsPage),
    "self_test": (Permission.READ_TRAIL, SelfTestPage),
    "takeout": (Permission.TAKE_OUT, TakeOutPage),
}


class StationHome(QWidget):
    """Shows one of the pages; builds each when it is first asked for.

    `key_change_wanted` gives the passphrase that shall prove it, and whether everybody has
    to choose a new one.
    """

    key_change_wanted = Signal(str, bool)

    restore_wanted = Signal(object)
    erased = Signal(object, str)
    changed = Signal()

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self.settings = StationScreen(desk, words, tasks)
        self.pages: dict[str, QWidget] = {SETTINGS: self.settings}
        self.current = SETTINGS
        names = [name for name, (need, _) in PAGES.items() if desk.gate.allows(need)]
        options = [(name, words(f"station_home.{name}")) for name in names]
        self.tabs = Segmented(options, words("station_home.title"), wraps=True)
        self.tabs.show_value(SETTINGS)
        if len(names) <= 1:  # never shown without a parent: it would be a window
            self.tabs.hide()
        self.tabs.picked.connect(self.show_page)
        self.banner = Banner(words)
        self.banner.hide()
        self._stack = Pages()
        self._stack.add(self.settings)
        now = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = column_in(column)
        top.setContentsMargins(now.px(24), now.px(16), now.px(24), 0)
        top.addWidget(self.tabs)
        top.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    def refresh(self) -> None:
        """Show the page in hand as the record has it."""
        refresh = getattr(self.pages[self.current], "refresh", None)
        if refresh is not None:
            refresh()

    def show_page(self, name: str) -> None:
        """Open a page; a failure is told above it."""
        if name not in PAGES:
            self.tabs.show_value(self.current)
            return
        if name not in self.pages:
            self.pages[name] = PAGES[name][1](self._desk, self._words, self._tasks)
            self._stack.add(self.pages[name])
            page = self.pages[name]
            if isinstance(page, BackupsPage):
                page.restore_wanted.connect(self.restore_wanted)
            elif isinstance(page, KeysPage):
                page.key_change_wanted.connect(self.key_change_wanted)
            elif isinstance(page, ProgramPage):
                page.changed.connect(self.changed)
            if isinstance(page, RetentionPage):
                page.erased.connect(self.erased)
        self.current = name
        self.tabs.show_value(name)
        self._stack.show_page(self.pages[name])
        self.banner.hide()
        try:
            self.refresh()
        except NotAllowed as error:
            self._tell(error.reason)
        except StationError as error:
            self._tell(error.message_key)

    def _tell(self, key: str) -> None:
        self.banner.show_message("danger", self._words(key))
        self.banner.show()
