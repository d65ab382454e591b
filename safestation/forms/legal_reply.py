"""The neutral answer to a legal demand: it says the same whether somebody was here or not."""

from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import Block, Gap, Para, Row
from safestation.forms.station_form import StationForm, staff_signs


class LegalReply(StationForm):
    """Neither confirms nor denies (42 CFR 2.13(c)). It is given no visit to tell of."""

    id: ClassVar[str] = "legal_reply"

    def right(self, paper: StationPaper) -> tuple[str, ...]:
        """Return the day of the letter."""
        return (paper.day(paper.made_at),)

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return to whom, about which paper, the answer, and the place to sign."""
        body: list[Block] = [
            Row(paper.say("label.to"), paper.values["sender"]),
            Row(paper.say("label.about"), paper.say(f"about.{paper.values['kind']}")),
            Gap(),
        ]
        body += [Para(line) for line in paper.lines("letter")]
        body.append(Para(paper.say(f"answer.{paper.values['kind']}")))
        if paper.values["contact"]:
            body.append(Para(paper.say("contact_line")))
        return [*body, Gap(), staff_signs(paper, "signed_by")]
