"""The consent's text has every element of 42 CFR 2.31(a), and its hash has every word."""

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safestation.catalog.law import load_law
from safestation.domain.consent import Consent, ConsentKind, RecipientType, missing_elements
from safestation.domain.consent_text import (
    AUTHORITATIVE,
    AUTHORIZATION,
    ConsentLine,
    consent_lines,
    consent_sha256,
)
from tests.factories import WORDS, make_consent, make_recipient, make_signature

TODAY = date(2026, 11, 23)
ALWAYS = {"a1", "a2", "a3", "a4i", "a5", "a6", "a7"}
TPO_ONLY = {"a4iii", "a10i", "a10ii"}
# 45 CFR 164.508(c)(1)(i)-(v), (c)(2)(i) and (iii), by the line that serves both rules.
AUTHORIZATION_BY_PART2 = {
    "(c)(1)(i)": "a3",
    "(c)(1)(ii)": "a2",
    "(c)(1)(iii)": "a4i",
    "(c)(1)(iv)": "a5",
    "(c)(1)(v)": "a7",
    "(c)(2)(i)": "a6",
    "(c)(2)(iii)": "(c)(2)(iii)",
}
SIGNED_BY_HAND = {"a8", "a9"}  # signature and date: the places to sign, not the text
HIPAA = (
    "may be redisclosed in accordance with the permissions contained in the HIPAA "
    "regulations, except for uses and disclosures for civil, criminal, administrative, "
    "and legislative proceedings against the patient"
)
MODEL_RECIPIENT = (
    "my treating providers, health plans, third-party payers, and people helping to "
    "operate this program"
)
REMOVALS: dict[str, Consent] = {
    "a1": make_consent(patient_name=" "),
    "a2": make_consent(discloser=""),
    "a3": make_consent(information=()),
    "a4i": make_consent(recipient=make_recipient(name="")),
    "a4ii": make_consent(recipient=make_recipient(type=RecipientType.INTERMEDIARY)),
    "a5": make_consent(purpose=""),
    "a6": make_consent(revoke_contact=""),
    "a7": make_consent(expires_on=None),
}


def lines_of(consent: Consent, language: str = "en") -> tuple[ConsentLine, ...]:
    return consent_lines(consent, WORDS["consent"], "Station 12 · Eastport Fire", language)


def text_of(consent: Consent, language: str = "en") -> str:
    return "\n".join(f"{line.label} {line.text}" for line in lines_of(consent, language))


def elements_of(consent: Consent, language: str = "en") -> set[str]:
    return {line.element for line in lines_of(consent, language) if line.element}


@pytest.mark.parametrize("language", ["en", "es", "vi"])
@pytest.mark.parametrize("kind", ConsentKind)
def test_every_kind_carries_every_element_in_every_language(
    kind: ConsentKind, language: str
) -> None:
    found = elements_of(make_consent(kind=kind), language)

    assert found >= ALWAYS | TPO_ONLY


def test_a_consent_that_is_not_for_treatment_has_no_hipaa_statement() -> None:
    family = make_consent(
        purpose="support", recipient=make_recipient(type=RecipientType.PERSON)
    )

    assert not elements_of(family) & {"a4iii", "a10i"}
    assert "HIPAA" not in text_of(family)


def test_a_named_agency_gets_no_hipaa_statement_even_for_treatment() -> None:
    agency = make_consent(recipient=make_recipient(type=RecipientType.AGENCY))

    assert "a4iii" not in elements_of(agency)
    assert "a10i" in elements_of(agency)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_single_consent_uses_the_model_wording_and_the_hipaa_statement_word_for_word(
    language: str,
) -> None:
    told = text_of(make_consent(kind=ConsentKind.TPO, purpose="tpo"), language)

    assert MODEL_RECIPIENT in told
    assert "for treatment, payment, and health care operations" in told
    assert HIPAA in told


def test_an_intermediary_s_participants_are_named() -> None:
    recipient = make_recipient(
        type=RecipientType.INTERMEDIARY, participants="Harbor Clinic; Bay Recovery"
    )

    assert "Harbor Clinic; Bay Recovery" in text_of(make_consent(recipient=recipient))


def test_a_proceedings_consent_says_that_it_stands_alone() -> None:
    told = text_of(make_consent(kind=ConsentKind.PROCEEDINGS, purpose="legal_proceeding"))

    assert "not joined with any other permission" in told


def test_it_says_how_to_take_it_back_and_that_help_does_not_depend_on_it() -> None:
    consent = make_consent()

    told = text_of(consent)

    assert consent.revoke_contact in told
    assert "in writing" in told
    assert "goes on helping me just the same" in told


