"""The days that a report is about, from one to another, both counted."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

_QUARTER = 3
_DAY = timedelta(days=1)


class Span(StrEnum):
    """The periods that can be picked. Quarters are those of the calendar."""

    THIS_MONTH = "this_month"
    LAST_MONTH = "last_month"
    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day to the last, both counted."""

    first: date
    last: date

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment is in these days, by the wall clock of that moment."""
        return self.first <= moment.date() <= self.last

    def around(self, zone: tzinfo | None) -> tuple[datetime, datetime]:
        """Return two moments between which all of it lies, whatever the clocks were set to.

        Half a year ago the same wall showed another hour: `holds` decides at the edges.
        """
        start = datetime.combine(self.first - _DAY, time(0), zone)
        return start, datetime.combine(self.last + 2 * _DAY, time(0), zone)


def period_of(span: Span, today: date) -> Period:
    """Return the days of a period that can be picked, as seen from a day."""
    month = today.replace(day=1)
    quarter = month.replace(month=month.month - (month.month - 1) % _QUARTER)
    if span is Span.THIS_YEAR:
        return Period(date(today.year, 1, 1), date(today.year, 12, 31))
    if span in {Span.THIS_QUARTER, Span.LAST_QUARTER}:
        first = quarter if span is Span.THIS_QUARTER else _months(quarter, -_QUARTER)
        return Period(first, _end_of(_months(first, _QUARTER - 1)))
    first = _months(month, -1) if span is Span.LAST_MONTH else month
    return Period(first, _end_of(first))


def _months(first: date, count: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + count, 12)
    return date(year, month + 1, 1)


def _end_of(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])
