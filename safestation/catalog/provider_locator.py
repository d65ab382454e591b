"""Reads the federal treatment locator's JSON export: one page object, or a bare list."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from safestation.catalog.provider_rows import Cell, RowCollector
from safestation.domain.errors import ImportRefused
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.provider_import import ImportReading, Notice, RowProblem
from safestation.domain.providers import Known, Origin, tidy_line

MAX_ROWS = 50_000

# Fields of the export by ours. `name2` and `street2` are joined to the first.
_PLAIN = {
    "external_id": ("frid",),
    "organization": ("name1",),
    "phone": ("phone",),
    "intake_phone": ("intake1",),
    "hotline": ("hotline1",),
    "website": ("website",),
    "street": ("street1", "street2"),
    "city": ("city",),
    "state": ("state",),
    "postal_code": ("zip",),
    "latitude": ("latitude",),
    "longitude": ("longitude",),
}
_LISTS = {
    "focus": "focus",
    "levels_of_care": "level",
    "payers": "payer",
    "ages": "age",
    "sexes": "sex",
    "populations": "population",
    "only_for": "only_for",
    "medications": "medication",
    "languages": "language",
}
_EXAMPLES = re.compile(r"\s*\([^()]*\)\s*")


def read_locator(data: bytes, codes: ProviderCodes) -> ImportReading:
    """Return the facilities of an export. Raises ImportRefused when it is none.

    What no code stands for is kept word for word in `services`. A field of which the
    export does not speak is left as it is.
    """
    page = _parse(data)
    rows = page.get("rows") if isinstance(page, dict) else page
    if not isinstance(rows, list):
        raise ImportRefused("import_refused.not_a_locator_export")
    if not rows:
        raise ImportRefused("import_refused.no_rows")
    if len(rows) > MAX_ROWS:
        raise ImportRefused("import_refused.too_many_rows")
    if not any(isinstance(row, dict) and "name1" in row for row in rows):
        raise ImportRefused("import_refused.not_a_locator_export")
    collector = RowCollector(codes, Origin.LOCATOR)
    _mention_pages(page, collector)
    for number, row in enumerate(rows, 1):
        if isinstance(row, dict):
            values = _values(_services(row.get("services")), codes)
            collector.take(number, _cells(row, codes), values)
        else:
            collector.problem(RowProblem(number, "rows", "not_a_facility"))
    return collector.reading()


def _parse(data: bytes) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return json.loads(data.decode(json.detect_encoding(data)))
    except (ValueError, RecursionError) as error:
        raise ImportRefused("import_refused.broken_json") from error


def _mention_pages(page: object, collector: RowCollector) -> None:
    if isinstance(page, dict):
        number, total = page.get("page"), page.get("totalPages")
        if isinstance(number, int) and isinstance(total, int) and total > 1:
            collector.notice(Notice("more_pages", f"{number}/{total}"))
            collector.is_part = True


def _cells(row: Mapping[str, Any], codes: ProviderCodes) -> Iterator[Cell]:
    columns = {column.field: column for column in codes.columns}
    names = [text for text in (_text(row, "name1"), _text(row, "name2")) if text]
    yield Cell(columns["name"], "name1", ", ".join(names))
    for field, keys in _PLAIN.items():
        texts = [text for text in (_text(row, key) for key in keys) if text]
        yield Cell(columns[field], keys[0], ", ".join(texts))


def _text(row: Mapping[str, Any], key: str) -> str:
    value = row.get(key)
    if isinstance(value, str):
        return tidy_line(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return str(value)[:50] if is_number else ""


def _services(services: object) -> Iterator[tuple[str, str, str]]:
    """Yield category code, category name and one value at a time."""
    for service in services if isinstance(services, list) else ():
        if not isinstance(service, dict):
            continue
        name, code, values = (_text(service, key) for key in ("f1", "f2", "f3"))
        for value in values.split(";"):
            if value.strip():
                yield code, name, value.strip()


def _values(services: Iterable[tuple[str, str, str]], codes: ProviderCodes) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    verbatim: list[str] = []
    for category, name, value in services:
        meant = [
            (field, code)
            for field, listed in _LISTS.items()
            for code in codes.from_locator(listed, category, value)
        ]
        for field, code in meant:
            found.setdefault(field, []).append(code)
        brings = bool(codes.from_locator("accepts_children", category, value))
        if brings:
            found["accepts_children"] = [Known.YES]
        if not meant and not brings:
            verbatim.append(_in_words(name or category, value))
    values: dict[str, Any] = {field: _narrowest(of) for field, of in found.items()}
    if "accepts_children" in values:
        values["accepts_children"] = Known.YES
    return values | {"services": tuple(dict.fromkeys(verbatim))}


def _in_words(category: str, value: str) -> str:
    return f"{_EXAMPLES.sub(' ', category).strip().replace(';', ',')}: {value}"


def _narrowest(found: Iterable[str]) -> tuple[str, ...]:
    """Leave out a broad code where a narrower one of its kind says more."""
    codes = dict.fromkeys(found)
    return tuple(c for c in codes if not any(other.startswith(f"{c}.") for other in codes))
