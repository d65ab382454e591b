"""Backups: made by themselves every day and by hand, verified, and remembered.

What is slow comes as a job of plain values for a worker; what it tells of is written down
in the window's thread, where the record is open.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.backups import (
    Holds,
    Kept,
    Memory,
    Reminder,
    Stick,
    Trial,
    Why,
    is_daily_due,
    reminders,
)
from safestation.domain.errors import BackupFailed
from safestation.domain.permissions import Permission
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock
from safestation.services.rescue import Rescue, Unlocked

CERTIFICATE = "restore_certificate"
INSIDE = ""  # the place of the backups in the data folder


class BackupStore(Protocol):
    """Makes and reads backups. All but `memory` and `remember` may run in a worker."""

    def make(self, place: str, why: Why, now: datetime) -> Kept:
        """Make, verify and rotate. Raises BackupFailed."""
        ...

    def kept(self, place: str) -> tuple[Kept, ...]:
        """Return the verified backups of any station in a place, the newest first."""
        ...

    def check(self, kept: Kept) -> Holds:
        """Read a backup of this record from end to end. Raises RestoreRefused."""
        ...

    def live(self) -> Holds:
        """Return what the record in use holds, every page of it read. Raises RecordDamaged."""
        ...

    def memory(self) -> Memory:
        """Return what the record remembers of its own safety."""
        ...

    def remember(self, memory: Memory, at: datetime, by: str) -> None:
        """Keep what it remembers."""
        ...


class CertificatePaper(Protocol):
    """Prints the certificate of a restore on trial."""

    def print_certificate(self, trial: Trial, language: str) -> None:
        """Print it. Raises PrintFailed."""
        ...


@dataclass(frozen=True, slots=True)
class BackupJob:
    """One backup to be made, as values."""

    store: BackupStore
    place: str
    why: Why
    at: datetime
    by: str = ""
    untold: "Untold | None" = field(default=None, compare=False, repr=False)

    def run(self) -> Kept:
        """Make it. Raises BackupFailed with its reason."""
        try:
            kept = self.store.make(self.place, self.why, self.at)
        except BackupFailed as error:
            self._leave(error)
            raise
        self._leave(kept)
        return kept

    def _leave(self, outcome: Kept | BackupFailed) -> None:
        if self.untold is not None:
            self.untold.append((self, outcome))


# What came of backups made by hand and is in no history yet. It outlives a lock, as the
# worker does: whoever began one may be out before it is done.
Untold = list[tuple[BackupJob, Kept | BackupFailed]]


class Backups:
    """What a station may ask of its backups."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        store: BackupStore,
        audit: Audit,
        clock: Clock,
        gate: Gate,
        rescue: Rescue,
        paper: CertificatePaper,
        untold: Untold,
    ) -> None:
        self._store = store
        self._untold = untold
        self._rescue = rescue
        self._paper = paper
        self._audit = audit
        self._clock = clock
        self._gate = gate

    # By itself: nobody's act, so whoever is signed in

    @needs(Permission.KEEP_SAFE)
    def daily(self) -> BackupJob | None:
        """Return today's backup if it was not made yet."""
        now, inside = self._clock.now(), self._inside()
        if not is_daily_due(inside[0].at if inside else None, now):
            return None
        return BackupJob(self._store, INSIDE, Why.DAILY, now)

    @needs(Permission.KEEP_SAFE)
    def catch_up(self) -> None:
        """Write down what the record does not know of yet.

        One may be ready while the screen is locked, or be made before an upgrade; one on a
        stick may be done, or have failed, when whoever began it was out already.
        """
        while self._untold:
            self._tell(*self._untold[0])
            self._untold.pop(0)
        inside, memory = self._inside(), self._store.memory()
        known = memory.inside is not None and memory.inside <= self._clock.now()
        if inside and not (known and memory.inside and inside[0].at <= memory.inside):
            self._audit.note(Act.BACKED_UP, _told(inside[0]))
            self._remember(replace(memory, inside=inside[0].at))

    @needs(Permission.KEEP_SAFE)
    def failed(self, error: BackupFailed) -> None:
        """Write down that there is no new backup, and why."""
        self._audit.note(Act.BACKUP_FAILED, error.reason, outcome=NOT_DONE)

    # By hand

    @needs(Permission.BACK_UP)
    def kept(self, place: str = INSIDE) -> tuple[Kept, ...]:
        """Return the verified backups in a place, the newest first."""
        return self._store.kept(place)

    @needs(Permission.BACK_UP)
    def by_hand(self, place: str) -> BackupJob:
        """Return the job of a backup on a stick or in a folder; inside without a place."""
        now, me = self._clock.now(), self._gate.me.id
        return BackupJob(self._store, place, Why.HAND, now, me, self._untold)

    @needs(Permission.BACK_UP)
    def made(self, job: BackupJob, kept: Kept) -> None:
        """Write down what was made by hand, unless that is done already."""
        if job.place == INSIDE or (job, kept) in self._untold:
            self.catch_up()

    @needs(Permission.BACK_UP)
    def checking(self, kept: Kept) -> "CheckJob":
        """Return the job of reading a backup again from end to end."""
        return CheckJob(self._store, kept)

    @needs(Permission.BACK_UP)
    def checking_record(self) -> "CheckJob":
        """Return the job of reading the record in use from end to end."""
        return CheckJob(self._store, None)

    @needs(Permission.BACK_UP)
    def checked(self, kept: Kept | None, *, good: bool) -> None:
        """Write down that a backup, or the record, was read again, and what came of it."""
        what = "record" if kept is None else _told(kept)
        self._audit.note(Act.BACKUP_CHECKED, f"{what} {'whole' if good else 'damaged'}")

    @needs(Permission.BACK_UP)
    def memory(self) -> Memory:
        """Return when the last backups were made, and the last drill."""
        return self._store.memory()

    @needs(Permission.BACK_UP)
    def reminders(self) -> tuple[Reminder, ...]:
        """Return what is overdue, the worst first."""
        return reminders(self._store.memory(), self._clock.now())

    @property
    @needs(Permission.BACK_UP)
    def sticks(self) -> tuple[Stick, ...]:
        """The sticks that are plugged in."""
        return self._rescue.sticks()

    @property
    @needs(Permission.RESTORE)
    def rescue(self) -> Rescue:
        """What can be done with a backup: unlock it, try it out, put it back."""
        return self._rescue

    @needs(Permission.RESTORE)
    def drilled(self, found: Unlocked, held: Holds) -> Trial:
        """Write down that a backup was restored on trial, from unlocking to counting."""
        self._audit.note(Act.RESTORE_DRILLED, _told(found.kept))
        now = self._clock.now()
        self._remember(replace(self._store.memory(), drill=now))
        me, by_sheet = self._gate.me.name, not found.by
        return Trial(now, me, by_sheet, found.kept.manifest, held)

    @needs(Permission.RESTORE)
    def print_certificate(self, trial: Trial, language: str) -> None:
        """Print the certificate of a drill. Raises PrintFailed, StoreUnavailable."""
        with self._audit.sending(Act.PRINTED, CERTIFICATE):
            self._paper.print_certificate(trial, language)

    def _tell(self, job: BackupJob, outcome: Kept | BackupFailed) -> None:
        """Write down what came of a backup by hand, and who began it if that is another."""
        begun = "" if job.by == self._gate.me.id else f" {job.by}"
        if isinstance(outcome, BackupFailed):
            self._audit.note(Act.BACKUP_FAILED, outcome.reason + begun, outcome=NOT_DONE)
        elif job.place != INSIDE:  # those inside are found where they lie
            self._audit.note(Act.BACKED_UP, _told(outcome) + begun)
            if outcome.elsewhere:
                self._remember(replace(self._store.memory(), away=outcome.at))

    def _inside(self) -> tuple[Kept, ...]:
        """Return those on this computer, but for any from a clock that was ahead."""
        now = self._clock.now()
        return tuple(one for one in self._store.kept(INSIDE) if one.at <= now)

    def _remember(self, memory: Memory) -> None:
        self._store.remember(memory, self._clock.now(), self._gate.me.id)


@dataclass(frozen=True, slots=True)
class CheckJob:
    """A backup, or the record in use, to be read from end to end."""

    store: BackupStore
    kept: Kept | None

    def run(self) -> Holds:
        """Read it. Raises RestoreRefused for a backup, RecordDamaged for the record."""
        return self.store.live() if self.kept is None else self.store.check(self.kept)


def _told(kept: Kept) -> str:
    """Return what the history keeps of a backup: why, when, and the head it holds."""
    manifest = kept.manifest
    return (
        f"{manifest.why.value} {manifest.made_at:%Y-%m-%dT%H:%M:%SZ}"
        f" {manifest.holds.lines} {manifest.holds.head[:12]}"
    )
