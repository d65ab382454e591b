"""The words of one printed form, as its file in resources/forms has them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.domain.text import Text


@dataclass(frozen=True, slots=True)
class FormWords:
    """Sentences by key, lists of sentences by key, and lists of plain ids by key.

    `version` is that of the wording; it is printed on every page and, for a consent,
    kept with the signature. A key that is not there is a bug: KeyError.
    """

    id: str
    version: str
    texts: Mapping[str, Text] = field(default_factory=lambda: MappingProxyType({}))
    lists: Mapping[str, tuple[Text, ...]] = field(default_factory=lambda: MappingProxyType({}))
    ids: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))

    def say(self, key: str, language: str, **values: str) -> str:
        """Return the sentence in `language`, else in English, with its blanks filled."""
        return self.texts[key].in_language(language).format(**values)

    def lines(self, key: str, language: str) -> tuple[str, ...]:
        """Return a list of sentences in `language`, each else in English."""
        return tuple(text.in_language(language) for text in self.lists[key])

    def has(self, key: str, language: str = "") -> bool:
        """Tell whether there is such a sentence, and, if asked, in that very language."""
        text = self.texts.get(key)
        return text is not None and (not language or text.has(language))

    def __hash__(self) -> int:
        return hash((self.id, self.version))
