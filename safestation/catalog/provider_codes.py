"""Reads the directory's code lists, columns and sentences into one value."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from safestation import paths
from safestation.domain.errors import ContentRefused
from safestation.domain.languages import ENGLISH
from safestation.domain.provider_codes import Code, Column, ProviderCodes, plain
from safestation.domain.text import Text

_REMEDY = "give every code a `code` and a `label` with `en`"


def load_provider_codes(
    codes: Path | None = None, sentences: Path | None = None, columns: Path | None = None
) -> ProviderCodes:
    """Return the shipped lists, or those of the files given.

    Raises ContentRefused for a file that is not TOML, or lacks a code, a label or English.
    """
    lists_file = codes or paths.resource("codes", "providers.toml")
    columns_file = columns or paths.resource("providers", "columns.toml")
    sheet = _read(columns_file)
    return ProviderCodes(
        lists=MappingProxyType(
            {name: _codes(lists_file, name, rows) for name, rows in _read(lists_file).items()}
        ),
        columns=tuple(_column(columns_file, row) for row in sheet["column"]),
        sentences=_sentences(sentences or paths.resource("codes", "provider_sentences.toml")),
        guide=tuple(_text(columns_file, "guide", row) for row in sheet["guide"]),
        sheets=tuple(
            _text(columns_file, key, sheet[key])
            for key in ("sheet", "guide_sheet", "lists_sheet")
        ),
        clear=sheet["clear"],
    )


def _codes(file: Path, name: str, rows: Iterable[Mapping[str, Any]]) -> tuple[Code, ...]:
    found = tuple(_code(file, name, row) for row in rows)
    seen: dict[str, str] = {}
    for one in found:
        for wording in one.wordings:
            if seen.setdefault(wording, one.code) != one.code:
                raise ContentRefused(file.name, f"{name}.{one.code}", f"“{wording}” is taken")
    return found


def _code(file: Path, name: str, row: Mapping[str, Any]) -> Code:
    if "code" not in row or "label" not in row:
        raise ContentRefused(file.name, name, _REMEDY)
    return Code(
        code=row["code"],
        label=_text(file, f"{name}.{row['code']}", row["label"]),
        also=tuple(row.get("also", ())),
        locator=MappingProxyType(
            {
                category: frozenset(map(plain, values))
                for category, values in row.get("locator", {}).items()
            }
        ),
        teds=row.get("teds", ""),
    )


def _column(file: Path, row: Mapping[str, Any]) -> Column:
    place = f"column {row.get('field', '?')}"
    if not {"field", "kind", "title", "help"} <= row.keys():
        raise ContentRefused(file.name, place, "give field, kind, title and help")
    return Column(
        field=row["field"],
        kind=row["kind"],
        title=_text(file, place, row["title"]),
        help=_text(file, place, row["help"]),
        list=row.get("list", ""),
        also=tuple(row.get("also", ())),
        example=row.get("example", ""),
    )


def _sentences(file: Path) -> Mapping[str, Text]:
    return MappingProxyType(
        {
            f"{group}.{key}": _text(file, f"{group}.{key}", words)
            for group, sentences in _read(file).items()
            for key, words in sentences.items()
        }
    )


def _text(file: Path, place: str, words: Mapping[str, str]) -> Text:
    if ENGLISH not in words:
        raise ContentRefused(file.name, place, "write the English (en) too")
    return Text(MappingProxyType(dict(words)))


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ContentRefused(file.name, str(error), "repair the TOML there") from error
