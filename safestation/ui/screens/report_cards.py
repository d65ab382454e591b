"""A report on the screen: one card a measure, its lines with their true numbers."""

from collections.abc import Iterable, Iterator

from PySide6.QtWidgets import QVBoxLayout, QWidget

from safestation.domain.reporting.outside import said, shares, span
from safestation.domain.reporting.report import Report
from safestation.domain.reporting.tables import Measured, Table
from safestation.ui.kit.card import Card
from safestation.ui.kit.cells import Cell, Column, Row
from safestation.ui.kit.label import Label
from safestation.ui.kit.table import Table as Lines
from safestation.ui.moments import plain_day
from safestation.ui.style.theme import look
from safestation.ui.words import Words


class ReportView(QWidget):
    """Shows a report: what it is about, the programs' own measures, everything else."""

    def __init__(self, report: Report, words: Words) -> None:
        super().__init__()
        self._report, self._words = report, words
        self.tables: dict[str, Lines] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        column.addWidget(self._about())
        silent: list[str] = []
        for key, names in (("own", report.own), ("others", report.others)):
            some = [report.measured[one] for one in names if report.measured[one].tables]
            silent += [one for one in names if not report.measured[one].tables]
            if some:
                column.addWidget(Label(words(f"report.{key}"), "title"))
            for one in some:
                column.addWidget(self._card(one))
        if silent:
            labels = (said(report.measures[one].label, words) for one in silent)
            nothing = words("report.nothing", what=", ".join(labels))
            column.addWidget(Label(nothing, "muted"))

    def _about(self) -> Card:
        report, words, card = self._report, self._words, Card("info")
        names = ", ".join(said(one.name, words) for one in report.programs)
        about = words(
            "report.about",
            first=plain_day(report.period.first),
            last=plain_day(report.period.last),
            programs=names,
            cases=words("report.cases", count=report.cases),
        )
        card.body.addWidget(Label(about, "strong"))
        card.body.addWidget(Label(words("report.true_here"), "body"))
        card.body.addWidget(Label(words("report.overlap"), "muted"))
        for one in report.erased:
            told = words(
                "report.erased",
                count=one.count,
                oldest=plain_day(one.oldest),
                newest=plain_day(one.newest),
            )
            card.body.addWidget(Label(told, "clock"))
        return card

    def _card(self, one: Measured) -> Card:
        words, measure, card = self._words, self._report.measures[one.measure], Card()
        name = said(measure.label, words)
        card.body.addWidget(Label(name, "section"))
        card.body.addWidget(Label(said(measure.counts, words), "body"))
        card.body.addWidget(Label(words("report.source", source=measure.source), "muted"))
        heads = (Column(words("report.column_what"), 1), Column(words("report.column_count")),
                 Column(words("report.column_share")))  # fmt: skip
        lines = self.tables[one.measure] = Lines(heads, name)
        lines.show_whole()
        lines.show_rows([row for table in one.tables for row in rows_of(table, words)])
        card.body.addWidget(lines)
        return card


def rows_of(table: Table, words: Words) -> Iterator[Row]:
    """Yield the heading of a table and its lines, as they are: nothing is left out here."""
    heading = words(
        "report.of_all",
        title=said(table.title, words),
        of=f"{table.of.count:,}",
        unit=words(f"report.unit_{table.unit}", count=table.of.count),
    )
    told = (Cell(heading, detail=_times(table, words), bold=True),)
    yield Row(table.id, told, heading=True)
    for line in table.lines:
        share = ""
        if table.of.count and shares(table):
            share = words("report.share", share=round(100 * line.count / table.of.count))
        name = said(line.label, words)
        yield Row(f"{table.id} {line.code}", (name, f"{line.count:,}", share))


def _times(table: Table, words: Words) -> str:
    spread = table.spread
    if spread is None:
        return ""
    return words(
        "report.times_known",
        median=span(spread.median, words),
        low=span(spread.low, words),
        high=span(spread.high, words),
        count=spread.known.count,
    )


def lines_of(view: ReportView) -> Iterable[tuple[str, str, str]]:
    """Return every line that a report shows: its measure, its words, its number."""
    for measure, lines in view.tables.items():
        for place in range(lines.model().rowCount()):
            yield measure, lines.cell(place, 0).text, lines.cell(place, 1).text
