"""Promises about the rules: nobody is only sent away, and a review is of one rule."""

import pytest

from safestation.domain.eligibility import (
    ALTERNATIVE,
    HOSPITAL,
    PROCEED,
    REVIEW,
    Eligibility,
    weigh,
)
from safestation.domain.facts import ReviewDecided, ReviewRequested
from safestation.domain.minors import MINOR_STATUS, minor_status
from safestation.domain.program import Decision, Outcome, Rule
from safestation.domain.station import MinorRule, SiteType
from safestation.domain.text import Text
from safestation.domain.verdict import (
    judgment_of,
    lacks_reason,
    requested,
    settled,
    verdict_of,
    waits_for,
)
from safestation.domain.visit import Visit
from tests.factories import make_program, make_visit

RULE = MinorRule(18, 16, "State code 1", "T. Rowe")
INSTEAD, LAWYER = Text.of("Stay with them."), Text.of("A lawyer is called.")
DECISIONS = (
    Decision("released", Text.of("Released to the team"), PROCEED),
    Decision("held", Text.of("Must be cleared first"), ALTERNATIVE, LAWYER),
)


def rule(name: str, question: str, any_of: str, outcome: str, **more: object) -> Rule:
    one = Outcome(frozenset({any_of}), outcome, "warrant_review", INSTEAD, INSTEAD, **more)  # type: ignore[arg-type]
    return Rule(name, Text.of(name), question, (one,), "x")


WARRANT = rule(
    "warrant", "warrant_check", "hit_review", REVIEW, reviewer="sao", decisions=DECISIONS
)
CHARGE = rule("charge", "charge_pending", "yes", REVIEW)
HOLD = rule("hold", "medical_hold", "yes", HOSPITAL)
BOTH = {"warrant_check": "hit_review", "charge_pending": "yes"}


def weighed(visit: Visit, *rules: Rule) -> Eligibility:
    return weigh(make_program(rules=rules), visit, SiteType.FIRE)


@pytest.mark.parametrize(
    ("age", "guardian", "table", "status"),
    [
        (45, "", None, "adult"),
        (20, "", None, "table_empty"),
        (15, "yes", None, "table_empty"),
        (18, "", RULE, "adult"),
        (16, "", RULE, "may_consent"),
        (15, "yes", RULE, "guardian_agreed"),
        (15, "no", RULE, "needs_guardian"),
        (15, "", RULE, "needs_guardian"),
        (None, "", RULE, ""),
        (None, "adult", RULE, "adult"),
        (None, "adult", None, ""),
    ],
)
def test_the_state_s_table_says_who_is_a_minor_and_an_empty_one_says_nothing(
    age: int | None, guardian: str, table: MinorRule | None, status: str
) -> None:
    visit = make_visit({"guardian_consents": guardian} if guardian else {})

    assert minor_status(visit, age, table) == status


def test_what_is_worked_out_takes_the_place_of_what_was_answered() -> None:
    minors = rule("minors", MINOR_STATUS, "table_empty", REVIEW)
    visit, program = make_visit({MINOR_STATUS: "adult"}), make_program(rules=(minors,))

    found = weigh(program, visit, SiteType.FIRE, {MINOR_STATUS: "table_empty"})

    assert found.outcome == REVIEW


@pytest.mark.parametrize(
    ("decision", "outcome", "instead"),
    [
        ("released", PROCEED, "Stay with them."),
        ("held", ALTERNATIVE, "A lawyer is called."),
        ("approved", PROCEED, "Stay with them."),
        ("declined", ALTERNATIVE, "Stay with them."),
        ("of_a_later_file", REVIEW, "Stay with them."),
    ],
)
def test_a_decision_leads_on_and_what_is_done_instead_stands_beside_it(
    decision: str, outcome: str, instead: str
) -> None:
    visit = make_visit(BOTH, (ReviewDecided("P. Ames", decision, rule="warrant"),))

    found = verdict_of(weighed(visit, WARRANT), visit, "en")

    assert (found.outcome, found.alternative) == (outcome, instead)


def test_one_reviewer_s_yes_does_not_settle_another_rule() -> None:
    yes = ReviewDecided("P. Ames", "released", rule="warrant")
    visit = make_visit(BOTH, (yes,))
    found = weighed(visit, WARRANT, CHARGE)

    assert verdict_of(found, visit, "en").outcome == REVIEW
    waiting = waits_for(found, visit)
    assert waiting is not None
    assert waiting.rule.id == "charge"

    both = make_visit(BOTH, (yes, ReviewDecided("Chief", "approved", rule="charge")))
    assert verdict_of(weighed(both, WARRANT, CHARGE), both, "en").outcome == PROCEED


def test_a_decision_of_an_older_visit_that_named_no_rule_still_holds() -> None:
    visit = make_visit(BOTH, (ReviewRequested("P. Ames"), ReviewDecided("P. Ames", "approved")))

    assert settled(weighed(visit, WARRANT), visit).outcome == PROCEED
    assert requested(visit, "warrant") is not None


def test_the_hospital_comes_first_whatever_a_reviewer_decides() -> None:
    visit = make_visit(
        {**BOTH, "medical_hold": "yes"}, (ReviewDecided("P. Ames", "released", rule="warrant"),)
    )

    assert verdict_of(weighed(visit, WARRANT, HOLD), visit, "en").outcome == HOSPITAL


def test_a_rule_that_is_off_is_not_asked() -> None:
    photo = Rule("photo", Text.of("Photo ID"), "photo_id", (), "x", on=False)

    assert weighed(make_visit(), photo).results == ()


def test_a_concern_stands_only_with_its_reason_and_under_a_rule_that_is_asked() -> None:
    concern = make_visit({"officer_judgment": "concern"})
    asked = rule("judgment", "officer_judgment", "concern", ALTERNATIVE)
    off = Rule("judgment", Text.of("x"), "officer_judgment", (), "x", on=False)

    assert lacks_reason(weighed(concern, asked), concern)
    assert not lacks_reason(weighed(concern, off), concern)

    said = {"officer_judgment": "concern", "judgment_reason": "cannot_keep_safe"}
    with_reason = make_visit(said)
    found = weighed(with_reason, asked)
    assert not lacks_reason(found, with_reason)
    assert judgment_of(found, with_reason) == "cannot_keep_safe"
    left = make_visit({**said, "officer_judgment": "no_concern"})
    assert judgment_of(weighed(left, asked), left) == ""
