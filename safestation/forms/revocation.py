"""Taking back a consent (42 CFR 2.31(a)(6)): in writing, from now on."""

from typing import ClassVar

from safestation.domain.facts import ConsentRevoked
from safestation.domain.sheet import IDENTITY, Sheet
from safestation.domain.visit import Entry
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Bullets, Fill, Heading, Para, Row
from safestation.forms.pen import Pen
from safestation.forms.signing import place_to_sign


class Revocation(PaperForm):
    """Names the consent that ends, and what that changes and does not change."""

    id: ClassVar[str] = "revocation"
    audience: ClassVar[str] = PERSON
    information: ClassVar[frozenset[str]] = frozenset({IDENTITY})

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the sentence that counts, then where to sign it."""
        effects: list[Block] = [Heading(pen.say("effect_title")), Bullets(pen.lines("effects"))]
        sign = [
            Heading(pen.say("sign")),
            place_to_sign(pen, "patient"),
            place_to_sign(pen, "witness"),
        ]
        return [
            *self._which(pen),
            Para(pen.say("sentence")),
            *effects,
            *self._heard(pen),
            *sign,
        ]

    def _which(self, pen: Pen) -> list[Block]:
        consent = pen.sheet.consent
        if consent is None or pen.sheet.blank:
            labels = ("person", "recipient", "signed_on")
            return [Fill(pen.say(f"label.{one}")) for one in labels]
        signed = min((s.signed_at for s in consent.signatures), default=None)
        told = {
            "person": consent.patient_name,
            "recipient": consent.recipient.name,
            "signed_on": pen.full_moment(signed) if signed else pen.say("not_signed"),
        }
        return [Row(pen.say(f"label.{name}"), text) for name, text in told.items()]

    def _heard(self, pen: Pen) -> list[Block]:
        found = revocation_of(pen.sheet)
        if found is None:
            return []
        entry, fact = found
        at = pen.full_moment(entry.happened_at)
        how = pen.coded("how", fact.how)
        return [
            Row(
                pen.say("label.taken_back"),
                pen.say("taken_back", at=at, how=how, by=pen.who(entry.by)),
            )
        ]


def revocation_of(sheet: Sheet) -> tuple[Entry, ConsentRevoked] | None:
    """Return when and how the sheet's consent was taken back, if it was."""
    consent = sheet.consent
    every = sheet.visit.all_of(ConsentRevoked) if consent else ()
    return next(((e, f) for e, f in every if consent and f.consent == consent.id), None)
