"""Reads the items of an instrument file."""

from collections.abc import Iterable, Mapping

from safestation.catalog.instrument_conditions import ItemIndex, read_condition
from safestation.catalog.instrument_options import Words, read_options
from safestation.catalog.leaves import (
    entries_or_none,
    flag_or_false,
    peek,
    text_or_blank,
    texts_or_none,
    whole_or_none,
)
from safestation.catalog.nodes import Node
from safestation.domain.items import DEFAULT_STRATUM, Item, Kind
from safestation.domain.text import Text

ITEM_KEYS = (
    *("id", "text", "type", "options", "group", "action_if_yes", "action_if_need", "note"),
    *("follow_up_text", "variants", "min", "max", "skip_if", "score_when_skipped", "ask_if"),
    *("scored", "off_by_default", "exclusive", "write_in", "show_if_option"),
)


def read_items(nodes: Iterable[Node], words: Words) -> tuple[Item, ...]:
    """Read all items. A condition may name only items of this file, with listed values."""
    listed = list(nodes)
    index = ItemIndex({peek(node, "id"): _values(node) for node in listed})
    items: list[Item] = []
    for node in listed:
        item = _item(node, index, words)
        if item.id in {other.id for other in items}:
            node.get("id").wrong(f"Give this item another id: `{item.id}` is used above.")
        items.append(item)
    return tuple(items)


def _item(node: Node, index: ItemIndex, words: Words) -> Item:
    node.only(*ITEM_KEYS)
    item_id, kind = node.get("id").text(), _kind(node.get("type"))
    options = read_options(node, item_id, words)
    if kind in (Kind.SINGLE_CHOICE, Kind.MULTI_CHOICE) and len(options) < len(("yes", "no")):
        node.wrong("Give this item at least two options.")
    ask_if, scored = node.maybe("ask_if"), node.maybe("scored")
    skipped = node.maybe("score_when_skipped")
    return Item(
        id=item_id,
        text=words.item(item_id, node.get("text").text()),
        kind=kind,
        options=options,
        group=text_or_blank(node, "group"),
        action_if_yes=Text.of(text_or_blank(node, "action_if_yes")),
        action_if_need=Text.of(text_or_blank(node, "action_if_need")),
        note=text_or_blank(node, "note"),
        follow_ups=tuple(Text.of(text) for text in texts_or_none(node, "follow_up_text")),
        variants=_variants(node),
        minimum=whole_or_none(node, "min"),
        maximum=whole_or_none(node, "max"),
        skip_if=_skip_if(node, index),
        score_when_skipped=skipped.whole() if skipped else None,
        ask_if=read_condition(ask_if, index) if ask_if else None,
        scored=scored is None or scored.flag(),
        off_by_default=flag_or_false(node, "off_by_default"),
    )


def _kind(node: Node) -> Kind:
    name = node.text()
    if name in set(Kind):
        return Kind(name)
    if name:
        node.wrong(f"Use one of {', '.join(Kind)}.")
    return Kind.TEXT


def _variants(node: Node) -> Mapping[str, str]:
    variants = {name: one.text() for name, one in entries_or_none(node, "variants")}
    if variants and DEFAULT_STRATUM not in variants:
        node.get("variants").wrong(f"Add `{DEFAULT_STRATUM}`, for when nothing is known.")
    if variants and "{" not in peek(node, "text"):
        node.get("text").wrong("Mark in { and } the words that the variants replace.")
    return variants


def _skip_if(node: Node, index: ItemIndex) -> Mapping[str, tuple[str, ...]]:
    skip_if = {}
    for earlier, values in entries_or_none(node, "skip_if"):
        skip_if[earlier] = values.texts()
        index.check(values, (earlier,), skip_if[earlier])
    return skip_if


def _values(node: Node) -> tuple[str, ...]:
    options = node.maybe("options")
    return tuple(peek(option, "value") for option in options.each()) if options else ()
