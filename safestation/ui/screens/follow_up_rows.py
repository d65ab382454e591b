"""The lines of the follow-up list, under the day on which they are owed."""

from collections.abc import Iterable
from datetime import date, datetime, time
from itertools import groupby

from safestation.domain.contact_rules import Rule
from safestation.domain.entries import is_out
from safestation.services.follow_ups import Due
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.moments import short_day, wall_weekday
from safestation.ui.words import Words

OVERDUE, TODAY, TOMORROW = "overdue", "today", "tomorrow"
STANDING = frozenset({Rule.ASK_FOR, Rule.HOURS})  # rules that forbid nothing


def columns(words: Words) -> list[Column]:
    """Return the columns of the list."""
    shares = {"due": 0, "person": 1, "what": 2, "owner": 1}
    return [Column(words(f"followups.column_{key}"), share) for key, share in shares.items()]


def day_of(due_at: datetime, now: datetime) -> date | str:
    """Return the group of a moment: overdue, today, tomorrow, or a later day."""
    day = due_at.astimezone(now.tzinfo).date()
    ahead = (day - now.date()).days
    if ahead < 0:
        return OVERDUE
    return (TODAY, TOMORROW)[ahead] if ahead < len((TODAY, TOMORROW)) else day


def rows(dues: Iterable[Due], words: Words, now: datetime) -> list[Row]:
    """Return every line, with a heading over each day."""
    found, today = list[Row](), now.date()
    for day, group in groupby(dues, lambda due: day_of(due.task.due_at, now)):
        lines = [_line(due, words, now) for due in group]
        name = words(f"followups.{day}") if isinstance(day, str) else wall_weekday(day, today)
        tone = "clock" if day == OVERDUE else ""
        head = Cell(f"{name} · {len(lines)}", bold=True, tone=tone)
        found.extend((Row(f"day:{day}", (head,), heading=True), *lines))
    return found


def owner_of(due: Due, words: Words) -> str:
    """Return who has a task: a role of the program, or a name."""
    return due.program.holder(due.task.owner, words.language)


def what_of(due: Due, words: Words) -> str:
    """Return what is owed, in the program's words where it has some."""
    if due.follow_up is not None:
        return due.follow_up.title.in_language(words.language)
    key = f"next.task_{due.task.kind}"
    what = words(key) if words.has(key) else words("next.task_follow_up")
    return what[:1].upper() + what[1:]


def time_of(due: Due, now: datetime) -> str:
    """Return when it is owed: the hour, or the day for what is overdue or has no hour."""
    local = due.task.due_at.astimezone(now.tzinfo)
    is_whole_day = local.time() == time(0)
    if is_whole_day or day_of(local, now) == OVERDUE:
        return short_day(local.date(), now.date())
    return f"{local:%H:%M}"


def person_of(due: Due, words: Words) -> str:
    """Return who it is; of somebody without a name who is not here, how they came in."""
    way = due.program.entry_of(due.seen).title.in_language(words.language)
    nameless = way if is_out(due.seen) else ""
    return due.label or nameless or words("counter.no_name_row")


def _line(due: Due, words: Words, now: datetime) -> Row:
    chip = "clock" if due.task.is_due(now) else "neutral"
    note = due.task.note if due.follow_up is None else ""
    # A place is called by its own number: the rules are about calls to the person.
    warns = not due.place and bool(set(due.contact.rules) - STANDING)
    person = person_of(due, words)
    rules = words("followups.rules_first") if warns else ""
    return Row(
        due.task.id,
        (
            Cell(time_of(due, now), chip=chip, whole=True),
            Cell(person, detail=due.number, bold=True),
            Cell(
                what_of(due, words), detail=" · ".join(part for part in (note, rules) if part)
            ),
            owner_of(due, words) or "—",
        ),
    )
