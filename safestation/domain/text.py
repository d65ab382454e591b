"""Words that come from content files, in every language the file has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Self

from safestation.domain.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or more languages. English is always there."""

    by_language: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, english: str, **others: str) -> Self:
        """Return a text from its English and, by language code, any others."""
        return cls(MappingProxyType({ENGLISH: english, **others}))

    def in_language(self, language: str) -> str:
        """Return the text in `language` (ISO 639-1), else in English, else nothing."""
        return self.by_language.get(language) or self.by_language.get(ENGLISH, "")

    def has(self, language: str) -> bool:
        """Tell whether the text was written in `language`."""
        return bool(self.by_language.get(language))

    def __str__(self) -> str:
        return self.in_language(ENGLISH)

    def __bool__(self) -> bool:
        return any(self.by_language.values())

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.by_language.items())))
