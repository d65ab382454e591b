"""Reads CSV as spreadsheet programs write it."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from safestation.catalog.provider_table import MAX_COLUMNS, RawCell, has_header, read_table
from safestation.domain.errors import ImportRefused
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import ImportReading, Notice
from safestation.domain.spreadsheet import arm

_DELIMITERS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
# Put behind the last line: it comes out alone, unless a cell was never closed.
_END = "\x1e"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read_csv(data: bytes, codes: ProviderCodes) -> ImportReading:
    """Return the rows of a CSV file with commas, semicolons or tabs.

    UTF-8 with or without mark, UTF-16 with mark, else Windows-1252 with a notice. A cell
    that looks like a formula is text. Raises ImportRefused.
    """
    text, notices = _decode(data)
    if "\0" in text:
        raise ImportRefused("import_refused.binary")
    line = _SEPARATOR_LINE.match(text)
    # Spreadsheet programs obey this line and do not show it, so it counts as no row.
    body = text[line.end() :] if line else text
    delimiter = line[1] if line and line[1] in _DELIMITERS else _sniff(body, codes)
    return read_table(_rows(body, delimiter), codes, notices)


def _decode(data: bytes) -> tuple[str, list[Notice]]:
    try:
        encoding = "utf-16" if data.startswith(_UTF16) else "utf-8-sig"
        return data.decode(encoding), []
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), [Notice("old_encoding")]
    except UnicodeDecodeError as error:
        raise ImportRefused("import_refused.binary") from error


def _sniff(text: str, codes: ProviderCodes) -> str:
    """Return what splits the titles into cells; a line above them may have other signs."""
    first = text.lstrip().split("\n", 1)[0]
    likely = sorted(_DELIMITERS, key=first.count, reverse=True)
    return next((d for d in likely if has_header(_split(text, d), codes)), likely[0])


def _rows(text: str, delimiter: str) -> Iterator[list[RawCell]]:
    """Yield the rows. Raises ImportRefused when a quotation mark swallows the end."""
    last = 0
    for last, row in enumerate(_split(f"{text}\n{_END}", delimiter), 1):  # noqa: B007 - told below
        if [cell.text for cell in row] == [_END]:
            return
        yield row
    raise ImportRefused("import_refused.open_quote", str(last))


def _split(text: str, delimiter: str) -> Iterator[list[RawCell]]:
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            yield [RawCell(arm(cell)) for cell in row[:MAX_COLUMNS]]
    except csv.Error as error:
        raise ImportRefused("import_refused.broken_csv") from error
