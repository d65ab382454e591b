"""Consent to release (42 CFR 2.31): one paper for one recipient."""

from typing import ClassVar

from safestation.domain.consent import Consent, ConsentKind, Recipient, RecipientType
from safestation.domain.languages import ENGLISH
from safestation.domain.sheet import INFORMATION, Sheet
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Fill, Heading, Para, Row, Ticks, Together, Tone
from safestation.forms.consent_part import consent_text
from safestation.forms.pen import Pen
from safestation.forms.signing import place_to_sign, places_to_sign, signed

# A blank paper may be filled in for treatment, so it carries the statements of that too.
ANY_TREATMENT = "treatment"


class ConsentForm(PaperForm):
    """Shows the very text that is signed, then the signatures or the places for them."""

    id: ClassVar[str] = "consent"
    audience: ClassVar[str] = PERSON

    def blocks(self, pen: Pen) -> list[Block]:
        """Return text and signatures; a blank one has lines and boxes instead of values."""
        consent = _blank(pen.sheet) if pen.sheet.blank else pen.sheet.consent
        if consent is None:
            return [Para(pen.say("none"))]
        text = consent_text(pen, consent)
        if pen.sheet.blank:
            text = [self._by_hand(pen, block) for block in text]
        if consent.signatures:
            return [*text, Heading(pen.say("signed")), *signed(pen, consent.signatures)]
        # A page to sign is never a page that any text could lie under: its mark comes along.
        *above, mark = text
        places = (Heading(pen.say("sign_here")), *self._places(pen, consent))
        return [*above, Together((mark, *_whose(pen, consent), *places))]

    def _places(self, pen: Pen, consent: Consent) -> list[Block]:
        roles = ("patient", "guardian") if pen.sheet.blank else pen.sheet.signers
        places = places_to_sign(pen, roles)
        interpreter = pen.sheet.interpreter
        if interpreter or consent.language != ENGLISH:
            places.append(place_to_sign(pen, "interpreter", interpreter))
        return [*places, place_to_sign(pen, "witness")]

    def _by_hand(self, pen: Pen, block: Block) -> Block:
        """Return the block as it stands on a blank paper."""
        if isinstance(block, Fill) and block.label == pen.say("label.information"):
            return Para(block.label, Tone.STRONG)
        if isinstance(block, Row) and block.label == pen.say("label.not_shared"):
            return Ticks(tuple(pen.say(f"information.{one}") for one in INFORMATION))
        if isinstance(block, Row) and block.label == pen.say("label.purpose"):
            return Fill(block.label)
        return block


def _whose(pen: Pen, consent: Consent) -> list[Block]:
    """Return for whom it is, since the places to sign may stand on a page of their own."""
    if pen.sheet.blank:
        return []
    to = consent.recipient.name.strip() or pen.say("model.tpo_recipient")
    return [Para(pen.say("sign_for", person=consent.patient_name, recipient=to), Tone.SMALL)]


def _blank(sheet: Sheet) -> Consent:
    station = sheet.station
    contact = ", ".join(t for t in (station.name, station.address, station.contact_phone) if t)
    return Consent(
        id="",
        kind=ConsentKind.SPECIFIC,
        patient_name="",
        discloser=station.title,
        recipient=Recipient("", "", RecipientType.COVERED_ENTITY),
        information=(),
        purpose=ANY_TREATMENT,
        revoke_contact=contact,
        expires_on=None,
        expires_event="",
        language=sheet.language,
        template_version=sheet.words["consent"].version,
        text_sha256="",
    )
