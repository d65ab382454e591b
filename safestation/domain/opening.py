"""Opening an encounter: what must be known, what the person said, where it is known from."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from safestation.domain.answers import Source, Status, Value
from safestation.domain.entries import HERE
from safestation.domain.program import IN_PERSON, Entry, Program
from safestation.domain.questions import Question

Given = Value | Status
AGREES: Final = "agrees_to_referral"
SAID_NO: Final = "said_no_to_referral"  # the disposition; who said it is nowhere
REPORT_FROM: Final = "report_from"
_PAST: Final = frozenset({"overdose_at"})  # what has happened already


def may_open(entry: Entry, given: Mapping[str, Given]) -> bool:
    """Tell whether an encounter may be opened: the person's yes, and the minimum."""
    return not (entry.needs_agreement and given.get(AGREES) != "yes") and not lacks(
        entry, given
    )


def lacks(entry: Entry, given: Mapping[str, Given]) -> tuple[str, ...]:
    """Return what must still be given, or said to be unknown."""
    return tuple(question for question in entry.needed if not given.get(question))


def is_asked_for(entry: Entry) -> bool:
    """Tell whether anything is asked before an encounter by this entry is opened."""
    return bool(entry.sections or entry.needs_agreement)


def plain_way(program: Program) -> Entry | None:
    """Return the walk-in that asks nothing, where a program has no other way in."""
    return walk_in(program) if len(program.entries) == 1 else None


def walk_in(program: Program) -> Entry | None:
    """Return the first way in for somebody who walked in, if it asks nothing before."""
    plain = (e for e in program.entries if e.kind == IN_PERSON and not is_asked_for(e))
    return next(plain, None)


def for_somebody_here(program: Program) -> tuple[Entry, ...]:
    """Return the ways in, those first that are for somebody who stands at the counter."""
    return tuple(sorted(program.entries, key=lambda entry: entry.kind not in HERE))


def known_from(question: Question, given: Mapping[str, Given]) -> Source:
    """Return where an answer of a report comes from.

    "Received" means a treatment provider (law README D2) and calls for its notice on paper;
    what police, EMS, family or a court tell is what staff know, so only a hospital's counts.
    """
    if question.source is not Source.RECEIVED or given.get(REPORT_FROM) == "hospital":
        return question.source
    return Source.OBSERVED


def is_still_to_come(question: str, value: Value, now: datetime) -> bool:
    """Tell whether something that has happened is said to be later than now."""
    if question not in _PAST or not isinstance(value, str) or not value:
        return False
    return datetime.fromisoformat(value).replace(tzinfo=now.tzinfo) > now
