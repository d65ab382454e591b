"""Finds the line of a TOML file on which a place such as `rule[0].outcome[1].any_of` stands.

The parser of the standard library tells no lines, so the text is gone through once more, and
only when there is a mistake to name. The file is TOML already: nothing is checked here.
"""

import re
from collections.abc import Mapping
from contextlib import suppress

_BLANK = re.compile(r"(?:[\s,]|#[^\n]*)*")
_KEY = re.compile(r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([\w-]+))\s*""")
_STRINGS = re.compile(
    r'"""(?:[^\\]|\\.)*?"""|' + r"'''.*?'''|" + r'"(?:[^"\\\n]|\\.)*"|' + r"'[^'\n]*'",
    re.DOTALL,
)
_PLAIN = re.compile(r"[^,\]\}\n#]*")
_PART = re.compile(r"\.?[^.\[]+$|\[\d+\]$")


def line_of(text: str, place: str) -> int:
    """Return the line on which a place stands, or the part of it that exists; 0 for none."""
    lines = lines_of(text)
    while place and place not in lines:
        place = _PART.sub("", place)
    return lines.get(place, 0)


def lines_of(text: str) -> Mapping[str, int]:
    """Return the line of every key and every entry of a list, by its place."""
    walk = _Walk(text)
    # Cut off, or nested without end: the lines up to there are right.
    with suppress(IndexError, AttributeError, RecursionError):
        walk.whole()
    return walk.lines


class _Walk:
    """One way through the text; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self._text, self.at = text, 0
        self.lines: dict[str, int] = {}
        self._counts: dict[str, int] = {}

    def whole(self) -> None:
        """Go through the headers and the keys under each."""
        table = ""
        while self._sign():
            if self._sign() != "[":
                self._pair(table)
            elif self._text.startswith("[[", self.at):
                table = self._header(2, is_list=True)
            else:
                table = self._header(1, is_list=False)

    def _header(self, brackets: int, *, is_list: bool) -> str:
        here, self.at = self.at, self.at + brackets
        place, keys = "", self._keys()
        for number, key in enumerate(keys):
            place = _inside(place, key)
            self._note(place, here)
            if number == len(keys) - 1 and is_list:
                self._counts[place] = self._counts.get(place, -1) + 1
            if place in self._counts:
                place = f"{place}[{self._counts[place]}]"
        self._note(place, here)
        self.at += brackets
        return place

    def _pair(self, table: str) -> None:
        here, place = self.at, table
        for key in self._keys():
            place = _inside(place, key)
        self._note(place, here)
        self.at += 1  # the equals sign
        self._value(place)

    def _value(self, place: str) -> None:
        sign = self._sign()
        self._note(place, self.at)
        if sign == "[":
            self._list(place)
        elif sign == "{":
            self._table(place)
        else:
            found = _STRINGS.match(self._text, self.at) or _PLAIN.match(self._text, self.at)
            self.at = max(found.end() if found else 0, self.at + 1)

    def _list(self, place: str) -> None:
        self.at, number = self.at + 1, 0
        while self._within() != "]":
            self._value(f"{place}[{number}]")
            number += 1
        self.at += 1

    def _table(self, place: str) -> None:
        self.at += 1
        while self._within() != "}":
            self._pair(place)
        self.at += 1

    def _keys(self) -> list[str]:
        keys: list[str] = []
        while found := _KEY.match(self._text, self.at):
            keys.append(next(part for part in found.groups() if part is not None))
            self.at = found.end()
            if self._text[self.at] != ".":
                break
            self.at += 1
        return keys

    def _sign(self) -> str:
        """Return the next sign that says something, nothing at the end."""
        found = _BLANK.match(self._text, self.at)
        self.at = found.end() if found else self.at
        return self._text[self.at : self.at + 1]

    def _within(self) -> str:
        """Return the next sign. Raises IndexError at the end: what is open never closes."""
        return self._sign() or self._text[self.at]

    def _note(self, place: str, at: int) -> None:
        self.lines.setdefault(place, 1 + self._text.count("\n", 0, at))


def _inside(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key
