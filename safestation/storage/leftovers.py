"""What a backup that was killed in the middle left on a stick: nobody's, and it takes room.

A backup is built under a name that ends in `.part`. One that fails takes its own away; one
whose process is gone, or whose stick was pulled out, cannot.
"""

import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from safestation.storage.files import PART
from safestation.storage.manifests import STAMP, named

_STAMP_LENGTH: Final = len("20261123-084000")
# Another backup to the same stick may be under way; a day is longer than any takes.
_OLD: Final = timedelta(days=1)


def sweep(into: Path, record_id: str, now: datetime) -> None:
    """Remove this record's own unfinished backups that are more than a day old.

    What cannot be removed stays, and so does whatever is not named as we name it.
    """
    mine = named(record_id)
    with suppress(OSError):
        for path in into.iterdir():
            is_ours = path.name.startswith(mine) and path.name.endswith(PART)
            began = _began(path.name[len(mine) :]) if is_ours else None
            if began is not None and now - began > _OLD and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)


def _began(rest: str) -> datetime | None:
    """Return when it was begun, by its name; the file dates of a stick tell nothing."""
    try:
        return datetime.strptime(rest[:_STAMP_LENGTH], STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
