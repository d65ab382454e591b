"""The receipt for what was turned in: no name, no number, a date and a shift (law §4)."""

from typing import ClassVar

from safestation.domain.disposal import shift_at
from safestation.forms.base import NOBODY, PaperForm
from safestation.forms.blocks import Block, Bullets, Fill, Para, Row, Tone
from safestation.forms.pen import Pen


class ItemsReceipt(PaperForm):
    """Proves to whoever holds it that the promise was kept; links to nobody."""

    id: ClassVar[str] = "items_receipt"
    audience: ClassVar[str] = NOBODY
    names_visit: ClassVar[bool] = False

    def right(self, pen: Pen) -> tuple[str, ...]:
        """Return the date and the shift: never the hour."""
        return (pen.day(pen.sheet.printed_at), self._shift(pen))

    def footer(self, pen: Pen) -> tuple[str, ...]:
        """Return the form alone: a count of prints would be a trace."""
        return (pen.say("form", form=self.id, version=self.version),)

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the promise, and a line for whoever took the items."""
        printed = pen.sheet.printed_at
        return [
            Para(pen.say("thanks"), Tone.STRONG),
            Row(pen.say("label.date"), pen.day(printed)),
            Row(pen.say("label.shift"), self._shift(pen)),
            Row(pen.say("label.from"), pen.say("amnesty")),
            Bullets(pen.lines("promises")),
            Fill(pen.say("taken_by")),
        ]

    def _shift(self, pen: Pen) -> str:
        return pen.say(f"shift.{shift_at(pen.sheet.printed_at.hour).value}")
