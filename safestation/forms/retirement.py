"""When a program ends or a computer goes: what to do in which order, and a wipe report.

42 CFR 2.19: hand on with consent, or destroy, as far as retention law lets go. The report
lists each medium, how it was wiped, and two of the staff; it is filled in by hand.
"""

from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import (
    Blanks,
    Block,
    Gap,
    Heading,
    PageBreak,
    Para,
    Ticks,
    Together,
)
from safestation.forms.station_form import StationForm, staff_signs

MEDIA = 8  # lines for media
_LINES = (("medium", 0.34), ("number", 0.22), ("method", 0.26), ("day", 0.18))


class Retirement(StationForm):
    """A checklist to tick, a list of media to fill in, two places to sign."""

    id: ClassVar[str] = "retirement"

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return the steps, the list of media, and the places to sign."""
        blanks = Blanks(tuple((paper.say(f"column.{key}"), share) for key, share in _LINES))
        return [
            Para(paper.say("what")),
            Heading(paper.say("before_title")),
            Ticks(paper.lines("before")),
            Heading(paper.say("wipe_title")),
            Ticks(paper.lines("wipe")),
            PageBreak(),  # the report is signed, and kept without the checklist
            Heading(paper.say("media_title")),
            Para(paper.say("methods")),
            *(blanks for _ in range(MEDIA)),
            Gap(0.5),
            Together((staff_signs(paper, "wiped_by"), staff_signs(paper, "seen_by"))),
        ]
