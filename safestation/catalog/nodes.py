"""Walks a content file, collecting every mistake with its place instead of stopping."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from safestation.domain.content import Problem
from safestation.domain.typed import is_hidden

LONGEST = 4000  # characters of one text; the longest that ships has about 1,300


class _Missing:
    """Stands for a value that is not in the file; that it lacks is noted already."""


MISSING = _Missing()


@dataclass(slots=True)
class Report:
    """The mistakes found so far in one file."""

    file: str
    found: list[Problem] = field(default_factory=list)

    def add(self, place: str, remedy: str) -> None:
        """Note one mistake; the same one twice is noted once."""
        problem = Problem(self.file, place or "the file", remedy)
        if problem not in self.found:
            self.found.append(problem)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the file with its place. A reader that fails notes it and returns a blank.

    JSON's null is a value like any other: it is no text, no number and no table.
    """

    value: object
    place: str
    report: Report

    def wrong(self, remedy: str) -> None:
        """Note a mistake at this place."""
        self.report.add(self.place, remedy)

    def get(self, key: str) -> "Node":
        """Return a value that must be there; noted when it is not."""
        found = self.maybe(key)
        if found is None:
            if self.value is not MISSING:
                self.wrong(f"Add the key `{key}`.")
            return Node(MISSING, self._inside(key), self.report)
        return found

    def maybe(self, key: str) -> "Node | None":
        """Return a value that may be left out, or None."""
        table = self._table()
        return Node(table[key], self._inside(key), self.report) if key in table else None

    def only(self, *keys: str) -> None:
        """Note every key that is none of these: a misspelled key would be ignored silently."""
        for key in self._table():
            if key not in keys:
                self.wrong(f"Remove or correct the key `{key}`: it means nothing here.")

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """Go through the keys of a table with their values."""
        for key, value in self._table().items():
            yield key, Node(value, self._inside(key), self.report)

    def each(self) -> Iterator["Node"]:
        """Go through the entries of a list."""
        if isinstance(self.value, list):
            for number, value in enumerate(self.value):
                yield Node(value, f"{self.place}[{number}]", self.report)
        elif self.value is not MISSING:
            self.wrong("Write a list here, in [ and ].")

    def text(self) -> str:
        """Return text that says something."""
        text = self.words()
        if isinstance(self.value, str) and not text.strip():
            self.wrong("Write some text here; it is empty.")
        return text

    def words(self) -> str:
        """Return text that may be empty."""
        if isinstance(self.value, str):
            self._check_signs(self.value)
            return self.value
        if self.value is not MISSING:
            self.wrong("Write text here, in quotation marks.")
        return ""

    def texts(self) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(node.text() for node in self.each())

    def flag(self) -> bool:
        """Return true or false."""
        if not isinstance(self.value, bool) and self.value is not MISSING:
            self.wrong("Write true or false here, without quotation marks.")
        return self.value is True

    def whole(self) -> int:
        """Return a whole number."""
        if isinstance(self.value, int) and not isinstance(self.value, bool):
            return self.value
        if self.value is not MISSING:
            self.wrong("Write a whole number here, without quotation marks.")
        return 0

    def decimal(self) -> Decimal:
        """Return a number; one with a point is written in quotation marks, to stay exact."""
        if isinstance(self.value, str):
            try:
                number = Decimal(self.value)
            except InvalidOperation:
                number = Decimal("NaN")
            if number.is_finite():
                return number
        elif isinstance(self.value, int):
            return Decimal(self.whole())
        if self.value is not MISSING:
            self.wrong(
                'Write a number here; one with a decimal point in quotation marks: "95.0".'
            )
        return Decimal(0)

    def _check_signs(self, text: str) -> None:
        """Note what nobody can read: invisible signs, and a text without an end."""
        odd = "" if text.isprintable() else text  # most texts are looked at once, and fast
        hidden = next((sign for sign in odd if is_hidden(sign)), "")
        if hidden:
            self.wrong(f"Take out the invisible sign U+{ord(hidden):04X}.")
        if len(text) > LONGEST:
            self.wrong(f"Shorten this: it has {len(text)} characters, {LONGEST} are the most.")

    def _table(self) -> Mapping[str, object]:
        if isinstance(self.value, dict):
            return self.value
        if self.value is not MISSING:
            self.wrong("Write a table here, in { and }.")
        return {}

    def _inside(self, key: str) -> str:
        return f"{self.place}.{key}" if self.place else key
