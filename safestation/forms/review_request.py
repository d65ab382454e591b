"""Asks a prosecutor or supervisor whether somebody may take part now.

Identity and status only: no history, no reason for coming, nothing about health or use.
"""

from typing import ClassVar

from safestation.domain.facts import EligibilityDecided, ReviewDecided
from safestation.domain.sheet import IDENTITY, LEGAL_STATUS
from safestation.forms import person_part
from safestation.forms.base import RECIPIENT, PaperForm
from safestation.forms.blocks import Block, Fill, Heading, Para, Row, Ticks, Together, Tone
from safestation.forms.pen import Pen
from safestation.forms.signing import place_to_sign


class ReviewRequest(PaperForm):
    """The question, and the place for the answer."""

    id: ClassVar[str] = "review_request"
    audience: ClassVar[str] = RECIPIENT
    information: ClassVar[frozenset[str]] = frozenset({IDENTITY, LEGAL_STATUS})
    needs: ClassVar[frozenset[str]] = frozenset({IDENTITY, LEGAL_STATUS})

    def blocks(self, pen: Pen) -> list[Block]:
        """Return who, the status, and the decision if it is there already."""
        consent = pen.sheet.consent
        to = consent.recipient.name if consent else ""
        who = [
            Row(pen.say("label.to"), to),
            Row(pen.say("label.person"), person_part.name(pen)),
            Row(pen.say("label.born"), person_part.born(pen)),
            Row(pen.say("label.status"), pen.answer("warrant_check")),
        ]
        decided = pen.sheet.visit.last(EligibilityDecided)
        if decided:
            who.append(Row(pen.say("label.rules"), pen.coded("outcome", decided[1].outcome)))
        ask: list[Block] = [Para(pen.say("question")), Para(pen.say("only"), Tone.SMALL)]
        return [*who, Heading(pen.say("asked")), *ask, *self._decision(pen)]

    def _decision(self, pen: Pen) -> list[Block]:
        found = pen.sheet.visit.last(ReviewDecided)
        if found is not None:
            fact = found[1]
            rows = [Row(pen.say("label.decision"), pen.coded("decision", fact.decision))]
            told = (
                [Row(pen.say("label.conditions"), fact.conditions)] if fact.conditions else []
            )
            return [Heading(pen.say("answer")), *rows, *told]
        boxes = Ticks(tuple(pen.say(f"decision.{one}") for one in pen.ids("decisions")))
        lines = Fill(pen.say("label.conditions"))
        place = place_to_sign(pen, "reviewer")
        return [Together((Heading(pen.say("answer")), boxes, lines, place))]
