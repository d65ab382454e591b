"""Reads whole numbers that must lie within bounds: minutes, hours, days, counts."""

from safestation.catalog.nodes import Node


def amount(
    node: Node, key: str, low: int, high: int | None = None, *, otherwise: int = 0
) -> int:
    """Return the number at `key`, `otherwise` when the key is left out."""
    found = node.maybe(key)
    return otherwise if found is None else within(found, low, high)


def within(node: Node, low: int, high: int | None = None) -> int:
    """Return a number from `low` to `high`, both included; any other is noted."""
    value = node.whole()
    is_number = isinstance(node.value, int) and not isinstance(node.value, bool)
    if is_number and (value < low or (high is not None and value > high)):
        node.wrong(f"Write a number from {low}{f' to {high}' if high is not None else ' up'}.")
    return value
