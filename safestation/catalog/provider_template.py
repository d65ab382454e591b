"""Writes the template: a provider sheet to fill, with its example and its lists."""

from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from safestation.catalog.provider_codes import load_provider_codes
from safestation.catalog.provider_writing import (
    AS_TEXT,
    choices_by_list,
    make_book,
    put_text,
)
from safestation.domain.languages import ENGLISH
from safestation.domain.provider_codes import ProviderCodes

_ROWS = 1000  # prepared as text and with lists
_LISTED = {"flag": "known", "state": "state"}
_EXAMPLE = Font(italic=True, color="6B7280")


def write_template(
    target: Path | BytesIO, codes: ProviderCodes | None = None, language: str = ENGLISH
) -> None:
    """Write the workbook to fill: a sheet, how to fill it, and the lists.

    Every cell is text, so that no first zero and no number is ruined. The one example
    row is invented, and the import leaves it out.
    """
    lists = codes or load_provider_codes()
    book = make_book(lists, language)
    sheet = book.worksheets[0]
    for place, column in enumerate(lists.columns, 1):
        for row in range(2, _ROWS + 2):
            sheet.cell(row, place).number_format = AS_TEXT
        put_text(sheet, 2, place, column.example).font = _EXAMPLE
    _offer_lists(book, lists, language)
    book.save(target)


def _offer_lists(book: Workbook, codes: ProviderCodes, language: str) -> None:
    sheet, name = book.worksheets[0], codes.sheets[2].in_language(language)
    choices = choices_by_list(codes, language)
    places = {key: get_column_letter(at) for at, key in enumerate(choices, 1)}
    for at, column in enumerate(codes.columns, 1):
        key = column.list or _LISTED.get(column.kind, "")
        if key not in places:
            continue
        last, letter = len(choices[key]) + 1, places[key]
        offer = DataValidation("list", formula1=f"'{name}'!${letter}$2:${letter}${last}")
        # Several values in one cell are welcome, so the list offers and never forbids.
        offer.showErrorMessage = column.kind in {"known", "flag", "state"}
        offer.showInputMessage = True
        offer.prompt = column.help.in_language(language)[:250]
        sheet.add_data_validation(offer)
        here = get_column_letter(at)
        offer.add(f"{here}2:{here}{_ROWS + 1}")
