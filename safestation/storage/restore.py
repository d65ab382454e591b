"""Restoring in two steps: check everything first, replace second.

Up to the moment of replacing, the record in use is not touched at all; afterwards it lies
beside the new one under a dated name.
"""

import shutil
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from safestation.domain.backups import Holds, Kept
from safestation.domain.errors import (
    KeyFileDamaged,
    NotTheTrainingStation,
    RecordMissing,
    RestoreRefused,
    StationError,
)
from safestation.domain.station import Role, Staff, Station
from safestation.storage.audits import Audits
from safestation.storage.backup import KEYS, RECORD, check_there, verify_backup
from safestation.storage.copies import check_quickly, check_whole, reading
from safestation.storage.database import migrate_copy, open_record, translated
from safestation.storage.doubts import Doubts
from safestation.storage.driver import Migrations
from safestation.storage.files import copy_private, settle_file
from safestation.storage.journal import ends_broken
from safestation.storage.keyjson import load
from safestation.storage.keyslot import SlotKind
from safestation.storage.manifests import read_manifest
from safestation.storage.stations import Stations
from safestation.storage.swap import Swap, stage

RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was unlocked and read from end to end. Keep it in memory only.

    `by` is whose passphrase opened it, or nobody's when a recovery sheet did.
    """

    kept: Kept
    station: Station
    holds: Holds
    by: str
    role: Role | None
    key: bytes = field(repr=False)


def look_at(path: Path, own_keys: Path, *, training: bool, known: int) -> Kept:
    """Return what a backup tells of itself, when it is one of this station's.

    `known` is the newest schema that this SafeStation knows. Without a key file of our own,
    as on a new computer, any station's is taken. Raises RestoreRefused.
    """
    manifest = read_manifest(path)
    check_there(path)
    if manifest.training is not training:
        raise NotTheTrainingStation
    if manifest.holds.schema > known:
        raise RestoreRefused("restore.too_new")
    try:
        own = load(own_keys).record_id
    except (KeyFileDamaged, RecordMissing):
        own = manifest.record_id
    if own != manifest.record_id:
        raise RestoreRefused("restore.other_station")
    return Kept(str(path), manifest)


def check(kept: Kept, key: bytes, by: str, now: datetime) -> Checked:
    """Read a backup from end to end with its key. Raises RestoreRefused.

    `by` has no role once their account has ended, whatever a clock set back
    says. As slow as the backup is large: a worker's.
    """
    path = Path(kept.path)
    found = verify_backup(path, key)
    with reading(path / RECORD, key, closed=True) as db:
        store = Stations(db)
        station, staff = store.station(), store.staff()
    if station is None:
        raise RestoreRefused("restore.damaged")
    role = role_in(staff, by, max(now, kept.at))
    return Checked(kept, station, found, by, role, key)


def role_in(staff: Iterable[Staff], by: str, now: datetime) -> Role | None:
    """Return what somebody is who works here, or nothing."""
    day = now.date()
    return next((one.role for one in staff if one.id == by and one.works_on(day)), None)


def role_here(folder: Path, checked: Checked, now: datetime) -> Role | None:
    """Return what the record in use knows whoever unlocked a backup as: an old one forgets.

    The key file in use must still know them. Where it does not load there is nothing to
    ask, nor where the record does not open: then the backup alone says who may.
    """
    try:
        own = load(folder / KEYS)
    except (KeyFileDamaged, RecordMissing):
        return checked.role
    if not any(slot.kind is SlotKind.STAFF and slot.who == checked.by for slot in own.slots):
        return None
    try:
        if not own.belongs_to(checked.key):
            return checked.role
        torn = ends_broken(folder / RECORD)  # opening it would take away what tells of that
        with reading(folder / RECORD, checked.key, closed=torn) as db, translated():
            now = max(now, Doubts(db).furthest() or now)
            return role_in(Stations(db).staff(), checked.by, now)
    except StationError:
        return checked.role


def prepare(
    checked: Checked,
    folder: Path,
    migrations: Migrations,
    sign: Callable[[Audits], None],
) -> None:
    """Make the new pair ready beside the record, brought up to date and signed.

    `sign` appends the line that tells of the restore. A worker's. Raises RestoreRefused,
    DiskFull, StoreUnavailable; the record in use is not touched.
    """
    incoming = stage(folder)
    try:
        unpack(checked, incoming, migrations)
        with closing(
            open_record(incoming / RECORD, checked.key, migrations, create=False)
        ) as db:
            sign(Audits(db))
        settle_file(incoming / RECORD)
        with reading(incoming / RECORD, checked.key, closed=True) as db:
            check_whole(db)
    except BaseException:
        shutil.rmtree(incoming, ignore_errors=True)
        raise


def unpack(checked: Checked, folder: Path, migrations: Migrations) -> None:
    """Copy a backup's pair into a folder and bring its tables up to date there."""
    source = Path(checked.kept.path)
    for name in (RECORD, KEYS):
        copy_private(source / name, folder / name)
    migrate_copy(folder / RECORD, checked.key, migrations)


def replace(folder: Path, key: bytes, now: datetime) -> Path:
    """Put the prepared pair in place of the closed record. Return where the old one lies.

    Quick: renames and one look. Raises what went wrong, after putting the old pair back.
    """
    aside = folder / f"before-restore-{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    swap = Swap(folder, aside, (RECORD, KEYS))
    swap.decide()
    try:
        swap.move()
        if not load(folder / KEYS).belongs_to(key):
            raise RestoreRefused("restore.damaged")
        with reading(folder / RECORD, key, closed=False) as db:
            check_quickly(db)
    except StationError:
        swap.take_back()
        raise
    swap.finish()
    return aside
