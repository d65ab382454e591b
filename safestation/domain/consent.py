"""Consent to disclose (42 CFR 2.31): its elements, when it is whole, when it still holds."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from safestation.domain.consent_line import ConsentLine


class ConsentKind(StrEnum):
    """The instruments of 42 CFR 2.31. Counter staff keep no counseling notes: not offered."""

    SPECIFIC = "specific_named"
    TPO = "tpo_single"
    PROCEEDINGS = "legal_proceedings"


class RecipientType(StrEnum):
    """What a recipient is, which decides the statements the paper must carry."""

    COVERED_ENTITY = "covered_entity"
    BUSINESS_ASSOCIATE = "business_associate"
    INTERMEDIARY = "intermediary"
    PERSON = "person"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, repr=False)
class Recipient:
    """Who may be told. `id` is the provider's, partner's or a fresh one."""

    id: str
    name: str
    type: RecipientType
    address: str = ""
    participants: str = ""


class SignedHow(StrEnum):
    """Wet ink on the printed page is the default; a drawn signature is possible."""

    INK = "ink"
    DRAWN = "drawn"


@dataclass(frozen=True, slots=True, repr=False)
class Signature:
    """Who signed, how, when, seen by whom; strokes are x,y pairs from 0 to 1.

    `authority` is the paper of the court that a representative showed (42 CFR 2.15(a)),
    `capacity` what the court named them.
    """

    how: SignedHow
    signer_name: str
    signer_role: str
    signed_at: datetime
    witness: str
    original_filed_at: str = ""
    strokes: tuple[tuple[tuple[float, float], ...], ...] = ()
    authority: str = ""
    capacity: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Consent:
    """One consent for one recipient, with every element of 42 CFR 2.31(a).

    `text` and `seal` come with the signature: the words as signed, and a hash over all.
    """

    id: str
    kind: ConsentKind
    patient_name: str
    discloser: str
    recipient: Recipient
    information: tuple[str, ...]
    purpose: str
    revoke_contact: str
    expires_on: date | None
    expires_event: str
    language: str
    template_version: str
    text_sha256: str
    signatures: tuple[Signature, ...] = ()
    purpose_detail: str = ""
    text: tuple[ConsentLine, ...] = ()
    seal: str = ""

    def __repr__(self) -> str:
        return f"Consent({self.id}, {self.kind})"


NEVER_ENOUGH = frozenset({"", "all", "all_records", "any", "any_purpose", "none"})
TPO_PURPOSES = frozenset({"treatment", "payment", "health_care_operations", "tpo"})
PROCEEDING, REPRESENTATIVE = "legal_proceeding", "representative"
COUNSELING_NOTES = re.compile(
    r"(counsel+ing|psychotherapy|session|therapy)\s+notes?"
    r"|notas?\s+de\s+(consejer[ií]a|psicoterapia|terapia|sesi[oó]n)",
    re.IGNORECASE,
)
HIPAA_RECIPIENTS = frozenset({RecipientType.COVERED_ENTITY, RecipientType.BUSINESS_ASSOCIATE})


def is_for_tpo(consent: Consent) -> bool:
    """Tell whether the purpose is treatment, payment or operations (2.31(a)(4)(iii), (10))."""
    return consent.kind is ConsentKind.TPO or consent.purpose in TPO_PURPOSES


def missing_elements(consent: Consent, today: date) -> tuple[str, ...]:
    """Return the ids of the elements of 2.31(a) that are not there, before signing.

    Ids are those of the prescribed checklist (a1 … a7); b and d are the rules of 2.31(b)
    and (d) on what may not stand on one paper. Empty means: ready to sign.
    """
    names_one = consent.purpose != PROCEEDING or bool(consent.purpose_detail.strip())
    checks = {
        "a1": bool(consent.patient_name.strip()),
        "a2": bool(consent.discloser.strip()),
        "a3": bool(set(consent.information) - NEVER_ENOUGH),
        "a4i": consent.kind is ConsentKind.TPO or bool(consent.recipient.name.strip()),
        "a4ii": consent.recipient.type is not RecipientType.INTERMEDIARY
        or bool(consent.recipient.participants.strip()),
        "a5": consent.purpose.strip() not in NEVER_ENOUGH and names_one,
        "a6": bool(consent.revoke_contact.strip()),
        "a7": _ends(consent, today),
        "b": not names_counseling_notes(consent.recipient.name, consent.purpose_detail),
        "d": may_be_for(consent.kind, consent.purpose),
    }
    return tuple(element for element, is_there in checks.items() if not is_there)


def may_be_for(kind: ConsentKind, purpose: str) -> bool:
    """Tell whether a kind may have this purpose: a proceeding stands alone (2.31(d))."""
    if kind is ConsentKind.PROCEEDINGS:
        return purpose not in TPO_PURPOSES
    return purpose != PROCEEDING


def names_counseling_notes(*texts: str) -> bool:
    """Tell whether somebody wrote the label that needs a consent of its own (2.31(b)).

    Only a professional's separate session notes are such notes (2.11), and a station has
    none: the label is refused rather than kept.
    """
    return any(COUNSELING_NOTES.search(text) for text in texts)


def _ends(consent: Consent, today: date) -> bool:
    """Tell whether there is an end: "none" is for the single TPO consent only (a)(7)."""
    if consent.expires_on is not None:
        return consent.expires_on >= today
    event = consent.expires_event.strip()
    if event in {"none", "end_of_treatment"}:
        return is_for_tpo(consent)
    return bool(event)


def signing_problems(
    consent: Consent, now: datetime, roles_needed: Collection[str]
) -> tuple[str, ...]:
    """Return what keeps a signed consent from being whole (a8, a9; roles of 2.14, 2.15)."""
    problems = list(missing_elements(consent, now.date()))
    signed = {s.signer_role for s in consent.signatures if _is_real(s)}
    if not signed or not set(roles_needed) <= signed:
        problems.append("a8")
    if any(s.signer_role == REPRESENTATIVE and not s.authority.strip()
           for s in consent.signatures):  # fmt: skip
        problems.append("a8_authority")
    if any(s.signed_at > now for s in consent.signatures):
        problems.append("a9")
    return tuple(problems)


def _is_real(signature: Signature) -> bool:
    points = sum(len(stroke) for stroke in signature.strokes)
    drawn_enough = signature.how is SignedHow.INK or points >= MIN_STROKE_POINTS
    return drawn_enough and bool(signature.signer_name.strip())


MIN_STROKE_POINTS = 8

# 42 CFR 2.31(b)(2) and (d): these may never stand on one paper.
_ALONE = frozenset({ConsentKind.PROCEEDINGS})


def may_combine(kinds: Iterable[ConsentKind]) -> bool:
    """Tell whether these kinds may stand on one paper (42 CFR 2.31(b), (d))."""
    distinct = set(kinds)
    return len(distinct) <= 1 or not distinct & _ALONE


def has_expired(consent: Consent, today: date) -> bool:
    """Tell whether the date on the consent has passed. The day itself still counts."""
    return consent.expires_on is not None and consent.expires_on < today
