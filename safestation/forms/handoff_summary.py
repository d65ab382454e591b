"""The handoff summary: what the next place needs tonight, and nothing more."""

from collections.abc import Callable
from typing import ClassVar

from safestation.domain.opening import plain_way
from safestation.domain.sheet import (
    CONTACT,
    HEALTH,
    IDENTITY,
    INFORMATION,
    INSURANCE,
    LEGAL_STATUS,
    NEEDS,
    PLACEMENT,
    STATEMENT_LONG,
    SUBSTANCE_USE,
    WHERE_AND_WHEN,
)
from safestation.forms import handoff_health, handoff_parts, person_part, small_print
from safestation.forms.base import RECIPIENT, PaperForm
from safestation.forms.blocks import Blanks, Block, Heading, Para, Together, Tone
from safestation.forms.pen import Pen

Part = tuple[str, str, Callable[[Pen], list[Block]]]
PARTS: tuple[Part, ...] = (
    ("person", IDENTITY, person_part.person),
    ("reach", CONTACT, handoff_parts.reach),
    ("health", HEALTH, handoff_health.health),
    ("medications", HEALTH, handoff_health.medications),
    ("use", SUBSTANCE_USE, handoff_health.use),
    ("insurance", INSURANCE, handoff_parts.insurance),
    ("needs", NEEDS, handoff_parts.needs),
    ("calls", PLACEMENT, handoff_parts.calls),
    ("ride", WHERE_AND_WHEN, handoff_parts.ride),
)


class HandoffSummary(PaperForm):
    """Prints each part that the consent covers, and names those it does not."""

    id: ClassVar[str] = "handoff_summary"
    version: ClassVar[str] = "2"
    audience: ClassVar[str] = RECIPIENT
    information: ClassVar[frozenset[str]] = frozenset(INFORMATION) - {LEGAL_STATUS}
    needs: ClassVar[frozenset[str]] = frozenset({IDENTITY})

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the parts in the order in which they are read at an intake desk."""
        covered = self.information if pen.sheet.blank else pen.sheet.covered
        body: list[Block] = list(handoff_parts.addressed_to(pen))
        for title, kind, write in PARTS:
            if kind in covered:
                body += [
                    Heading(pen.say(f"section.{title}")),
                    *small_print.gathered(pen, write(pen)),
                ]
        body += small_print.codes(pen)
        return [
            *body,
            *self._left_out(pen, covered),
            self._slip(pen),
            *self._statement_long(pen),
        ]

    def _left_out(self, pen: Pen, covered: frozenset[str]) -> list[Block]:
        missing = list(dict.fromkeys(k for _, k, _ in PARTS if k not in covered))
        if not missing:
            return []
        kinds = ", ".join(pen.say(f"kind.{kind}") for kind in missing)
        return [Para(pen.say("left_out", kinds=kinds), Tone.SMALL)]

    def _slip(self, pen: Pen) -> Block:
        number = pen.sheet.visit.number if not pen.sheet.blank else "____________"
        plain = plain_way(pen.sheet.program) is not None
        key = "slip_text" if plain else "slip_text_any"
        told = pen.say(key, phone=pen.sheet.station.phone, number=number)
        parts = ((pen.say("slip_arrived"), 0.5), (pen.say("slip_by"), 0.5))
        return Together((Heading(pen.say("slip")), Para(told), Blanks(parts)))

    def _statement_long(self, pen: Pen) -> list[Block]:
        if not pen.sheet.is_protected:
            return []
        told = Para(pen.sheet.law[STATEMENT_LONG].strip(), Tone.LEGAL)
        return [Together((Heading(pen.say("statement")), told))]
