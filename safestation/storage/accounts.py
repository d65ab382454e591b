"""Who may open the record, as far as the key file tells before anybody has signed in."""

from dataclasses import dataclass
from pathlib import Path

from safestation.domain.errors import StationError
from safestation.storage.binding import Protection
from safestation.storage.keyjson import load
from safestation.storage.keyslot import SlotKind


@dataclass(frozen=True, slots=True)
class Account:
    """What may be known of a slot. `made` is a moment in UTC, or nothing in old files."""

    slot_id: str
    kind: SlotKind
    staff_id: str
    label: str
    protection: Protection
    made: str = ""
    must_change: bool = False


def accounts(path: Path) -> tuple[Account, ...]:
    """Return every slot, staff and recovery sheets. Raises as `keyjson.load`."""
    return tuple(
        Account(
            slot.id,
            slot.kind,
            slot.who,
            slot.label,
            Protection.of(device=slot.device),
            slot.made,
            slot.must_change,
        )
        for slot in load(path).slots
    )


def staff_accounts(path: Path) -> tuple[Account, ...]:
    """Return who may sign in. Raises as `keyjson.load`."""
    return tuple(a for a in accounts(path) if a.kind is SlotKind.STAFF)


def is_counted(path: Path) -> bool:
    """Tell whether wrong passphrases were ever counted beside this key file.

    One that cannot be read says so as well, so that spoiling it gives nobody a fresh count.
    """
    try:
        return load(path).is_counted
    except StationError:
        return True


def recovery_sheets(path: Path) -> tuple[Account, ...]:
    """Return the sheets that count, or will. Raises as `keyjson.load`."""
    return tuple(a for a in accounts(path) if a.kind is SlotKind.RECOVERY)
