"""A report as a table for a spreadsheet: the same counts as on paper, never more."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from safestation.domain.reporting.outside import OutMeasure, OutTable, Say, outside
from safestation.domain.reporting.report import Report
from safestation.domain.spreadsheet import defuse

HEAD: Final = (
    "first_day", "last_day", "measure", "measure_label", "table", "line", "unit", "count", "of",
    "percent", "median",
)  # fmt: skip


def as_csv(report: Report, say: Say) -> bytes:
    """Return the report as CSV (UTF-8 with mark), without a cell that acts as a formula."""
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(HEAD)
    days = (report.period.first.isoformat(), report.period.last.isoformat())
    for one in outside(report, say):
        for table in one.tables:
            for cells in _rows(one, table):
                writer.writerow(defuse(cell) for cell in (*days, *cells))
    return page.getvalue().encode("utf-8-sig")


def _rows(one: OutMeasure, table: OutTable) -> Iterator[tuple[str, ...]]:
    for n, line in enumerate(table.lines):
        median = table.median if n == 0 else ""
        percent = line.share.rstrip("% \u00a0")
        yield (
            one.id, one.label, table.title, line.label, table.unit, line.count, table.of,
            percent, median,
        )  # fmt: skip
