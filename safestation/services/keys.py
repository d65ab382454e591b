"""Who can open the record, and how: accounts, recovery sheets, passphrases.

A change is worked out first, in a worker because it is slow by design, and touches nothing.
`keep` then writes it down in the history and makes it, in this order.
"""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.errors import (
    NotAllowed,
    StationError,
    StoreUnavailable,
    WeakPassphrase,
    WrongSheet,
)
from safestation.domain.form_words import FormWords
from safestation.domain.permissions import Permission
from safestation.domain.recovery_code import read
from safestation.domain.recovery_paper import RecoveryPaper
from safestation.domain.station import Staff, Station
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.ports import Clock

Note = tuple[Act, str]


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way into the record: somebody's account, or a recovery sheet.

    `label` is a person's name or a sheet's number. `made_at` is None in old key files,
    `used_at` is when a sheet last opened the record. Nothing here is secret.
    """

    slot: str
    staff: str
    label: str
    is_sheet: bool
    is_bound: bool
    made_at: datetime | None
    must_change: bool
    used_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A change that is worked out and not yet made, with what the history will say."""

    notes: tuple[Note, ...]
    needs: Permission
    change: object = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class SheetDraft:
    """A recovery sheet that does not count yet: its code has to come back from paper first."""

    number: int
    code: str
    made_at: datetime
    change: object
    replaces: tuple[str, ...] = ()


class KeyStore(Protocol):
    """The key file. Whatever makes a change returns it; only `keep` writes."""

    def accesses(self) -> tuple[WayIn, ...]:
        """Return every account and sheet."""
        ...

    def passphrase_changed(self, staff: str, old: str, new: str) -> object:
        """Return somebody's own change. Raises WrongPassphrase, DeviceSecretMissing."""
        ...

    def account_given(self, staff: str, name: str, new: str) -> object:
        """Return a new account, or a new passphrase for one that is there."""
        ...

    def renamed(self, staff: str, name: str) -> object | None:
        """Return somebody's account under another name; nothing where it cannot change."""
        ...

    def asked_to_change(self, staff: str) -> object:
        """Return that somebody must choose a new passphrase at the next sign-in."""
        ...

    def taken_away(self, *slots: str) -> object:
        """Return accounts or sheets taken away. Raises NotAllowed for the last account."""
        ...

    def bound(self, staff: str, passphrase: str, *, bound: bool) -> object:
        """Return an account tied to this computer, or freed from it. May wait on a prompt."""
        ...

    def can_bind(self) -> bool:
        """Tell whether this computer has a keyring that keeps things. May wait on a prompt."""
        ...

    def new_code(self) -> str:
        """Return a fresh random code for a recovery sheet."""
        ...

    def sheet_made(self, number: int, code: str, replaces: tuple[str, ...]) -> object:
        """Return a sheet that opens with `code`, in the place of others."""
        ...

    def opens(self, change: object, code: str) -> bool:
        """Try a code on the record as it would be after `change`."""
        ...

    def keep(self, change: object) -> None:
        """Make the change. Raises DiskFull, StoreUnavailable, NotAllowed."""
        ...


class SheetForm(Protocol):
    """Makes the page of a recovery sheet."""

    def render(self, paper: RecoveryPaper) -> bytes:
        """Return the page as PDF."""
        ...


@dataclass(frozen=True, slots=True)
class SheetPress:
    """Prints recovery sheets: from memory to the printer, and never to a file."""

    form: SheetForm
    words: Mapping[str, FormWords]
    printer: Printer
    training: bool

    def print_sheet(self, draft: SheetDraft, station: Station, language: str) -> None:
        """Print one sheet. Raises PrintFailed; then it can be printed again."""
        paper = RecoveryPaper(
            station, self.words, draft.number, draft.code, draft.made_at, language,
            self.training,
        )  # fmt: skip
        self.printer.print_pdf(self.form.render(paper), "recovery-sheet")


