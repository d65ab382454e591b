"""Who comes for somebody else, or only asks: no page and no clock is about who is not here."""

import pytest

from safestation.content import load_content
from safestation.domain.program import Program
from safestation.domain.visitors import ABOUT_THEM, FOR_OTHERS, OF_A_PLACE
from tests.factories import make_visit

PROGRAMS = tuple(load_content().programs.values())


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.id)
@pytest.mark.parametrize("who", sorted(FOR_OTHERS))
def test_nothing_is_asked_or_timed_about_a_person_who_is_not_here(
    program: Program, who: str
) -> None:
    visit = make_visit({"visitor_type": who})

    for site in program.hosts:
        kept = {"eligibility"} if program.needs_every_rule(site) else set()
        pages = {step.page for step in program.path(visit, site)}
        assert not pages & (ABOUT_THEM - kept)
        assert "close" in pages
    assert not {clock.stop for clock in program.clocks_for(visit)} & OF_A_PLACE


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda one: one.id)
def test_whoever_needs_help_themself_passes_all_of_it(program: Program) -> None:
    plain, theirs = make_visit(), make_visit({"visitor_type": "self"})

    for site in program.hosts:
        assert program.path(theirs, site) == program.path(plain, site)
    assert program.clocks_for(theirs) == program.clocks_for(plain)
