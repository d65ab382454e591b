"""The day's seal: how far the history has come, to be signed in ink and kept."""

from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import Block, Bullets, Gap, Heading, Para, Row, Tone
from safestation.forms.station_form import StationForm, staff_signs


class DaySeal(StationForm):
    """The head of the history as words and as a code, with two places to sign."""

    id: ClassVar[str] = "day_seal"

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return the seal, what it is for, and the places to sign."""
        return [
            Para(paper.say("what")),
            Heading(paper.say("seal")),
            Row(paper.say("label.line"), paper.values["line"]),
            Row(paper.say("label.until"), paper.moment(paper.made_at)),
            Para(paper.values["words"], Tone.LARGE),
            Para(paper.values["code"], Tone.LARGE),
            Heading(paper.say("keep_title")),
            Bullets(paper.lines("keep")),
            Gap(),
            staff_signs(paper, "sealed_by"),
            staff_signs(paper, "seen_by"),
        ]
