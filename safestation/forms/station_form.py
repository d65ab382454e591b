"""What forms about the station share: header, footer, places for the staff to sign."""

from typing import ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import MARGIN, Blanks, Block, Pages, Para, Together, Tone

_LINES = (("signature", 0.4), ("printed_name", 0.33), ("date_and_time", 0.27))


class StationForm:
    """A form about the station. Each writes its own `blocks`."""

    id: ClassVar[str]
    version: ClassVar[str] = "1"
    margin: ClassVar[float] = MARGIN

    def render(self, paper: StationPaper) -> bytes:
        """Return the pages as PDF. Pure: the same paper gives the same bytes."""
        # ReportLab costs 150 ms to load: the first print pays for it, not the start.
        from safestation.forms.layout import to_pdf  # noqa: PLC0415 - see above

        return to_pdf(self.pages(paper))

    def pages(self, paper: StationPaper) -> Pages:
        """Return what will be printed, as values."""
        station, title = paper.station, paper.say("title")
        return Pages(
            name=title,
            title=title,
            station=" · ".join(part for part in (station.title, station.phone) if part),
            right=self.right(paper),
            footer=(paper.say("form", form=self.id, version=self.version),),
            page_of=paper.say("page_of", page="{page}", pages="{pages}"),
            glyph_note=paper.say("glyph_note", mark="{mark}"),
            blocks=tuple(self.blocks(paper)),
            language=paper.language,
            paper=station.paper,
            stamp=paper.say("training") if paper.training else "",
            margin=self.margin,
        )

    def right(self, paper: StationPaper) -> tuple[str, ...]:
        """Return the lines on the right of the header."""
        return (paper.moment(paper.made_at),)

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return the body of the form."""
        raise NotImplementedError


def staff_signs(paper: StationPaper, who: str) -> Block:
    """Return a place for one of the staff to sign; `who` is a key of the form's words."""
    blanks = Blanks(tuple((paper.say(caption), share) for caption, share in _LINES))
    return Together((Para(paper.say(who), Tone.STRONG), blanks))
