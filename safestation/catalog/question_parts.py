"""Reads one question of the dictionary, and the lists of answers that questions share."""

from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from safestation.catalog.amounts import amount
from safestation.catalog.choosing import member, one_of, unique
from safestation.catalog.leaves import flag_or_false, text_or_blank
from safestation.catalog.nodes import Node
from safestation.catalog.texts import maybe_words, words
from safestation.domain.answers import Source
from safestation.domain.questions import Choice, Kind, Need, Question, When

E = TypeVar("E", bound=StrEnum)
Lists = dict[str, tuple[Choice, ...]]
KEYS = (
    *("id", "kind", "label", "help", "choices", "required", "unit", "minimum", "maximum"),
    *("whole", "when", "sensitive", "source", "columns", "max_length"),
)
PICKED = {Kind.CHOICE, Kind.MULTI}
MOST_COLUMNS = 6


def read_list(node: Node, lists: Lists) -> None:
    """Add a list of answers that several questions share to `lists`, by its id."""
    node.only("id", "choices")
    list_id = unique(node.get("id"), set(lists), "list")
    lists[list_id] = _choices(node.get("choices"))


def read_question(node: Node, lists: Lists, seen: set[str]) -> Question:
    """Return one question; `seen` holds the ids so far and grows by this one."""
    node.only(*KEYS)
    kind = member(node.get("kind"), Kind, "kind of answer", Kind.TEXT)
    help_ = maybe_words(node, "help")
    minimum, maximum = _bounds(node, kind)
    return Question(
        id=unique(node.get("id"), seen, "question"),
        kind=kind,
        label=words(node.get("label")),
        help=help_,
        choices=_choices_of(node, kind, lists),
        required=_or(node, "required", Need, "need", Need.OPTIONAL),
        unit=text_or_blank(node, "unit"),
        minimum=minimum,
        maximum=maximum,
        whole=_is_whole(node, kind),
        when=read_when(node),
        sensitive=flag_or_false(node, "sensitive"),
        source=_or(node, "source", Source, "source", Source.SAID),
        columns=amount(node, "columns", 1, MOST_COLUMNS),
        max_length=amount(node, "max_length", 1),
    )


def read_when(node: Node) -> tuple[When, ...]:
    """Return the conditions under `when`; none when the key is left out."""
    found = node.maybe("when")
    return tuple(_when(each) for each in found.each()) if found is not None else ()


def _when(node: Node) -> When:
    node.only("question", "any_of")
    any_of = node.get("any_of")
    values = any_of.texts()
    if any_of.value == []:
        any_of.wrong("Name at least one answer.")
    return When(node.get("question").text(), values)


def _choices_of(node: Node, kind: Kind, lists: Lists) -> tuple[Choice, ...]:
    found = node.maybe("choices")
    if found is None:
        if kind in PICKED:
            node.wrong("Add `choices`: there is nothing to pick from.")
        return ()
    if kind not in PICKED | {Kind.YES_NO}:
        found.wrong(f"Remove the choices: an answer of kind {kind} is typed.")
    if isinstance(found.value, str):
        return lists.get(one_of(found, lists, "list"), ())
    return _choices(found)


def _choices(node: Node) -> tuple[Choice, ...]:
    seen: set[str] = set()
    choices = tuple(_choice(each, seen) for each in node.each())
    if node.value == []:
        node.wrong("Add at least one choice.")
    return choices


def _choice(node: Node, seen: set[str]) -> Choice:
    node.only("value", "label", "code", "letter", "exclusive")
    return Choice(
        value=unique(node.get("value"), seen, "choice"),
        label=words(node.get("label")),
        code=text_or_blank(node, "code"),
        letter=text_or_blank(node, "letter"),
        exclusive=flag_or_false(node, "exclusive"),
    )


def _bounds(node: Node, kind: Kind) -> tuple[Decimal | None, Decimal | None]:
    low, high = (
        found.decimal() if (found := node.maybe(key)) is not None else None
        for key in ("minimum", "maximum")
    )
    if kind is not Kind.NUMBER and (low is not None or high is not None):
        node.wrong("Remove minimum and maximum, or make it a number.")
    if low is not None and high is not None and low > high:
        node.wrong("Make the minimum smaller than the maximum.")
    return low, high


def _is_whole(node: Node, kind: Kind) -> bool:
    whole = flag_or_false(node, "whole")
    if whole and kind is not Kind.NUMBER:
        node.wrong("Remove whole, or make it a number.")
    return whole


def _or(node: Node, key: str, family: type[E], what: str, blank: E) -> E:
    found = node.maybe(key)
    return member(found, family, what, blank) if found is not None else blank
