"""Reads texts in several languages, as content files write them: { en = "…", es = "…" }."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from safestation.catalog.nodes import MISSING, Node
from safestation.domain.languages import ENGLISH
from safestation.domain.text import Text

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z]{2,4})?")


def words(node: Node) -> Text:
    """Return a text that must be there in English."""
    if isinstance(node.value, str):
        node.wrong('Write the languages out: { en = "…", es = "…" }.')
        return Text()
    by_language = dict(_languages(node))
    if node.value is not MISSING and ENGLISH not in by_language:
        node.wrong("Add the English text: en.")
    return Text(MappingProxyType(by_language))


def maybe_words(node: Node, key: str) -> Text:
    """Return a text that may be left out; one that is there must have English."""
    found = node.maybe(key)
    return words(found) if found is not None else Text()


def many(node: Node, key: str) -> tuple[Text, ...]:
    """Return a list of texts that may be left out."""
    found = node.maybe(key)
    return tuple(words(each) for each in found.each()) if found is not None else ()


def _languages(node: Node) -> Iterator[tuple[str, str]]:
    for language, text in node.entries():
        if _LANGUAGE.fullmatch(language):
            yield language, text.text()
        else:
            text.wrong("Use a language code such as en or es as the key.")
