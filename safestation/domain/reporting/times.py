"""How long things took: the middle value, the range, and for how many it is known."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from safestation.domain.entries import referred_at
from safestation.domain.milestones import reached_at
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Row
from safestation.domain.reporting.rows import OPEN, UNKNOWN, mark, row, so_far, title
from safestation.domain.visit import Visit

At = Callable[[Visit], datetime | None]
KNOWN = row("time_known")
NOT_HAPPENED = row("did_not_happen", 1)
TO_CARE = Part("to_care", title("to_care"), rows=(KNOWN, OPEN, UNKNOWN))
WAITED = Part("days_waiting", title("days_waiting"))
TO_PARTNER = Part("to_partner", title("to_partner"), rows=(KNOWN, NOT_HAPPENED, OPEN))
TO_PLACE = Part("to_place", title("to_place"), rows=(KNOWN, NOT_HAPPENED, OPEN))
# "Days waiting" in the bands of TEDS, each with its last day.
BANDS: Final = ((0, "waited_0"), (7, "waited_7"), (14, "waited_14"), (30, "waited_30"))
OVER_A_MONTH: Final = row("waited_31", len(BANDS))
_MINUTE: Final = timedelta(minutes=1)


def time_to_engagement(case: Case) -> Iterator[Mark]:
    """Measure from the encounter until care began; whoever nobody heard of is not known."""
    if case.is_no or not case.is_for_self:
        return
    start, end = case.visit.arrived_at, reached_at(case.visit, "engaged")
    if end is None:
        yield mark(case, TO_CARE, OPEN if case.is_open else UNKNOWN)
        return
    yield _span(case, TO_CARE, start, end)
    yield mark(case, WAITED, _band((end.date() - start.date()).days))


def time_to_partner(case: Case) -> Iterator[Mark]:
    """Measure from the first call to a partner until one was here."""
    called = reached_at(case.visit, "partner_called")
    if called is not None:
        yield _until(case, TO_PARTNER, called, reached_at(case.visit, "partner_arrived"))


def time_to_placement(case: Case) -> Iterator[Mark]:
    """Measure from arrival until a place was accepted."""
    if not case.is_no:
        start = case.visit.arrived_at
        yield _until(case, TO_PLACE, start, reached_at(case.visit, "accepted"))


def until_reached(case: Case, part: Part) -> Mark | None:
    """Return how long after the report somebody was reached; nothing before that."""
    start, end = referred_at(case.visit), reached_at(case.visit, "reached")
    return None if start is None or end is None else _span(case, part, start, end)


def _until(case: Case, part: Part, start: datetime, end: datetime | None) -> Mark:
    if end is not None:
        return _span(case, part, start, end)
    return mark(case, part, so_far(case, happened=False, yes=KNOWN, no=NOT_HAPPENED))


def _span(case: Case, part: Part, start: datetime, end: datetime) -> Mark:
    """Return a mark with its minutes; what was noted out of order took none."""
    minutes = max((end - start) / _MINUTE, 0.0)
    return Mark(part, (KNOWN,), case.visit.id, minutes=minutes)


def _band(days: int) -> Row:
    found = ((n, code) for n, (last, code) in enumerate(BANDS) if days <= last)
    n, code = next(found, (len(BANDS), ""))
    return row(code, n) if code else OVER_A_MONTH
