"""The key side of the vault: making the record, proving a passphrase or a sheet, changing keys.

Everything here may run in a worker: it opens no record that stays open.
"""

from contextlib import closing, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from safestation.catalog.passphrases import load_blocklist
from safestation.domain.acts import Act
from safestation.domain.errors import (
    NotAllowed,
    NotTheTrainingStation,
    PinRefused,
    SignInLocked,
    StoreUnavailable,
    WrongPassphrase,
    WrongSheet,
)
from safestation.domain.passphrase import check
from safestation.domain.permissions import Permission, may
from safestation.domain.recovery_code import read
from safestation.domain.recovery_paper import SHEETS
from safestation.services.keys import SheetDraft
from safestation.storage.accounts import is_counted
from safestation.storage.audits import Audits
from safestation.storage.binding import KeyringSecret, NoSecret, Protection
from safestation.storage.database import open_record
from safestation.storage.disk import on_disk
from safestation.storage.editions import StoredEditions
from safestation.storage.erase import erase
from safestation.storage.files import part_of
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.keyfile import Unlocked, add_slot, create_keyfile, unlock
from safestation.storage.keyjson import load
from safestation.storage.keyrow import KEY_FILE_NAME
from safestation.storage.keyslot import SlotKind
from safestation.storage.keystore import SHEET, LocalKeys, new_code
from safestation.storage.lockout import Lockout
from safestation.storage.migrations import migrations
from safestation.storage.moments import utc
from safestation.storage.pairing import check_identity, remember_mark
from safestation.storage.rekey import change_key
from safestation.storage.shift import PIN_KDF, Shift
from safestation.storage.stations import Stations
from safestation.storage.trail import Hand
from safestation.storage.uptime import ClockOnly, SystemUptime
from safestation.threshold import LocalThreshold, RandomIds

if TYPE_CHECKING:
    from collections.abc import Callable

    from safestation.domain.lockout import Moment, Standing
    from safestation.domain.station import Staff
    from safestation.services.ports import Clock
    from safestation.services.vault import Opening, SetUp
    from safestation.storage.binding import DeviceSecret
    from safestation.storage.driver import Database
    from safestation.storage.instance import Instance
    from safestation.storage.keyslot import Slot

RECORD_NAME = "record.db"


