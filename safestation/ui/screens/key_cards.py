"""The cards of the page on keys: one's own account, the sheets, the accounts, the key."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from safestation.domain.recovery_paper import SHEETS
from safestation.services.keys import WayIn
from safestation.ui.kit.button import Button
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Column, Row
from safestation.ui.kit.label import Label
from safestation.ui.kit.layouts import column_in, row_in
from safestation.ui.kit.table import Table
from safestation.ui.moments import plain_day, wall_time
from safestation.ui.style.theme import look
from safestation.ui.words import Words

COLUMNS = {"name": 3, "protection": 4, "made": 2, "next": 3}


class OwnCard(Card):
    """One's own account: how it is protected, and what one can do about it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.protection = Label("", "body")
        self.keyring = Label(words("keys_page.keyring_looking"), "muted")
        self.change = Button(words("keys_page.change_own"), "secondary")
        self.bind = Button(words("keys_page.bind"), "secondary")
        self.bind.setEnabled(False)
        self.body.addWidget(Label(words("keys_page.own"), "section"))
        for label in (self.protection, self.keyring):
            self.body.addWidget(label)
        _put_row(self.body, self.change, self.bind)

    def show_account(self, mine: WayIn) -> None:
        """Say in plain words which protection is in force."""
        key = "passphrase_and_keyring" if mine.is_bound else "passphrase_only"
        self.protection.show_text(self._words(f"protection.{key}"))
        free = "keys_page.free" if mine.is_bound else "keys_page.bind"
        self.bind.set_text(self._words(free))

    def show_keyring(self, there: bool) -> None:  # noqa: FBT001 - a slot
        """Say whether this computer has a keyring to bind to."""
        key = "keys_page.keyring_there" if there else "keys_page.keyring_none"
        self.keyring.show_text(self._words(key))
        self.bind.setEnabled(there)


class SheetsCard(Card):
    """The two recovery sheets: when made, when last used; never what is on them."""

    new_wanted = Signal(int)
    void_wanted = Signal(str, str)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self.states = {n: Label("", "body") for n in range(1, SHEETS + 1)}
        self.new = {n: Button("", "secondary", icon="printer") for n in self.states}
        self.void = {n: Button("", "quiet") for n in self.states}
        self._slots: dict[int, str] = {}
        self.body.addWidget(Label(words("keys_page.sheets"), "section"))
        self.body.addWidget(Label(words("keys_page.sheets_more"), "muted"))
        for number, state in self.states.items():
            self.new[number].clicked.connect(partial(self.new_wanted.emit, number))
            self.void[number].clicked.connect(partial(self._void, number))
            row = row_in(self.body)
            row.setSpacing(look().px(14))
            row.addWidget(state, 1)
            row.addWidget(self.new[number])
            row.addWidget(self.void[number])
            self.body.addSpacing(look().px(4))

    def show_sheets(self, sheets: Sequence[WayIn], now: datetime) -> None:
        """Show what may be known of each sheet."""
        words = self._words
        self._slots = {int(s.label): s.slot for s in sheets}
        there = {int(s.label): s for s in sheets}
        for number, state in self.states.items():
            state.show_text(self._told(number, there.get(number), now))
            known = number in there
            key = "keys_page.print_new" if known else "keys_page.print_first"
            self.new[number].set_text(words(key, number=number))
            self.void[number].set_text(words("keys_page.void", number=number))
            self.void[number].setVisible(known)
            self.void[number].setEnabled(len(there) > 1)

    def _told(self, number: int, sheet: WayIn | None, now: datetime) -> str:
        words = self._words
        if sheet is None:
            return words("keys_page.sheet_none", number=number)
        made = plain_day(sheet.made_at) if sheet.made_at else "—"
        if sheet.used_at is None:
            return words("keys_page.sheet_unused", number=number, made=made)
        used = wall_time(sheet.used_at, now)
        return words("keys_page.sheet_used", number=number, made=made, used=used)

    def _void(self, number: int, _checked: object = None) -> None:
        if number in self._slots:
            self.void_wanted.emit(self._slots[number], str(number))


class AccountsCard(Card):
    """Who can sign in, and how each account is protected."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        columns = [Column(words(f"keys_page.column_{k}"), wide) for k, wide in COLUMNS.items()]
        self.table = Table(columns, words("keys_page.accounts"))
        self.reset = Button(words("keys_page.reset"), "secondary")
        self.ask = Button(words("keys_page.ask"), "secondary")
        self.body.addWidget(Label(words("keys_page.accounts"), "section"))
        self.body.addWidget(Label(words("keys_page.accounts_more"), "muted"))
        self.body.addWidget(self.table)
        _put_row(self.body, self.reset, self.ask)

    def show_accounts(self, accounts: Sequence[WayIn], now: datetime) -> None:
        """Show the accounts; a volunteer's end and the like stand in the settings."""
        del now
        words = self._words
        self.table.show_rows(
            [
                Row(
                    one.staff,
                    (
                        one.label,
                        words(
                            "keys_page.short_bound" if one.is_bound else "keys_page.short_plain"
                        ),
                        plain_day(one.made_at) if one.made_at else "—",
                        words("keys_page.must_change") if one.must_change else "—",
                    ),
                )
                for one in accounts
            ]
        )
        least = look().px(140)
        self.table.setFixedHeight(max(least, self.table.natural_height() + look().px(4)))


class KeyCard(Card):
    """The record's own key, and when to change it."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.change = Button(words("keys_page.change_key"), "secondary")
        self.body.addWidget(Label(words("keys_page.key"), "section"))
        self.body.addWidget(Label(words("keys_page.key_more"), "body"))
        _put_row(self.body, self.change)


def _put_row(body: QVBoxLayout, *buttons: Button) -> None:
    column = column_in(body)
    column.addSpacing(look().px(6))
    row = row_in(column)
    row.setSpacing(look().px(14))
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
