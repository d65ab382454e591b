"""Opening hours by weekday, in the station's local time."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Span:
    """Open on one weekday (0 is Monday) from `opens` until `closes`; 00:00 is midnight."""

    weekday: int
    opens: time
    closes: time

    def covers(self, weekday: int, at: time) -> bool:
        """Tell whether the moment lies in the span, which may run past midnight."""
        if self.opens == self.closes:
            return weekday == self.weekday
        if self.opens < self.closes:
            return weekday == self.weekday and self.opens <= at < self.closes
        after_midnight = (self.weekday + 1) % 7
        return (weekday == self.weekday and at >= self.opens) or (
            weekday == after_midnight and at < self.closes
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """When somebody can be reached. No spans at all means that nobody told us."""

    spans: tuple[Span, ...] = ()

    @property
    def is_known(self) -> bool:
        """Tell whether any hours were given."""
        return bool(self.spans)

    def is_open(self, local: datetime) -> bool:
        """Tell whether it is open at this local time. Unknown hours are not open hours."""
        return any(s.covers(local.weekday(), local.time()) for s in self.spans)

    def next_opening(self, local: datetime) -> datetime | None:
        """Return when it next opens within a week, or nothing."""
        starts = (_next(s, local) for s in self.spans)
        return min(starts, default=None)


ALWAYS = Schedule(tuple(Span(day, time(0), time(0)) for day in range(7)))


def _next(span: Span, local: datetime) -> datetime:
    days = (span.weekday - local.weekday()) % 7
    start = datetime.combine(local.date(), span.opens, local.tzinfo) + timedelta(days=days)
    return start if start > local else start + timedelta(days=7)