class KeyedVault(LocalThreshold):
    """A data folder whose keys can be made and proven. `bootstrap.LocalVault` opens it."""

    def __init__(  # noqa: PLR0913 - wired once, by the front door and by tests
        self,
        folder: Path,
        *,
        training: bool = False,
        clock: "Clock | None" = None,
        instance: "Instance | None" = None,
        kdf: Kdf = DEFAULT_KDF,
        binding: "DeviceSecret | None" = None,
    ) -> None:
        super().__init__(folder, training=training, clock=clock, instance=instance)
        uptime = SystemUptime() if clock is None else ClockOnly()
        self.lockout = Lockout(
            self._folder, self.clock, uptime, partial(is_counted, self._keys)
        )
        self._kdf = kdf
        self._binding = binding or KeyringSecret()
        cost = PIN_KDF if kdf == DEFAULT_KDF else kdf  # tests must not wait for either
        self.shift = Shift(cost, NoSecret() if training else self._binding)
        self._db: Database | None = None
        self._unlocked: Unlocked | None = None
        self._to_erase: list[bytes] = []

    @property
    def _record(self) -> Path:
        return self._folder / RECORD_NAME

    @property
    def _unfinished(self) -> Path:
        return part_of(self._keys)

    def standing(self, staff: str) -> "Standing":
        """Return how often somebody may still be wrong, and who may come in at all."""
        return self.lockout.standing(staff)

    def check_passphrase(self, passphrase: str, *context: str) -> None:
        """Raise WeakPassphrase with the reason when it is too short or too common."""
        check(passphrase, load_blocklist(), tuple(word for word in context if word))

    def begin(self, wanted: "SetUp") -> tuple[SheetDraft, ...]:
        """Make everything but what makes it count. Return the recovery sheets to print. Slow.

        The key file gets its own name in `finish`, once a sheet has opened the record: a
        set-up cut short leaves nothing that counts. Raises WeakPassphrase, DiskFull.
        """
        key = self._lay_down(wanted)
        now = self.clock.now()
        drafts = tuple(SheetDraft(n, new_code(), now, None) for n in range(1, SHEETS + 1))
        for draft in drafts:
            add_slot(
                self._unfinished, key, SHEET, str(draft.number), draft.code,
                kind=SlotKind.RECOVERY, kdf=self._kdf, made=utc(now),
            )  # fmt: skip
        return drafts

    def prove(self, staff: str, passphrase: str) -> "Opening":
        """Try a passphrase; slow by design, touches no database. Counted.

        Raises WrongPassphrase, or SignInLocked after too many of them. Without `staff` any
        account's will do, but not that of one that is locked.
        """
        with self.lockout.one_try(staff):
            found = unlock(
                self._keys,
                passphrase,
                staff or None,
                training=self.is_training,
                binding=self._binding,
                kdf=self._kdf,
            )
            if found.staff_id != staff:  # their own name was asked before the try
                self.lockout.check_open(found.staff_id)
            return found

    def prove_known(self, passphrase: str) -> "Opening":
        """Try the passphrase that everybody knows: a training station alone has one.

        Not counted, since no guess is taken by it, and a start must not lock an account.
        Raises NotTheTrainingStation, WrongPassphrase.
        """
        if not self.is_training:
            raise NotTheTrainingStation
        return unlock(
            self._keys, passphrase, training=True, binding=self._binding, kdf=self._kdf
        )

    def erase_keys(self) -> None:
        """Overwrite the keys of closed records that nobody holds any more; cheap to ask."""
        keys, self._to_erase = self._to_erase, []
        while keys:
            key = keys.pop()
            if not erase(key):  # the pages of whoever left, or a backup that runs
                self._to_erase.append(key)

    def with_pin(self) -> frozenset[str]:
        """Return who may come back in by the PIN of this shift."""
        return self.shift.staff(self._moment())

    def end_shift(self) -> None:
        """Let no PIN count any more. Needs nobody's leave: it can only shut the door."""
        self.shift.end()

    def prove_pin(self, staff: str, pin: str) -> "Opening":
        """Try the PIN of this shift; slow. Raises PinRefused, SignInLocked.

        A locked account stays locked. A closed computer does not: who has a PIN has shown
        their passphrase within these hours, and somebody at the counter must not be able to
        shut out those on shift.
        """
        if self.lockout.standing(staff).is_locked:
            raise SignInLocked
        chain = load(self._keys)
        slot = next((s for s in chain.slots if _is_account(s, staff)), None)
        known = self.shift.account_of(staff)
        if slot is None or _account(slot) != known or chain.coming:
            self.shift.drop(staff)
        try:
            key = self.shift.key_of(staff, pin, chain.record_id, self._moment())
        except PinRefused:
            if known:
                self.lockout.note_pin(staff)
            raise
        if slot is None or not chain.belongs_to(key):  # the data key was changed meanwhile
            self.shift.end()
            raise PinRefused(is_over=True)
        protection = Protection.of(device=slot.device)
        return Unlocked(key, staff, chain.record_id, protection, slot.id, by_pin=True)

    def is_by_passphrase(self) -> bool:
        """Tell whether somebody is in who typed their passphrase, not a PIN."""
        return self._unlocked is not None and not self._unlocked.by_pin

    def making_pin(self) -> "Callable[[], str]":
        """Return the job that makes a PIN for who is in; it holds the data key until then."""
        now, found = self._moment(), self._unlocked
        if found is None or found.by_pin:
            raise NotAllowed("pin.passphrase_first")
        chain = load(self._keys)
        slot = next(s for s in chain.slots if s.id == found.slot_id)
        return partial(
            self.shift.make, found.staff_id, found.key, _account(slot), chain.record_id, now
        )

    def _moment(self) -> "Moment":
        return self.lockout.now()

    def prove_sheet(self, typed: str) -> "Opening":
        """Try a recovery sheet, of the set-up in hand if there is one. Slow.

        Raises CodeMistyped with the groups that are wrong, or WrongSheet.
        """
        keys = self._keys if self.exists() else self._unfinished
        code, training = read(typed), self.is_training
        try:
            return unlock(keys, code, training=training, kind=SlotKind.RECOVERY, kdf=self._kdf)
        except WrongPassphrase:
            raise WrongSheet from None

    def change_key(self, opening: "Opening", *, ask_everybody: bool) -> None:
        """Give the record a new random key. Only while it is locked; takes a while.

        Raises NotAllowed for anybody but a coordinator, RecordDamaged, DiskFull,
        StoreUnavailable; then everything is as it was.
        """
        if self._db is not None or not isinstance(opening, Unlocked):
            raise ValueError("lock the record first")

        def note(db: "Database") -> None:
            store, me = Stations(db), opening.staff_id
            role = next((p.role for p in store.staff() if p.id == me and p.active), None)
            station = store.station()
            if role is None or station is None or not may(role, Permission.MANAGE_KEYS):
                raise NotAllowed("permission.not_yours")
            Audits(db).note(Act.KEY_CHANGED, station.id, self.clock.now(), me)

        self.shift.end()
        change_key(
            self._record, self._keys, opening.key, migrations, note, ask_everybody=ask_everybody
        )

    def _lay_down(self, wanted: "SetUp") -> bytes:
        """Write the record, and its key file under the name of something unfinished."""
        station, first = wanted.station, wanted.coordinator
        self.check_passphrase(wanted.passphrase, station.agency, station.name, first.name)
        if self.exists():
            raise FileExistsError(KEY_FILE_NAME)
        self._set_aside()
        self._unfinished.unlink(missing_ok=True)
        now = self.clock.now()
        key = create_keyfile(
            self._unfinished, first.id, first.name, wanted.passphrase,
            training=self.is_training, kdf=self._kdf, made=utc(now),
        )  # fmt: skip
        with closing(open_record(self._record, key, migrations, create=True)) as db:
            store = Stations(db)
            store.save_station(replace(station, training=self.is_training), now, first.id)
            store.save_staff(first, station.id, now, first.id)
            for change in wanted.own:
                StoredEditions(db, station.id).add_override(change, now, first.id)
            hand = Hand(station.id, first.id, now)
            check_identity(db, load(self._unfinished).record_id, hand)
        remember_mark(self._record, self._unfinished, key)
        return key

    def _set_aside(self) -> None:
        """Keep what an interrupted set-up left; it has no key, but we delete nothing.

        What lies beside it goes with it: an old -wal would be read into the new record.
        """
        name = f"unfinished-{RandomIds().new()}.db"
        with on_disk():
            for suffix in ("-wal", "-shm", ""):
                left = self._folder / f"{RECORD_NAME}{suffix}"
                if left.exists():
                    left.replace(self._folder / f"{name}{suffix}")

    def _show_name(self, person: "Staff") -> None:
        """Let the tile of who is in show their name as it is now.

        A slot of version 1 could not be renamed before its owner came in, and a full disk
        may have refused it.
        """
        keys = self._key_store()
        with suppress(StoreUnavailable, NotAllowed):  # the next sign-in will do
            change = keys.renamed(person.id, person.name)
            if change is not None:
                keys.keep(change)

    def _key_store(self) -> LocalKeys:
        return LocalKeys(self._keys, self._key, self.clock, self._binding, self._kdf)

    def _key(self) -> bytes:
        """Return the data key, as long as somebody is signed in."""
        if self._unlocked is None:
            raise WrongPassphrase
        return self._unlocked.key


class PinAtDesk:
    """The PIN of who is in. Satisfies services.pins.PinMaker."""

    def __init__(self, vault: KeyedVault) -> None:
        self._vault = vault

    def is_by_passphrase(self) -> bool:
        """Tell whether the one who is in typed their passphrase, not a PIN."""
        return self._vault.is_by_passphrase()

    def making(self) -> "Callable[[], str]":
        """Return the job that makes a fresh one. A worker's: slow."""
        return self._vault.making_pin()


def _is_account(slot: "Slot", staff: str) -> bool:
    return slot.kind is SlotKind.STAFF and slot.who == staff


def _account(slot: "Slot") -> str:
    """Return what tells one passphrase of an account from the next, and nothing of it."""
    return f"{slot.id} {slot.public.hex()} {slot.must_change}"
