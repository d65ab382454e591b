"""Asks a prosecutor or supervisor whether somebody may take part now.

Identity and status only: no history, no reason for coming, nothing about health or use.
"""

from typing import ClassVar

from safestation.domain.entries import HERE
from safestation.domain.facts import EligibilityDecided, ReviewDecided, ReviewRequested
from safestation.domain.sheet import IDENTITY, LEGAL_STATUS
from safestation.forms import person_part
from safestation.forms.base import RECIPIENT, PaperForm
from safestation.forms.blocks import Block, Fill, Heading, Para, Row, Ticks, Together, Tone
from safestation.forms.pen import Pen
from safestation.forms.signing import place_to_sign

HELD = "held_charge"
STATUSES = {"status": "warrant_check", "held": HELD}  # by the label's key


class ReviewRequest(PaperForm):
    """The question, and the place for the answer."""

    id: ClassVar[str] = "review_request"
    version: ClassVar[str] = "2"
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
            *_statuses(pen),
        ]
        decided = pen.sheet.visit.last(EligibilityDecided)
        if decided:
            who.append(Row(pen.say("label.rules"), pen.coded("outcome", decided[1].outcome)))
        ask: list[Block] = [Para(pen.say(_question(pen))), Para(pen.say("only"), Tone.SMALL)]
        return [*who, Heading(pen.say("asked")), *ask, *self._decision(pen)]

    def _decision(self, pen: Pen) -> list[Block]:
        found = pen.sheet.visit.last(ReviewDecided)
        if found is not None:
            fact = found[1]
            rows = [Row(pen.say("label.decision"), _named(pen, fact.decision))]
            told = (
                [Row(pen.say("label.conditions"), fact.conditions)] if fact.conditions else []
            )
            return [Heading(pen.say("answer")), *rows, *told]
        boxes = Ticks(_options(pen))
        lines = Fill(pen.say("label.conditions"))
        place = place_to_sign(pen, "reviewer")
        return [Together((Heading(pen.say("answer")), boxes, lines, place))]


def _question(pen: Pen) -> str:
    """Return the question by how people come to this program.

    How this one came is no identity and no status: it is said where all come alike only.
    """
    ways = pen.sheet.program.entries
    if pen.is_answered(HELD) or all(way.needs_agreement for way in ways):
        return "question_sent"
    return "question" if all(way.kind in HERE for way in ways) else "question_plain"


def _statuses(pen: Pen) -> list[Block]:
    """Return each status that this program asks, or that was given; never one it does not."""
    visit, asked = pen.sheet.visit, {rule.question for rule in pen.sheet.program.rules}
    return [
        Row(pen.say(f"label.{label}"), pen.answer(question))
        for label, question in STATUSES.items()
        if question in asked or visit.value(question)
    ]


def _own(pen: Pen) -> dict[str, str]:
    """Return what the program lets the reviewer of the asked rule decide, in words."""
    asked = pen.sheet.visit.last(ReviewRequested)
    rules = [r for r in pen.sheet.program.rules if asked and r.id == asked[1].rule]
    decisions = (
        one for rule in rules for outcome in rule.outcomes for one in outcome.decisions
    )
    return {one.id: pen.text(one.title) for one in decisions}


def _options(pen: Pen) -> tuple[str, ...]:
    usual = (pen.say(f"decision.{one}") for one in pen.ids("decisions"))
    return tuple(_own(pen).values()) or tuple(usual)


def _named(pen: Pen, decision: str) -> str:
    return _own(pen).get(decision) or pen.coded("decision", decision)
