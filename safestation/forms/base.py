"""What all forms share: narrowing, the header and footer words, the size of the type."""

from dataclasses import replace
from typing import ClassVar

from safestation.domain.opening import plain_way
from safestation.domain.sheet import STATEMENT_SHORT, Sheet
from safestation.forms.blocks import MARGIN, Block, Pages
from safestation.forms.pen import Pen
from safestation.forms.wording import COMMON

RECIPIENT, PERSON, STATION = "recipient", "person", "station"
EMERGENCY, NOBODY = "emergency", "nobody"
LAW_ENFORCEMENT = "law_enforcement"

BODY_SIZES = {
    RECIPIENT: 10.5,
    EMERGENCY: 10.5,
    STATION: 10.5,
    LAW_ENFORCEMENT: 10.5,
    PERSON: 13.0,
    NOBODY: 13.0,
}
LARGE_PRINT = 18.0  # points; usual size of large print
CARRIES_STATEMENT = frozenset({RECIPIENT, EMERGENCY})


class PaperForm:
    """A printed form.

    `information` are the kinds of information it may show; `needs` are those without which
    it makes no sense, so a consent has to cover these. `render` leaves out the rest.
    """

    id: ClassVar[str]
    version: ClassVar[str] = "1"
    audience: ClassVar[str]
    information: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[frozenset[str]] = frozenset()
    names_visit: ClassVar[bool] = True
    size: ClassVar[float] = 0.0  # points of running text; 0 is what the audience gets
    margin: ClassVar[float] = MARGIN

    def render(self, sheet: Sheet) -> bytes:
        """Return the pages as PDF. Pure: the same sheet gives the same bytes."""
        # ReportLab costs 150 ms to load: the first print pays for it, not the start.
        from safestation.forms.layout import to_pdf  # noqa: PLC0415 - see above

        return to_pdf(self.pages(sheet))

    def pages(self, sheet: Sheet) -> Pages:
        """Return what will be printed, as values."""
        narrowed = self.narrowed(sheet)
        pen = Pen(narrowed, self.id)
        return Pages(
            name=self._name(pen),
            title=self.title(pen),
            station=self.station_line(pen),
            right=self.right(pen),
            footer=self.footer(pen),
            page_of=pen.say("page_of", page="{page}", pages="{pages}"),
            glyph_note=pen.say("glyph_note", mark="{mark}"),
            blocks=tuple(self.blocks(pen)),
            language=sheet.language,
            body=LARGE_PRINT if sheet.large_print else self.size or BODY_SIZES[self.audience],
            paper=sheet.paper,
            stamp=pen.say("training") if sheet.training else "",
            statement=self._statement(narrowed),
            margin=self.margin,
        )

    def narrowed(self, sheet: Sheet) -> Sheet:
        """Return the sheet with only what this form may show and the ground covers."""
        return sheet.narrowed_to(self.information)

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the body of the form. Each form writes its own."""
        raise NotImplementedError

    def title(self, pen: Pen) -> str:
        """Return the title in the header."""
        return pen.say("title")

    def station_line(self, pen: Pen) -> str:
        """Return the line under the title: who hands this out, and their number."""
        station = pen.sheet.station
        return " · ".join(part for part in (station.title, station.phone) if part)

    def right(self, pen: Pen) -> tuple[str, ...]:
        """Return the lines on the right of the header: visit number and time of printing."""
        stamp = replace(pen, form=COMMON)  # the same on every paper, whatever its own words
        if not self.names_visit:
            return (stamp.day(pen.sheet.printed_at),)
        if pen.sheet.blank:
            return (pen.say("blank_form"),)
        key = "visit" if plain_way(pen.sheet.program) is not None else "visit_any"
        number = pen.say(key, number=pen.sheet.visit.number)
        return (number, stamp.full_moment(pen.sheet.printed_at))

    def footer(self, pen: Pen) -> tuple[str, ...]:
        """Return which form this is, in which version, and which reprint."""
        sheet = pen.sheet
        told = [pen.say("form", form=self.id, version=self.version)]
        if self.names_visit and sheet.record_version and not sheet.blank:
            told.append(pen.say("record", version=str(sheet.record_version)))
        if sheet.reprint:
            told.append(pen.say("reprint", number=str(sheet.reprint)))
        return tuple(told)

    def _name(self, pen: Pen) -> str:
        number = pen.sheet.visit.number if self.names_visit and not pen.sheet.blank else ""
        return f"{pen.say('title')} {number}".strip()

    def _statement(self, sheet: Sheet) -> str:
        if self.audience not in CARRIES_STATEMENT or not sheet.is_protected:
            return ""
        return " ".join(sheet.law[STATEMENT_SHORT].split())
