"""A report on paper: the station, the days, and the counts as they may leave the screen."""

from dataclasses import dataclass

from safestation.domain.reporting.outside import OutMeasure, Say, outside
from safestation.domain.reporting.report import Report
from safestation.domain.station_paper import StationPaper


@dataclass(frozen=True, slots=True, repr=False)
class ReportPaper(StationPaper):
    """What the form of a report is given."""

    measures: tuple[OutMeasure, ...] = ()


def report_paper(paper: StationPaper, report: Report, say: Say) -> ReportPaper:
    """Return the paper filled; nobody who was helped is on it."""
    names = (one.name.in_language(paper.language) for one in report.programs)
    values = {
        "first": paper.day(report.period.first),
        "last": paper.day(report.period.last),
        "programs": "; ".join(names),
    }
    notes = tuple(
        (
            "erased",
            paper.say(
                "erased", count=str(one.count), oldest=paper.day(one.oldest),
                newest=paper.day(one.newest),
            ),
        )
        for one in report.erased
    )  # fmt: skip
    return ReportPaper(
        paper.form, paper.words, paper.station, paper.made_at, paper.language, paper.training,
        values=values, rows=notes, measures=outside(report, say),
    )  # fmt: skip
