"""A crime here or against staff, or a threat of one, for the police (42 CFR 2.12(c)(5)).

The rule limits what may be said to five things. Nothing else of the visit reaches this
form: no number, no health, no reason for coming.
"""

from typing import ClassVar, Final

from safestation.domain.facts import CrimeReported
from safestation.forms.base import LAW_ENFORCEMENT, PaperForm
from safestation.forms.blocks import Blanks, Block, Box, Gap, Heading, Para, Row, Together, Tone
from safestation.forms.pen import Pen

SAID: Final = ("circumstances", "patient_status", "name", "address", "whereabouts")
_LINES: Final = (("signature", 0.4), ("printed_name", 0.33), ("date_and_time", 0.27))


class CrimeReport(PaperForm):
    """The five things of the rule, the ground, and two places to sign."""

    id: ClassVar[str] = "crime_report"
    audience: ClassVar[str] = LAW_ENFORCEMENT
    names_visit: ClassVar[bool] = False

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the ground, what may be said, and who gives it to whom."""
        signed: list[Block] = []
        for who in ("given_by", "received_by"):
            blanks = Blanks(tuple((pen.say(caption), share) for caption, share in _LINES))
            signed += [Together((Para(pen.say(who), Tone.STRONG), blanks)), Gap()]
        return [
            Box("", pen.say("ground")),
            Heading(pen.say("said")),
            *self._rows(pen),
            Heading(pen.say("handed")),
            *signed,
            Para(pen.say("no_more"), Tone.SMALL),
        ]

    def _rows(self, pen: Pen) -> list[Block]:
        entry = pen.sheet.incident
        fact = entry.fact if entry else None
        if not isinstance(fact, CrimeReported):
            return [pen.labeled(one, pen.say("not_known")) for one in SAID]
        told = {one: str(getattr(fact, one)) for one in SAID}
        told["patient_status"] = pen.coded("patient_status", fact.patient_status)
        return [Row(pen.say(f"label.{one}"), told[one] or pen.say("not_known")) for one in SAID]
