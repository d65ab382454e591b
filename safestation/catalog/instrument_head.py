"""Reads what an instrument file says about itself: terms, users, languages."""

from collections.abc import Mapping, Sequence

from safestation.catalog.instrument_options import Words
from safestation.catalog.leaves import (
    entries_or_none,
    flag_or_false,
    text_or_blank,
    texts_or_none,
)
from safestation.catalog.nodes import MISSING, Node
from safestation.domain.instrument import About, License, Translation
from safestation.domain.items import Item
from safestation.domain.languages import ENGLISH
from safestation.domain.text import Text

FORBIDDING = (
    "non_commercial",
    "noncommercial",
    "permission_needed",
    "restricted",
    "proprietary",
)


def read_license(node: Node) -> License:
    """Read the terms; refuse a file whose own terms forbid shipping it with the program."""
    node.only(
        *("status", "spdx", "statement", "source", "verified", "attribution_text", "conditions")
    )
    status = node.get("status")
    if any(word in status.text().lower() for word in FORBIDDING):
        status.wrong("Take this file out: its terms forbid shipping it with this program.")
    return License(
        status=status.text(),
        statement=node.get("statement").text(),
        source=node.get("source").text(),
        attribution=node.get("attribution_text").words(),
        conditions=texts_or_none(node, "conditions"),
    )


def check_bundling(ship: Node) -> None:
    """Note a file that says it may not be shipped with the program."""
    may = ship.get("bundle_with_code")
    if may.value is not MISSING and not may.flag():
        may.wrong("Take this file out: it says that it may not be shipped with this program.")


def read_about(root: Node) -> About:
    """Read for whom the instrument is, and what to keep in mind."""
    ship = root.get("ship")
    return About(
        population=root.get("population").text(),
        administered_by=root.get("administered_by").text(),
        seconds=root.get("administration_seconds").whole(),
        purpose=ship.get("why").text(),
        settings=ship.get("setting").texts(),
        cautions=root.get("cautions").texts(),
        disclaimer=root.get("disclaimer").text(),
        missing_policy=root.get("missing_data").get("policy").text(),
        references=root.get("references").texts(),
        ask_if=text_or_blank(ship, "ask_if"),
    )


def needs_approval(ship: Node) -> bool:
    """Tell whether a medical director has to approve this version before it is used."""
    return flag_or_false(ship, "requires_local_medical_director_approval")


def read_languages(root: Node) -> Mapping[str, Translation]:
    """Read how far each language has come. English is the original."""
    others = {
        language: Translation(
            node.get("status").text(),
            text_or_blank(node, "source"),
            text_or_blank(node, "note"),
        )
        for language, node in root.get("translations").entries()
    }
    return {ENGLISH: Translation("original"), **others}


def read_instructions(root: Node) -> Text:
    """Read how to ask, in every language the file has it in."""
    english = root.get("instructions").get(ENGLISH).text()
    others = {
        language: text_or_blank(node, "instructions")
        for language, node in root.get("translations").entries()
    }
    return Text.of(english, **{language: text for language, text in others.items() if text})


def read_words(root: Node) -> Words:
    """Read the translated questions and options."""
    languages = list(root.get("translations").entries())
    for _, node in languages:
        node.only(
            *("status", "source", "note", "instructions"),
            *("items", "options", "options_by_item"),
        )
    return Words(
        items={lang: _texts(node, "items") for lang, node in languages},
        options={lang: _texts(node, "options") for lang, node in languages},
        lists={
            lang: {item: one.texts() for item, one in entries_or_none(node, "options_by_item")}
            for lang, node in languages
        },
    )


def check_words(root: Node, items: Sequence[Item]) -> None:
    """Note translations of what the file does not have, and lists of another length."""
    lengths = {item.id: len(item.options) for item in items}
    values = {option.value for item in items for option in item.options}
    for _, language in root.get("translations").entries():
        for key, known in (("items", {*lengths}), ("options", values)):
            for name, node in entries_or_none(language, key):
                if name not in known:
                    node.wrong(f"Remove this translation: the file has no `{name}`.")
        for item_id, node in entries_or_none(language, "options_by_item"):
            if len(node.texts()) != lengths.get(item_id):
                node.wrong(f"Translate every option of `{item_id}`, in the order of the file.")


def _texts(node: Node, key: str) -> Mapping[str, str]:
    return {name: one.text() for name, one in entries_or_none(node, key)}
