"""Reads XLSX workbooks from people one does not know: guarded first, then opened."""

import math
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from safestation.catalog.provider_table import (
    MAX_COLUMNS,
    MAX_ROWS,
    RawCell,
    has_header,
    read_table,
)
from safestation.domain.errors import ImportRefused
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import ImportReading, Notice
from safestation.domain.providers import tidy_line

# A full list of 50,000 rows unpacks to about 60 MB; beyond this it is no list.
MAX_UNPACKED = 200 * 1024 * 1024
MAX_PARTS = 500

_LAST_ROW = MAX_ROWS + 20  # a little more, so that too many rows are seen
_CHUNK = 1 << 16
_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
_PLAIN_PACKING = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DATES = (date, datetime, time, timedelta)
# What zipfile and openpyxl raise on damaged input; openpyxl documents no common base.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)


def read_xlsx(data: bytes, codes: ProviderCodes) -> ImportReading:
    """Return the rows of the first sheet with a header. Raises ImportRefused.

    Formulas are reported by cell and never run, nor is what they last showed believed.
    """
    try:
        _guard(data)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles and extensions
            return _read(data, codes)
    except _DAMAGE as error:
        raise ImportRefused("import_refused.broken_xlsx") from error


def _guard(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)
        if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED:
            raise ImportRefused("import_refused.swollen")
        for part in parts:
            if part.flag_bits & 1:
                raise ImportRefused("import_refused.encrypted")
            if part.compress_type not in _PLAIN_PACKING:
                raise ImportRefused("import_refused.broken_xlsx")
            _refuse_entities(package, part)


def _refuse_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a part that declares entities: no workbook does, and they can swell."""
    tail = b""
    with package.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            # Without the zeros of UTF-16, in which they could hide.
            seen = (tail + chunk).replace(b"\0", b"")
            if part.filename.endswith((".xml", ".rels")) and any(e in seen for e in _ENTITIES):
                raise ImportRefused("import_refused.swollen")
            tail = chunk[-2 * len(_ENTITIES[0]) :]


def _read(data: bytes, codes: ProviderCodes) -> ImportReading:
    # Not data_only: that would show what a formula last came to and hide that it is one.
    with closing(openpyxl.load_workbook(BytesIO(data), read_only=True)) as book:
        lists = [sheet for sheet in book.worksheets if has_header(_rows(sheet), codes)]
        if not lists:
            raise ImportRefused("import_refused.no_header")
        others = [Notice("other_sheet", tidy_line(sheet.title)[:60]) for sheet in lists[1:]]
        return read_table(_rows(lists[0]), codes, others)


def _rows(sheet: Any) -> Iterator[list[RawCell]]:  # noqa: ANN401 - openpyxl is untyped
    for row in sheet.iter_rows(max_row=_LAST_ROW, max_col=MAX_COLUMNS):
        yield [_raw(cell.value, cell.data_type) for cell in row]


def _raw(value: object, data_type: str) -> RawCell:
    if value is None:
        return RawCell()
    if data_type == "f":
        return RawCell(fault="formula")
    if data_type == "e":
        return RawCell(str(value), "cell_error")
    if isinstance(value, _DATES):
        return RawCell(fault="date_instead")
    return RawCell(_written(value))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    is_whole = math.isfinite(value) and value.is_integer() and abs(value) < 1e15  # noqa: PLR2004 - what a float holds exactly
    return str(int(value)) if is_whole else repr(value)
