"""The program card: one page for the wall, made from the program's file."""

from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import Block, Heading, OnePage, Para, Row, Tone
from safestation.forms.station_form import StationForm

LARGEST, SMALLEST = 12.0, 7.5  # points; a wall card is read from a step away


class ProgramCard(StationForm):
    """Whom to call, the way, what excludes and what is done instead, items, clocks."""

    id: ClassVar[str] = "program_card"
    margin: ClassVar[float] = 30.0

    def right(self, paper: StationPaper) -> tuple[str, ...]:
        """Return the day alone: a card hangs for months."""
        return (paper.day(paper.made_at),)

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return the card, in the largest type that fits on its page."""
        body: list[Block] = [Para(paper.say("under"), Tone.STRONG)]
        for key, rows in paper.sections:
            body.append(Heading(paper.say(f"section.{key}")))
            body += [Row(label, told) for label, told in rows]
        body += [Para(paper.say(one), Tone.SMALL) for one in ("default", "replace")]
        return [OnePage(tuple(body), LARGEST, SMALLEST)]