class Keys:
    """What somebody who has signed in may do about keys."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: KeyStore,
        press: SheetPress,
        check: Callable[..., None],
        one_try: Callable[[str], AbstractContextManager[None]],
        station: Station,
        clock: Clock,
        audit: Audit,
        gate: Gate,
    ) -> None:
        """`one_try` counts a passphrase that is typed again as the door does."""
        self._store = store
        self._press = press
        self._one_try = one_try
        self._check = check
        self._station = station
        self._clock = clock
        self._audit = audit
        self._gate = gate

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def mine(self) -> WayIn:
        """Return the account of the one signed in."""
        me = self._gate.me.id
        return next(a for a in self._store.accesses() if a.staff == me and not a.is_sheet)

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def judge(self, passphrase: str, name: str) -> str:
        """Return the key of why a new passphrase is too weak, or nothing. Changes nothing.

        So that a form can say it while it is still open. `name` is whose it shall be.
        """
        try:
            self._check_passphrase(passphrase, name)
        except WeakPassphrase as error:
            return error.reason
        return ""

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def change_mine(self, old: str, new: str) -> Prepared:
        """Work out a new passphrase for oneself. The old one is counted as at the door.

        Raises WrongPassphrase, SignInLocked, WeakPassphrase.
        """
        me = self._gate.me
        self._check_passphrase(new, me.name)
        if new == old:
            raise NotAllowed("keys.same_passphrase")
        with self._one_try(me.id):
            change = self._store.passphrase_changed(me.id, old, new)
        return self._prepared(Act.PASSPHRASE_CHANGED, me.id, change, own=True)

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def can_bind(self) -> bool:
        """Tell whether this computer has a keyring to bind to. May wait on a prompt."""
        return self._store.can_bind()

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def bind_mine(self, passphrase: str, *, bound: bool) -> Prepared:
        """Work out tying one's account to this computer, or freeing it. Counted likewise.

        Raises WrongPassphrase, SignInLocked, DeviceSecretMissing, NotAllowed for the first
        account.
        """
        me = self._gate.me.id
        with self._one_try(me):
            change = self._store.bound(me, passphrase, bound=bound)
        act = Act.ACCOUNT_BOUND if bound else Act.ACCOUNT_UNBOUND
        return self._prepared(act, me, change, own=True)

    @needs(Permission.MANAGE_KEYS)
    def accounts(self) -> tuple[WayIn, ...]:
        """Return who can sign in."""
        return tuple(a for a in self._store.accesses() if not a.is_sheet)

    @needs(Permission.MANAGE_KEYS)
    def sheets(self) -> tuple[WayIn, ...]:
        """Return the recovery sheets that count, with when each was last used."""
        used = self._audit.latest(Act.SHEET_USED)
        every = (a for a in self._store.accesses() if a.is_sheet)
        return tuple(_with_use(a, used.get(a.slot)) for a in sorted(every, key=_number))

    @needs(Permission.MANAGE_STAFF)
    def give_account(self, person: Staff, passphrase: str) -> Prepared:
        """Work out an account, or a new passphrase for one who forgot theirs.

        The person types it themselves. Raises WeakPassphrase.
        """
        self._check_passphrase(passphrase, person.name)
        known = any(a.staff == person.id for a in self.accounts())
        change = self._store.account_given(person.id, person.name, passphrase)
        act = Act.PASSPHRASE_RESET if known else Act.ACCOUNT_ADDED
        return self._prepared(act, person.id, change, Permission.MANAGE_STAFF)

    @needs(Permission.MANAGE_STAFF)
    def ask_to_change(self, staff: str) -> None:
        """Make somebody choose a new passphrase at the next sign-in (CJIS v6.0 IA-5)."""
        change = self._store.asked_to_change(staff)
        self.keep(self._prepared(Act.PASSPHRASE_ASKED, staff, change, Permission.MANAGE_STAFF))

    @needs(Permission.MANAGE_STAFF)
    def rename(self, staff: str, name: str) -> None:
        """Let the sign-in tile of somebody's account show their name as it is now.

        Nothing is written where it does already. Raises StoreUnavailable, DiskFull.
        """
        change = self._store.renamed(staff, name)
        if change is not None:
            needed = Permission.MANAGE_STAFF
            self.keep(self._prepared(Act.ACCOUNT_RENAMED, staff, change, needed))

    @needs(Permission.MANAGE_STAFF)
    def take_away(self, staff: str) -> None:
        """Take somebody's account away. Raises NotAllowed for the last one.

        Somebody without an account has none to lose.
        """
        slots = [a.slot for a in self.accounts() if a.staff == staff]
        if slots:
            change = self._store.taken_away(*slots)
            needed = Permission.MANAGE_STAFF
            self.keep(self._prepared(Act.ACCOUNT_REMOVED, staff, change, needed))

    @needs(Permission.MANAGE_KEYS)
    def draft_sheet(self, number: int) -> SheetDraft:
        """Work out a sheet that takes the place of the one with this number. Slow."""
        code = self._store.new_code()
        old = tuple(
            a.slot for a in self._store.accesses() if a.is_sheet and _number(a) == number
        )
        change = self._store.sheet_made(number, code, old)
        return SheetDraft(number, code, self._clock.now(), change, old)

    @needs(Permission.MANAGE_KEYS)
    def print_sheet(self, draft: SheetDraft, language: str) -> None:
        """Print a sheet, written down first. Raises StoreUnavailable, PrintFailed."""
        with self._audit.sending(Act.PRINTED, f"recovery_sheet {draft.number}"):
            self._press.print_sheet(draft, self._station, language)

    @needs(Permission.MANAGE_KEYS)
    def prove_sheet(self, draft: SheetDraft, typed: str) -> Prepared:
        """Let the printed sheet open the record once; only then it may be kept. Slow.

        Raises CodeMistyped with the groups, or WrongSheet when it is another sheet's.
        """
        if not self._store.opens(draft.change, read(typed)):
            raise WrongSheet
        made = ((Act.SHEET_MADE, str(draft.number)),)
        gone = tuple((Act.SHEET_VOIDED, slot) for slot in draft.replaces)
        return Prepared((*made, *gone), Permission.MANAGE_KEYS, draft.change)

    @needs(Permission.MANAGE_KEYS)
    def void_sheet(self, slot: str) -> None:
        """Make a sheet worthless. Raises NotAllowed for the last one."""
        if len(self.sheets()) < 2:  # noqa: PLR2004 - the last one
            raise NotAllowed("keys.last_sheet")
        change = self._store.taken_away(slot)
        self.keep(self._prepared(Act.SHEET_VOIDED, slot, change, Permission.MANAGE_KEYS))

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def keep(self, prepared: Prepared) -> None:
        """Write a change down and make it. Raises StoreUnavailable; then nothing changed."""
        self._gate.need(prepared.needs)
        keep_noted(self._audit, self._store, prepared)

    def _check_passphrase(self, new: str, name: str) -> None:
        self._check(new, self._station.agency, self._station.name, name)

    def _prepared(
        self,
        act: Act,
        detail: str,
        change: object,
        needed: Permission = Permission.MANAGE_KEYS,
        *,
        own: bool = False,
    ) -> Prepared:
        permission = Permission.KEEP_OWN_ACCOUNT if own else needed
        return Prepared(((act, detail),), permission, change)


def keep_noted(audit: Audit, store: KeyStore, prepared: Prepared) -> None:
    """Write a change down, then make it; a change that failed is written down as well."""
    for act, detail in prepared.notes:
        audit.note(act, detail)
    try:
        store.keep(prepared.change)
    except StationError:
        with suppress(StoreUnavailable):
            for act, detail in prepared.notes:
                audit.note(act, detail, outcome=NOT_DONE)
        raise


def _number(access: WayIn) -> int:
    return int(access.label) if access.label.isdigit() else 0


def _with_use(access: WayIn, used_at: datetime | None) -> WayIn:
    return WayIn(
        access.slot, access.staff, access.label, access.is_sheet, access.is_bound,
        access.made_at, access.must_change, used_at,
    )  # fmt: skip
