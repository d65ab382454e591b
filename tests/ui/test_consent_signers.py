"""Who signs, at the window: the person, a parent too, or whom a court named; nobody else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safestation.domain.disclosure import standing
from safestation.domain.facts import CapacityObserved, DirectorFinding
from safestation.ui.steps.capacity import OBSERVATIONS
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.words import Words
from tests.fakes import MemoryPrinter
from tests.ui.at_hand import AtHand, pick, seen, type_into
from tests.ui.consent_at_hand import (
    ABLE,
    RULE,
    file_it,
    opened,
    press,
    ready,
    show,
    signed,
)
from tests.unit.forms.samples import text_of

PAPER = "Guardianship order, County Court, No. 12-345"


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    at_hand = opened(tmp_path, words, minor_rule=RULE)
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


def name_representative(page: ConsentPage, qtbot: QtBot, paper: str = PAPER) -> None:
    page.resize(660, 2400)  # room for all: in the window the page scrolls
    page.who_signs.court_fold.open()
    press(qtbot, page.who_signs.court.switch.segments[0])
    fields = page.who_signs.court.fields.fields
    type_into(fields["consent.representative_name"], "Gail Reyes", qtbot)
    pick(fields["consent.representative_capacity"], "guardian", qtbot)
    if paper:
        type_into(fields["consent.representative_document"], paper, qtbot)


def test_whom_a_court_named_signs_for_an_adult_who_cannot_decide(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    here.context.bridge.write(CapacityObserved(dict.fromkeys(OBSERVATIONS, "no")))
    assert not page.paper.signed.isEnabled()

    name_representative(page, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)

    consent = signed(here)[0]
    (one,) = consent.signatures
    assert (one.signer_role, one.signer_name) == ("representative", "Gail Reyes")
    assert (one.authority, one.capacity) == (PAPER, "guardian")
    assert one.signed_at == here.clock.now()
    assert standing(here.visit, "driver", here.clock.now()) == consent


def test_without_the_paper_of_the_court_nobody_signs_for_them(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)

    name_representative(page, qtbot, paper="")

    assert not page.paper.signed.isEnabled()
    assert "paper of the court" in page.paper.missing.words


def test_the_printed_page_has_a_place_for_the_representative_and_the_courts_paper(
    here: AtHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = MemoryPrinter()
    edge = here.context.desk.paper._printer  # noqa: SLF001 - the edge, made to remember
    monkeypatch.setattr(type(edge), "print_pdf", printer.print_pdf.__get__(printer))
    page = ready(here, qtbot)
    name_representative(page, qtbot)

    press(qtbot, page.paper.print_button)

    text = text_of(printer.jobs[0][0])
    assert "Representative named by a court" in text
    assert "Paper of the court that staff saw" in text


def test_a_signature_without_the_representative_needs_no_court(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)

    (one,) = signed(here)[0].signatures
    assert (one.signer_role, one.authority) == ("patient", "")


def test_it_says_calmly_that_relatives_do_not_sign_for_somebody_who_is_drunk(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)

    page.who_signs.court_fold.open()

    assert "Family and friends cannot sign for somebody who is drunk" in seen(page.who_signs)
    assert "help goes on" in seen(page.who_signs)


def test_an_age_nobody_knows_is_asked_with_one_press(here: AtHand, qtbot: QtBot) -> None:
    here.say(first_name="Toni", last_name="Reyes")
    here.context.bridge.write(ABLE)
    page = show(here, qtbot)
    assert not page.paper.signed.isEnabled()
    assert "of age" in page.paper.missing.words

    press(qtbot, page.who_signs.of_age.segments[0])

    assert page.paper.signed.isEnabled()


def test_who_was_seen_to_be_an_adult_is_not_asked_again(here: AtHand, qtbot: QtBot) -> None:
    here.say(first_name="Toni", immediate_danger__amb_minor="no")
    here.context.bridge.write(ABLE)

    page = show(here, qtbot)

    assert page.who_signs.of_age.isHidden()
    assert page.paper.signed.isEnabled()


def test_a_minor_of_unknown_age_is_asked_for_it(here: AtHand, qtbot: QtBot) -> None:
    here.say(first_name="Toni")
    here.context.bridge.write(ABLE)
    page = show(here, qtbot)

    press(qtbot, page.who_signs.of_age.segments[1])
    assert "Write the age" in page.paper.missing.words
    type_into(page.who_signs.age.fields["age"], "15", qtbot)

    assert page.paper.roles == ("patient", "guardian")


def test_where_a_minor_may_sign_alone_no_line_is_there_for_a_parent(
    here: AtHand, qtbot: QtBot
) -> None:
    here.say(guardian_name="Jo Reyes")
    page = ready(here, qtbot)
    here.say(age="16")

    assert list(page.paper.signing.names) == ["patient"]
    assert "signs alone" in page.who_signs.state.words
    assert page.who_signs.court_fold.isHidden()


def test_one_name_of_two_is_not_enough_where_both_sign(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    here.say(age="15")
    file_it(page, qtbot)

    press(qtbot, page.paper.signed)

    assert signed(here) == []
    assert page.paper.banner.what.words == "Write the name of everybody who signs."


def test_the_directors_finding_needs_a_name_facts_and_to_whom_and_is_no_consent(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    here.say(age="15")
    page.who_signs.finding_fold.open()
    box = page.who_signs.finding
    fields = box.fields.fields
    type_into(fields["consent.finding_director"], "Dr. Imaginary", qtbot)
    pick(fields["consent.finding_why"], "condition", qtbot)
    type_into(fields["consent.finding_facts"], "Where they are, and that they need care", qtbot)
    assert not box.button.isEnabled()
    type_into(fields["consent.finding_told_to"], "Jo Reyes, parent", qtbot)

    press(qtbot, box.button)

    (found,) = here.kept().all_of(DirectorFinding)
    assert found[0].happened_at == here.clock.now()
    assert (found[1].director, found[1].incapacity, found[1].told_to) == (
        "Dr. Imaginary", "condition", "Jo Reyes, parent",
    )  # fmt: skip
    assert standing(here.visit, "driver", here.clock.now()) is None
    assert "Dr. Imaginary" in box.state.words


def test_an_adult_is_offered_no_directors_finding(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)

    assert page.who_signs.finding_fold.isHidden()


def test_a_rule_from_19_on_asks_for_19(tmp_path: Path, words: Words, qtbot: QtBot) -> None:
    here = opened(tmp_path, words, minor_rule=replace(RULE, age_of_majority=19))

    page = show(here, qtbot)

    assert page.who_signs.of_age.accessibleName() == "Are they 19 or older?"
    here.kept()
    here.vault.release()


def test_ink_counts_only_on_the_page_that_was_printed(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    qtbot.keyClicks(page.paper.signing.filed, "Drawer 2")

    press(qtbot, page.paper.signed)

    assert signed(here) == []
    assert "was not printed yet" in page.paper.banner.what.words


def test_a_page_without_a_line_for_the_parent_is_printed_again(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)
    here.say(age="15")
    qtbot.keyClicks(page.paper.signing.names["guardian"], "Pat Reyes")
    press(qtbot, page.paper.signed)
    assert signed(here) == []

    press(qtbot, page.paper.print_button)
    press(qtbot, page.paper.signed)

    assert [s.signer_role for s in signed(here)[0].signatures] == ["patient", "guardian"]


def test_an_age_that_comes_up_later_asks_for_the_parent_too(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)
    assert page.paper.lost.isHidden()

    here.say(age="15")

    assert "Somebody else has to sign this" in seen(page.paper.lost)
    line = page.recipients.lines[page.recipients.current]
    assert "has to be signed anew" in line.state.words
    press(qtbot, page.paper.anew)
    qtbot.keyClicks(page.paper.signing.names["guardian"], "Pat Reyes")
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)
    assert page.paper.lost.isHidden()
    assert len(signed(here)) == 2


def test_taking_it_back_says_that_a_letter_lies_ready(here: AtHand, qtbot: QtBot) -> None:
    told: list[str] = []
    here.context.wishes.told.connect(lambda _tone, text: told.append(text))
    page = ready(here, qtbot)
    file_it(page, qtbot)
    press(qtbot, page.paper.signed)

    press(qtbot, page.paper.revokes["writing"])

    assert "A letter for whoever was told already" in told[-1]
