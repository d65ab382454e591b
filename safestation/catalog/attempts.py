"""Reads resources/codes/attempts.toml: what can come of a try to reach somebody."""

from collections.abc import Collection
from pathlib import Path
from types import MappingProxyType

from safestation.catalog.choosing import one_of, several, unique
from safestation.catalog.leaves import flag_or_false
from safestation.catalog.mistakes import every_mistake, unless_wrong
from safestation.catalog.nodes import Node, Report
from safestation.catalog.texts import words
from safestation.catalog.toml_files import parse, read_bytes
from safestation.domain.attempts import ASKS, WAYS, Attempt, Attempts
from safestation.domain.content import Problem
from safestation.paths import resource

KEYS = ("id", "label", "ways", "reached", "try_again", "ask", "ends", "disposition")


def load_attempts(path: Path | None = None, dispositions: Collection[str] = ()) -> Attempts:
    """Return the codes by id, in the order of the file (the shipped one by default).

    A disposition must be one of `dispositions`, where they are given. Raises ContentRefused
    for the first mistake.
    """
    file = path or resource("codes", "attempts.toml")
    return unless_wrong(read_attempts(file, dispositions))


def check_attempts_file(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of one file; none means that it loads."""
    return every_mistake(lambda file: read_attempts(file)[1], path)


def read_attempts(
    path: Path, dispositions: Collection[str] = ()
) -> tuple[Attempts, tuple[Problem, ...]]:
    """Return the codes with every mistake found. Raises ContentRefused for no TOML at all."""
    report = Report(path.name)
    node = Node(parse(path.name, read_bytes(path)), "", report)
    node.only("attempt")
    seen: set[str] = set()
    found = [_read(each, seen, dispositions) for each in node.get("attempt").each()]
    if not any(one.reached for one in found):
        node.wrong("Add a code with `reached = true`: nobody could ever be reached.")
    attempts = MappingProxyType({one.id: one for one in found})
    return attempts, tuple(report.found)


def _read(node: Node, seen: set[str], dispositions: Collection[str]) -> Attempt:
    node.only(*KEYS)
    ask, disposition = node.maybe("ask"), node.maybe("disposition")
    attempt = Attempt(
        id=unique(node.get("id"), seen, "attempt"),
        label=words(node.get("label")),
        ways=several(node.get("ways"), WAYS, "way"),
        reached=flag_or_false(node, "reached"),
        try_again=flag_or_false(node, "try_again"),
        ask=several(ask, ASKS, "question to ask next") if ask is not None else (),
        ends=flag_or_false(node, "ends"),
        disposition=_disposition(disposition, dispositions),
    )
    _check(node, attempt)
    return attempt


def _disposition(node: Node | None, known: Collection[str]) -> str:
    if node is None:
        return ""
    return one_of(node, known, "disposition") if known else node.text()


def _check(node: Node, attempt: Attempt) -> None:
    """Note a code that leads nowhere, or to two places at once."""
    if node.get("ways").value == []:
        node.get("ways").wrong("Name at least one way.")
    if attempt.ends == attempt.try_again and not attempt.reached:
        node.wrong("Say either `try_again = true` or `ends = true`, so that it leads on.")
    if attempt.ends and attempt.try_again:
        node.wrong("Take out `try_again`: nobody tries again after the end.")
    if attempt.ends and not attempt.disposition:
        node.wrong("Add the `disposition` with which such a visit ends.")
    if attempt.disposition and not attempt.ends:
        node.get("disposition").wrong("Take it out: only a code that ends has one.")
