"""Backups as values: what one tells of itself, when the next is due, which may go."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LATE_INSIDE: Final = timedelta(days=7)
LATE_AWAY: Final = timedelta(days=30)
LATE_DRILL: Final = timedelta(days=90)
DAYS, WEEKS, MONTHS, UPGRADES = 7, 5, 12, 3


class Why(StrEnum):
    """What a backup was made for. The value stands in its name and in the history."""

    DAILY = "daily"
    UPGRADE = "upgrade"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Holds:
    """What a record holds, in numbers: rows by table, lines of the history and its head."""

    schema: int
    counts: Mapping[str, int]
    lines: int
    head: str

    @property
    def visits(self) -> int:
        """Return how many visits it holds."""
        return self.counts.get("visit", 0)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup tells before it is unlocked. No person's data; the seal needs the key."""

    record_id: str
    training: bool
    made_at: datetime
    why: Why
    made_by: str
    holds: Holds
    record_sha256: str
    keys_sha256: str
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A verified backup and where it lies.

    One just made tells whether that is `elsewhere`, so that it outlives the record's disk.
    """

    path: str
    manifest: Manifest
    elsewhere: bool = False

    @property
    def at(self) -> datetime:
        """Return when it was made and verified."""
        return self.manifest.made_at


@dataclass(frozen=True, slots=True)
class Stick:
    """Something plugged in that can hold a backup, with the bytes that are free on it."""

    path: str
    name: str
    free: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A restore on trial: when, by whom, unlocked with a sheet or not, and what was found."""

    at: datetime
    by: str
    with_sheet: bool
    manifest: Manifest
    found: Holds


@dataclass(frozen=True, slots=True)
class Memory:
    """What the record remembers of its own safety. `since` is its first day."""

    since: datetime | None = None
    inside: datetime | None = None
    away: datetime | None = None
    drill: datetime | None = None


class Reminder(StrEnum):
    """What is overdue. Each has a sentence `backup.late_<value>`."""

    INSIDE = "inside"
    AWAY = "away"
    DRILL = "drill"


def reminders(memory: Memory, now: datetime) -> tuple[Reminder, ...]:
    """Return what is overdue, the worst first. What was never done counts from the start."""
    start = memory.since or now
    waits = (
        (Reminder.INSIDE, memory.inside or start, LATE_INSIDE),
        (Reminder.AWAY, memory.away or start, LATE_AWAY),
        (Reminder.DRILL, memory.drill or start, LATE_DRILL),
    )
    return tuple(what for what, last, limit in waits if now - last > limit)


def is_daily_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether no backup was made yet on the day of `now`, in the zone of `now`."""
    return last is None or last.astimezone(now.tzinfo).date() < now.date()


def surplus(kept: Iterable[Kept]) -> tuple[Kept, ...]:
    """Return the backups of one record in one place that may go, the oldest first.

    Stay: the newest of each of the last 7 days, 5 weeks and 12 months that have one, the
    last 3 made before an upgrade, and in any case the newest of all.
    """
    newest_first = sorted(kept, key=lambda one: one.at, reverse=True)
    stays = newest_first[:1]
    for most, named in _SPANS:
        stays += _newest_of_each(newest_first, named, most)
    upgrades = [one for one in newest_first if one.manifest.why is Why.UPGRADE]
    stays += upgrades[:UPGRADES]
    paths = {one.path for one in stays}
    return tuple(one for one in reversed(newest_first) if one.path not in paths)


def _newest_of_each(
    newest_first: list[Kept], named: Callable[[datetime], tuple[int, ...]], most: int
) -> list[Kept]:
    found: dict[tuple[int, ...], Kept] = {}
    for one in newest_first:
        found.setdefault(named(one.at), one)
    return list(found.values())[:most]


_SPANS: Final = (
    (DAYS, lambda at: (at.year, at.month, at.day)),
    (WEEKS, lambda at: tuple(at.isocalendar())[:2]),
    (MONTHS, lambda at: (at.year, at.month)),
)
