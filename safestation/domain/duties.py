"""Duties to a court, a prosecutor or an office: what was agreed, what was done, what is left.

Who sets them decides about them. The app only keeps count, and says when a time is over.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final

from safestation.domain.facts import Confirmed
from safestation.domain.program import FollowUp
from safestation.domain.typed import DoesNotFit, number
from safestation.domain.visit import Visit

DUTY: Final = "duty"  # what `Confirmed` says of one; what a follow-up asks about
HELD, HOURS, DUE_ON, PLACE = "held_charge", "duty_hours", "duty_due_on", "duty_place"
HOURS_DONE, MET, RUN_OUT = "hours", "met", "run_out"
MOST_HOURS: Final = Decimal(1000)


@dataclass(frozen=True, slots=True, repr=False)
class Done:
    """Hours that somebody with a name says were done."""

    at: datetime
    hours: Decimal
    confirmed_by: str


def is_meant(visit: Visit) -> bool:
    """Tell whether the person has duties; only a plain no to all of it says that not."""
    return visit.value(HELD) != "no" or bool(visit.value(HOURS) or visit.value(DUE_ON))


def done(visit: Visit) -> tuple[Done, ...]:
    """Return the hours done so far, in the order in which they were done."""
    found = (
        Done(entry.happened_at, Decimal(fact.detail), fact.confirmed_by)
        for entry, fact in visit.all_of(Confirmed)
        if fact.what == DUTY and fact.how == HOURS_DONE
    )
    return tuple(sorted(found, key=lambda one: one.at))


def hours_done(visit: Visit) -> Decimal:
    """Return how many hours were done in all."""
    return sum((one.hours for one in done(visit)), Decimal(0))


def hours_left(visit: Visit) -> Decimal | None:
    """Return how many hours are still to do, never below 0; nothing when none were asked."""
    try:
        asked = Decimal(number(visit.value(HOURS), None, None)) if visit.value(HOURS) else None
    except DoesNotFit:
        return None
    return None if asked is None else max(asked - hours_done(visit), Decimal(0))


def hours(text: str) -> str:
    """Return hours as they are kept: more than 0, at most 1000. Raises DoesNotFit."""
    kept = number(text.strip(), None, MOST_HOURS)
    if Decimal(kept) <= 0:
        raise DoesNotFit("answer.too_low")
    return kept


def is_settled(follow_up: FollowUp, visit: Visit) -> bool:
    """Tell whether a duty that comes once has ended, and so what reminds of it."""
    once = follow_up.ask == DUTY and not follow_up.every_days
    return once and bool(ended(visit, follow_up.duty))


def ended(visit: Visit, follow_up: str) -> str:
    """Return how a duty of the program's file ended, `met` or `run_out`; nothing before."""
    said = [
        fact
        for _, fact in visit.all_of(Confirmed)
        if fact.what == DUTY and fact.detail == follow_up and fact.how in {MET, RUN_OUT}
    ]
    return said[-1].how if said else ""
