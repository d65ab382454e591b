"""What a visit waits for that others decide: a review, by whom, since and until when."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safestation.domain.eligibility import ALTERNATIVE, NOT_MET, PROCEED, REVIEW
from safestation.domain.facts import EligibilityDecided, ReviewDecided, ReviewRequested
from safestation.domain.milestones import RunningClock
from safestation.domain.program import Outcome, Program
from safestation.domain.text import Text
from safestation.domain.visit import Entry, Visit

# What ends every review that is open. The hospital first ends none: they come back to it.
ENDS: Final = frozenset({PROCEED, ALTERNATIVE})
REVIEWED: Final = "reviewed"  # the milestone a clock may run to


@dataclass(frozen=True, slots=True, repr=False)
class Review:
    """A review that a visit waits for. Its rule is not named: it may tell of a warrant.

    Without `asked_at` it is needed and nobody was asked yet.
    """

    by: Text
    asked_at: datetime | None = None
    due_at: datetime | None = None


def review_of(
    visit: Visit, program: Program, started: Iterable[RunningClock] = ()
) -> Review | None:
    """Return the review a visit waits for longest, else one that somebody must ask for."""
    asked, needed = _open(visit, program)
    if asked:
        rule, entry = min(asked.items(), key=lambda one: one[1].happened_at)
        fact = entry.fact
        named = fact.reviewer if isinstance(fact, ReviewRequested) else ""
        by = _role(rule, program) or Text.of(named)
        return Review(by, entry.happened_at, _due(started))
    return Review(_role(needed[0], program), due_at=_due(started)) if needed else None


def _open(visit: Visit, program: Program) -> tuple[Mapping[str, Entry], tuple[str, ...]]:
    """Return the rules somebody was asked about and did not decide, and the others to ask."""
    asked: dict[str, Entry] = {}
    decided: set[str] = set()
    needed: tuple[str, ...] = ()
    for entry in visit.entries:
        fact = entry.fact
        if isinstance(fact, ReviewRequested):
            asked[fact.rule] = entry
        elif isinstance(fact, ReviewDecided):
            decided.add(fact.rule)
            asked = {r: e for r, e in asked.items() if fact.rule and r not in {fact.rule, ""}}
        elif isinstance(fact, EligibilityDecided):
            needed = tuple(_to_review(fact, program))
            asked = {} if fact.outcome in ENDS else asked
    left = () if "" in decided else (rule for rule in needed if rule not in decided)
    return asked, tuple(left)


def _to_review(fact: EligibilityDecided, program: Program) -> Iterator[str]:
    """Yield the rules that a decision to review leaves to somebody else."""
    for rule in program.rules if fact.outcome == REVIEW else ():
        if fact.results.get(rule.id) == NOT_MET and _reviewed(rule.id, program):
            yield rule.id


def _reviewed(rule_id: str, program: Program) -> Outcome | None:
    """Return what a rule leads to that somebody reviews."""
    outcomes = (one for rule in program.rules if rule.id == rule_id for one in rule.outcomes)
    return next((one for one in outcomes if one.outcome == REVIEW), None)


def _role(rule_id: str, program: Program) -> Text:
    """Return who reviews a rule: the role that the program names, else its decider."""
    outcome = _reviewed(rule_id, program)
    if outcome is None:
        return Text()
    role = program.role(outcome.reviewer)
    return role.name if role else outcome.decider


def _due(started: Iterable[RunningClock]) -> datetime | None:
    """Return by when it must be decided, where the program has a clock for it."""
    running = (c for c in started if c.rule.stop == REVIEWED and c.stopped_at is None)
    return next((clock.due_at for clock in running), None)
