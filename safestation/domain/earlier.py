"""When something happened that is typed only now: a time on the wall, looked back at."""

from datetime import datetime, time, timedelta

from safestation.domain.typed import DoesNotFit, hour

DAY = timedelta(days=1)
LONGEST_BACK = timedelta(hours=12)  # further back the wall's clock alone does not say which day


def earlier_moment(typed: str, now: datetime, not_before: datetime) -> datetime:
    """Return the last moment, up to now, at which the wall showed what was typed.

    Raises DoesNotFit: it is no time, or lies before `not_before` (to the minute).
    """
    at = time.fromisoformat(hour(typed.strip()))
    moment = datetime.combine(now.date(), at, now.tzinfo)
    if moment > now:
        moment -= DAY
    if moment < not_before.replace(second=0, microsecond=0):
        raise DoesNotFit("answer.not_in_this_visit")
    return max(moment, not_before)
