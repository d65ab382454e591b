"""Sharps injury of one of the staff (29 CFR 1910.1030(h)(5)): a blank form, no names.

The person served is never on it, and neither is the one who was hurt: the employer's case
number stands for them, so that the log stays confidential.
"""

from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import Block, Box, Bullets, Fill, Heading, Para, Ticks, Tone
from safestation.forms.ledger_forms import LedgerForm

ABOUT = ("case", "day", "work_area", "device_type", "device_brand")
LINES_FOR_HOW = 4


class NeedleStick(LedgerForm):
    """What to do now, in order; then what the sharps injury log has to hold."""

    id: ClassVar[str] = "needle_stick"

    def right(self, paper: StationPaper) -> tuple[str, ...]:
        """Return that nobody's day stands here yet."""
        return (paper.say("blank_form"),)

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return the steps, the lines to fill in by hand, and what was done."""
        steps = enumerate(paper.lines("now"), start=1)
        now = tuple(paper.say("step", number=str(n), text=text) for n, text in steps)
        return [
            Box("", paper.say("confidential")),
            Heading(paper.say("section.now")),
            *(Para(one) for one in now),
            Heading(paper.say("section.log")),
            *(Fill(paper.say(f"label.{one}")) for one in ABOUT),
            Fill(paper.say("label.how")),
            *(Fill(" ") for _ in range(LINES_FOR_HOW - 1)),
            Heading(paper.say("section.done")),
            Ticks(paper.lines("done")),
            Heading(paper.say("section.keep")),
            Bullets(paper.lines("keep")),
            Para(paper.say("whose_rule"), Tone.SMALL),
        ]
