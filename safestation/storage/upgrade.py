"""Bringing an older record up to date: on a copy, checked, and only then in its place.

The verified backup made first is also what an older SafeStation could still open.
"""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from safestation.domain.backups import Holds, Why
from safestation.domain.errors import RecordDamaged, StationError, UpgradeFailed
from safestation.storage.backup import RECORD, Source, make_backup
from safestation.storage.copies import check_quickly, check_whole, holds, reading
from safestation.storage.database import migrate_copy
from safestation.storage.driver import Migrations
from safestation.storage.files import copy_private, settle_file
from safestation.storage.swap import Swap, stage

# Nothing may ever be left out of these, nor added to the first four.
_SAME: Final = ("visit", "answer", "answer_version", "entry")
_NO_FEWER: Final = (
    "trail", "setting", "staff", "provider", "container", "custody", "custody_event",
    "seal", "erasure", "tombstone", "demand", "trail_run",
)  # fmt: skip


def upgrade(source: Source, migrations: Migrations, backups: Path, now: datetime) -> None:
    """Upgrade the closed record of `source`. Raises UpgradeFailed; then it is as it was."""
    folder = source.record.parent
    swap = Swap(
        folder, folder / f"before-upgrade-{now.astimezone(UTC):%Y%m%d-%H%M%S}", (RECORD,)
    )
    try:
        backup = make_backup(source, backups, Why.UPGRADE, now)
        _prepare(Path(backup.path) / RECORD, stage(folder) / RECORD, source.key, migrations)
        swap.decide()
    except Exception as error:
        shutil.rmtree(swap.incoming, ignore_errors=True)
        # A migration may fail with anything; whatever it was, the record was not touched.
        raise UpgradeFailed from error
    _swap(swap, source.key)
    with suppress(OSError):  # the verified backup holds the same
        shutil.rmtree(swap.aside)


def _prepare(old: Path, new: Path, key: bytes, migrations: Migrations) -> None:
    copy_private(old, new)
    with reading(new, key, closed=True) as db:
        before = holds(db)
    migrate_copy(new, key, migrations)
    settle_file(new)
    with reading(new, key, closed=True) as db:
        check_whole(db)
        _compare(before, holds(db))


def _compare(before: Holds, after: Holds) -> None:
    was, now = before.counts, after.counts
    same = all(was[name] == now.get(name) for name in _SAME if name in was)
    if not same or _lost(was, now):
        raise RecordDamaged


def _lost(was: Mapping[str, int], now: Mapping[str, int]) -> bool:
    return any(now.get(name, 0) < was[name] for name in _NO_FEWER if name in was)


def _swap(swap: Swap, key: bytes) -> None:
    try:
        swap.move()
        with reading(swap.folder / RECORD, key, closed=False) as db:
            check_quickly(db)
    except StationError as error:
        swap.take_back()
        raise UpgradeFailed from error
    swap.finish()
