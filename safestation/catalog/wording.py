"""Reads resources/codes/wording.toml: words that shame, and what we say instead."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safestation.catalog.mistakes import every_mistake, unless_wrong
from safestation.catalog.nodes import Node, Report
from safestation.catalog.toml_files import parse, read_bytes
from safestation.domain.content import Problem
from safestation.paths import resource

KEYS = ("language", "words", "better")


@dataclass(frozen=True, slots=True)
class Shaming:
    """Words of one language that nobody should read here, with a better one."""

    language: str
    found: re.Pattern[str]
    better: str


@cache
def load_wording(path: Path | None = None) -> tuple[Shaming, ...]:
    """Return the words (of the shipped list by default). Raises ContentRefused."""
    return unless_wrong(read_wording(path or resource("codes", "wording.toml")))


def shaming_words(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield each shaming word of a text with what to write instead."""
    for one in load_wording():
        if one.language == language:
            yield from ((found, one.better) for found in one.found.findall(text))


def check_wording_file(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of one file; none means that it loads."""
    return every_mistake(lambda file: read_wording(file)[1], path)


def read_wording(path: Path) -> tuple[tuple[Shaming, ...], tuple[Problem, ...]]:
    """Return the words with every mistake found. Raises ContentRefused for no TOML at all."""
    report = Report(path.name)
    node = Node(parse(path.name, read_bytes(path)), "", report)
    node.only("word")
    found = tuple(_read(each) for each in node.get("word").each())
    return found, tuple(report.found)


def _read(node: Node) -> Shaming:
    node.only(*KEYS)
    words = [re.escape(word).replace(r"\*", r"\w*") for word in node.get("words").texts()]
    pattern = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)
    return Shaming(node.get("language").text(), pattern, node.get("better").text())
