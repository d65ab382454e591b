"""Reads what may be left out of a content file."""

from safestation.catalog.nodes import Node


def peek(node: Node, key: str) -> str:
    """Return a text without noting anything; its own reader will."""
    value = node.value.get(key) if isinstance(node.value, dict) else None
    return value if isinstance(value, str) else ""


def peek_flag(node: Node, key: str) -> bool | None:
    """Return true or false without noting anything, None for anything else."""
    value = node.value.get(key) if isinstance(node.value, dict) else None
    return value if isinstance(value, bool) else None


def text_or_blank(node: Node, key: str) -> str:
    """Return a text, or nothing when the key is left out."""
    found = node.maybe(key)
    return found.text() if found else ""


def texts_or_none(node: Node, key: str) -> tuple[str, ...]:
    """Return a list of texts, empty when the key is left out."""
    found = node.maybe(key)
    return found.texts() if found else ()


def entries_or_none(node: Node, key: str) -> list[tuple[str, Node]]:
    """Return the entries of a table, none when the key is left out."""
    found = node.maybe(key)
    return list(found.entries()) if found else []


def nodes_or_none(node: Node, key: str) -> list[Node]:
    """Return the entries of a list, none when the key is left out."""
    found = node.maybe(key)
    return list(found.each()) if found else []


def flag_or_false(node: Node, key: str) -> bool:
    """Return true or false, false when the key is left out."""
    found = node.maybe(key)
    return found.flag() if found else False


def whole_or_none(node: Node, key: str) -> int | None:
    """Return a whole number, or None when the key is left out or null."""
    found = node.maybe(key)
    return None if found is None or found.value is None else found.whole()