def test_in_spanish_each_legal_statement_has_its_english_right_beneath() -> None:
    lines = lines_of(make_consent(), "es")
    english = [line.text for line in lines_of(make_consent()) if line.kind == "statement"]

    beneath = [b for a, b in pairwise(lines) if a.kind == "statement"]

    assert {line.kind for line in beneath} == {AUTHORITATIVE}
    assert [line.text for line in beneath] == english


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "consent",
    [
        make_consent(kind=ConsentKind.TPO, purpose="tpo"),
        make_consent(),
        make_consent(purpose="support", recipient=make_recipient(type=RecipientType.PERSON)),
    ],
    ids=["tpo", "treatment", "support"],
)
def test_a_covered_station_s_paper_has_both_checklists(consent: Consent, language: str) -> None:
    listed = json.loads(load_law("part2_2.31_consent_checklist.json"))
    extras = {one.split()[0] for one in listed["hipaa_164.508c_extra_if_covered_entity"]}
    lines = consent_lines(consent, WORDS["consent"], "Station 12", language, hipaa_covered=True)

    found = {line.element for line in lines}

    assert len(extras) == 4
    part2 = {one["id"] for one in listed["elements"] if one["required"] is True}
    assert found >= part2 - SIGNED_BY_HAND
    assert found >= extras | set(AUTHORIZATION_BY_PART2.values())
    for place in extras:  # each stands there once: without its line it is missing
        kinds = [line.kind for line in lines if line.element == place]
        assert kinds == (["statement"] if language == "en" else ["statement", AUTHORITATIVE])


def test_a_station_that_is_not_covered_has_the_paper_it_always_had() -> None:
    plain, covered = (
        consent_lines(
            make_consent(), WORDS["consent"], "Station 12", "en", hipaa_covered=is_covered
        )
        for is_covered in (False, True)
    )

    added = [line for line in covered if line not in plain]
    assert {line.element for line in added} == set(AUTHORIZATION.values())
    assert not {line.element for line in plain} & set(AUTHORIZATION.values())
    assert [line.text for line in plain if line not in covered] == [
        "I get a copy of this paper."
    ]


def test_a_language_we_do_not_have_gets_the_english_once() -> None:
    assert lines_of(make_consent(), "vi") == lines_of(make_consent())


def test_what_is_not_shared_is_named() -> None:
    line = next(
        line
        for line in lines_of(make_consent(information=("identity",)))
        if line.label == "Not this"
    )

    assert "my substance use" in line.text
    assert "my name" not in line.text


@pytest.mark.parametrize("element", REMOVALS)
def test_an_element_that_is_removed_is_missed_by_the_law_and_gone_from_the_text(
    element: str,
) -> None:
    consent = REMOVALS[element]

    assert element in missing_elements(consent, TODAY)
    assert element not in elements_of(consent)


@given(
    st.sets(
        st.sampled_from(["patient_name", "discloser", "purpose", "revoke_contact"]), min_size=1
    )
)
def test_whatever_is_left_out_is_missed(left_out: set[str]) -> None:
    consent = make_consent(**dict.fromkeys(left_out, ""))

    assert len(missing_elements(consent, TODAY)) == len(left_out)


@pytest.mark.parametrize("event", ["none", "end_of_treatment"])
def test_only_a_treatment_consent_may_go_without_an_end(event: str) -> None:
    family = make_consent(expires_on=None, expires_event=event, purpose="support")
    clinic = make_consent(expires_on=None, expires_event=event)

    assert missing_elements(family, TODAY) == ("a7",)
    assert missing_elements(clinic, TODAY) == ()


def sha_of(consent: Consent, language: str = "en") -> str:
    return consent_sha256(lines_of(consent, language), consent.template_version)


CHANGES: dict[str, object] = {
    "kind": ConsentKind.PROCEEDINGS,
    "patient_name": "Tony Reyes",
    "discloser": "Somebody else",
    "recipient": make_recipient(name="Bayview House, intakes"),
    "information": ("identity",),
    "purpose": "payment",
    "revoke_contact": "Station 13",
    "expires_on": date(2026, 12, 24),
    "expires_event": "arrival",
    "template_version": "2",
}


@pytest.mark.parametrize("field", CHANGES)
def test_any_change_of_what_is_signed_changes_the_hash(field: str) -> None:
    before = make_consent()
    after = make_consent(**{field: CHANGES[field]})

    assert sha_of(before) != sha_of(after)


def test_another_language_has_another_hash() -> None:
    assert sha_of(make_consent()) != sha_of(make_consent(), "es")


def test_signing_does_not_change_the_hash() -> None:
    consent = make_consent()

    assert sha_of(consent) == sha_of(
        replace(consent, text_sha256="x", signatures=(make_signature(),))
    )


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_two_names_have_the_same_hash_only_when_they_are_the_same(one: str, two: str) -> None:
    first, second = make_consent(patient_name=one), make_consent(patient_name=two)

    assert (sha_of(first) == sha_of(second)) is (one == two)


@given(st.text(max_size=60))
def test_nobody_s_words_are_read_as_a_template(name: str) -> None:
    consent = make_consent(revoke_contact="{contact} {0} {" + name, patient_name="{x}" + name)

    assert any(line.text == "{x}" + name for line in lines_of(consent))
