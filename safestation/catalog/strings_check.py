"""Finds every mistake in the window's words, as `load_strings` would meet them one by one."""

import string
from collections.abc import Iterator
from pathlib import Path

from safestation.catalog.mistakes import problem_of
from safestation.catalog.nodes import Node, Report
from safestation.catalog.strings import load_strings
from safestation.catalog.toml_files import parse, read_bytes
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.domain.languages import ENGLISH


def check_strings_file(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of one file; other languages are held against English."""
    report = Report(f"{path.parent.name}/{path.name}")
    own = dict(_sentences(path, report))
    english = path.parent.parent / ENGLISH / path.name
    if path.parent.name != ENGLISH and english.is_file():
        _compare(own, dict(_sentences(english, Report(english.name))), report)
    return tuple(report.found)


def check_strings_folder(folder: Path, language: str) -> tuple[Problem, ...]:
    """Return what is wrong only between files: the same key in two of them."""
    try:
        load_strings(folder, language)
    except ContentRefused as refused:
        return (problem_of(refused),)
    return ()


def _sentences(path: Path, report: Report) -> Iterator[tuple[str, Node]]:
    try:
        content = parse(path.name, read_bytes(path))
    except ContentRefused as refused:
        report.add(refused.place, refused.remedy)
        return
    yield from _leaves(Node(content, "", report))


def _leaves(node: Node) -> Iterator[tuple[str, Node]]:
    for _, inside in node.entries():
        if isinstance(inside.value, dict):
            yield from _leaves(inside)
        else:
            _parts(inside)
            yield inside.place, inside


def _parts(node: Node) -> set[str]:
    """Return the names of a sentence's parts, such as {count}; broken braces are noted."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(node.text()) if name}
    except ValueError:
        node.wrong("Close the braces: a part is written {name}.")
        return set()


def _compare(own: dict[str, Node], english: dict[str, Node], report: Report) -> None:
    for key in english.keys() - own.keys():
        report.add(key, "Translate this sentence: English has it.")
    for key in sorted(own.keys() & english.keys()):
        if _parts(own[key]) != _parts(english[key]):
            own[key].wrong("Use the same parts in braces as the English sentence.")
    for key in own.keys() - english.keys():
        own[key].wrong("Remove or rename it: English has no such key.")
