"""No page tells more than its reader may know: each answer carries a mark to search for."""

import pytest

from safestation.domain.disclosure import Ground
from safestation.domain.facts import (
    BridgePlanned,
    EligibilityDecided,
    EmergencyStep,
    ProviderCalled,
    RidePlanned,
    Screened,
    VitalsTaken,
)
from safestation.domain.sheet import INFORMATION, Destination
from safestation.domain.visit import Visit
from safestation.forms.base import PaperForm
from safestation.forms.table import FORMS
from tests.factories import NOW, make_consent, make_visit
from tests.unit.forms.samples import VITALS, listed_questions, make_release, packed, sheet_for

SHOWN: dict[str, set[str]] = {
    "handoff_summary": set(INFORMATION) - {"legal_status"},
    "consent": set(),
    "part2_notice": set(),
    "emergency_release": {"identity", "contact", "health", "substance_use"},
    "driver_sheet": {"identity", "contact", "where_and_when"},
    "person_card": {"where_and_when", "legal_status"},
    "items_receipt": set(),
    "bridge_plan": {"where_and_when"},
    "visitor_notice": set(),
    "resource_sheet": set(),
    "what_to_bring": set(),
    "revocation": set(),
    "participation": {"identity"},
    "review_request": {"identity", "legal_status"},
    "access_list": set(),
    "accounting": set(),
    "crime_report": set(),
    "restore_certificate": set(),
}
UNLISTED = ("heard_about", "county", "email_of_friend", "race", "ssn", "audit_c.q1", "notes")
every_form = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


def mark(kind: str) -> str:
    return "MARK" + kind.replace("_", "").upper() + "X"


def marked_visit() -> Visit:
    """Return a visit in which each answer and fact says which kind of information it is."""
    answers = {question: mark(kind) for question, kind in listed_questions().items()}
    answers |= dict.fromkeys(UNLISTED, "MARKUNLISTEDX")
    answers |= {"support_may_know": "yes"}
    health, use = mark("health"), mark("substance_use")
    facts = (
        VitalsTaken(dict.fromkeys(VITALS, health), health),
        Screened("asq", "1", "0", health),
        Screened("withdrawal_danger", "1", "0", use),
        Screened("some_other_screen", "1", "0", "MARKUNLISTEDX"),
        EmergencyStep(health, health),
        ProviderCalled("p", mark("placement"), mark("placement")),
        RidePlanned(mark("where_and_when"), (mark("where_and_when"),), "", NOW),
        BridgePlanned({"bridge_tonight": mark("where_and_when")}),
        EligibilityDecided("1", {}, mark("legal_status"), reason_code="MARKUNLISTEDX"),
    )
    return make_visit(answers, facts)


def kinds_in(form: PaperForm, **changes: object) -> set[str]:
    where = mark("where_and_when")
    place = Destination(where, where, where, where)
    pdf = form.render(sheet_for(form, visit=marked_visit(), destination=place, **changes))
    told = packed(pdf)
    assert "MARKUNLISTEDX" not in told
    return {kind for kind in INFORMATION if mark(kind) in told}


def test_every_form_is_searched() -> None:
    assert set(SHOWN) == {form.id for form in FORMS}


@every_form
def test_a_form_shows_just_the_kinds_that_it_says_it_shows(form: PaperForm) -> None:
    assert kinds_in(form) == SHOWN[form.id]


@every_form
@pytest.mark.parametrize("kind", INFORMATION)
def test_a_consent_to_one_kind_lets_through_that_kind_alone(form: PaperForm, kind: str) -> None:
    consent, release = make_consent(information=(kind,)), make_release((kind,))
    own = form.audience in {"person", "nobody"}

    seen = kinds_in(form, consent=consent, emergency=release)

    assert seen == (SHOWN[form.id] if own else SHOWN[form.id] & {kind})


@every_form
def test_without_any_ground_nothing_of_the_visit_is_printed(form: PaperForm) -> None:
    assert kinds_in(form, ground=Ground.NO_IDENTITY) == set()


@every_form
def test_a_consent_that_is_not_there_covers_nothing(form: PaperForm) -> None:
    assert kinds_in(form, ground=Ground.CONSENT, consent=None) == set()


def test_the_support_person_is_printed_only_when_they_may_know() -> None:
    form = FORMS[0]
    visit = make_visit({"support_person": "MARKSISTERX", "support_may_know": "no"})

    assert "MARKSISTERX" not in packed(form.render(sheet_for(form, visit=visit)))
