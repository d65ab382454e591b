"""Times as the wall shows them: local, 24-hour, with the date when it is not today."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale


def wall_time(at: datetime, now: datetime) -> str:
    """Return "03:41", or "Sun 22:14", or "21 Nov 22:14" (design.md, Words on the wall)."""
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    time = f"{local:%H:%M}"
    if days == 0:
        return time
    nearby = -7 < days < 7  # noqa: PLR2004 - within a week a weekday is clear
    return f"{_day(local.date(), 'ddd' if nearby else 'd MMM')} {time}"


def wall_date(at: datetime) -> str:
    """Return "Mon 23 Nov 2026"."""
    return _day(at.date(), "ddd d MMM yyyy")


def plain_day(day: date) -> str:
    """Return "23 Nov 2026"; of a moment, its day."""
    return _day(day, "d MMM yyyy")


def _day(day: date, shape: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)
