"""The vault: the record while nobody has signed in, and the way in."""

from __future__ import annotations  # what is only named here is not loaded for it

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safestation.domain.lockout import Standing
    from safestation.domain.overrides import Override
    from safestation.domain.program import Program
    from safestation.domain.station import Staff, Station
    from safestation.services.desk import Desk
    from safestation.services.door import Door
    from safestation.services.keys import SheetDraft
    from safestation.services.ports import ArrivalStore, Clock, Ids, WindowStore
    from safestation.services.recovery import Recovering
    from safestation.services.rescue import Rescue


@dataclass(frozen=True, slots=True)
class SetUp:
    """What the first start asks: the station, the first coordinator, the passphrase.

    `own` are the values that the program leaves to the station, as far as they were said.
    """

    station: Station
    coordinator: Staff
    passphrase: str = field(repr=False)
    own: tuple[Override, ...] = ()


class Opening(Protocol):
    """The proof that a passphrase fits. Made in a worker, used in the window's thread."""

    @property
    def staff_id(self) -> str:
        """Return whose passphrase it was."""
        ...


class Threshold(Protocol):
    """The record while nobody has signed in: all that the locked screen may know."""

    @property
    def is_training(self) -> bool:
        """Tell whether this is the training station."""
        ...

    @property
    def arrivals(self) -> ArrivalStore:
        """Return the moments noted while the record was closed."""
        ...

    @property
    def clock(self) -> Clock:
        """Return the clock everything here lives by."""
        ...

    @property
    def window(self) -> WindowStore:
        """Return how the window looks on this computer."""
        ...

    def exists(self) -> bool:
        """Tell whether set-up has been done."""
        ...

    def doors(self) -> tuple[Door, ...]:
        """Return who may sign in. Raises KeyFileDamaged."""
        ...

    def standing(self, staff: str) -> Standing:
        """Return how often somebody may still be wrong, and who may come in at all."""
        ...

    def prove(self, staff: str, passphrase: str) -> Opening:
        """Try a passphrase; slow by design, touches no database.

        Raises WrongPassphrase, or SignInLocked after too many of them.
        """
        ...

    def with_pin(self) -> frozenset[str]:
        """Return who may come back in by the PIN of this shift."""
        ...

    def prove_pin(self, staff: str, pin: str) -> Opening:
        """Try the PIN of this shift; slow. Raises PinRefused, SignInLocked."""
        ...

    def end_shift(self) -> None:
        """Let no PIN count any more."""
        ...

    def erase_keys(self) -> None:
        """Overwrite the keys of closed records that nobody holds any more; cheap to ask."""
        ...


class Vault(Threshold, Protocol):
    """Makes, opens and closes the record."""

    @property
    def rescue(self) -> Rescue:
        """Return what can be done with backups while no record is open."""
        ...

    def check_passphrase(self, passphrase: str, *context: str) -> None:
        """Raise WeakPassphrase with the reason when it is too short or too common."""
        ...

    def create(self, wanted: SetUp) -> Desk:
        """Make the record at once, without recovery sheets. Raises WeakPassphrase, DiskFull."""
        ...

    def begin(self, wanted: SetUp) -> tuple[SheetDraft, ...]:
        """Make all but what makes it count; return the sheets to print. Slow.

        Raises WeakPassphrase, DiskFull.
        """
        ...

    def print_sheet(self, draft: SheetDraft, station: Station, language: str) -> None:
        """Print a recovery sheet during set-up. Raises PrintFailed."""
        ...

    def finish(self, opening: Opening) -> Desk:
        """Let the record count that a sheet has just opened, and return the desk."""
        ...

    def prove_sheet(self, typed: str) -> Opening:
        """Try a recovery sheet; slow. Raises CodeMistyped, WrongSheet."""
        ...

    def recover(self, opening: Opening, *, may_upgrade: bool = True) -> Recovering:
        """Open the record with a sheet, for one new passphrase and nothing else.

        Raises RecordBehind for an older record that may not be upgraded at once, and
        ErasedAreBack for one that a backup brought something erased back to.
        """
        ...

    def change_key(self, opening: Opening, *, ask_everybody: bool) -> None:
        """Give the locked record a new random key; takes a while. Raises NotAllowed."""
        ...

    def open(self, opening: Opening, *, may_upgrade: bool = True) -> Desk:
        """Open the record for the one who proved themselves.

        Raises RecordBehind for an older record that may not be upgraded at once, and
        ErasedAreBack for one that a backup brought something erased back to.
        """
        ...

    def bring_up_to_date(self, opening: Opening) -> None:
        """Upgrade a closed record, and erase again what a backup brought back to it.

        A worker's: it may take minutes.

        Raises UpgradeFailed, RecordDamaged, StoreUnavailable; then it is as it was.
        """
        ...

    def add_account(self, desk: Desk, person: Staff, passphrase: str) -> None:
        """Let one more member of staff open the record. Raises WeakPassphrase, NotAllowed."""
        ...

    def has_account(self, staff: str) -> bool:
        """Tell whether somebody can sign in already."""
        ...

    def renewed(self, desk: Desk) -> Desk:
        """Return the desk anew after the station's settings changed."""
        ...

    def wipe_training(self) -> Desk:
        """Throw the training record away and return a fresh one. Never a real one.

        Raises NotTheTrainingStation.
        """
        ...

    def lock(self, why: str = "") -> None:
        """Close the record and forget the key, as far as Python and the driver allow."""
        ...


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind the locked screen: built while it stands, used when somebody is in."""

    vault: Vault
    programs: Mapping[str, Program]
    ids: Ids
    strings: Mapping[str, Mapping[str, str]]
