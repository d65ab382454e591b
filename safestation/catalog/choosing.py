"""Says which word was probably meant when a content file uses one that does not exist."""

from collections.abc import Collection
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from safestation.catalog.nodes import Node

E = TypeVar("E", bound=StrEnum)
_FEW = 12
_LONGEST_ID = 64


def one_of(node: Node, known: Collection[str], what: str) -> str:
    """Return a word of `known`; anything else is noted with the nearest that exists."""
    value = node.text()
    if value and value not in known:
        node.wrong(f"There is no {what} “{_short(value)}”. {_instead(value, known)}")
    return value


def member(node: Node, family: type[E], what: str, blank: E) -> E:
    """Return a member of `family`; a word that is none is noted and `blank` returned."""
    known = [each.value for each in family]
    value = one_of(node, known, what)
    return family(value) if value in known else blank


def several(node: Node, known: Collection[str], what: str) -> tuple[str, ...]:
    """Return a list of words of `known`, each once."""
    values = []
    for each in node.each():
        value = one_of(each, known, what)
        if value in values:
            each.wrong(f"Name “{_short(value)}” once in this list.")
        values.append(value)
    return tuple(values)


def maybe_several(node: Node, key: str, known: Collection[str], what: str) -> tuple[str, ...]:
    """Return a list of words of `known`, none when the key is left out."""
    found = node.maybe(key)
    return several(found, known, what) if found is not None else ()


def unique(node: Node, seen: set[str], what: str) -> str:
    """Return an id, noted when it was there before; `seen` grows by it."""
    value = node.text()
    if value in seen:
        node.wrong(f"Rename it: another {what} has the id “{_short(value)}”.")
    seen.add(value)
    return value


def _instead(value: str, known: Collection[str]) -> str:
    near = get_close_matches(value, known, n=1) if value == _short(value) else []
    if near:
        return f"Did you mean “{near[0]}”?"
    if not known:
        return "There is none to choose from."
    some = ", ".join(sorted(known)[:_FEW])
    return f"Write one of: {some}{', …' if len(known) > _FEW else '.'}"


def _short(value: str) -> str:
    return (
        value if len(value) <= len("a_word_of_a_reasonable_length_for_an_identifier") else "…"
    )
