"""Reads the training station's invented providers, by the rules of any provider sheet."""

import tomllib
from pathlib import Path

from safestation import paths
from safestation.catalog.provider_codes import load_provider_codes
from safestation.catalog.provider_rows import Cell, RowCollector
from safestation.domain.errors import ContentRefused
from safestation.domain.provider_codes import ProviderCodes
from safestation.domain.providers import Origin, Provider, with_facts


def load_training_providers(
    file: Path | None = None, codes: ProviderCodes | None = None
) -> tuple[Provider, ...]:
    """Return the invented providers, with ids that stay the same.

    Raises ContentRefused, naming the entry and the field, for a file that is wrong.
    """
    path = file or paths.resource("providers", "training.toml")
    collector = RowCollector(codes or load_provider_codes(), Origin.SPREADSHEET)
    columns = {column.field: column for column in (codes or load_provider_codes()).columns}
    for number, entry in enumerate(_entries(path), 1):
        unknown = set(entry) - set(columns)
        if unknown or "id" not in entry:
            place = f"provider {number}"
            raise ContentRefused(
                path.name, place, "give an id, and only fields of columns.toml"
            )
        collector.take(
            number, [Cell(columns[name], name, text) for name, text in entry.items()]
        )
    reading = collector.reading()
    for problem in reading.problems:
        place = f"provider {problem.row}, {problem.column}"
        raise ContentRefused(path.name, place, f"mend “{problem.value}” ({problem.key})")
    return tuple(
        with_facts(Provider(row.id, "", source=Origin.SPREADSHEET), row.values)
        for row in reading.rows
    )


def _entries(path: Path) -> list[dict[str, str]]:
    try:
        return list(tomllib.loads(path.read_text(encoding="utf-8"))["provider"])
    except tomllib.TOMLDecodeError as error:
        raise ContentRefused(path.name, str(error), "repair the TOML there") from error
