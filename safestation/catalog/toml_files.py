"""Reads TOML strictly: a file that is not TOML is refused with the line to repair."""

import re
import tomllib
from pathlib import Path

from safestation.domain.errors import ContentRefused

_WHERE = re.compile(r"\s*\(at ([^()]*)\)$")


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes. Raises ContentRefused when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        remedy = "Check that the file is there and can be read."
        raise ContentRefused(path.name, "the file", remedy) from error


def parse(name: str, content: bytes) -> dict[str, object]:
    """Return the content of a TOML file. Raises ContentRefused with line and column."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        raise ContentRefused(name, place, "Save the file as UTF-8 text.") from error
    except RecursionError as error:
        remedy = "Take out the nesting: it is too deep."
        raise ContentRefused(name, "the file", remedy) from error
    except ValueError as error:  # TOMLDecodeError, or a number too long to read
        raise ContentRefused(
            name, *_explain(error, 1 + content.rstrip().count(b"\n"))
        ) from error


def _explain(error: ValueError, last_line: int) -> tuple[str, str]:
    message = str(error)
    where = _WHERE.search(message)
    place = where[1].replace(",", "") if where else "the file"
    place = f"line {last_line}, the last" if place == "end of document" else place
    return place, f"Correct the TOML here: {_WHERE.sub('', message)}."
