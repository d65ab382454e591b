"""Making a backup: copied, read back, compared, and only then called one.

A backup is a folder: the encrypted record, the key file as it was (its own unlockers, so
that it opens by itself on another computer), and a manifest. It is built under another
name; a stick pulled out in the middle leaves every earlier one as it was.
"""

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from safestation.domain.backups import Holds, Kept, Manifest, Why, surplus
from safestation.domain.errors import (
    BackupFailed,
    RecordDamaged,
    RestoreRefused,
    StationError,
    StoreUnavailable,
)
from safestation.storage.copies import check_whole, holds, reading, sha256_of
from safestation.storage.database import unlock_file
from safestation.storage.driver import sqlcipher
from safestation.storage.failures import translated
from safestation.storage.files import (
    OWNER_ONLY_FOLDER,
    PART,
    create_private,
    part_of,
    settle_file,
    settle_folder,
    write_private,
)
from safestation.storage.keyjson import load
from safestation.storage.leftovers import sweep
from safestation.storage.manifests import (
    STAMP,
    is_sealed_by,
    kept_in,
    named,
    read_manifest,
    sealed,
    write_manifest,
)
from safestation.storage.trouble import (
    NO_ROOM,
    NOT_THE_SAME,
    RECORD_DAMAGED,
    reason_of,
    told_apart,
)

RECORD, KEYS = "record.db", "station.keys"
_SALT_BYTES: Final = 16
_ROOM: Final = 1.1  # of the record's size, before anything is begun


@dataclass(frozen=True, slots=True)
class Source:
    """What is backed up: an open record, its key file, its key. Keep it in memory only."""

    record: Path
    keys: Path
    key: bytes = field(repr=False)
    version: str = ""


def make_backup(source: Source, into: Path, why: Why, now: datetime) -> Kept:
    """Make a backup in the folder `into` and verify it. Takes a second or more: a worker's.

    Safe while the record is open and written to. Raises BackupFailed with its reason; then
    nothing of it is left, as far as the place still answers.
    """
    with told_apart():
        into.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
        chain = load(source.keys)
        sweep(into, chain.record_id, now)
        if shutil.disk_usage(into).free < source.record.stat().st_size * _ROOM:
            raise BackupFailed(NO_ROOM)
        final = _free_name(into, chain.record_id, why, now)
        part = part_of(final)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(mode=OWNER_ONLY_FOLDER)
    try:
        expected = _write(source, part)
        with told_apart():
            manifest = sealed(_manifest(source, part, expected, why, now), source.key)
            write_manifest(part, manifest)
        _verify(source, part)
        with told_apart():
            settle_folder(part)
            part.rename(final)
            settle_folder(into)
    except BaseException:
        with suppress(OSError):
            _remove(part if part.exists() else final)
        raise
    return Kept(str(final), manifest)


def verify_backup(path: Path, key: bytes) -> Holds:
    """Read a backup from end to end and compare it with its manifest.

    Raises RestoreRefused with the reason, or StoreUnavailable when it cannot be read.
    """
    manifest = read_manifest(path)
    same = (
        is_sealed_by(manifest, key)
        and sha256_of(path / RECORD) == manifest.record_sha256
        and sha256_of(path / KEYS) == manifest.keys_sha256
        and load(path / KEYS).belongs_to(key)
    )
    if not same:
        raise RestoreRefused("restore.damaged")
    try:
        with reading(path / RECORD, key, closed=True) as db:
            check_whole(db)
            found = holds(db)
    except RecordDamaged as error:
        raise RestoreRefused("restore.damaged") from error
    if found != manifest.holds:
        raise RestoreRefused("restore.damaged")
    return found


def check_there(path: Path) -> None:
    """Raise RestoreRefused when a part of a backup is missing beside its manifest."""
    with translated():
        if not all((path / name).is_file() for name in (RECORD, KEYS)):
            raise RestoreRefused("restore.damaged")


