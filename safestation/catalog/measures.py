"""Reads resources/codes/measures.toml: what a program can report."""

from pathlib import Path
from types import MappingProxyType

from safestation.catalog.choosing import unique
from safestation.catalog.mistakes import every_mistake, unless_wrong
from safestation.catalog.nodes import Node, Report
from safestation.catalog.texts import words
from safestation.catalog.toml_files import parse, read_bytes
from safestation.domain.content import Problem
from safestation.domain.measures import Measure, Measures
from safestation.paths import resource

KEYS = ("id", "label", "counts", "source")


def load_measures(path: Path | None = None) -> Measures:
    """Return the measures by id, in the order of the file (the shipped one by default).

    Raises ContentRefused for the first mistake.
    """
    return unless_wrong(read_measures(path or resource("codes", "measures.toml")))


def check_measures_file(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of one file; none means that it loads."""
    return every_mistake(lambda file: read_measures(file)[1], path)


def read_measures(path: Path) -> tuple[Measures, tuple[Problem, ...]]:
    """Return the measures with every mistake found. Raises ContentRefused for no TOML."""
    report = Report(path.name)
    node = Node(parse(path.name, read_bytes(path)), "", report)
    node.only("measure")
    seen: set[str] = set()
    found = [_read(each, seen) for each in node.get("measure").each()]
    return MappingProxyType({one.id: one for one in found}), tuple(report.found)


def _read(node: Node, seen: set[str]) -> Measure:
    node.only(*KEYS)
    return Measure(
        id=unique(node.get("id"), seen, "measure"),
        label=words(node.get("label")),
        counts=words(node.get("counts")),
        source=node.get("source").text(),
    )
