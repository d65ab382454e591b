"""The notice that goes with every disclosure by consent, and the copy of that consent.

42 CFR 2.32(a)(1) and (b). The English of Statement 1 stands word for word, always.
"""

from typing import ClassVar

from safestation.domain.languages import ENGLISH
from safestation.domain.sheet import STATEMENT_LONG
from safestation.forms.base import RECIPIENT, PaperForm
from safestation.forms.blocks import Block, Heading, PageBreak, Para, Row, Tone
from safestation.forms.consent_part import consent_text
from safestation.forms.pen import Pen
from safestation.forms.signing import signed


class Part2Notice(PaperForm):
    """Statement 1, whom it is for, and the consent as it was signed."""

    id: ClassVar[str] = "part2_notice"
    audience: ClassVar[str] = RECIPIENT

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the statement first, so that it is read first."""
        consent = pen.sheet.consent
        to = pen.sheet.recipient or (consent.recipient if consent else None)
        body: list[Block] = [Row(pen.say("to"), to.name)] if to and to.name else []
        body += [Heading(pen.say("statement")), Para(pen.sheet.law[STATEMENT_LONG].strip())]
        if pen.sheet.language != ENGLISH:
            body += [Heading(pen.say("courtesy")), Para(pen.say("translation"), Tone.LEGAL)]
        if consent is None:
            return [*body, Para(pen.say("no_consent"))]
        copy: list[Block] = [PageBreak(), *consent_text(pen, consent)]
        proof = signed(pen, consent.signatures) or [Para(pen.say("unsigned"))]
        return [
            *body,
            Para(pen.say("copy_follows")),
            *copy,
            Heading(pen.say("signatures")),
            *proof,
        ]
