"""Reads the forms' words: resources/forms/<id>.toml, English and Spanish side by side.

In such a file, a table with `en` is a sentence, an array of them is a list of sentences,
and everything under `[ids]` is a list of plain ids. `version` is that of the wording.
"""

import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from safestation import paths
from safestation.catalog.toml_files import parse, read_bytes
from safestation.domain.errors import ContentRefused
from safestation.domain.form_words import FormWords
from safestation.domain.languages import ENGLISH
from safestation.domain.text import Text

NEEDED = (ENGLISH, "es")  # what every sentence on paper must be written in


def load_form_words(folder: Path | None = None) -> Mapping[str, FormWords]:
    """Return the words of every form by form id, from resources/forms or `folder`.

    Raises ContentRefused, naming file, place and remedy, for a file that is not TOML, a
    sentence without English or Spanish, and blanks ({name}) that differ between them.
    """
    root = folder or paths.resource("forms")
    return MappingProxyType({p.stem: load_form_file(p) for p in sorted(root.glob("*.toml"))})


def load_form_file(path: Path) -> FormWords:
    """Return the words of one form file. Raises ContentRefused as above."""
    reader = _Reader(path.name)
    table = reader.parse(path)
    version = table.pop("version", None)
    if not isinstance(version, str) or not version.strip():
        raise reader.refused("version", 'write the version of the wording, as in "1"')
    ids = reader.ids(table.pop("ids", {}))
    texts: dict[str, Text] = {}
    lists: dict[str, tuple[Text, ...]] = {}
    for key, value in reader.leaves(table):
        if isinstance(value, list):
            lists[key] = tuple(reader.text(f"{key}[{i}]", one) for i, one in enumerate(value))
        else:
            texts[key] = reader.text(key, value)
    proxies = (MappingProxyType(texts), MappingProxyType(lists), MappingProxyType(ids))
    return FormWords(path.stem, version, *proxies)


class _Reader:
    def __init__(self, file: str) -> None:
        self._file = file

    def refused(self, place: str, remedy: str) -> ContentRefused:
        return ContentRefused(self._file, place, remedy)

    def parse(self, path: Path) -> dict[str, object]:
        return parse(path.name, read_bytes(path))

    def leaves(
        self, table: Mapping[str, object], prefix: str = ""
    ) -> Iterator[tuple[str, object]]:
        for name, value in table.items():
            if isinstance(value, dict) and not set(value) & set(NEEDED):
                yield from self.leaves(value, f"{prefix}{name}.")
            else:
                yield f"{prefix}{name}", value

    def text(self, place: str, value: object) -> Text:
        if not isinstance(value, dict):
            raise self.refused(place, 'write it as { en = "...", es = "..." }')
        for language in (*NEEDED, *value):
            said = value.get(language)
            if not isinstance(said, str) or not said.strip():
                raise self.refused(place, f"write the sentence in {language!r}")
            if self._blanks(place, said) != self._blanks(place, str(value.get(ENGLISH, ""))):
                raise self.refused(place, "use the same {blanks} in every language")
        return Text(MappingProxyType({str(k): str(v) for k, v in value.items()}))

    def ids(self, value: object, prefix: str = "") -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        if not isinstance(value, dict):
            raise self.refused("ids", "make it a table of lists of ids")
        for name, listed in value.items():
            place = f"{prefix}{name}"
            if isinstance(listed, dict):
                found |= self.ids(listed, f"{place}.")
            elif isinstance(listed, list) and all(isinstance(one, str) for one in listed):
                found[place] = tuple(listed)
            else:
                raise self.refused(f"ids.{place}", "write a list of ids between quotes")
        return found

    def _blanks(self, place: str, said: str) -> frozenset[str]:
        try:
            return blanks(said)
        except ValueError as error:
            raise self.refused(place, "double every curly brace that is no blank") from error


def blanks(said: str) -> frozenset[str]:
    """Return the blanks of a sentence, such as `{name}`, with any format that they ask for.

    Raises ValueError for a brace that is no blank.
    """
    parts = string.Formatter().parse(said)
    return frozenset(
        f"{name}{f'!{turned}' if turned else ''}{f':{how}' if how else ''}"
        for _, name, how, turned in parts
        if name is not None
    )
