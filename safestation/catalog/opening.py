"""Reads hours in a content file, and refuses spans that lie over each other."""

from itertools import pairwise

from safestation.catalog.nodes import Node
from safestation.domain.hours_text import read_hours
from safestation.domain.schedule import WEEKDAYS, Schedule, Span

DAY = 24 * 60
WEEK = 7 * DAY
FORM = "Write hours like “Mon-Fri 08:00-17:00; Sat 09:00-12:00”, “24/7” or “unknown”."


def read_schedule(node: Node) -> Schedule:
    """Return the hours a text means; the hours of one day may pass midnight."""
    text = node.text()
    schedule = read_hours(text) if text.strip() else Schedule()
    if schedule is None:
        node.wrong(FORM)
        return Schedule()
    _check_overlap(node, schedule)
    return schedule


def _check_overlap(node: Node, schedule: Schedule) -> None:
    """Compare each span with the next around the week; two that share a minute are noted."""
    spans = sorted(schedule.spans, key=_minutes)
    for one, next_ in pairwise([*spans, *spans[:1]] if len(spans) > 1 else []):
        start, end = _minutes(one)
        following = _minutes(next_)[0]
        following += WEEK if following <= start and next_ is spans[0] else 0
        if end > following:
            days = f"{WEEKDAYS[one.weekday]} and {WEEKDAYS[next_.weekday]}"
            node.wrong(f"Separate the hours of {days}: they overlap.")


def _minutes(span: Span) -> tuple[int, int]:
    opens = span.weekday * DAY + span.opens.hour * 60 + span.opens.minute
    closes = span.weekday * DAY + span.closes.hour * 60 + span.closes.minute
    return opens, closes if closes > opens else closes + DAY