def rotate(into: Path, record_id: str, made: Kept | None = None) -> int:
    """Remove what the rule lets go, of this record alone. Return how many went.

    `made` is the one just made: it never goes, and those of a clock that was ahead of it
    stay and take no place of those that are as old as they say. What cannot be removed
    stays too: a full folder is better than a lost backup.
    """
    own = [one for one in kept_in(into) if one.manifest.record_id == record_id]
    own = [one for one in own if Path(one.path).parent == into]
    if made is not None:
        own = [one for one in own if one.at <= made.at]
    gone = 0
    for one in surplus(own):
        if made is not None and one.path == made.path:
            continue
        with suppress(OSError):
            _remove(Path(one.path))
            gone += 1
    return gone


def _remove(backup: Path) -> None:
    """Take away its name first: what goes only by half must not be listed as a backup."""
    if backup.suffix != PART:
        backup = backup.rename(part_of(backup))
    shutil.rmtree(backup)


def _free_name(into: Path, record_id: str, why: Why, now: datetime) -> Path:
    stem = f"{named(record_id)}{now.astimezone(UTC):{STAMP}}-{why.value}"
    names = (stem, *(f"{stem}-{n}" for n in range(2, 100)))
    return next(into / name for name in names if not (into / name).exists())


def _write(source: Source, part: Path) -> Holds:
    """Copy record and key file, and return what the record held at that very moment."""
    copy = part / RECORD
    with told_apart():
        create_private(copy)
        write_private(part / KEYS, source.keys.read_bytes())
    try:
        expected = copy_record(source, copy)
    except StoreUnavailable as error:
        raise BackupFailed(_whose_fault(source, error)) from error
    with told_apart():
        settle_file(copy)
    return expected


def copy_record(source: Source, copy: Path) -> Holds:
    """Copy the record, open or not, into an empty file; return what it held at that moment.

    Raises RecordLocked, DiskFull or StoreUnavailable.
    """
    with reading(source.record, source.key, closed=False) as db:
        db.execute("BEGIN")  # what is counted is what is copied, whoever writes on
        expected = holds(db)
        _copy_pages(db.conn, copy, source)
    return expected


def _copy_pages(record: sqlcipher.Connection, copy: Path, source: Source) -> None:
    key = source.key
    with source.record.open("rb") as file:
        # The same salt: the key file knows its record by how the file begins.
        salt = file.read(_SALT_BYTES)
    with translated(), closing(sqlcipher.connect(str(copy), isolation_level=None)) as target:
        target.execute("PRAGMA cipher_log_level = NONE")
        target.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        target.execute(f"PRAGMA cipher_salt = \"x'{salt.hex()}'\"")
        target.execute("PRAGMA cipher_memory_security = on")
        target.execute("PRAGMA temp_store = 2")
        target.execute("PRAGMA synchronous = full")
        # In one go: in steps it would start anew for ever beside a busy record.
        record.backup(target, pages=-1)
        unlock_file(target, key)
        # One file and no -wal: it can be read from a stick that is not to be written.
        target.execute("PRAGMA journal_mode = delete")


def _manifest(source: Source, part: Path, held: Holds, why: Why, now: datetime) -> Manifest:
    chain = load(part / KEYS)
    return Manifest(
        record_id=chain.record_id,
        training=chain.training,
        made_at=now.astimezone(UTC).replace(microsecond=0),
        why=why,
        made_by=source.version,
        holds=held,
        record_sha256=sha256_of(part / RECORD),
        keys_sha256=sha256_of(part / KEYS),
    )


def _verify(source: Source, part: Path) -> None:
    try:
        verify_backup(part, source.key)
    except RestoreRefused as error:
        raise BackupFailed(_whose_fault(source, error)) from error
    except StoreUnavailable as error:
        raise BackupFailed(reason_of(error)) from error


def _whose_fault(source: Source, error: StationError) -> str:
    """Tell a damaged record from a damaged copy: only one of the two is a bad stick."""
    try:
        with reading(source.record, source.key, closed=False) as db:
            check_whole(db)
    except StoreUnavailable:
        return RECORD_DAMAGED
    return reason_of(error) if isinstance(error, StoreUnavailable) else NOT_THE_SAME
