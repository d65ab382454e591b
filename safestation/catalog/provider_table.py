"""Reads a table with a header row: finds the columns by title, then takes each row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from safestation.catalog.provider_rows import Cell, RowCollector
from safestation.domain.errors import ImportRefused
from safestation.domain.provider_codes import Column, ProviderCodes
from safestation.domain.provider_import import ImportReading, Notice
from safestation.domain.providers import Origin, tidy_line

MAX_ROWS = 50_000
MAX_COLUMNS = 120

_HEADER_WITHIN = 10
_PHONES = {"phone", "intake_phone", "hotline"}


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as a file gives it. `fault` is the key of what keeps it from being read."""

    text: str = ""
    fault: str = ""


Row = Sequence[RawCell]
Header = dict[int, tuple[Column, str]]


def has_header(rows: Iterable[Row], codes: ProviderCodes) -> bool:
    """Tell whether one of the first rows has the titles of a provider sheet."""
    return any(_is_header(_header(row, codes)) for row in islice(rows, _HEADER_WITHIN))


def read_table(
    rows: Iterable[Row], codes: ProviderCodes, notices: Iterable[Notice] = ()
) -> ImportReading:
    """Return the reading of a table's rows, the first of which is row 1.

    Raises ImportRefused without a header, without rows, or with too many of them.
    """
    collector = RowCollector(codes, Origin.SPREADSHEET)
    for notice in notices:
        collector.notice(notice)
    header: Header = {}
    filled = 0
    for number, row in enumerate(rows, 1):
        if not any(cell.text.strip() or cell.fault for cell in row):
            continue
        if not header:
            header = _begin(number, row, codes, collector)
            continue
        filled += 1
        if filled > MAX_ROWS:
            raise ImportRefused("import_refused.too_many_rows")
        collector.take(number, _cells(row, header))
    if not header:
        raise ImportRefused("import_refused.no_header")
    if not filled:
        raise ImportRefused("import_refused.no_rows")
    return collector.reading()


def _begin(number: int, row: Row, codes: ProviderCodes, collector: RowCollector) -> Header:
    header = _header(row, codes)
    if not _is_header(header):
        if number >= _HEADER_WITHIN:
            raise ImportRefused("import_refused.no_header")
        return {}
    _refuse_repeated(header)
    for place, cell in enumerate(row):
        if place not in header and cell.text.strip():
            collector.notice(Notice("unknown_column", tidy_line(cell.text)[:60]))
    return header


def _refuse_repeated(header: Header) -> None:
    """Refuse two columns that mean the same, naming both. Raises ImportRefused."""
    titles: dict[str, str] = {}
    for column, title in header.values():
        if column.field in titles:
            both = f"“{titles[column.field]}”, “{title}”"
            raise ImportRefused("import_refused.repeated_column", both)
        titles[column.field] = title


def _header(row: Row, codes: ProviderCodes) -> Header:
    titles = ((place, tidy_line(cell.text)) for place, cell in enumerate(row))
    found = ((place, title, codes.column(title)) for place, title in titles if title)
    return {place: (column, title) for place, title, column in found if column is not None}


def _is_header(header: Header) -> bool:
    fields = {column.field for column, _ in header.values()}
    return "name" in fields and bool(fields & _PHONES)


def _cells(row: Row, header: Header) -> list[Cell]:
    return [
        Cell(column, title, row[place].text, row[place].fault)
        for place, (column, title) in header.items()
        if place < len(row)
    ]
