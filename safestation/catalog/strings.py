"""Reads the window's words: resources/strings/<language>/*.toml, by dotted key."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from safestation.domain.errors import ContentRefused
from safestation.domain.languages import ENGLISH


def load_strings(folder: Path, language: str) -> Mapping[str, str]:
    """Return every sentence by key in `language`, in English where it has none.

    `folder` holds one folder for each language. Raises ContentRefused for a file that
    is not TOML, a value that is not text, or a key that two files give.
    """
    words = _load(folder / ENGLISH)
    if language != ENGLISH:
        words |= _load(folder / language)
    return MappingProxyType(words)


class AsAsked(Mapping[str, str]):
    """The sentences of a few files in a language, each file read when one is missing.

    For the first moments of the window: in English where the language has none; a file that
    is wrong is left out, and is for `load_strings` to refuse.
    """

    def __init__(self, folder: Path, language: str, names: Iterable[str]) -> None:
        spoken = dict.fromkeys((language, ENGLISH))
        self._unread = [folder / each / f"{name}.toml" for each in spoken for name in names]
        self._words: dict[str, str] = {}

    def __getitem__(self, key: str) -> str:
        while key not in self._words and self._unread:
            self._read()
        return self._words[key]

    def __iter__(self) -> Iterator[str]:
        while self._unread:
            self._read()
        return iter(self._words)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return True  # there are words: nothing has to be read to know that

    def _read(self) -> None:
        with suppress(ContentRefused, OSError):
            self._words = _sentences(self._unread.pop(0)) | self._words


def languages(folder: Path) -> tuple[str, ...]:
    """Return the codes of the languages that have a folder, English first."""
    found = {path.name for path in folder.iterdir() if path.is_dir()}
    return (ENGLISH, *sorted(found - {ENGLISH}))


def _load(folder: Path) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        for key, value in _sentences(path).items():
            if key in words:
                raise _refused(path, key, "another file has this key: rename it")
            words[key] = value
    return words


def _sentences(path: Path) -> dict[str, str]:
    words: dict[str, str] = {}
    for key, value in _flat(_parse(path)):
        if not isinstance(value, str):
            raise _refused(path, key, "put the sentence between quotes")
        words[key] = value
    return words


def _parse(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:  # not TOML, or not UTF-8
        place = str(error).rpartition("(at ")[2].rstrip(")") or "the file"
        raise ContentRefused(_name(path), place, "repair the TOML there") from error


def _flat(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _refused(path: Path, key: str, remedy: str) -> ContentRefused:
    return ContentRefused(_name(path), f"line {_line_of(key, path)} ({key})", remedy)


def _line_of(key: str, path: Path) -> int:
    last = key.rpartition(".")[2]
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((i for i, line in enumerate(lines, 1) if line.lstrip().startswith(last)), 1)


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"
