"""A person under 18 at any program: the state's table decides, and the program's own rule."""

from datetime import date
from functools import partial

import pytest

from safestation.catalog.programs import load_programs
from safestation.domain.eligibility import ALTERNATIVE, PROCEED, REVIEW, weigh
from safestation.domain.facts import Entered
from safestation.domain.labels import age_of
from safestation.domain.minors import GUARDIAN, MINOR_STATUS, minor_status
from safestation.domain.overrides import NO, YES, Override, apply
from safestation.domain.program import Program
from safestation.domain.station import MinorRule
from safestation.domain.visit import Visit
from tests.factories import make_visit

PROGRAMS = load_programs()
TODAY = date(2026, 11, 26)
FOR_ADULTS = {  # by what is published of them, whatever a state lets the young decide alone
    "arizona_angel_initiative", "adult_civil_citation_leon_county",
    "drug_court_clayton_county",
}  # fmt: skip
TABLE = MinorRule(18, 14, "Invented", "J. Okafor")
each_program = pytest.mark.parametrize("program", PROGRAMS.values(), ids=list(PROGRAMS))


def who_came(program: Program, **answers: str) -> Visit:
    entry = program.entries[0]
    return make_visit(answers, facts=(Entered(entry.id, entry.kind),))


def outcome(program: Program, visit: Visit, table: MinorRule | None) -> str:
    site = min(program.hosts)
    computed = {MINOR_STATUS: minor_status(visit, age_of(visit, TODAY), table)}
    return weigh(program, visit, site, computed).outcome


@each_program
def test_who_is_15_never_goes_ahead_while_the_state_s_table_is_empty(program: Program) -> None:
    for agreed in ({}, {GUARDIAN: "yes"}, {GUARDIAN: "adult"}):
        assert outcome(program, who_came(program, age="15", **agreed), None) == REVIEW


@each_program
def test_who_may_agree_alone_by_the_table_goes_ahead_unless_the_program_is_for_adults(
    program: Program,
) -> None:
    allowed = ALTERNATIVE if program.id in FOR_ADULTS else PROCEED

    assert outcome(program, who_came(program, age="15"), TABLE) == allowed
    assert outcome(program, who_came(program, age="30"), TABLE) == PROCEED


def test_a_station_in_arizona_that_takes_in_teens_lets_the_table_decide() -> None:
    shipped = PROGRAMS["arizona_angel_initiative"]
    say = partial(Override, shipped.id, approved_by="Chief P. Rowe", approved_on=TODAY)
    program = apply(shipped, [say("rule.teens.on", YES), say("rule.minor.on", NO)])

    assert outcome(program, who_came(program, age="15"), TABLE) == PROCEED
    assert outcome(program, who_came(program, age="13"), TABLE) == ALTERNATIVE
    assert outcome(program, who_came(program, age="15"), None) == REVIEW


@each_program
def test_who_needs_a_guardian_s_yes_does_not_go_ahead_without_it(program: Program) -> None:
    assert outcome(program, who_came(program, age="13"), TABLE) in {ALTERNATIVE, REVIEW}


@each_program
def test_the_step_for_the_young_shows_by_the_age_that_was_said(program: Program) -> None:
    steps = {step.id for step in program.steps if step.sections == ("minor",)}
    site = min(program.hosts)

    def shown(**answers: str) -> set[str]:
        path = program.path(who_came(program, **answers), site)
        return steps & {step.id for step in path}

    if not steps & {s.id for s in program.steps if not s.entries}:
        return
    assert shown(age="15") == shown(date_of_birth="2011-03-01") == steps
    assert not shown(age="18")
    assert not shown(age="30", **{"immediate_danger.amb_minor": "yes"})
    assert shown(**{"immediate_danger.amb_minor": "unsure"}) == steps
