"""Putting a record back into a data folder. Satisfies services.rescue.RescueStore."""

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from safestation.domain import recovery_code
from safestation.domain.acts import Act
from safestation.domain.backups import Holds, Kept, Stick
from safestation.domain.errors import (
    KeyFileDamaged,
    RestoreRefused,
    WrongPassphrase,
    WrongSheet,
)
from safestation.services.door import Door
from safestation.services.rescue import Unlocked
from safestation.storage import restore
from safestation.storage.accounts import accounts
from safestation.storage.audits import Audits
from safestation.storage.backup import KEYS, RECORD
from safestation.storage.backup_store import BACKUPS_NAME
from safestation.storage.binding import NoSecret
from safestation.storage.copies import check_whole, holds, reading
from safestation.storage.database import newest_schema
from safestation.storage.disk import on_disk
from safestation.storage.driver import Migrations
from safestation.storage.erased import carry
from safestation.storage.files import OWNER_ONLY_FOLDER
from safestation.storage.keyjson import load
from safestation.storage.keyseal import opened
from safestation.storage.keyslot import SlotKind
from safestation.storage.manifests import check_not_newer, kept_in
from safestation.storage.mounts import sticks

OneTry = Callable[[str], AbstractContextManager[None]]
SANDBOX: Final = "drill"


class LocalRescue:
    """One data folder, and the backups that can be put into it."""

    def __init__(
        self, folder: Path, migrations: Migrations, one_try: OneTry, *, training: bool
    ) -> None:
        self._one_try = one_try
        self._folder = folder
        self._migrations = migrations
        self._training = training

    def sticks(self) -> tuple[Stick, ...]:
        """Return what is plugged in."""
        return sticks()

    def kept(self, place: str) -> tuple[Kept, ...]:
        """Return the verified backups in a place, the newest first; inside without one.

        Raises RestoreRefused where there are only those that a newer SafeStation made.
        """
        found = kept_in(Path(place) if place else self._folder / BACKUPS_NAME)
        if place and not found:
            check_not_newer(Path(place))
        return found

    def doors(self, kept: Kept) -> tuple[Door, ...]:
        """Return whose passphrase opens a backup. Raises RestoreRefused."""
        self._look_at(kept)
        try:
            every = accounts(Path(kept.path) / KEYS)
        except KeyFileDamaged as error:
            raise RestoreRefused("restore.damaged") from error
        staff = (one for one in every if one.kind is SlotKind.STAFF)
        return tuple(Door(one.staff_id, one.label) for one in staff)

    def unlock(self, kept: Kept, staff: str, passphrase: str, now: datetime) -> restore.Checked:
        """Unlock a backup and read it. `staff` is empty for a recovery sheet.

        Raises WrongPassphrase, SignInLocked, RestoreRefused, NotTheTrainingStation,
        StoreUnavailable.
        """
        self._look_at(kept)
        kind = SlotKind.STAFF if staff else SlotKind.RECOVERY
        chain = load(Path(kept.path) / KEYS)
        secret = passphrase if staff else recovery_code.read(passphrase)
        slots = tuple(s for s in chain.slots if s.kind is kind and staff in {"", s.who})
        # Not `keyfile.unlock`: it makes old slots anew, and a backup is never written to.
        try:
            # Counted as at the door: a backup must be no way around five wrong ones.
            with self._one_try(staff) if staff else nullcontext():
                found = opened(chain, slots, secret, NoSecret())
        except WrongPassphrase:
            raise (WrongPassphrase if staff else WrongSheet) from None
        checked = restore.check(kept, found.key, staff, now)
        if not staff:
            return checked
        return replace(checked, role=restore.role_here(self._folder, checked, now))

    def prepare(self, found: Unlocked, at: datetime) -> None:
        """Make the restored record ready beside the one in use, and sign it."""
        own = _own(found)

        def sign(audits: Audits) -> None:
            made = own.kept.manifest.made_at
            detail = f"{made:%Y-%m-%dT%H:%M:%SZ} {own.holds.head[:12]}"
            audits.note(Act.RESTORED, own.station.id, at, own.by, detail)

        carry(Path(own.kept.path).parent, self._folder)
        restore.prepare(own, self._folder, self._migrations, sign)

    def replace(self, found: Unlocked, at: datetime) -> None:
        """Put it in place of the closed record, which is kept aside."""
        restore.replace(self._folder, _own(found).key, at)

    def try_out(self, found: Unlocked) -> Holds:
        """Restore into a sandbox, encrypted throughout; read all of it; remove it."""
        own = _own(found)
        sandbox = self._folder / SANDBOX
        with on_disk():
            shutil.rmtree(sandbox, ignore_errors=True)
            sandbox.mkdir(mode=OWNER_ONLY_FOLDER)
        try:
            restore.unpack(own, sandbox, self._migrations)
            with reading(sandbox / RECORD, own.key, closed=True) as db:
                check_whole(db)
                return holds(db)
        finally:
            with suppress(OSError):
                shutil.rmtree(sandbox)

    def _look_at(self, kept: Kept) -> None:
        known = newest_schema(self._migrations)
        path, keys = Path(kept.path), self._folder / KEYS
        restore.look_at(path, keys, training=self._training, known=known)


def _own(found: Unlocked) -> restore.Checked:
    if not isinstance(found, restore.Checked):
        raise TypeError(type(found).__name__)
    return found
