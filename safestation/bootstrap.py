"""Puts the rooms together. The one module that knows everybody."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Self

from safestation.domain.acts import Act
from safestation.domain.clock_watch import Furthest
from safestation.domain.errors import (
    NotAllowed,
    NotTheTrainingStation,
    RecordMissing,
    StoreUnavailable,
    WrongPassphrase,
)
from safestation.domain.station import Role, Staff, Station
from safestation.furnished import FurnishedVault
from safestation.keyed import RECORD_NAME
from safestation.retaining import note_cut_off, without_the_erased
from safestation.services.audit import Audit
from safestation.services.desk import Desk
from safestation.services.keys import SheetDraft
from safestation.services.recovery import Recovering, who_may_recover
from safestation.services.vault import Opening, SetUp
from safestation.storage.accounts import recovery_sheets
from safestation.storage.audits import Audits
from safestation.storage.backup_store import BACKUPS_NAME
from safestation.storage.countfile import COUNT_NAMES
from safestation.storage.database import newest_schema, open_record
from safestation.storage.disk import on_disk
from safestation.storage.doubts import Doubts
from safestation.storage.driver import Database
from safestation.storage.erased import ERASED_NAME
from safestation.storage.files import settle_folder
from safestation.storage.journal import ends_broken
from safestation.storage.keyfile import Unlocked, unlock
from safestation.storage.keyjson import load
from safestation.storage.keyrow import KEY_FILE_NAME
from safestation.storage.keyslot import SlotKind
from safestation.storage.manifests import kept_in
from safestation.storage.migrations import migrations
from safestation.storage.opening import open_checked
from safestation.storage.pairing import check_identity, explained, remember_opening
from safestation.storage.rekey import settle
from safestation.storage.seals import Seals
from safestation.storage.stations import Stations
from safestation.storage.trail import Hand
from safestation.threshold import ARRIVALS_NAME

SHEET_HOLDER = "recovery_sheet"  # who the history names until somebody has signed in


class LocalVault(FurnishedVault):
    """The record in one folder. Satisfies services.vault.Vault."""

    def has_account(self, staff: str) -> bool:
        """Tell whether somebody can sign in already."""
        return any(door.staff == staff for door in self.doors())

    def create(self, wanted: SetUp) -> Desk:
        """Make the record at once, without recovery sheets: for training, and for tests.

        A real station's set-up goes by `begin` and `finish`. Raises WeakPassphrase, DiskFull.
        """
        self._lay_down(wanted)
        staff, training = wanted.coordinator.id, self.is_training
        return self.finish(
            unlock(self._unfinished, wanted.passphrase, staff, training=training, kdf=self._kdf)
        )

    def print_sheet(self, draft: SheetDraft, station: Station, language: str) -> None:
        """Print a recovery sheet during set-up. Raises PrintFailed."""
        self._press().print_sheet(draft, station, language)

    def finish(self, opening: Opening) -> Desk:
        """Open the record that was begun, and let it count. Return the coordinator's desk.

        What fails before the key file has its name can be tried again, by the same sheet.
        """
        unlocked = _ours(opening)
        db = open_record(self._record, unlocked.key, migrations, create=False)
        try:
            first, station = self._first_of(db)
            for sheet in recovery_sheets(self._unfinished):
                now = self.clock.now()
                Audits(db).note(Act.SHEET_MADE, station.id, now, first.id, sheet.label)
            with on_disk():
                self._unfinished.replace(self._keys)
        except BaseException:
            db.close()
            raise
        settle_folder(self._folder)
        self._db, self._unlocked = db, replace(unlocked, staff_id=first.id)
        self._furthest = Furthest(Doubts(db).furthest())
        with self._or_shut():
            self.lockout.tell(db, Hand(station.id, first.id, self.clock.now()))
            remember_opening(self._record, self._keys, unlocked.key)
            return self._desk(db, first, station)

    def _first_of(self, db: Database) -> tuple[Staff, Station]:
        """Return the coordinator and the station of a record that was just begun."""
        store = Stations(db)
        station = store.station()
        if station is None:
            raise RecordMissing
        return store.staff()[0], station

    def open(self, opening: Opening, *, may_upgrade: bool = True) -> Desk:
        """Open the record for the one who proved themselves. May raise RecordBehind."""
        unlocked = _ours(opening)
        if unlocked.kind is not SlotKind.STAFF:
            raise TypeError(unlocked.kind)
        station = self._open_for(unlocked, may_upgrade=may_upgrade)
        with self._or_shut():
            return self._enter(unlocked.staff_id, station)

    @contextmanager
    def _or_shut(self) -> Iterator[None]:
        """Close the record again when anything goes wrong: no key stays behind the door."""
        try:
            yield
        except BaseException:
            self.lock()
            raise

    def bring_up_to_date(self, opening: Opening) -> None:
        """Upgrade a closed record, and erase again what a backup brought back to it.

        A worker's: it may take minutes. Raises UpgradeFailed, RecordDamaged,
        StoreUnavailable; then it is as it was.
        """
        settled = settle(self._record, self._keys, _ours(opening))
        with explained(self._record, self._keys):
            db, upgraded = self._opened(settled.key)
        self._was_upgraded = self._was_upgraded or upgraded
        try:
            station = self._checked(db, settled)
            hand = Hand(station.id, settled.staff_id, self.clock.now())
            db = self._without_the_erased(db, settled, hand)
        finally:
            db.close()

    def _without_the_erased(
        self, db: Database, settled: Unlocked, hand: Hand, *, may_erase: bool = True
    ) -> Database:
        source = self._source(settled.key)
        return without_the_erased(db, source, hand, self._ids.new(), may_erase=may_erase)

    def recover(self, opening: Opening, *, may_upgrade: bool = True) -> Recovering:
        """Open the record with a recovery sheet, for one new passphrase and nothing else.

        May raise RecordBehind.
        """
        unlocked = _ours(opening)
        station = self._open_for(unlocked, may_upgrade=may_upgrade)
        db = self._opened_now
        holder = Staff(SHEET_HOLDER, SHEET_HOLDER, Role.AUDITOR)
        audit = Audit(Audits(db), station, self.clock, holder)
        with self._or_shut():
            audit.note(Act.SHEET_USED, unlocked.slot_id)
        today = self._furthest.reached(self.clock.now()).date()
        return Recovering(
            store=self._key_store(),
            staff=who_may_recover(Stations(db).staff(), today),
            station=station,
            audit=audit,
            check=self.check_passphrase,
            enter=lambda person: self._enter_by_sheet(db, person, station),
        )

    def _enter_by_sheet(self, db: Database, person: Staff, station: Station) -> Desk:
        """Let a coordinator in with their new passphrase; the sheet releases their account."""
        hand = Hand(station.id, person.id, self.clock.now())
        with self._or_shut():
            if not person.works_on(self._furthest.reached(hand.at).date()):
                back = replace(person, until=None)
                Stations(db).save_staff(back, station.id, hand.at, SHEET_HOLDER)
            self.lockout.release(db, hand, person.id)
            return self._enter(person.id, station)

    def _open_for(self, unlocked: Unlocked, *, may_upgrade: bool) -> Station:
        """Open the record, or say as well as can be told why not. Nothing is overwritten."""
        self.lock()
        # Opening the record takes it away, even one that is brought up to date first.
        broken = self._tail_was_lost = ends_broken(self._record) or self._tail_was_lost
        settled = settle(self._record, self._keys, unlocked)
        with explained(self._record, self._keys):
            db, upgraded = self._opened(settled.key, may_upgrade=may_upgrade)
            upgraded = upgraded or self._was_upgraded
        try:
            station = self._checked(db, settled)
            furthest = Furthest(Doubts(db).furthest())
            hand = Hand(station.id, settled.staff_id, self.clock.now())
            db = self._without_the_erased(db, settled, hand, may_erase=may_upgrade)
            self.lockout.tell(db, hand)
            if broken:
                Audits(db).note(Act.TAIL_LOST, station.id, hand.at, hand.by)
            note_cut_off(db, hand)
            if upgraded:
                to = str(newest_schema(migrations))
                Audits(db).note(Act.UPGRADED, station.id, hand.at, hand.by, to)
            remember_opening(self._record, self._keys, settled.key)
        except BaseException:
            db.close()
            raise
        self._db, self._unlocked = db, settled
        self._furthest = furthest
        self._here, self._last = station.id, settled.staff_id
        self._tail_lost = broken
        self._tail_was_lost = self._was_upgraded = False
        return station

    def _checked(self, db: Database, unlocked: Unlocked) -> Station:
        """Return the station of the record, when it is the one that was meant."""
        station = Stations(db).station()
        if station is None:
            raise RecordMissing
        if station.training is not self.is_training:
            raise NotTheTrainingStation
        hand = Hand(station.id, unlocked.staff_id, self.clock.now())
        self._watch.opened(Doubts(db), hand.station, hand.by, _noting(db, hand))
        check_identity(db, unlocked.record_id, hand)
        return station

    def _enter(self, staff: str, station: Station) -> Desk:
        """Return the desk of somebody who works here, once that is written down."""
        db = self._opened_now
        me = next((p for p in Stations(db).staff() if p.id == staff), None)
        if me is None:
            self.lock()
            raise WrongPassphrase
        if not me.works_on(self._furthest.reached(self.clock.now()).date()):
            self.lock()
            raise NotAllowed("people.account_ended")
        self._pass_the_program(station)
        self._pass_the_count(db, me, station)
        self._pass_the_place(db, me)
        if self._unlocked is not None:
            self._unlocked = replace(self._unlocked, staff_id=staff)
        self._show_name(me)
        desk = self._desk(db, me, station)
        by_pin = self._unlocked is not None and self._unlocked.by_pin
        desk.audit.note(Act.SWITCHED if by_pin else Act.SIGNED_IN)
        if self._shared:
            desk.audit.note(Act.SHARED_FOLDER, self._shared)
        return desk

    def _pass_the_program(self, station: Station) -> None:
        """Read the station's program; where its file is wrong or gone, nobody works by it."""
        self._content.need(station.program)

    def _pass_the_place(self, db: Database, me: Staff) -> None:
        """Let in nobody in a shared folder before a coordinator once did, knowingly."""
        known = me.role is Role.COORDINATOR or Audits(db).latest(Act.SHARED_FOLDER)
        if self._shared and not known:
            raise NotAllowed("place.coordinator_first")

    def _pass_the_count(self, db: Database, me: Staff, station: Station) -> None:
        """Let in who may come in after too many wrong passphrases; a coordinator ends it."""
        if self._unlocked is not None and self._unlocked.by_pin:
            return
        is_coordinator = me.role is Role.COORDINATOR
        self.lockout.check_open(me.id)  # it may have been locked since it was proven
        self.lockout.check_role(me.id, is_coordinator=is_coordinator)
        if self.lockout.standing(me.id).only_coordinators:
            self.lockout.release_computer(db, Hand(station.id, me.id, self.clock.now()))

    def _opened(self, key: bytes, *, may_upgrade: bool = True) -> tuple[Database, bool]:
        """Open the record, upgraded on a copy if it is older; tell whether it was."""
        source = self._source(key)
        return open_checked(source, migrations, self.clock.now(), may_upgrade=may_upgrade)

    @property
    def _opened_now(self) -> Database:
        if self._db is None:
            raise RecordMissing
        return self._db

    def add_account(self, desk: Desk, person: Staff, passphrase: str) -> None:
        """Let one more member of staff open the record. Raises WeakPassphrase, NotAllowed."""
        if self.has_account(person.id):
            raise NotAllowed("people.has_account")
        desk.keys.keep(desk.keys.give_account(person, passphrase))

    def lock(self, why: str = "") -> None:
        """Close the record and forget the key, as far as Python and the driver allow.

        `why` is for the history: nobody touched it, the desktop was locked.
        """
        if self._db is not None:
            with suppress(StoreUnavailable):  # the next time it is closed will do
                hand, doubts = self._last_hand(), Doubts(self._db)
                self._watch.look(doubts, hand.station, hand.by, _noting(self._db, hand))
                Audits(self._db).note(Act.LOCKED, hand.station, hand.at, hand.by, why)
                Seals(self._db).mark(hand.station, hand.at, hand.by)
                doubts.keep_furthest(hand)
            self._db.close()
        if self._unlocked is not None:
            self._to_erase.append(self._unlocked.key)
        self._db = self._unlocked = None
        self.erase_keys()

    def renewed(self, desk: Desk) -> Desk:
        """Return the desk anew after the station's settings changed."""
        station = Stations(self._db).station() if self._db is not None else None
        if self._db is None or station is None:
            raise RecordMissing
        return self._desk(self._db, desk.me, station)

    def wipe_training(self: Self) -> Desk:
        """Throw the training record and its backups away and return a fresh one.

        Nothing else in the folder is touched, least of all a real record or its backups.
        Raises NotTheTrainingStation, KeyFileDamaged, StoreUnavailable.
        """
        if not self.is_training or self._fill is None:
            raise NotTheTrainingStation
        if self.exists() and not load(self._keys).training:
            raise NotTheTrainingStation
        self.lock()
        with on_disk():
            for name in (KEY_FILE_NAME, RECORD_NAME, ARRIVALS_NAME, ERASED_NAME, *COUNT_NAMES):
                for suffix in ("", "-wal", "-shm"):
                    (self._folder / f"{name}{suffix}").unlink(missing_ok=True)
            for kept in kept_in(self._folder / BACKUPS_NAME):
                if kept.manifest.training:
                    shutil.rmtree(kept.path)
        return self._fill(self)

    def release(self) -> None:
        """Lock, and let another SafeStation have the folder."""
        self.lock()
        self.end_shift()
        super().release()


def _noting(db: Database, hand: Hand) -> Callable[[Act, str], None]:
    """Return what writes a line into a record that nobody's desk stands on yet."""

    def note(act: Act, detail: str) -> None:
        Audits(db).note(act, hand.station, hand.at, hand.by, detail)

    return note


def _ours(opening: Opening) -> Unlocked:
    if not isinstance(opening, Unlocked):
        raise TypeError(type(opening).__name__)
    return opening
