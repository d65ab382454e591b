"""Moments as the record keeps them: UTC text that sorts, and the local offset beside it."""

from datetime import UTC, datetime, timedelta, timezone


def utc(moment: datetime) -> str:
    """Return an aware moment as UTC text, microseconds always there so that text sorts."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def offset(moment: datetime) -> int:
    """Return the minutes by which the moment's local time is ahead of UTC."""
    shift = moment.utcoffset() or timedelta()
    return int(shift.total_seconds() // 60)


def moment(text: str, minutes: int) -> datetime:
    """Return the moment as it was on the station's wall."""
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(minutes=minutes)))
