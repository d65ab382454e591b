"""The periods that can be picked, to the day."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from safestation.domain.reporting.period import Period, Span, period_of

NOVEMBER = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("span", "today", "first", "last"),
    [
        (Span.THIS_MONTH, NOVEMBER, date(2026, 11, 1), date(2026, 11, 30)),
        (Span.LAST_MONTH, date(2026, 1, 9), date(2025, 12, 1), date(2025, 12, 31)),
        (Span.THIS_QUARTER, NOVEMBER, date(2026, 10, 1), date(2026, 12, 31)),
        (Span.LAST_QUARTER, NOVEMBER, date(2026, 7, 1), date(2026, 9, 30)),
        (Span.LAST_QUARTER, date(2026, 3, 31), date(2025, 10, 1), date(2025, 12, 31)),
        (Span.THIS_YEAR, NOVEMBER, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_each_period_has_its_first_and_last_day(
    span: Span, today: date, first: date, last: date
) -> None:
    assert period_of(span, today) == Period(first, last)


def test_a_moment_is_of_the_day_that_the_wall_showed_then() -> None:
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    last = datetime(2026, 11, 30, 23, 59, tzinfo=timezone(timedelta(hours=-5)))

    assert november.holds(last)
    assert not november.holds(last.astimezone(UTC))
    start, end = november.around(UTC)
    assert start < last < end
