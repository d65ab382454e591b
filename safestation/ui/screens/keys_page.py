"""Keys: one's own passphrase, who can sign in, the recovery sheets, the record's key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.errors import StationError
from safestation.domain.permissions import Permission
from safestation.services.desk import Desk
from safestation.services.keys import Prepared, SheetDraft
from safestation.ui.kit.banner import Banner
from safestation.ui.kit.page import BELOW_TABS, lay_out_page
from safestation.ui.kit.page_head import PageHead
from safestation.ui.screens.key_cards import AccountsCard, KeyCard, OwnCard, SheetsCard
from safestation.ui.screens.key_sheets import (
    BindSheet,
    ChangeKeySheet,
    NewSheetSheet,
    OwnPassphraseSheet,
    ResetSheet,
    SureSheet,
)
from safestation.ui.screens.secrets_typed import Judge, sentence
from safestation.ui.style.theme import look
from safestation.ui.tasks import Tasks
from safestation.ui.words import Words


class KeysPage(QWidget):
    """Everybody keeps their own account here; a coordinator also the others and the sheets.

    `key_change_wanted` gives the passphrase that shall prove it, and whether everybody has
    to choose a new one.
    """

    key_change_wanted = Signal(str, bool)

    def __init__(
        self, desk: Desk, words: Words, tasks: Tasks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._words, self._tasks = desk, words, tasks
        self.sheet: QWidget | None = None
        self.banner = Banner(words)
        self.own = OwnCard(words)
        self.sheets = SheetsCard(words)
        self.accounts = AccountsCard(words)
        self.key = KeyCard(words)
        self._asked_keyring = False
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Show accounts and sheets as the key file has them."""
        keys, manages = self._desk.keys, self._desk.gate.allows(Permission.MANAGE_KEYS)
        self.own.show_account(keys.mine())
        for card in (self.sheets, self.accounts, self.key):
            card.setVisible(manages)
        if manages:
            now = self._desk.clock.now()
            self.sheets.show_sheets(keys.sheets(), now)
            self.accounts.show_accounts(keys.accounts(), now)
        if not self._asked_keyring:
            self._asked_keyring = True
            self._run(keys.can_bind, self.own.show_keyring)

    def offer_new_sheet(self) -> None:
        """Say that a sheet was just opened, and offer to print a new one in its place."""
        used = [one for one in self._desk.keys.sheets() if one.used_at is not None]
        if used:
            last = max(used, key=lambda one: one.used_at or self._desk.clock.now())
            self._number = int(last.label)
            words = self._words
            what = words("keys_page.sheet_open", number=last.label)
            action = words("keys_page.print_new", number=last.label)
            self.banner.show_message("clock", what, action=action)

    def _connect(self) -> None:
        self._number = 1
        self.banner.acted.connect(lambda: self.new_sheet(self._number))
        self.own.change.clicked.connect(self.change_own)
        self.own.bind.clicked.connect(self.bind_own)
        self.sheets.new_wanted.connect(self.new_sheet)
        self.sheets.void_wanted.connect(self.void_sheet)
        self.accounts.reset.clicked.connect(self.reset_other)
        self.accounts.ask.clicked.connect(self.ask_other)
        self.key.change.clicked.connect(self.change_key)

    # One's own account

    def change_own(self) -> None:
        """Ask for the old passphrase and a new one."""
        sheet = OwnPassphraseSheet(self, self._words, self._judge_for(self._desk.me.name))
        act = self._desk.keys.change_mine
        sheet.wanted.connect(
            lambda old, new: self._prepare(partial(act, old, new), "keys_page.changed_own")
        )
        self._open(sheet)

    def bind_own(self) -> None:
        """Ask for the passphrase, then tie the account to this computer or free it."""
        bound = not self._desk.keys.mine().is_bound
        sheet = BindSheet(self, self._words, bound=bound)
        told = "keys_page.bound_now" if bound else "keys_page.freed_now"
        act = partial(self._desk.keys.bind_mine, bound=bound)
        sheet.wanted.connect(lambda typed: self._prepare(partial(act, typed), told))
        self._open(sheet)

    # Others

    def reset_other(self) -> None:
        """Let the person selected type a new passphrase."""
        staff = self.accounts.table.selected_id
        person = next((p for p in self._desk.people.everybody() if p.id == staff), None)
        if person is None:
            self.banner.show_message("clock", self._words("station.choose_person"))
            return
        reset, judge = self._words("keys_page.reset"), self._judge_for(person.name)
        sheet = ResetSheet(self, self._words, person.name, reset, judge)
        act = partial(self._desk.keys.give_account, person)
        sheet.wanted.connect(
            lambda new: self._prepare(partial(act, new), "keys_page.reset_done")
        )
        self._open(sheet)

    def _judge_for(self, name: str) -> Judge:
        return partial(self._desk.keys.judge, name=name)

    def ask_other(self) -> None:
        """Make the person selected choose a new passphrase at the next sign-in."""
        staff = self.accounts.table.selected_id
        if not staff:
            self.banner.show_message("clock", self._words("station.choose_person"))
            return
        self._do(partial(self._desk.keys.ask_to_change, staff), "keys_page.asked")

    # Sheets

    def new_sheet(self, number: int) -> None:
        """Work out a sheet, print it, and have it typed back; the old one is void then."""
        self.banner.hide()
        self._run(partial(self._desk.keys.draft_sheet, number), self._show_draft)

    def _show_draft(self, draft: SheetDraft) -> None:
        keys = self._desk.keys
        show = partial(keys.print_sheet, language=self._words.language)
        sheet = NewSheetSheet(
            self, draft, show, partial(keys.prove_sheet, draft), self._words, self._tasks
        )
        sheet.proven.connect(lambda prepared: self._keep(prepared, "keys_page.sheet_new"))
        self._open(sheet)

    def void_sheet(self, slot: str, number: str) -> None:
        """Ask once, then make a sheet worthless."""
        words = self._words
        title, more = words("keys_page.void", number=number), words("keys_page.void_more")
        sheet = SureSheet(self, words, title, more)
        act = partial(self._desk.keys.void_sheet, slot)
        sheet.sure.connect(lambda: self._do(act, "keys_page.sheet_void"))
        self._open(sheet)

    # The record's key

    def change_key(self) -> None:
        """Say what a change of the key does, and ask for one's passphrase."""
        sheet = ChangeKeySheet(self, self._words)
        sheet.wanted.connect(self.key_change_wanted)
        self._open(sheet)

    # How things are done

    def _open(self, sheet: QWidget) -> None:
        self.banner.hide()
        self.sheet = sheet
        show = getattr(sheet, "open_sheet", None)
        if show is not None:
            show()

    def _prepare(self, work: Callable[[], Prepared], told: str) -> None:
        self.banner.show_message("info", self._words("recover.wait"))
        self._run(work, lambda prepared: self._keep(prepared, told))

    def _keep(self, prepared: Prepared, told: str) -> None:
        self._do(partial(self._desk.keys.keep, prepared), told)

    def _do(self, act: Callable[[], None], told: str) -> None:
        try:
            act()
            self.refresh()
        except StationError as error:
            self._fail(error)
        else:
            self.banner.show_message("done", self._words(told))

    def _run(self, work: Callable[[], object], done: object) -> None:
        self._tasks.run(work, done, self._fail)  # type: ignore[arg-type]  # each takes what its work returns

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, StationError):
            raise error
        self.banner.show_message("danger", sentence(self._words, error))

    def _lay_out(self) -> None:
        now, words = look(), self._words
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(now.px(16))
        for card in (self.own, self.sheets, self.accounts, self.key):
            column.addWidget(card)
        column.addStretch(1)
        head = PageHead(words("keys_page.title"), words("keys_page.more"))
        lay_out_page(self, head, self.banner, inside, top=BELOW_TABS)
