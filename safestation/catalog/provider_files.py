"""Reads a provider file of any kind: locator JSON, XLSX or CSV, told by its content."""

from functools import cache
from pathlib import Path

from safestation.catalog.provider_codes import load_provider_codes
from safestation.catalog.provider_csv import read_csv
from safestation.catalog.provider_locator import read_locator
from safestation.catalog.provider_xlsx import read_xlsx
from safestation.domain.errors import ImportRefused
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import ImportReading

MAX_BYTES = 20 * 1024 * 1024

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARK = b"\xef\xbb\xbf"
# Many portals give out a web page, or Excel's XML of 2003, under the name of a workbook.
_WEB_PAGES = (b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"<head")
_TAG = 10
_OTHER_KINDS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b")


def read_provider_file(
    source: Path | bytes, name: str = "", codes: ProviderCodes | None = None
) -> ImportReading:
    """Return the rows of a file, with everything that is wrong, by row and column.

    `name` is the file's name when only its bytes are given. Raises ImportRefused when the
    file as a whole cannot be read; never anything else, whatever the bytes are.
    """
    data = source if isinstance(source, bytes) else _load(source)
    file_name = (name or ("" if isinstance(source, bytes) else source.name)).lower()
    lists = codes or _shipped()
    if len(data) > MAX_BYTES:
        raise ImportRefused("import_refused.too_large")
    if not data.removeprefix(_MARK).strip():
        raise ImportRefused("import_refused.empty")
    if data.startswith(_OLD_OFFICE):
        reason = "encrypted" if _ENCRYPTED in data else "old_xls"
        raise ImportRefused(f"import_refused.{reason}")
    if data.startswith(_ZIP):
        return read_xlsx(data, lists)
    if file_name.endswith((".xlsx", ".xlsm")):
        raise ImportRefused("import_refused.broken_xlsx")
    if data.startswith(_OTHER_KINDS):
        raise ImportRefused("import_refused.binary")
    bare = data.removeprefix(_MARK).lstrip()
    if bare[:_TAG].lower().startswith(_WEB_PAGES):
        raise ImportRefused("import_refused.web_page")
    begins = bare[:1]
    if begins in {b"{", b"["} or file_name.endswith(".json"):
        return read_locator(data, lists)
    return read_csv(data, lists)


def _load(path: Path) -> bytes:
    try:
        if not path.is_file():  # a pipe would be waited for without end
            raise ImportRefused("import_refused.unreadable")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:  # ValueError: a path no system can hold
        raise ImportRefused("import_refused.unreadable") from error


@cache
def _shipped() -> ProviderCodes:
    return load_provider_codes()
