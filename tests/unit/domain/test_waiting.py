"""Whose review a visit waits for, since when and until when, and when it waits no more."""

from datetime import timedelta

import pytest

from safestation.domain.board import card
from safestation.domain.eligibility import ALTERNATIVE, HOSPITAL, NOT_MET, PROCEED, REVIEW
from safestation.domain.facts import EligibilityDecided, Fact, ReviewDecided, ReviewRequested
from safestation.domain.program import ClockRule, Outcome, Program, Role, Rule, Step
from safestation.domain.station import SiteType
from safestation.domain.text import Text
from safestation.domain.waiting import Review, review_of
from tests.factories import ARRIVED, NOW, make_entry, make_program, make_visit

ASKED = ARRIVED + timedelta(minutes=30)
OFFICE, CHIEF, INSTEAD = Text.of("County prosecutor"), Text.of("Chief"), Text.of("Stay here.")
NEEDED = EligibilityDecided("1", {"warrant": NOT_MET, "charge": NOT_MET}, REVIEW)


def rule(name: str, reviewer: str) -> Rule:
    one = Outcome(frozenset({"yes"}), REVIEW, "warrant_review", CHIEF, INSTEAD, reviewer)
    return Rule(name, Text.of(name), name, (one,), "x")


def program(clocks: tuple[ClockRule, ...] = ()) -> Program:
    office = Role("sao", OFFICE, Text.of("Decides"), "staff", "x")
    rules = (rule("warrant", "sao"), rule("charge", ""))
    steps = (Step("rules", "eligibility", Text.of("Rules")),)
    return make_program(rules=rules, roles=(office,), clocks=clocks, steps=steps)


def waits(*facts: Fact) -> Review | None:
    times = (ASKED + timedelta(minutes=n) for n in range(len(facts)))
    entries = [make_entry(fact, at=at) for fact, at in zip(facts, times, strict=True)]
    return review_of(make_visit(facts=tuple(entries)), program())


def test_a_review_is_waited_for_by_its_role_since_it_was_asked_for() -> None:
    found = waits(ReviewRequested("P. Ames", "warrant"))

    assert found == Review(OFFICE, ASKED)


def test_where_the_program_names_no_role_its_decider_is_named_else_who_was_asked() -> None:
    by_rule, by_name = ReviewRequested("P. Ames", "charge"), ReviewRequested("P. Ames")

    assert waits(by_rule) == Review(CHIEF, ASKED)
    assert waits(by_name) == Review(Text.of("P. Ames"), ASKED)


def test_a_review_that_is_needed_and_nobody_asked_for_says_so() -> None:
    assert waits(NEEDED) == Review(OFFICE)
    assert waits(ReviewDecided("P. Ames", "approved", rule="warrant"), NEEDED) == Review(CHIEF)


def test_of_two_that_are_open_the_one_asked_first_is_told() -> None:
    found = waits(ReviewRequested("Chief", "charge"), ReviewRequested("P. Ames", "warrant"))

    assert found == Review(CHIEF, ASKED)


@pytest.mark.parametrize(
    "end",
    [
        ReviewDecided("P. Ames", "approved", rule="warrant"),
        ReviewDecided("P. Ames", "approved"),
        EligibilityDecided("1", {}, PROCEED),
        EligibilityDecided("1", {}, ALTERNATIVE),
    ],
)
def test_what_was_decided_is_waited_for_no_more(end: Fact) -> None:
    asked = ReviewRequested("P. Ames", "warrant")

    assert waits(asked, end) is None
    assert waits(asked, end, asked) is not None, "asked again, it waits again"


@pytest.mark.parametrize(
    "meanwhile",
    [
        NEEDED,
        EligibilityDecided("1", {}, HOSPITAL),
        ReviewDecided("Chief", "approved", rule="charge"),
    ],
)
def test_nothing_else_ends_a_review(meanwhile: Fact) -> None:
    assert waits(ReviewRequested("P. Ames", "warrant"), meanwhile) == Review(OFFICE, ASKED)


def test_nobody_who_needs_no_review_waits_for_one() -> None:
    assert waits() is None
    assert waits(EligibilityDecided("1", {"warrant": "met"}, PROCEED)) is None


def test_the_card_says_by_when_where_the_program_has_a_clock_for_the_review() -> None:
    clock = ClockRule("reviewed", Text.of("Reviewed"), "arrived", "reviewed", 180, "x")
    visit = make_visit(facts=(make_entry(ReviewRequested("P. Ames", "warrant"), at=ASKED),))

    shown = card(visit, program((clock,)), SiteType.FIRE, NOW)

    assert shown.review == Review(OFFICE, ASKED, ARRIVED + timedelta(hours=3))
