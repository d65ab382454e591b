"""Restoring, with or without a record that opens: check first, replace second.

Works from the locked screen too. There the backup says who may, somebody whose passphrase opens
it and who is coordinator in it, as long as the record in use knows them as one too where it
can be read; or whoever holds a recovery sheet.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from safestation.domain.backups import Holds, Kept, Stick
from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission, may
from safestation.domain.station import Role, Station
from safestation.services.door import Door
from safestation.services.ports import Clock


class Unlocked(Protocol):
    """A backup that was unlocked and read from end to end. Holds its key: memory only."""

    @property
    def kept(self) -> Kept:
        """Return which backup it is."""
        ...

    @property
    def station(self) -> Station:
        """Return whose it is."""
        ...

    @property
    def holds(self) -> Holds:
        """Return what was found in it."""
        ...

    @property
    def by(self) -> str:
        """Return whose passphrase opened it; nobody's for a recovery sheet."""
        ...

    @property
    def role(self) -> Role | None:
        """Return their role; nothing for a recovery sheet, or once their account has ended."""
        ...


class RescueStore(Protocol):
    """The data folder as a place where a record can be put back. No record is open."""

    def sticks(self) -> tuple[Stick, ...]:
        """Return what is plugged in."""
        ...

    def kept(self, place: str) -> tuple[Kept, ...]:
        """Return the verified backups in a place, the newest first; inside without one."""
        ...

    def doors(self, kept: Kept) -> tuple[Door, ...]:
        """Return whose passphrase opens a backup. Raises RestoreRefused when it is none."""
        ...

    def unlock(self, kept: Kept, staff: str, passphrase: str, now: datetime) -> Unlocked:
        """Unlock and read a backup. `staff` is empty for a recovery sheet. A worker's."""
        ...

    def prepare(self, found: Unlocked, at: datetime) -> None:
        """Make the restored record ready beside the one in use, and sign it. A worker's."""
        ...

    def replace(self, found: Unlocked, at: datetime) -> None:
        """Put it in place; the record must be closed. Quick. Raises and changes nothing."""
        ...

    def try_out(self, found: Unlocked) -> Holds:
        """Restore into a sandbox, read all of it, and remove it. A worker's."""
        ...


class Rescue:
    """What can be done with backups before anybody has signed in."""

    def __init__(self, store: RescueStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def sticks(self) -> tuple[Stick, ...]:
        """Return the sticks that are plugged in."""
        return self._store.sticks()

    def kept(self, place: str = "") -> tuple[Kept, ...]:
        """Return the verified backups in a place, the newest first; inside without one."""
        return self._store.kept(place)

    def doors(self, kept: Kept) -> tuple[Door, ...]:
        """Return whose passphrase opens a backup. Raises RestoreRefused with the reason."""
        return self._store.doors(kept)

    def unlocking(self, kept: Kept, staff: str, passphrase: str) -> Callable[[], Unlocked]:
        """Return the job that unlocks a backup and reads it from end to end.

        It raises WrongPassphrase, RestoreRefused, or NotAllowed for somebody who may not.
        """
        now = self._clock.now()

        def job() -> Unlocked:
            found = self._store.unlock(kept, staff, passphrase, now)
            if found.by and not (found.role and may(found.role, Permission.RESTORE)):
                raise NotAllowed("restore.coordinator")
            return found

        return job

    def preparing(self, found: Unlocked) -> Callable[[], None]:
        """Return the job that makes the restored record ready; nothing is replaced yet."""
        now = self._clock.now()
        return lambda: self._store.prepare(found, now)

    def replace(self, found: Unlocked) -> None:
        """Put the prepared record in place of the closed one, which is kept aside."""
        self._store.replace(found, self._clock.now())

    def trying_out(self, found: Unlocked) -> Callable[[], Holds]:
        """Return the job that restores into a sandbox, reads all, and removes it."""
        return lambda: self._store.try_out(found)
