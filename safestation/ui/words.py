"""The window's words: looked up late, by key, in the language of the moment."""

from collections.abc import Mapping
from typing import Self

from safestation.domain.languages import ENGLISH


class Words:
    """Finds sentences by key. Call it: `words("counter.people", count=3)`.

    `tables` holds a mapping of sentences for each language code, as the catalog
    loaded them. A strict one raises KeyError for a missing key (tests); the other
    shows the key, so that a station is never stopped by a missing sentence.
    """

    def __init__(
        self,
        tables: Mapping[str, Mapping[str, str]],
        language: str = ENGLISH,
        *,
        strict: bool = False,
    ) -> None:
        self._tables = tables
        self._strict = strict
        self._language = language if language in tables else ENGLISH

    @property
    def language(self) -> str:
        """The code of the language that is spoken now (ISO 639-1)."""
        return self._language

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of every language that has a table."""
        return tuple(self._tables)

    def switch_to(self, language: str) -> None:
        """Speak `language` from now on; what is on screen is built again by its owner."""
        if language not in self._tables:
            raise KeyError(language)
        self._language = language

    def learn(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        """Know these sentences from now on, and go on in the language that is spoken."""
        self._tables = tables

    def in_language(self, language: str) -> Self:
        """Return other words beside these, such as the person's beside the staff's."""
        return type(self)(self._tables, language, strict=self._strict)

    def has(self, key: str) -> bool:
        """Tell whether there is a sentence for the key."""
        return key in self._table()

    def __call__(self, key: str, *, count: int | None = None, **parts: object) -> str:
        """Return the sentence, its plural chosen by `count`, its parts filled by name."""
        if count is not None:
            parts["count"] = count
            plural = f"{key}_{'one' if count == 1 else 'other'}"
            key = plural if self.has(plural) else key
        return self.filled(key, parts)

    def filled(self, key: str, parts: Mapping[str, object]) -> str:
        """Return the sentence with its parts filled from a mapping, as a question's limits."""
        sentence = self._table().get(key)
        if sentence is None:
            if self._strict:
                raise KeyError(key)
            return key
        return sentence.format(**parts) if parts else sentence

    def _table(self) -> Mapping[str, str]:
        return self._tables.get(self._language) or self._tables.get(ENGLISH, {})
