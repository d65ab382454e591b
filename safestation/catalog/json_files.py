"""Reads JSON strictly: what other readers let pass in silence is refused with its place."""

import json
from pathlib import Path
from typing import NoReturn

from safestation.domain.errors import ContentRefused


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises ContentRefused when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ContentRefused(
            path.name, "the file", "Check that the file can be read."
        ) from error


def parse(name: str, content: bytes) -> object:
    """Return the content of a JSON file. Raises ContentRefused with line and column."""
    try:
        return json.loads(
            content.decode("utf-8-sig"), object_pairs_hook=_Pairs(name), parse_constant=_refuse
        )
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise ContentRefused(name, place, "Save the file as UTF-8 text.") from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno} column {error.colno}"
        raise ContentRefused(name, place, f"Correct the JSON here: {error.msg}.") from error
    except RecursionError as error:
        raise ContentRefused(
            name, "the file", "Take out the nesting: it is too deep."
        ) from error
    except ValueError as error:
        raise ContentRefused(name, "the file", f"Write a number instead of {error}.") from error


class _Pairs:
    """Builds tables, refusing a key that stands twice in one: JSON would drop the first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        table: dict[str, object] = {}
        for key, value in pairs:
            if key in table:
                raise ContentRefused(self._name, f"key `{key}`", "Keep it once in this table.")
            table[key] = value
        return table


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
