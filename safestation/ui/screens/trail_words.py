"""What a line of the trail says in its last column, in the window's language."""

import re
from datetime import date
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.staff_change import StaffChange
from safestation.services.trail_book import TrailRow
from safestation.ui.moments import plain_day
from safestation.ui.words import Words

_COUNTED: Final = re.compile(r"(\d+) (answers|facts)")  # as storage.visits counts them


def detail_of(row: TrailRow, words: Words) -> str:
    """Return the detail of a line as words; what has none stands as it was written."""
    if words.has(f"why.{row.detail}"):
        return words(f"why.{row.detail}")
    if row.act == Act.CHANGED:
        counted = _COUNTED.findall(row.detail)
        return ", ".join(words(f"trail.{what}", count=int(n)) for n, what in counted)
    return "; ".join([row.detail, *(_change(one, words) for one in row.staff)])


def _change(change: StaffChange, words: Words) -> str:
    before, after = (_value(change.what, one, words) for one in (change.before, change.after))
    key = f"trail.staff_{change.what}"
    if not words.has(key):  # of a newer app
        return f"{change.what}: {before} → {after}"
    what = words(key)
    if not before and not after:
        return what
    return f"{what}: {after}" if not before else f"{what}: {before} → {after or '—'}"


def _value(what: str, value: str, words: Words) -> str:
    if what == "until" and value:
        return plain_day(date.fromisoformat(value))
    for key in (f"role.{value}", f"kit.answer.{value}"):
        if value and words.has(key):
            return words(key)
    return value
