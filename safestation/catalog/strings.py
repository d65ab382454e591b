"""Reads the window's words: resources/strings/<language>/*.toml, by dotted key."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from safestation.domain.errors import ContentRefused
from safestation.domain.text import ENGLISH


def load_strings(folder: Path, language: str) -> Mapping[str, str]:
    """Return every sentence by key in `language`, in English where it has none.

    `folder` holds one folder for each language. Raises ContentRefused for a file that
    is not TOML, a value that is not text, or a key that two files give.
    """
    words = _load(folder / ENGLISH)
    if language != ENGLISH:
        words |= _load(folder / language)
    return MappingProxyType(words)


def languages(folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, English first."""
    found = {path.name for path in folder.iterdir() if path.is_dir()}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def _load(folder: Path) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        source = path.read_text(encoding="utf-8")
        for key, value in _flat(_parse(path, source)):
            if not isinstance(value, str):
                raise _refused(path, source, key, "put the sentence between quotes")
            if key in words:
                raise _refused(path, source, key, "another file has this key: rename it")
            words[key] = value
    return words


def _parse(path: Path, source: str) -> dict[str, object]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = str(error).rpartition("(at ")[2].rstrip(")") or "the file"
        raise ContentRefused(_name(path), place, "repair the TOML there") from error


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _refused(path: Path, source: str, key: str, remedy: str) -> ContentRefused:
    return ContentRefused(_name(path), f"line {_line_of(key, source)} ({key})", remedy)


def _line_of(key: str, source: str) -> int:
    last = key.rpartition(".")[2]
    lines = source.splitlines()
    return next((i for i, line in enumerate(lines, 1) if line.lstrip().startswith(last)), 1)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
