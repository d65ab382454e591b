"""Which parts of a program a station may set for itself, each named by a path."""

from collections.abc import Iterator

from safestation.domain.eligibility import PROCEED
from safestation.domain.program import Program, Rule

OF_PARTNERS = ("phone", "hours", "escalate_after_minutes", "minutes_to_arrive")
OF_OUTCOMES = ("alternative", "decider")


def settable(program: Program) -> frozenset[str]:
    """Return every path of this program that a station may override or is asked for."""
    return frozenset(_paths(program))


def _paths(program: Program) -> Iterator[str]:
    for partner in program.partners:
        yield from (f"partner.{partner.id}.{key}" for key in OF_PARTNERS)
    for clock in program.clocks:
        yield f"clock.{clock.id}.minutes"
    for rule in program.rules:
        yield from _of_rule(rule)
    for follow_up in program.follow_ups:
        yield f"follow_up.{follow_up.id}.after_hours"


def _of_rule(rule: Rule) -> Iterator[str]:
    yield f"rule.{rule.id}.on"
    for number, outcome in enumerate(rule.outcomes):
        if outcome.outcome != PROCEED:
            yield from (f"rule.{rule.id}.outcome.{number}.{key}" for key in OF_OUTCOMES)
