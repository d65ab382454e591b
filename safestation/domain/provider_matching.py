"""Finds which provider of the directory a row of a file speaks of."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from safestation.domain.providers import Provider

Key = tuple[str, ...]
_Named = TypeVar("_Named")
_ZIP_DIGITS = 5


class Row(Protocol):
    """A row of a file."""

    @property
    def id(self) -> str:
        """Return our own id, when the file has it."""

    def text(self, field: str) -> str:
        """Return a text field, empty when the row does not speak of it."""


def plain_name(name: str) -> str:
    """Return a name without case, accents, signs and extra space, for comparing."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)
    )
    return " ".join(re.findall(r"\w+", bare.casefold()))


def row_key(row: Row) -> Key:
    """Return what makes a row the same as another one of its file."""
    own, outer = row.id, row.text("external_id")
    if own or outer:
        return ("id", own) if own else ("external", outer)
    return "name", *_name(row)


def pair_up(directory: Sequence[Provider], rows: Sequence[Row]) -> Mapping[int, Provider]:
    """Return the provider of each row, by the row's place; rows that are new are left out.

    Our own id decides, then the id of the source, then name and ZIP code where exactly
    one provider and one row have them and one of the two has no id of a source; the name
    alone where one of the two has no ZIP code. No provider is given to two rows.
    """
    pairs: dict[int, Provider] = {}
    for way in _WAYS:
        taken = {one.id for one in pairs.values()}
        offers = _single((way(one), one) for one in directory if one.id not in taken)
        wishes = _single((way(row), i) for i, row in enumerate(rows) if i not in pairs)
        for key, index in wishes.items():
            if key in offers and _may_be(offers[key], rows[index], way):
                pairs[index] = offers[key]
    taken = {one.id for one in pairs.values()}
    offers = _single((_name_alone(one), one) for one in directory)
    for key, index in _single((_name_alone(row), i) for i, row in enumerate(rows)).items():
        free = index not in pairs and key in offers and offers[key].id not in taken
        if free and _may_be(offers[key], rows[index], _name_alone):
            pairs[index] = offers[key]
    return pairs


def _own(one: Provider | Row) -> Key:
    return (one.id,) if one.id else ()


def _external(one: Provider | Row) -> Key:
    outer = one.external_id if isinstance(one, Provider) else one.text("external_id")
    return (outer,) if outer else ()


def _name(one: Provider | Row) -> Key:
    if isinstance(one, Provider):
        name, postal_code = one.name, one.postal_code
    else:
        name, postal_code = one.text("name"), one.text("postal_code")
    return (plain_name(name), postal_code[:_ZIP_DIGITS]) if name else ()


def _name_alone(one: Provider | Row) -> Key:
    return _name(one)[:1]


def _zip(one: Provider | Row) -> str:
    return one.postal_code if isinstance(one, Provider) else one.text("postal_code")


_WAYS: tuple[Callable[[Provider | Row], Key], ...] = (_own, _external, _name)


def _may_be(one: Provider, row: Row, way: Callable[[Provider | Row], Key]) -> bool:
    # Two ids of one source are two places, even under one name and one roof: the
    # federal locator lists a center's mental health and substance use programs apart.
    if way is _name_alone and _zip(one) and _zip(row):
        return False
    return way in {_own, _external} or not (one.external_id and row.text("external_id"))


def _single(keys: Iterable[tuple[Key, _Named]]) -> dict[Key, _Named]:
    """Return the owner of each key that only one has; empty keys do not count."""
    found: dict[Key, list[_Named]] = {}
    for key, owner in keys:
        if key:
            found.setdefault(key, []).append(owner)
    return {key: owners[0] for key, owners in found.items() if len(owners) == 1}
