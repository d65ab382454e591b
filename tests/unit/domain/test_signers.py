"""Who signs: the station's own rule for minors, and nobody's relatives."""

from dataclasses import replace
from datetime import date

import pytest

from safestation.domain.consent import ConsentKind, missing_elements, signing_problems
from safestation.domain.labels import age_of
from safestation.domain.signers import COURT_NAMED, OF_AGE, is_adult, signers
from safestation.domain.station import MinorRule
from tests.factories import NOW, make_consent, make_recipient, make_signature, make_visit

RULE = MinorRule(18, 16, "Invented", "J. Okafor")
PATIENT, BOTH = ("patient",), ("patient", "guardian")


@pytest.mark.parametrize(
    ("age", "rule", "roles", "waits_for"),
    [
        (20, None, (), "ask_supervisor"), (21, None, PATIENT, ""), (18, RULE, PATIENT, ""),
        (17, RULE, PATIENT, ""), (16, RULE, PATIENT, ""), (15, RULE, BOTH, ""),
        (15, replace(RULE, consent_age=12), PATIENT, ""),
        (18, replace(RULE, age_of_majority=19, consent_age=19), BOTH, ""),
        (None, RULE, (), "ask_of_age"), (None, None, (), "ask_of_age"),
    ],
)  # fmt: skip
def test_the_states_rule_decides_who_signs(
    age: int | None, rule: MinorRule | None, roles: tuple[str, ...], waits_for: str
) -> None:
    found = signers(make_visit(), age, rule)

    assert (found.roles, found.waits_for) == (roles, waits_for)


@pytest.mark.parametrize(
    ("answers", "rule", "adult"),
    [
        ({OF_AGE: "yes"}, RULE, True), ({OF_AGE: "no"}, RULE, False),
        ({"immediate_danger.amb_minor": "no"}, RULE, True),
        ({"immediate_danger.amb_minor": "yes"}, RULE, False),
        ({"immediate_danger.amb_minor": "unsure"}, RULE, None),
        ({"immediate_danger.amb_minor": "no"}, replace(RULE, age_of_majority=19), None),
        ({"immediate_danger.amb_minor": "no"}, None, None),
    ],
)  # fmt: skip
def test_what_staff_saw_stands_in_for_an_age_nobody_knows(
    answers: dict[str, str],
    rule: MinorRule | None,
    adult: bool | None,  # noqa: FBT001 - a parameter of the test
) -> None:
    assert is_adult(make_visit(answers), None, rule) is adult


def test_a_minor_without_an_age_waits_for_it_because_it_decides_who_signs() -> None:
    found = signers(make_visit({OF_AGE: "no"}), None, RULE)

    assert (found.roles, found.waits_for, found.is_minor) == ((), "ask_age", True)


def test_whom_a_court_named_signs_for_an_adult_and_never_for_a_minor() -> None:
    visit = make_visit({COURT_NAMED: "yes"})

    assert signers(visit, 40, RULE).roles == ("representative",)
    assert signers(visit, 15, RULE).roles == BOTH
    assert signers(visit, 20, None).roles == ()


@pytest.mark.parametrize(("paper", "problems"), [("", ("a8_authority",)), ("No. 12-3", ())])
def test_a_representative_needs_the_paper_of_the_court(
    paper: str, problems: tuple[str, ...]
) -> None:
    one = make_signature(signer_role="representative", authority=paper)

    found = signing_problems(make_consent(signatures=(one,)), NOW, ("representative",))

    assert found == problems


def test_a_relative_s_signature_is_none_where_the_person_has_to_sign() -> None:
    one = make_signature(signer_role="guardian")

    assert "a8" in signing_problems(make_consent(signatures=(one,)), NOW, PATIENT)


@pytest.mark.parametrize(
    ("kind", "purpose", "fits"),
    [
        (ConsentKind.SPECIFIC, "legal_proceeding", False),
        (ConsentKind.TPO, "legal_proceeding", False),
        (ConsentKind.PROCEEDINGS, "treatment", False),
        (ConsentKind.PROCEEDINGS, "legal_proceeding", True),
        (ConsentKind.PROCEEDINGS, "review", True),
        (ConsentKind.SPECIFIC, "treatment", True),
        (ConsentKind.TPO, "tpo", True),
    ],
)
def test_a_proceeding_and_another_purpose_are_never_one_paper(
    kind: ConsentKind,
    purpose: str,
    fits: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    consent = make_consent(kind=kind, purpose=purpose, purpose_detail="County court, No. 1")

    assert ("d" not in missing_elements(consent, NOW.date())) is fits


def test_a_proceeding_has_to_be_named() -> None:
    consent = make_consent(kind=ConsentKind.PROCEEDINGS, purpose="legal_proceeding")

    assert missing_elements(consent, NOW.date()) == ("a5",)


@pytest.mark.parametrize(
    "label",
    ["Counseling notes", "my counselling notes", "Psychotherapy notes", "Notas de consejería"],
)
def test_the_label_of_counseling_notes_is_refused(label: str) -> None:
    named = make_consent(recipient=make_recipient(name=label))
    told = make_consent(purpose_detail=label)

    assert missing_elements(named, NOW.date()) == missing_elements(told, NOW.date()) == ("b",)


def test_a_counselor_is_a_recipient_like_any_other() -> None:
    consent = make_consent(recipient=make_recipient(name="Bay Counseling, notes desk"))

    assert missing_elements(consent, NOW.date()) == ()


def test_the_single_consent_may_name_nobody_but_the_class() -> None:
    consent = make_consent(
        kind=ConsentKind.TPO, purpose="tpo", recipient=make_recipient(name="")
    )

    assert missing_elements(consent, NOW.date()) == ()


def test_a_birthday_decides_who_is_a_minor_not_an_age_that_was_said_once() -> None:
    said = {"age": "19", "date_of_birth": "2009-05-01"}

    assert age_of(make_visit(said), date(2026, 11, 23)) == 17
    assert age_of(make_visit({"age": "19"}), date(2026, 11, 23)) == 19
    assert age_of(make_visit({"age": "19", "date_of_birth": "2009"}), date(2026, 11, 23)) == 19
