"""The door's count of wrong passphrases: before anybody is in, and once the record is open.

*A guess is written down before it is tried*, and taken back when it was right: whoever pulls
the plug in between has used it up. When it cannot be written nothing is tried.

*A count that is not as it was left* (see `storage.countfile`) does not open the door wider:
only a coordinator comes in, one wrong passphrase locks an account, and the history says so.
The same holds after a restore, and when the files were left behind in a move: a coordinator
or a sheet is at hand then. Where there never was a count, after an update from an older
SafeStation, a fresh one begins and locks nobody, however often it is cut off.

*What it guards is the window.* Whoever has the files guesses elsewhere, uncounted; there
only the cost of each guess stands in the way (Argon2id, `storage.kdf`).

A station with one coordinator cannot shut itself out: a recovery sheet is never counted, and
opening with one releases.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Final

from safestation.domain import lockout as rule
from safestation.domain.errors import SignInLocked, WrongPassphrase
from safestation.domain.lockout import COMPUTER, Event, Happened, Moment, Standing
from safestation.storage import countfile
from safestation.storage.countfile import Count
from safestation.storage.uptime import Uptime

if TYPE_CHECKING:
    from collections.abc import Callable

    from safestation.services.ports import Clock
    from safestation.storage.driver import Database
    from safestation.storage.trail import Hand

COMPUTER_LOCKED: Final = "error.computer_locked"


class Lockout:
    """Counts at one data folder's door. For any thread."""

    def __init__(
        self,
        folder: Path,
        clock: "Clock",
        uptime: Uptime,
        has_begun: "Callable[[], bool]" = lambda: True,
    ) -> None:
        """`has_begun` tells whether tries were ever counted here; asked when no count is."""
        self._folder, self._clock, self._uptime = folder, clock, uptime
        self._has_begun = has_begun
        self._lock = RLock()

    def standing(self, account: str) -> Standing:
        """Return how an account stands. Reads two small files."""
        with self._lock:
            count = self._held()
            found = rule.standing(count.events, account, self.now())
        if count.is_ours or found.is_locked:
            return found
        return replace(found, left=min(found.left, 1), only_coordinators=True)

    def locked(self) -> frozenset[str]:
        """Return the accounts that wait to be released."""
        with self._lock:
            return rule.locked_accounts(self._held().events)

    @contextmanager
    def one_try(self, account: str) -> Iterator[None]:
        """Count one try: it stays counted when the block raises WrongPassphrase.

        Raises SignInLocked before the block for an account that is locked, and instead of
        WrongPassphrase when this try locks it; DiskFull, StoreUnavailable.
        """
        with self._lock:
            self.check_open(account)
            before = self._held()
            ahead = self._counted(before, account)
            countfile.save(self._folder, ahead)
        try:
            yield
        except WrongPassphrase:
            if self.standing(account).is_locked:
                raise SignInLocked from None
            raise
        except BaseException:  # it told nothing of the passphrase
            self._instead(ahead, before)
            raise
        self._instead(ahead, before.with_events(self._event(Happened.RIGHT, account)))

    def check_open(self, account: str) -> None:
        """Raise SignInLocked for an account that waits to be released, however it was named."""
        if self.standing(account).is_locked:
            raise SignInLocked

    def check_role(self, account: str, *, is_coordinator: bool) -> None:
        """Raise SignInLocked for who may not come in until a coordinator has."""
        if not is_coordinator and self.standing(account).only_coordinators:
            raise SignInLocked(COMPUTER_LOCKED)

    def note_pin(self, account: str) -> None:
        """Keep for the history that a PIN was wrong."""
        with self._lock:
            count = self._held()
            countfile.save(
                self._folder, count.with_events(self._event(Happened.PIN_TRIED, account))
            )

    def release(self, db: "Database", hand: "Hand", account: str) -> None:
        """Let an account be tried again. Raises DiskFull, StoreUnavailable."""
        self.tell(db, hand, self._event(Happened.RELEASED, account))

    def release_computer(self, db: "Database", hand: "Hand") -> None:
        """Open the door to everybody's right passphrase again."""
        self.tell(db, hand, self._event(Happened.COMPUTER_RELEASED, COMPUTER))

    def tell(self, db: "Database", hand: "Hand", *released: Event) -> None:
        """Write into the history what happened at the door, and begin a new chain.

        What is released goes into the new chain at once: one that lies in the file before
        the record was open is nobody's who may.

        The first thing that is done with a record just opened. Raises StoreUnavailable;
        then nobody comes in.
        """
        from safestation.storage.countrecord import (  # noqa: PLC0415 - likewise
            CountInRecord,
            adopted,
            note,
        )
        from safestation.storage.database import atomic  # noqa: PLC0415 - not at the door

        with self._lock:
            count, known = self._held(), CountInRecord.read(db)
            if not known.chains:  # the file first: a kill in between leaves two that fit
                count, known = adopted(count)
                countfile.save(self._folder, count)
            told = known.told(count)
            events = count.events
            if told is None:
                events = (*events, self._event(Happened.COMPUTER_LOCKED, COMPUTER))
            kept = rule.still_standing((*events, *released), self.now())
            fresh, seed = countfile.begun(kept, count.serial)
            with atomic(db):
                note(db, hand, count.events[told or 0 :], is_as_left=told is not None)
                known.followed_by(seed, fresh.base, len(count.events)).keep(db, hand)
            countfile.save(self._folder, fresh)

    # Inside

    def _held(self) -> Count:
        return countfile.load(self._folder, self._has_begun)

    def now(self) -> Moment:
        """Return this moment, with the time that nobody can set beside it."""
        return self._uptime.moment(self._clock.now())

    def _event(self, kind: Happened, account: str) -> Event:
        return Event(kind, account, self.now())

    def _counted(self, count: Count, account: str) -> Count:
        """Return the count with one wrong try more, and with the locks that it closes."""
        tried = self._event(Happened.TRIED, account)
        events = (*count.events, tried)
        locks = rule.locks(events, tried, is_closed=not count.is_ours)
        return count.with_events(tried, *locks)

    def _instead(self, ahead: Count, wanted: Count) -> None:
        """Put another count in the place of the one written ahead."""
        with self._lock:
            now = self._held()
            if now.seals == ahead.seals:  # or something else was counted meanwhile
                countfile.save(self._folder, replace(wanted, serial=now.serial + 1))


class DoorAtDesk:
    """The door's count for somebody who is in. Satisfies services.releases.DoorCount."""

    def __init__(self, lockout: Lockout, db: "Database", hand: "Callable[[], Hand]") -> None:
        self._lockout, self._db, self._hand = lockout, db, hand

    def locked(self) -> frozenset[str]:
        """Return the accounts that wait to be released."""
        return self._lockout.locked()

    def release(self, account: str) -> None:
        """Let an account be tried again. Raises StoreUnavailable."""
        self._lockout.release(self._db, self._hand(), account)
