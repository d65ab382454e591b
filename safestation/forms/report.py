"""The report of a program: counts over some days, for those who asked the program for them.

Nobody who was helped can be found on it: counts below 11 are not told, nor what would give
one away (CMS cell size policy).
"""

from typing import TYPE_CHECKING, ClassVar

from safestation.domain.station_paper import StationPaper
from safestation.forms.blocks import (
    Amount,
    Block,
    Box,
    Bullets,
    Gap,
    Heading,
    Para,
    Together,
    Tone,
)
from safestation.forms.station_form import StationForm

if TYPE_CHECKING:
    from safestation.domain.reporting.outside import OutMeasure, OutTable
    from safestation.domain.reporting.paper import ReportPaper

_KEPT = 5  # lines that stay with the head of their table at the end of a page


class ReportForm(StationForm):
    """The programs' own measures first, then everything else that was counted."""

    id: ClassVar[str] = "report"

    def blocks(self, paper: StationPaper) -> list[Block]:
        """Return the days, how it was counted, and every measure that had something."""
        # What a report says is loaded with the first one: the start shall not wait for it.
        from safestation.domain.reporting.paper import ReportPaper  # noqa: PLC0415 - see above

        if not isinstance(paper, ReportPaper):
            raise TypeError(type(paper).__name__)
        told = [one for one in paper.measures if one.tables]
        body: list[Block] = [
            Para(paper.say("days"), Tone.STRONG),
            Para(paper.say("programs")),
            Box(paper.say("how"), "\n".join(paper.lines("rules"))),
            *(Para(text, Tone.BODY) for _, text in paper.rows),
        ]
        for is_own, key in ((True, "own"), (False, "others")):
            some = [one for one in told if one.is_own is is_own]
            if some:
                body.append(Para(paper.say(key), Tone.LARGE))
                body += [block for one in some for block in _measure(paper, one)]
        silent = [one.label for one in paper.measures if not one.tables]
        if silent:
            body += [Heading(paper.say("nothing")), Bullets(tuple(silent))]
        return body


def _measure(paper: "ReportPaper", one: "OutMeasure") -> list[Block]:
    head: list[Block] = [
        Heading(one.label),
        Para(paper.say("counts", counts=one.counts, source=one.source), Tone.SMALL),
    ]
    first, *others = (_table(paper, table) for table in one.tables)
    blocks = [Together((*head, *first[: _KEPT + 1])), *first[_KEPT + 1 :]]
    for table in others:
        blocks += [Together(tuple(table[: _KEPT + 1])), *table[_KEPT + 1 :]]
    return blocks


def _table(paper: "ReportPaper", table: "OutTable") -> list[Block]:
    title = paper.say("table", title=table.title, of=table.of, unit=table.unit)
    rows: list[Block] = [Amount(one.label, one.count, one.share) for one in table.lines]
    if table.median:
        rows.append(Amount(paper.say("median"), table.median))
    return [Gap(0.3), Para(title, Tone.STRONG), *rows]
