"""The recovery sheet: one calm page for a sealed envelope. The only paper with a secret.

It is made in memory and goes to the printer from there; no file of it is ever offered.
"""

from typing import ClassVar

from safestation.domain.recovery_paper import SHEETS, RecoveryPaper
from safestation.forms.blocks import (
    Blanks,
    Block,
    Bullets,
    Code,
    Fill,
    Gap,
    Heading,
    Pages,
    Para,
    Together,
    Tone,
)

COMMON = "common"
_LINES = (("signature", 0.4), ("printed_name", 0.33), ("date_and_time", 0.27))


class RecoverySheet:
    """One sheet, of the two that a station keeps. Satisfies services.keys.SheetForm."""

    id: ClassVar[str] = "recovery_sheet"
    version: ClassVar[str] = "1"

    def render(self, paper: RecoveryPaper) -> bytes:
        """Return the page as PDF. Pure: the same paper gives the same bytes."""
        # ReportLab costs 150 ms to load: the first print pays for it, not the start.
        from safestation.forms.layout import to_pdf  # noqa: PLC0415 - see above

        return to_pdf(self.pages(paper))

    def pages(self, paper: RecoveryPaper) -> Pages:
        """Return what will be printed, as values."""
        station = paper.station
        title = _say(paper, "title", number=str(paper.number), count=str(SHEETS))
        form = _say(paper, "form", form=self.id, version=self.version)
        return Pages(
            name=title,
            title=title,
            station=" · ".join(part for part in (station.title, station.phone) if part),
            right=(_say(paper, "made", day=_day(paper)),),
            footer=(form, _say(paper, "secret")),
            page_of=_say(paper, "page_of", page="{page}", pages="{pages}"),
            glyph_note=_say(paper, "glyph_note", mark="{mark}"),
            blocks=tuple(_blocks(paper)),
            language=paper.language,
            body=10.5,
            paper=station.paper,
            stamp=_say(paper, "training") if paper.training else "",
        )


def _blocks(paper: RecoveryPaper) -> list[Block]:
    return [
        Para(_say(paper, "secret"), Tone.STRONG),
        Para(_say(paper, "what")),
        Heading(_say(paper, "code")),
        Code(tuple(paper.code.split("-")), paper.code, _say(paper, "scan")),
        Para(_say(paper, "typing"), Tone.SMALL),
        Heading(_say(paper, "use_title")),
        Bullets(_lines(paper, "use")),
        Heading(_say(paper, "keep_title")),
        Bullets(_lines(paper, "keep")),
        Together(
            (
                Heading(_say(paper, "seal")),
                Fill(_say(paper, "kept_at")),
                *_signing(paper, "sealed_by"),
                Gap(0.5),
                *_signing(paper, "opened_by"),
            )
        ),
    ]


def _signing(paper: RecoveryPaper, who: str) -> list[Block]:
    parts = tuple((_say(paper, caption), share) for caption, share in _LINES)
    return [Para(_say(paper, who), Tone.STRONG), Blanks(parts)]


def _say(paper: RecoveryPaper, key: str, **values: str) -> str:
    own = paper.words[RecoverySheet.id]
    words = own if own.has(key) else paper.words[COMMON]
    return words.say(key, paper.language, **values)


def _lines(paper: RecoveryPaper, key: str) -> tuple[str, ...]:
    return paper.words[RecoverySheet.id].lines(key, paper.language)


def _day(paper: RecoveryPaper) -> str:
    at = paper.made_at
    month = _say(paper, f"month.{at.month}")
    return _say(paper, "day", day=str(at.day), month=month, year=str(at.year))
