"""Visits to print: a full one, an empty one, marked ones, hostile ones. All invented."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

from pypdf import PdfReader

from safestation.domain import consent_seal
from safestation.domain.answers import Status, Value
from safestation.domain.consent import Consent
from safestation.domain.consent_text import ConsentLine, consent_lines, consent_sha256
from safestation.domain.disclosure import Ground
from safestation.domain.facts import (
    BridgePlanned,
    CrimeReported,
    EmergencyRelease,
    EmergencyStarted,
    EmergencyStep,
    ItemsDealtWith,
    ProviderCalled,
    RidePlanned,
    Screened,
    VitalsTaken,
)
from safestation.domain.sheet import INFORMATION, Sheet
from safestation.domain.visit import Entry, Visit
from safestation.forms.base import (
    EMERGENCY,
    LAW_ENFORCEMENT,
    NOBODY,
    PERSON,
    RECIPIENT,
    STATION,
    PaperForm,
)
from tests.factories import (
    ARRIVED,
    NOW,
    WORDS,
    make_answer,
    make_consent,
    make_entry,
    make_sheet,
    make_signature,
    make_visit,
)

GROUNDS = {
    RECIPIENT: Ground.CONSENT,
    PERSON: Ground.OWN_PAPER,
    NOBODY: Ground.NO_IDENTITY,
    EMERGENCY: Ground.EMERGENCY,
    STATION: Ground.NO_IDENTITY,
    LAW_ENFORCEMENT: Ground.CRIME,
}
HOSTILE = (
    '<img src="/etc/passwd"/><b>bold</b> & "quotes" </para> {name} %s',
    "before\x00after\x1b[31m\x07",
    "smile \U0001f600 and \u4e2d\u6587",
    "\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "x" * 4000,
    "word " * 800,
    "line\r\nline\rline\n" * 40,
    "e\u0301 \ud800 \ue000 \uffff \u00ad",
)
LONG_SPANISH = "electroencefalografista otorrinolaringólogo desproporcionadamente " * 6


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return " ".join(pages_of(pdf))


def packed(pdf: bytes) -> str:
    """Return the text without any space, since long words are broken over lines."""
    return "".join(text_of(pdf).split())


def sheet_for(form: PaperForm, **changes: object) -> Sheet:
    """Return a sheet on the ground that this form's audience needs."""
    defaults: dict[str, object] = {
        "ground": GROUNDS[form.audience],
        "emergency": make_release(),
        "incident": make_incident(),
        "consent": make_consent(information=INFORMATION),
    }
    return make_sheet(**(defaults | changes))


def make_release(information: tuple[str, ...] = INFORMATION) -> Entry:
    fact = EmergencyRelease(
        recipient_name="Lt. M. Chen",
        recipient_facility="Medic 12, Harbor General",
        disclosed_by="staff-1",
        nature="Could not be woken",
        information=information,
        why_no_consent="Not awake",
    )
    return make_entry(fact, entry_id="release-1")


def make_incident() -> Entry:
    fact = CrimeReported(
        "Broke the glass of the door and said he would be back with a knife.",
        "served_now", "Toni Reyes", "20 Main St, Eastport", "Walked toward Main St",
    )  # fmt: skip
    return make_entry(fact, entry_id="incident-1")


def signed_consent(**changes: object) -> Consent:
    """Return a consent with one signature and the hash of the text that was signed."""
    unsigned = make_consent(**changes)
    signature = make_signature()
    return sealed(replace(unsigned, signatures=unsigned.signatures or (signature,)))


def sealed(consent: Consent) -> Consent:
    """Return the consent as the window signs it: with its words and its seal."""
    return consent_seal.signed(consent, lines_of(consent), consent.signatures)


def signed_before_texts_were_kept(**changes: object) -> Consent:
    """Return a consent as the first version kept it: only the hash of what was signed."""
    consent = make_consent(signatures=(make_signature(),), **changes)
    digest = consent_sha256(lines_of(consent), consent.template_version)
    return replace(consent, text_sha256=digest)


def lines_of(consent: Consent) -> tuple[ConsentLine, ...]:
    station = "Station 12 · Eastport Fire"
    return consent_lines(consent, WORDS["consent"], station, consent.language)


def full_visit() -> Visit:
    """Return one evening at the counter, with every way of a blank and a late entry."""
    answers: dict[str, Value] = {
        "first_name": "Toni",
        "last_name": "Reyes",
        "preferred_name": "T.",
        "date_of_birth": "1999-03-04",
        "sex": "female",
        "handle": "Blue jacket",
        "phone": "443-555-0199",
        "may_call": "no",
        "may_text": "yes",
        "never_say_agency": "yes",
        "support_may_know": "no",
        "support_person": "Ana Reyes",
        "medications": "Metformin, has supply",
        "substance_snapshot.substances": ("fentanyl", "alcohol"),
        "primary_substance": "fentanyl",
        "payer.coverage": ("medicaid",),
        "language_access.spoken_language": "es",
        "dependants": ("pets",),
        "bridge_tonight": "County shelter, 20 Main St",
        "warrant_check": "hit_review",
        "heard_about": "a leaflet",
    }
    facts = (
        VitalsTaken(VITALS, "no_flag"),
        Screened("immediate_danger", "1", "0", "green"),
        Screened("withdrawal_danger", "1", "0", "opioid_only"),
        Screened("asq", "1", "0", "negative"),
        EmergencyStarted("f9"),
        EmergencyStep("naloxone_given", "1"),
        ProviderCalled("p1", "Hope House", "no_bed"),
        ProviderCalled("p2", "Bayview House", "bed_now", spoke_to="Sofia R."),
        RidePlanned("volunteer", ("K. Lund",), "Blue van", NOW + timedelta(minutes=29)),
        BridgePlanned({"bridge_tomorrow": "Call at 8"}),
        ItemsDealtWith(),
    )
    blanks = {
        "allergies": make_answer(status=Status.DOES_NOT_KNOW),
        "pregnant": make_answer(status=Status.RATHER_NOT_SAY),
        "last_use_at": make_answer("22 Nov 19:30", typed_at=ARRIVED + timedelta(hours=2)),
    }
    return make_visit(answers, facts).with_answers(blanks)


VITALS = {"hr": "88", "sbp": "128", "dbp": "80", "rr": "16", "spo2": "98", "on_oxygen": "air"}


def listed_questions() -> dict[str, str]:
    """Return every question that information.toml lists, with its kind of information."""
    listed = WORDS["information"].ids
    return {
        question.replace(".*", ".item"): kind
        for kind in INFORMATION
        for question in listed[kind]
    }


def visit_saying(text: str) -> Visit:
    """Return a visit in which every answer and every free text of a fact is `text`."""
    answers: dict[str, Value] = dict.fromkeys(listed_questions(), text)
    answers |= {"support_may_know": "yes", "language_access.spoken_language": text}
    answers |= {"substance_snapshot.substances": (text,), "payer.coverage": (text,)}
    facts = (
        VitalsTaken(dict.fromkeys(VITALS, text), text),
        Screened("asq", text, "0", text),
        EmergencyStep(text, text),
        ProviderCalled("p", text, text, spoke_to=text),
        RidePlanned(text, (text, text), text, NOW),
        BridgePlanned({"bridge_tonight": text}),
    )
    return make_visit(answers, facts)
