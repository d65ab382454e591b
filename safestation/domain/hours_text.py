"""Hours as people write them: Mon-Fri 08:00-17:00; Sat 09:00-12:00, or 24/7."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import groupby

from safestation.domain import typed
from safestation.domain.schedule import ALWAYS, Schedule, Span

UNKNOWN_HOURS = Schedule()
DAY_NAMES = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
SPANISH_NAMES = ("lun", "mar", "mié", "jue", "vie", "sáb", "dom")

_MIDNIGHT = time(0)
_SPANISH = ("lun", "mar", "mie", "jue", "vie", "sab", "dom")
_DAY = {name.lower(): day for names in (_SPANISH, DAY_NAMES) for day, name in enumerate(names)}
_GROUPS = {
    "daily": (0, 1, 2, 3, 4, 5, 6),
    "every day": (0, 1, 2, 3, 4, 5, 6),
    "weekdays": (0, 1, 2, 3, 4),
    "weekends": (5, 6),
}
_ALL_DAY = {"24 h", "24h", "24 hours", "24 horas"}
_ALWAYS = {"24/7", "always", "open 24 hours", *_ALL_DAY}
_CLOSED = {"closed", "cerrado"}
_DASH = re.compile(r"\s*[-\u2010-\u2015]\s*")
_PART = re.compile(r"([a-z][a-z ,-]*?):?\s+(\d.*|closed|cerrado)", re.ASCII)
_MARKED = re.compile(r".*(?::|m\.?$)")  # 21:00 or 9 pm, not a bare 9


def read_hours(text: str) -> Schedule | None:
    """Return the hours that a text means, None when it cannot be understood.

    An empty text or "unknown" means that the hours are not known.
    """
    plain = " ".join(text.lower().replace("\u00e9", "e").replace("\u00e1", "a").split())
    plain = _DASH.sub("-", plain)
    if plain in {"", "unknown", "desconocido"}:
        return UNKNOWN_HOURS
    if plain in _ALWAYS:
        return ALWAYS
    parts = [_read_part(part.strip()) for part in plain.split(";") if part.strip()]
    spans = {span for part in parts for span in part or ()}
    if None in parts or not spans:
        return None
    return Schedule(_in_order(spans))


def write_hours(schedule: Schedule, names: Sequence[str] = DAY_NAMES) -> str:
    """Return the hours as a text that `read_hours` reads back; unknown is empty.

    `names` are short names of the days, Monday first: DAY_NAMES or SPANISH_NAMES.
    """
    if set(schedule.spans) == set(ALWAYS.spans):
        return "24/7"
    parts = []
    for times, group in groupby(range(len(names)), lambda day: _write_day(schedule, day)):
        days = [names[day] for day in group]
        if times:
            parts.append(f"{'-'.join(dict.fromkeys((days[0], days[-1])))} {times}")
    return "; ".join(parts)


def _in_order(spans: set[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda span: (span.weekday, span.opens, span.closes)))


def _read_part(part: str) -> tuple[Span, ...] | None:
    found = _PART.fullmatch(part)
    days = _read_days(found[1].strip()) if found else None
    if found is None or days is None:
        return None
    if found[2] in _CLOSED:
        return ()
    times = [_read_times(piece.strip()) for piece in found[2].split(",")]
    known = [pair for pair in times if pair is not None]
    if len(known) < len(times):
        return None
    return tuple(Span(day, opens, closes) for day in days for opens, closes in known)


def _read_days(text: str) -> tuple[int, ...] | None:
    if text in _GROUPS:
        return _GROUPS[text]
    days: list[int] = []
    for piece in text.split(","):
        ends = [_DAY.get(name.strip()[:3]) for name in piece.split("-")]
        first, last = ends[0], ends[-1]
        if first is None or last is None or len(ends) > len(("from", "to")):
            return None
        days.extend((first + step) % 7 for step in range((last - first) % 7 + 1))
    return tuple(days)


def _read_times(text: str) -> tuple[time, time] | None:
    if text in _ALL_DAY:
        return _MIDNIGHT, _MIDNIGHT
    ends = text.split("-")
    if len(ends) != len(("from", "to")):
        return None
    opens, closes = (_read_time(end) for end in ends)
    if opens is None or closes is None or (opens == closes and opens != _MIDNIGHT):
        return None
    # "9-5" could mean either; "21:00-05:00" and "9pm-5am" say that they pass midnight.
    is_plain = opens < closes or all(_MARKED.match(end) for end in ends)
    return (opens, closes) if is_plain else None


def _read_time(text: str) -> time | None:
    if text in {"24:00", "24", "midnight"}:
        return _MIDNIGHT
    if text == "noon":
        return time(12)
    try:
        return time.fromisoformat(typed.hour(text))
    except typed.DoesNotFit:
        return None


def _write_day(schedule: Schedule, day: int) -> str:
    spans = _in_order({span for span in schedule.spans if span.weekday == day})
    return ", ".join(f"{span.opens:%H:%M}-{span.closes:%H:%M}" for span in spans)
