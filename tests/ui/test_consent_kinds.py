"""Another recipient, in every kind the law knows, and what the person wants kept back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from safestation.domain.consent import Consent, ConsentKind, RecipientType
from safestation.domain.facts import RestrictionAsked
from safestation.domain.restriction import agreed, is_kept_from, kept_back
from safestation.ui.kit import Select
from safestation.ui.steps.consent import ConsentPage
from safestation.ui.words import Words
from tests.ui.at_hand import AtHand, pick, seen, type_into
from tests.ui.consent_at_hand import RULE, file_it, opened, press, ready, shown, signed

MODEL = "my treating providers, health plans, third-party payers, and people helping"
HIPAA = "permissions contained in the HIPAA regulations"
POTENTIAL = "may be able to share it again"


@pytest.fixture
def here(tmp_path: Path, words: Words) -> Iterator[AtHand]:
    at_hand = opened(tmp_path, words, minor_rule=RULE)
    yield at_hand
    at_hand.kept()
    at_hand.vault.release()


def begin(page: ConsentPage, qtbot: QtBot, kind: str, **told: str) -> None:
    """Open the form, pick the kind, and type or pick the rest."""
    press(qtbot, page.recipients.add)
    fields = page.recipients.form.fields.fields
    pick(fields["consent.new.kind"], kind, qtbot)
    for key, value in told.items():
        field = page.recipients.form.picks.get(key) or fields[f"consent.new.{key}"]
        assert field.isVisible()
        if isinstance(field, Select):
            choose(field, value)
        else:
            type_into(field, value, qtbot)
    press(qtbot, page.recipients.form.button)


def choose(select: Select, value: str) -> None:
    """Pick a line of a drop-down, as a hand does."""
    select.setCurrentIndex(select.findData(value))
    select.activated.emit(select.currentIndex())


def finish(page: ConsentPage, here: AtHand, qtbot: QtBot) -> Consent:
    """Pick what is shared and sign."""
    assert page.paper.terms is not None
    pick(page.paper.terms.information, "identity", qtbot)
    file_it(page, qtbot)
    assert page.paper.missing.words == ""
    press(qtbot, page.paper.signed)
    return signed(here)[-1]


def test_one_recipient_in_treatment_gets_a_paper_with_the_hipaa_sentences(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    begin(page, qtbot, "specific_named", name="Bay Clinic", type="covered_entity",
          purpose="treatment")  # fmt: skip

    consent = finish(page, here, qtbot)

    assert consent.kind is ConsentKind.SPECIFIC
    assert consent.recipient.type is RecipientType.COVERED_ENTITY
    assert HIPAA in shown(page)
    assert POTENTIAL in shown(page)


def test_a_relative_gets_a_paper_without_the_sentences_of_treatment(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    begin(page, qtbot, "specific_named", name="Ana R.", type="person", purpose="support")

    finish(page, here, qtbot)

    assert HIPAA not in shown(page)
    assert POTENTIAL not in shown(page)


def test_an_intermediary_says_who_gets_it_through_them_or_waits(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    begin(page, qtbot, "specific_named", name="County network", type="intermediary",
          purpose="treatment")  # fmt: skip
    assert "who gets it through them" in page.paper.missing.words

    begin(page, qtbot, "specific_named", name="Bay network", type="intermediary",
          purpose="treatment", participants="Harbor Clinic")  # fmt: skip
    consent = finish(page, here, qtbot)

    assert consent.recipient.participants == "Harbor Clinic"
    assert "Harbor Clinic" in shown(page)


def test_the_single_consent_for_all_care_needs_no_name_and_uses_the_model_wording(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    begin(page, qtbot, "tpo_single")

    consent = finish(page, here, qtbot)

    assert (consent.kind, consent.purpose) == (ConsentKind.TPO, "tpo")
    for sentence in (MODEL, HIPAA, POTENTIAL, "for treatment, payment, and health care"):
        assert sentence in shown(page)


def test_a_proceeding_is_named_and_stands_alone_on_its_paper(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    begin(page, qtbot, "legal_proceedings", name="County court", detail="Hearing No. 1")

    consent = finish(page, here, qtbot)

    assert (consent.kind, consent.purpose) == (ConsentKind.PROCEEDINGS, "legal_proceeding")
    assert consent.purpose_detail == "Hearing No. 1"
    assert "Hearing No. 1" in shown(page)
    assert "not joined with any other permission" in shown(page)
    assert HIPAA not in shown(page)
    assert page.paper.terms is not None
    purposes = page.paper.terms.purpose
    assert [purposes.itemData(row) for row in range(purposes.count())] == ["legal_proceeding"]


def test_no_ordinary_paper_offers_a_proceeding(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    terms = page.paper.terms
    assert terms is not None

    offered = {terms.purpose.itemData(row) for row in range(terms.purpose.count())}

    assert "legal_proceeding" not in offered
    texts = [terms.purpose.itemText(row) for row in range(terms.purpose.count())]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("kind", "told", "says"),
    [
        ("specific_named", {}, "Write the name."),
        ("legal_proceedings", {"name": "County court"}, "Write which proceeding"),
        ("specific_named", {"name": "Counseling notes"}, "not kept here"),
    ],
)
def test_what_is_missing_is_said_and_nobody_is_added(
    here: AtHand, qtbot: QtBot, kind: str, told: dict[str, str], says: str
) -> None:
    page = ready(here, qtbot)
    before = list(page.recipients.lines)

    begin(page, qtbot, kind, **told)

    assert says in page.recipients.form.problem.words
    assert list(page.recipients.lines) == before


def test_a_kind_that_was_changed_takes_nothing_of_the_one_before(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    begin(page, qtbot, "specific_named", type="intermediary", participants="Harbor Clinic")
    fields = page.recipients.form.fields.fields
    pick(fields["consent.new.kind"], "tpo_single", qtbot)
    assert fields["consent.new.participants"].isHidden()

    press(qtbot, page.recipients.form.button)
    consent = finish(page, here, qtbot)

    assert consent.recipient.participants == ""
    assert consent.recipient.type is RecipientType.COVERED_ENTITY


def test_leaving_it_takes_back_what_was_typed(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    press(qtbot, page.recipients.add)
    type_into(page.recipients.form.fields.fields["consent.new.name"], "Ana", qtbot)

    press(qtbot, page.recipients.form.cancel)

    assert not [q for q in here.kept().answers if q.startswith("consent.new")]
    assert page.recipients.form.isHidden()
    assert page.recipients.add.isVisible()


def test_the_usual_recipients_are_one_press_away(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)

    press(qtbot, page.recipients.lines["sister"])

    assert page.paper.asked is not None
    assert page.paper.asked.recipient.id == "sister"


def test_what_the_station_agrees_to_keep_back_is_written_down_and_can_end(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    page.restriction_fold.open()
    box = page.restriction
    box.whom.setCurrentIndex(box.whom.findData("sister"))
    pick(box.what, "health", qtbot)

    press(qtbot, box.yes)

    (fact,) = (fact for _, fact in here.kept().all_of(RestrictionAsked))
    assert (fact.recipient, fact.information, fact.reply) == ("sister", ("health",), "agreed")
    assert kept_back(here.visit, "sister") == {"health"}
    assert kept_back(here.visit, "driver") == frozenset()
    assert box.what.values == ()
    page.restriction_fold.head.setChecked(False)
    assert "Kept from Sister: my health" in seen(page)

    press(qtbot, page.kept_back.ends[fact.restriction])

    assert agreed(here.kept()) == ()
    assert page.kept_back.ends == {}


def test_a_restriction_without_a_kind_keeps_everything_from_everybody(
    here: AtHand, qtbot: QtBot
) -> None:
    page = ready(here, qtbot)
    page.restriction_fold.open()

    press(qtbot, page.restriction.yes)

    assert is_kept_from(here.visit, "driver")
    assert is_kept_from(here.visit, "anybody")


def test_the_station_may_say_no_and_it_is_written_down(here: AtHand, qtbot: QtBot) -> None:
    page = ready(here, qtbot)
    page.restriction_fold.open()

    press(qtbot, page.restriction.no)

    assert [fact.reply for _, fact in here.kept().all_of(RestrictionAsked)] == ["not_agreed"]
    assert agreed(here.visit) == ()
    assert page.kept_back.ends == {}
