"""How backups are shown: when, why, and how late they are."""

from datetime import datetime, timedelta

from safestation.domain.backups import Kept
from safestation.domain.errors import (
    BackupFailed,
    CodeMistyped,
    DiskFull,
    NotAllowed,
    RestoreRefused,
    StationError,
    StoreUnavailable,
)
from safestation.ui.kit.cells import Cell, Row
from safestation.ui.moments import wall_date
from safestation.ui.words import Words


def told(error: StationError, words: Words) -> str:
    """Return what went wrong and what to do, by its own reason where there is one."""
    if isinstance(error, BackupFailed | RestoreRefused | NotAllowed):
        return words(error.reason)
    if isinstance(error, CodeMistyped):
        groups = ", ".join(str(group) for group in error.groups)
        return f"{words(error.message_key)} ({groups})"
    if isinstance(error, DiskFull):
        return words("restore.no_room")
    if type(error) is StoreUnavailable:  # what is typed at the counter is none of this
        return words("restore.unreadable")
    return words(error.message_key)


def when(at: datetime, now: datetime, words: Words) -> str:
    """Return the day and the time on the station's wall."""
    local = at.astimezone(now.tzinfo)
    return words("backup.at", day=wall_date(local), time=f"{local:%H:%M}")


def backup_row(kept: Kept, now: datetime, words: Words) -> Row:
    """Return a line of the list of backups."""
    held = kept.manifest.holds
    return Row(
        kept.path,
        (
            Cell(when(kept.at, now, words), bold=True),
            words(f"backup.why_{kept.manifest.why.value}"),
            f"{held.visits}",
            f"{held.lines}",
            Cell(words("backup.verified"), chip="done"),
        ),
    )


def state(
    last: datetime | None, since: datetime | None, limit: timedelta, now: datetime
) -> str:
    """Return the tone of something done regularly: done, or clock when it is due."""
    start = last or since or now
    return "clock" if now - start > limit else ("done" if last else "neutral")
