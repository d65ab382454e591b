"""The program's rules, by the keys and clicks of somebody at the counter."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import EligibilityDecided, ReviewDecided, ReviewRequested
from safestation.domain.program import Decision, Outcome, Program, Role, Rule
from safestation.domain.station import MinorRule
from safestation.domain.text import Text
from safestation.ui.kit import ChoiceTile
from safestation.ui.steps.eligibility import EligibilityPage
from safestation.ui.words import Words
from tests.factories import make_program, strict
from tests.ui.at_hand import AtHand, make_step, open_visit, pick, seen, type_into

WAIT = Text.of("Wait here with food and water.", es="Espere aquí con comida y agua.")


def program_with_rules() -> Program:
    review = Outcome(
        frozenset({"hit_review"}), "review", "warrant_review", Text.of("The prosecutor"), WAIT
    )
    serious = Outcome(
        frozenset({"hit_serious"}), "alternative", "warrant_serious", Text.of("The captain"),
        Text.of("A lawyer is called for you."),
    )  # fmt: skip
    clear = Outcome(frozenset({"clear"}), "proceed")
    hospital = Outcome(
        frozenset({"yes"}), "hospital_first", "hospital_first", Text.of("EMS"),
        Text.of("A ride to the hospital, and back."),
    )  # fmt: skip
    return make_program(
        rules=(
            Rule("w", Text.of("No warrant"), "warrant_check", (clear, review, serious), "h19"),
            Rule("m", Text.of("No hospital first"), "medical_hold", (hospital,), "Protocol 4"),
        ),
        sources={"h19": "County handbook, 2019, page 4"},
    )


def program_with_a_way_around() -> Program:
    """Return a program that lets people go ahead though nobody looked."""
    way = Outcome(frozenset({"clear", "not_run"}), "proceed")
    return make_program(rules=(Rule("w", Text.of("No warrant"), "warrant_check", (way,), "x"),))


@pytest.fixture
def here(tmp_path: Path, words: Words, qtbot: QtBot) -> AtHand:
    del qtbot
    return open_visit(tmp_path, words, program=program_with_rules())


@pytest.fixture
def page(here: AtHand, qtbot: QtBot) -> EligibilityPage:
    page = EligibilityPage(here.context, make_step("eligibility"))
    here.show(page, qtbot)
    return page


def say(page: EligibilityPage, rule: str, value: str, qtbot: QtBot) -> None:
    pick(page.rows[rule].fields, value, qtbot)


def decided(here: AtHand) -> EligibilityDecided | None:
    found = here.kept().last(EligibilityDecided)
    return found[1] if found else None


def test_rules_nobody_checked_are_not_called_met(page: EligibilityPage) -> None:
    assert [row.chip.words for row in page.rows.values()] == ["Not checked", "Not checked"]
    assert "2 rules not checked yet" in seen(page.outcome)
    assert "County handbook, 2019, page 4" in seen(page)


def test_going_ahead_says_how_many_rules_nobody_checked(
    here: AtHand, page: EligibilityPage, qtbot: QtBot
) -> None:
    assert page.primary() == ("Write down: go ahead, 2 rules not checked", True)
    assert page.outcome.head.words != "Go ahead"
    say(page, "w", "clear", qtbot)
    assert page.primary() == ("Write down: go ahead, 1 rule not checked", True)

    page.take_primary()

    fact = decided(here)
    assert fact is not None
    assert dict(fact.results) == {"w": "met", "m": "not_checked"}


@pytest.mark.parametrize("said", ["", "not_run"])
def test_where_items_wait_for_every_rule_somebody_stands_for_going_ahead_without(
    tmp_path: Path, words: Words, qtbot: QtBot, said: str
) -> None:
    here = open_visit(tmp_path, words, program=strict(program_with_a_way_around()))
    page = EligibilityPage(here.context, make_step("eligibility"))
    here.show(page, qtbot)
    if said:
        say(page, "w", said, qtbot)

    assert page.primary() == ("Write down: go ahead, 1 rule not checked", False)
    assert "Nothing is handed in before every rule is checked and met." in seen(page.outcome)
    type_into(page.decider.fields["eligibility.decider"], "Sgt. Hale", qtbot)
    page.take_primary()

    fact = decided(here)
    assert fact is not None
    assert (fact.outcome, fact.decider) == ("proceed", "Sgt. Hale")
    say(page, "w", "clear", qtbot)
    assert page.primary() == ("Write down: go ahead", True)
    assert not page.outcome.items.isVisible()


def test_all_met_goes_ahead_in_one_press(
    here: AtHand, page: EligibilityPage, qtbot: QtBot
) -> None:
    say(page, "w", "clear", qtbot)
    say(page, "m", "no", qtbot)
    assert page.primary() == ("Write down: go ahead", True)

    page.take_primary()

    fact = decided(here)
    assert fact is not None
    assert (fact.outcome, dict(fact.results)) == ("proceed", {"w": "met", "m": "met"})
    assert page.primary() is None


def test_an_alternative_needs_the_name_of_who_decided(
    here: AtHand, page: EligibilityPage, qtbot: QtBot
) -> None:
    say(page, "w", "hit_serious", qtbot)
    assert page.primary() == ("Write down: another way", False)
    page.take_primary()
    assert decided(here) is None

    type_into(page.decider.fields["eligibility.decider"], "Capt. Ruiz", qtbot)
    page.take_primary()

    fact = decided(here)
    assert fact is not None
    assert (fact.outcome, fact.reason_code) == ("alternative", "warrant_serious")
    assert (fact.decider, fact.alternative) == ("Capt. Ruiz", "A lawyer is called for you.")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("clear", "Naloxone, the resource sheet"),
        ("hit_review", "Wait here with food and water."),
        ("hit_serious", "A lawyer is called for you."),
    ],
)
def test_what_is_done_instead_is_always_shown(
    page: EligibilityPage, qtbot: QtBot, value: str, text: str
) -> None:
    say(page, "w", value, qtbot)

    assert text in page.outcome.instead.words


def test_the_hospital_comes_before_anything_else(page: EligibilityPage, qtbot: QtBot) -> None:
    say(page, "w", "hit_serious", qtbot)
    say(page, "m", "yes", qtbot)

    assert page.outcome.head.words == "Hospital first"
    assert page.rows["w"].chip.words == "Not met"


def test_a_review_is_asked_for_and_its_decision_settles_the_outcome(
    here: AtHand, page: EligibilityPage, qtbot: QtBot
) -> None:
    say(page, "w", "hit_review", qtbot)
    assert page.review.isVisible()
    type_into(page.review.asking.fields["eligibility.reviewer"], "D. Chen, prosecutor", qtbot)
    qtbot.mouseClick(page.review.ask, Qt.MouseButton.LeftButton)
    assert here.kept().last(ReviewRequested) is not None

    pick(page.review.deciding, "approved", qtbot)
    qtbot.mouseClick(page.review.decide, Qt.MouseButton.LeftButton)
    page.take_primary()

    reviewed, fact = here.kept().last(ReviewDecided), decided(here)
    assert reviewed is not None
    assert (reviewed[1].reviewer, reviewed[1].decision) == ("D. Chen, prosecutor", "approved")
    assert fact is not None
    assert fact.outcome == "proceed"


def test_a_review_that_says_no_leads_to_the_alternative(
    page: EligibilityPage, qtbot: QtBot
) -> None:
    say(page, "w", "hit_review", qtbot)
    type_into(page.review.asking.fields["eligibility.reviewer"], "D. Chen", qtbot)
    qtbot.mouseClick(page.review.ask, Qt.MouseButton.LeftButton)

    pick(page.review.deciding, "declined", qtbot)
    qtbot.mouseClick(page.review.decide, Qt.MouseButton.LeftButton)

    assert page.outcome.head.words == "Another way to help"


def test_a_changed_answer_asks_for_a_new_decision(
    here: AtHand, page: EligibilityPage, qtbot: QtBot
) -> None:
    say(page, "w", "clear", qtbot)
    page.take_primary()

    say(page, "m", "yes", qtbot)
    type_into(page.decider.fields["eligibility.decider"], "Medic 3", qtbot)
    page.take_primary()

    outcomes = [fact.outcome for _, fact in here.kept().all_of(EligibilityDecided)]
    assert outcomes == ["proceed", "hospital_first"]


def minors_rule() -> Rule:
    review = Outcome(
        frozenset({"table_empty"}), "review", "minor_without_guardian", Text.of("The chief"),
        WAIT, reviewer="chief",
    )  # fmt: skip
    no = Outcome(
        frozenset({"needs_guardian"}), "alternative", "minor_without_guardian",
        Text.of("The chief"), Text.of("Call youth services together."),
    )  # fmt: skip
    return Rule("minors", Text.of("Of age"), "minor_status", (review, no), "x", minors=True)


JUDGMENT = Rule(
    "judgment", Text.of("No concern"), "officer_judgment",
    (Outcome(frozenset({"concern"}), "alternative", "officer_judgment", Text.of("O"), WAIT),),
    "x", reported=True,
)  # fmt: skip
CHIEF = Role("chief", Text.of("Chief on duty"), Text.of("Decides"), "officer", "x")


def page_of(
    tmp_path: Path, words: Words, qtbot: QtBot, *rules: Rule, **station: object
) -> tuple[AtHand, EligibilityPage]:
    program = make_program(rules=rules, roles=(CHIEF,))
    here = open_visit(tmp_path, words, program=program, station=station)
    page = EligibilityPage(here.context, make_step("eligibility"))
    here.show(page, qtbot)
    return here, page


def test_an_empty_table_of_the_state_is_reviewed_by_the_role_and_says_what_to_fill_in(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here, page = page_of(tmp_path, words, qtbot, minors_rule())
    assert "Ask for the age first." in seen(page.rows["minors"])
    here.say(age="17")

    assert "has not filled in its state" in seen(page.rows["minors"])
    assert page.outcome.head.words == "Go ahead after a review"
    assert "Decides by this program: Chief on duty" in seen(page.review)


def test_a_filled_in_table_decides_by_age_and_a_guardian_s_yes(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    table = MinorRule(18, 16, "Invented", "T. Rowe")
    here, page = page_of(tmp_path, words, qtbot, minors_rule(), minor_rule=table)
    here.say(age="15")
    assert page.outcome.head.words == "Another way to help"
    assert "Call youth services together." in page.outcome.instead.words

    pick(page.rows["minors"].fields, "yes", qtbot)

    assert page.outcome.head.words == "Go ahead"
    assert "A parent or guardian agreed." in seen(page.rows["minors"])


def test_an_officer_s_own_judgment_needs_its_reason_and_is_said_to_be_reported(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    here, page = page_of(tmp_path, words, qtbot, JUDGMENT)
    assert "counted and reported with its reason" in seen(page.rows["judgment"])
    pick(page.rows["judgment"].fields, "concern", qtbot)
    here.say(eligibility__decider="Ofc. Hale")
    assert page.primary() == ("Write down: another way", False)

    pick(page.rows["judgment"].fields, "needs_other_help", qtbot)
    page.take_primary()

    fact = decided(here)
    assert fact is not None
    assert (fact.reason_code, fact.judgment) == ("officer_judgment", "needs_other_help")
    assert fact.alternative == "Wait here with food and water."


def test_the_file_s_own_decisions_are_the_buttons_and_lead_where_it_says(
    tmp_path: Path, words: Words, qtbot: QtBot
) -> None:
    options = (
        Decision("released", Text.of("Released to the team"), "proceed"),
        Decision("held", Text.of("Clear it first"), "alternative", Text.of("A lawyer helps.")),
    )
    review = Outcome(
        frozenset({"hit_review"}), "review", "warrant_review", Text.of("P"), WAIT,
        reviewer="chief", decisions=options,
    )  # fmt: skip
    warrant = Rule("w", Text.of("No warrant"), "warrant_check", (review,), "x")
    here, page = page_of(tmp_path, words, qtbot, warrant)
    say(page, "w", "hit_review", qtbot)
    type_into(page.review.asking.fields["eligibility.reviewer"], "P. Ames", qtbot)
    qtbot.mouseClick(page.review.ask, Qt.MouseButton.LeftButton)
    assert "Released to the team" in {b.words for b in page.review.findChildren(ChoiceTile)}
    pick(page.review.deciding, "held", qtbot)
    qtbot.mouseClick(page.review.decide, Qt.MouseButton.LeftButton)

    reviewed = here.kept().last(ReviewDecided)
    assert reviewed is not None
    assert (reviewed[1].decision, reviewed[1].rule) == ("held", "w")
    assert page.outcome.head.words == "Another way to help"
    assert "A lawyer helps." in page.outcome.instead.words
    assert "Clear it first" in page.review.state.words
