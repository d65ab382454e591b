"""Writes the directory as XLSX and CSV that the import reads back unchanged."""

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from safestation.catalog.provider_codes import load_provider_codes
from safestation.domain.contact import STATES
from safestation.domain.hours_text import write_hours
from safestation.domain.languages import ENGLISH
from safestation.domain.provider_codes import Column, ProviderCodes
from safestation.domain.providers import Known, Provider
from safestation.domain.schedule import Schedule
from safestation.domain.spreadsheet import RISKY, defuse

AS_TEXT = "@"
_BOLD = Font(bold=True)
_SHADE = PatternFill("solid", fgColor="E7F1FA")
_WIDTHS = MappingProxyType({"name": 40, "long": 40, "codes": 36, "texts": 60, "hours": 30})


def write_xlsx(
    providers: Iterable[Provider], codes: ProviderCodes | None = None, language: str = ENGLISH
) -> bytes:
    """Return the directory as a workbook that the import reads back unchanged."""
    lists = codes or load_provider_codes()
    book = make_book(lists, language)
    for row, provider in enumerate(providers, 2):
        for place, text in enumerate(_texts(provider, lists, language), 1):
            if text:
                put_text(book.worksheets[0], row, place, text)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def write_csv(
    providers: Iterable[Provider], codes: ProviderCodes | None = None, language: str = ENGLISH
) -> bytes:
    """Return the directory as CSV (UTF-8 with mark), formula characters defused."""
    lists = codes or load_provider_codes()
    page = StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(column.title.in_language(language) for column in lists.columns)
    for provider in providers:
        writer.writerow(defuse(text) for text in _texts(provider, lists, language))
    return page.getvalue().encode("utf-8-sig")


def _texts(provider: Provider, codes: ProviderCodes, language: str) -> list[str]:
    return [_text(getattr(provider, c.field), c, codes, language) for c in codes.columns]


def _text(value: object, column: Column, codes: ProviderCodes, language: str) -> str:
    if isinstance(value, tuple):
        labels = (codes.label(column.list, c, language) if column.list else c for c in value)
        return "; ".join(labels)
    if isinstance(value, bool):
        return codes.label("known", "yes" if value else "no", language)
    if column.kind == "known":
        return codes.label("known", str(value), language) if value is not Known.UNKNOWN else ""
    if isinstance(value, Schedule):
        return write_hours(value)
    return f"{value:f}" if isinstance(value, Decimal) else str("" if value is None else value)


def make_book(codes: ProviderCodes, language: str) -> Workbook:
    """Return a workbook with the header row, how to fill it, and the lists."""
    book = Workbook()
    sheet, guide, lists = book.active, book.create_sheet(), book.create_sheet()
    for one, title in zip((sheet, guide, lists), codes.sheets, strict=True):
        one.title = title.in_language(language)
    sheet.freeze_panes = "B2"
    for place, column in enumerate(codes.columns, 1):
        head = put_text(sheet, 1, place, column.title.in_language(language))
        head.font, head.fill = _BOLD, _SHADE
        letter = sheet.column_dimensions[get_column_letter(place)]
        letter.width, letter.number_format = _WIDTHS.get(column.kind, 18), AS_TEXT
    _fill_guide(guide, codes, language)
    _fill_lists(lists, codes, language)
    return book


def _fill_guide(guide: Any, codes: ProviderCodes, language: str) -> None:  # noqa: ANN401 - untyped
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 40, 90
    for row, sentence in enumerate(codes.guide, 1):
        put_text(guide, row, 1, sentence.in_language(language))
    for row, column in enumerate(codes.columns, len(codes.guide) + 2):
        put_text(guide, row, 1, column.title.in_language(language)).font = _BOLD
        put_text(guide, row, 2, column.help.in_language(language))


def choices_by_list(codes: ProviderCodes, language: str) -> Mapping[str, list[str]]:
    """Return the words to choose from, by list, in the order of the lists sheet."""
    used = {column.list for column in codes.columns if column.list}
    lists = {
        name: [codes.label(name, code, language) for code in codes.codes(name)]
        for name in sorted(used)
    }
    return {**lists, "state": sorted(STATES)}


def _fill_lists(lists: Any, codes: ProviderCodes, language: str) -> None:  # noqa: ANN401 - untyped
    for place, (name, labels) in enumerate(choices_by_list(codes, language).items(), 1):
        lists.column_dimensions[get_column_letter(place)].width = 36
        put_text(lists, 1, place, _list_title(codes, name, language)).font = _BOLD
        for row, label in enumerate(labels, 2):
            put_text(lists, row, place, label)


def _list_title(codes: ProviderCodes, name: str, language: str) -> str:
    titles = (c.title for c in codes.columns if name in {c.list, c.field})
    return next(titles).in_language(language)


def put_text(sheet: Any, row: int, place: int, text: str) -> Any:  # noqa: ANN401 - untyped
    """Write a text that stays a text, also when somebody edits it later."""
    cell = sheet.cell(row, place)
    cell.number_format = AS_TEXT
    if text:
        cell.value = text
        cell.data_type = "s"  # openpyxl takes a leading = for a formula
        cell.quotePrefix = text.startswith(RISKY)
    return cell
