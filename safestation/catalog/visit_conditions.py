"""What can be answered in a visit, and conditions that name an answer nobody can give."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from safestation.catalog.nodes import Node
from safestation.domain.questions import Kind, Question
from safestation.domain.text import Text
from safestation.paths import resource

# The values that can be picked; None where anything may be typed.
Offered = frozenset[str] | None
Labels = Mapping[str, Text]
YES_NO = {"yes": Text.of("Yes", es="Sí"), "no": Text.of("No", es="No")}


def answers_of(question: Question) -> Offered:
    """Return the answers of a question that can be picked, None when any may be typed."""
    if question.choices:
        return frozenset(choice.value for choice in question.choices)
    return frozenset({"yes", "no"}) if question.kind is Kind.YES_NO else None


def labels_of(question: Question) -> Labels:
    """Return what each answer that can be picked is called, in the question's own order."""
    if question.choices:
        return {choice.value: choice.label for choice in question.choices}
    return YES_NO if question.kind is Kind.YES_NO else {}


def instrument_answers(folder: Path | None = None) -> dict[str, Offered]:
    """Return what every instrument item offers, by `<instrument>.<item>`.

    A file that cannot be read is passed over here; its own check says what is wrong.
    """
    found: dict[str, Offered] = {}
    for path in sorted((folder or resource("instruments")).glob("*.json")):
        for item_id, values in _items(path):
            found[f"{path.stem}.{item_id}"] = values
    return found


def check_condition(
    place: Node, question: str, any_of: Sequence[str], offered: Mapping[str, Offered]
) -> None:
    """Note a condition that can never hold: no such question, or no such answer."""
    if question not in offered:
        place.wrong(f"There is no question “{question}”; name one, or <instrument>.<item>.")
        return
    values = offered[question]
    for value in any_of:
        if values is not None and value not in values:
            place.wrong(f"“{value}” is no answer to {question}: {', '.join(sorted(values))}.")


def _items(path: Path) -> Iterator[tuple[str, Offered]]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return
    items = content.get("items") if isinstance(content, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict) and isinstance(item.get("id"), str):
            yield item["id"], _options(item)


def _options(item: Mapping[str, object]) -> Offered:
    options = item.get("options")
    if not isinstance(options, list) or not options:
        return None
    return frozenset(
        str(one["value"]) for one in options if isinstance(one, dict) and "value" in one
    )
