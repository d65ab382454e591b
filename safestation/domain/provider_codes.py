"""The code lists of the directory, with their plain words and where they come from."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from safestation.domain.languages import ENGLISH
from safestation.domain.text import Text

_PARENTHESES = re.compile(r"\([^()]*\)")
_SUGGESTIONS = 3


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return a wording for comparing: no case, accents, signs, or parentheses."""
    bare = unicodedata.normalize("NFKD", _PARENTHESES.sub(" ", text))
    words = re.findall(r"\w+", "".join(c for c in bare if not unicodedata.combining(c)))
    return " ".join(words).casefold()


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `locator` has the federal locator's plain wordings, by category code."""

    code: str
    label: Text
    also: tuple[str, ...] = ()
    locator: Mapping[str, frozenset[str]] = field(default_factory=dict)
    teds: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return everything a person may write for it, plain."""
        return tuple(
            plain(w) for w in (self.code, *self.label.by_language.values(), *self.also)
        )


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a provider sheet. `list` names the code list of its cells."""

    field: str
    kind: str
    title: Text
    help: Text
    list: str = ""
    also: tuple[str, ...] = ()
    example: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return every title that means this column, plain."""
        titles = self.title.by_language.values()
        return tuple(plain(w) for w in (self.field, *titles, *self.also))


@dataclass(frozen=True, slots=True)
class ProviderCodes:
    """Every list by name, the sheet's columns, and the sentences by key."""

    lists: Mapping[str, tuple[Code, ...]]
    columns: tuple[Column, ...]
    sentences: Mapping[str, Text]
    guide: tuple[Text, ...]
    sheets: tuple[Text, ...]
    clear: str
    _by_wording: Mapping[tuple[str, str], str] = field(init=False, repr=False, compare=False)
    _by_locator: Mapping[tuple[str, str, str], tuple[str, ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        wordings: dict[tuple[str, str], str] = {}
        locator: dict[tuple[str, str, str], tuple[str, ...]] = {}
        for name, codes in self.lists.items():
            for one in codes:
                for wording in one.wordings:
                    wordings.setdefault((name, wording), one.code)
                for category, values in one.locator.items():
                    for value in values:
                        key = name, category, value
                        locator[key] = (*locator.get(key, ()), one.code)
        object.__setattr__(self, "_by_wording", wordings)
        object.__setattr__(self, "_by_locator", locator)

    def codes(self, list_name: str) -> tuple[str, ...]:
        """Return the codes of a list, in the file's order."""
        return tuple(one.code for one in self.lists[list_name])

    def label(self, list_name: str, code: str, language: str = ENGLISH) -> str:
        """Return the plain words of a code, the code itself when it has none."""
        found = (c.label.in_language(language) for c in self.lists[list_name] if c.code == code)
        return next(found, code)

    def find(self, list_name: str, text: str) -> str | None:
        """Return the code that a text means, in any language, None when none."""
        return self._by_wording.get((list_name, plain(text)))

    def nearest(self, list_name: str, text: str, language: str = ENGLISH) -> tuple[str, ...]:
        """Return the labels nearest to a text, best first, at most three."""
        wordings = {w: c for c in self.lists[list_name] for w in c.wordings}
        close = get_close_matches(plain(text), wordings, n=2 * _SUGGESTIONS, cutoff=0.5)
        labels = dict.fromkeys(wordings[one].label.in_language(language) for one in close)
        return tuple(labels)[:_SUGGESTIONS]

    def from_locator(self, list_name: str, category: str, value: str) -> tuple[str, ...]:
        """Return the codes that a wording of the locator stands for, in a list."""
        return self._by_locator.get((list_name, category, plain(value)), ())

    def column(self, title: str) -> Column | None:
        """Return the column that a title means, in any language, None when none."""
        wanted = plain(title)
        return next((c for c in self.columns if wanted in c.wordings), None)

    def say(self, key: str, language: str = ENGLISH, **values: str) -> str:
        """Return the sentence of a problem, notice, reason or refusal, filled in."""
        return self.sentences[key].in_language(language).format_map(_Blank(values))


class _Blank(dict[str, Any]):
    """Leaves a blank where a sentence names something that was not given."""

    def __missing__(self, key: str) -> str:
        return ""
