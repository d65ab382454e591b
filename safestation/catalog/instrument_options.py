"""Reads the options of an item, and the words of an instrument in other languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from safestation.catalog.leaves import (
    entries_or_none,
    peek,
    text_or_blank,
    texts_or_none,
    whole_or_none,
)
from safestation.catalog.nodes import Node
from safestation.domain.items import Option
from safestation.domain.text import Text

OPTION_KEYS = ("value", "label", "score", "help", "map", "local_addition")


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of an instrument in other languages, by language."""

    items: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    lists: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def item(self, item_id: str, english: str) -> Text:
        """Return a question in all its languages."""
        others = {
            lang: words[item_id] for lang, words in self.items.items() if item_id in words
        }
        return Text.of(english, **others)

    def option(self, item_id: str, number: int, value: str, english: str) -> Text:
        """Return an option, by its place in a translated list or else by its value."""
        others = {lang: words[value] for lang, words in self.options.items() if value in words}
        for language, lists in self.lists.items():
            if number < len(lists.get(item_id, ())):
                others[language] = lists[item_id][number]
        return Text.of(english, **others)


def read_options(node: Node, item_id: str, words: Words) -> tuple[Option, ...]:
    """Read the options of one item, with what the item says about some of them."""
    special = {key: texts_or_none(node, key) for key in ("exclusive", "write_in")}
    shown = {value: _texts(one) for value, one in entries_or_none(node, "show_if_option")}
    found = node.maybe("options")
    nodes = list(found.each()) if found else []
    values = [peek(one, "value") for one in nodes]
    for key, named in {**special, "show_if_option": tuple(shown)}.items():
        for value in named:
            if value not in values:
                node.get(key).wrong(f"Name an option of this item: `{value}` is none.")
    options = []
    for number, one in enumerate(nodes):
        option = _option(one, item_id, number, words)
        if option.value in values[:number]:
            one.get("value").wrong(f"Give it another value: `{option.value}` is used above.")
        options.append(
            replace(
                option,
                exclusive=option.value in special["exclusive"],
                write_in=option.value in special["write_in"],
                show_if=shown.get(option.value, {}),
            )
        )
    return tuple(options)


def _option(node: Node, item_id: str, number: int, words: Words) -> Option:
    node.only(*OPTION_KEYS)
    value = node.get("value").text()
    codes = entries_or_none(node, "map")
    return Option(
        value=value,
        label=words.option(item_id, number, value, node.get("label").text()),
        score=whole_or_none(node, "score"),
        help=Text.of(text_or_blank(node, "help")),
        codes={name: None if one.value is None else one.whole() for name, one in codes},
    )


def _texts(node: Node) -> Mapping[str, str]:
    return {key: value.text() for key, value in node.entries()}
