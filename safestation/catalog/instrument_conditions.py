"""Reads conditions, and refuses those that name an item or a value nobody can answer."""

from collections.abc import Mapping
from dataclasses import dataclass

from safestation.catalog.nodes import Node
from safestation.domain.conditions import AllOf, Always, AnyIn, Condition, MissingAny, Not

FORMS = "`items` with `any_in`, `missing_any`, `all`, `not` or `always`"


@dataclass(frozen=True, slots=True)
class ItemIndex:
    """The items of a file, with the values that can be answered to each."""

    values: Mapping[str, tuple[str, ...]]

    def check(self, node: Node, items: tuple[str, ...], values: tuple[str, ...] = ()) -> None:
        """Note items that do not exist, and values that none of the items offers."""
        for item in items:
            if item not in self.values:
                node.wrong(f"Name an item of this file: `{item}` is none.")
        offered = {value for item in items for value in self.values.get(item, ())}
        for value in values:
            if value not in offered:
                node.wrong(f"Name a value of these items: `{value}` is none.")


def read_condition(node: Node, index: ItemIndex) -> Condition:
    """Read one condition; what is none of the known forms is noted and never holds."""
    keys = set(node.value) if isinstance(node.value, dict) else set()
    if keys == {"items", "any_in"}:
        return _any_in(node, index)
    if keys == {"missing_any"}:
        listed = node.get("missing_any")
        missing = MissingAny(listed.texts())
        index.check(listed, missing.items)
        return missing
    if keys == {"all"}:
        return AllOf(tuple(read_condition(part, index) for part in node.get("all").each()))
    if keys == {"not"}:
        return Not(read_condition(node.get("not"), index))
    if keys == {"always"} and node.get("always").flag():
        return Always()
    node.wrong(f"Write one condition here: {FORMS}.")
    return Not(Always())


def _any_in(node: Node, index: ItemIndex) -> Condition:
    condition = AnyIn(node.get("items").texts(), node.get("any_in").texts())
    index.check(node, condition.items, condition.values)
    return condition


def needed_items(condition: Condition) -> tuple[str, ...]:
    """Return the items that a condition asks for by `missing_any`, at any depth."""
    if isinstance(condition, MissingAny):
        return condition.items
    if isinstance(condition, Not):
        return needed_items(condition.part)
    if isinstance(condition, AllOf):
        return tuple(item for part in condition.parts for item in needed_items(part))
    return ()
