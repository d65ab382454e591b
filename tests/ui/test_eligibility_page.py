"""The program's rules, by the keys and clicks of somebody at the counter."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from safestation.domain.facts import EligibilityDecided, ReviewDecided, ReviewRequested
from safestation.domain.program import Outcome, Program, Rule
from safestation.domain.text import Text
from safestation.ui.steps.eligibility import EligibilityPage
from safestation.ui.words import Words
from tests.factories import make_program
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
