"""Times as the wall shows them: local, 24-hour, with the date when it is not today."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale


def speak(language: str) -> None:
    """Write days in a language from now on, as the application does from its start."""
    QLocale.setDefault(QLocale("es_US" if language == "es" else "en_US"))


def wall_time(at: datetime, now: datetime) -> str:
    """Return "03:41", or "Sun 22:14", or "21 Nov 22:14" (design.md, Words on the wall).

    What is not in this year has its year: a court's two years end on "22 Nov 2028".
    """
    local = at.astimezone(now.tzinfo)
    days = (now.date() - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return clock
    nearby = -7 < days < 7  # noqa: PLR2004 - within a week a weekday is clear
    day = _day(local.date(), "ddd") if nearby else short_day(local.date(), now.date())
    return f"{day} {clock}"


def wall_date(at: datetime) -> str:
    """Return "Mon 23 Nov 2026"."""
    return _day(at.date(), "ddd d MMM yyyy")


def wall_due(at: datetime, now: datetime) -> str:
    """Return when something is owed: what is owed on a whole day has no hour."""
    local = at.astimezone(now.tzinfo)
    is_whole_day = local.time() == time(0)
    return short_day(local.date(), now.date()) if is_whole_day else wall_time(at, now)


def wall_weekday(day: date, today: date) -> str:
    """Return "Friday 27 Nov", with its year when that is not this one."""
    return _day(day, "dddd d MMM" if day.year == today.year else "dddd d MMM yyyy")


def short_day(day: date, today: date) -> str:
    """Return "23 Nov", with its year when that is not this one."""
    return _day(day, "d MMM" if day.year == today.year else "d MMM yyyy")


def plain_day(day: date) -> str:
    """Return "23 Nov 2026"; of a moment, its day."""
    return _day(day, "d MMM yyyy")


def _day(day: date, shape: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)
