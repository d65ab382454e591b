"""Reads resources/dictionary/*.toml: every question of a visit, in sections.

The files belong together: ids are unique over all of them, since forms, programs and
reports share them, and a list of answers in one file may be used in another.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from safestation.catalog.leaves import nodes_or_none
from safestation.catalog.mistakes import unless_wrong
from safestation.catalog.nodes import MISSING, Node, Report
from safestation.catalog.question_parts import Lists, read_list, read_question
from safestation.catalog.texts import words
from safestation.catalog.toml_files import parse, read_bytes
from safestation.catalog.visit_conditions import (
    answers_of,
    check_condition,
    instrument_answers,
)
from safestation.domain.content import Problem
from safestation.domain.errors import ContentRefused
from safestation.domain.questions import Question, Section
from safestation.paths import resource

Sections = Mapping[str, Section]
Asked = list[tuple[Node, Question]]


def load_dictionary(folder: Path | None = None) -> Sections:
    """Return every section of a folder (the shipped one by default) by its id.

    Raises ContentRefused for the first mistake of the first file that has one.
    """
    files = sorted((folder or resource("dictionary")).glob("*.toml"))
    return unless_wrong(read_dictionary(files))


def read_dictionary(files: Sequence[Path]) -> tuple[Sections, tuple[Problem, ...]]:
    """Return the sections of all files together, and every mistake in them."""
    reports = [Report(path.name) for path in files]
    nodes = [_open(path, report) for path, report in zip(files, reports, strict=True)]
    lists: Lists = {}
    for node in nodes:
        node.only("section", "list")
        for each in nodes_or_none(node, "list"):
            read_list(each, lists)
    sections = _read_sections(nodes, lists)
    return MappingProxyType(sections), tuple(p for report in reports for p in report.found)


def _open(path: Path, report: Report) -> Node:
    try:
        return Node(parse(path.name, read_bytes(path)), "", report)
    except ContentRefused as refused:
        report.add(refused.place, refused.remedy)
        return Node(MISSING, "", report)


def _read_sections(nodes: Sequence[Node], lists: Lists) -> dict[str, Section]:
    sections: dict[str, Section] = {}
    asked: Asked = []
    ids: set[str] = set()
    for node in nodes:
        for each in nodes_or_none(node, "section"):
            section = _read_section(each, lists, asked, ids)
            if section.id in sections:
                each.get("id").wrong(f"Rename it: another section has the id “{section.id}”.")
            sections[section.id] = section
    _check_conditions(asked)
    return sections


def _read_section(node: Node, lists: Lists, asked: Asked, ids: set[str]) -> Section:
    node.only("id", "title", "question")
    found = [(each, read_question(each, lists, ids)) for each in node.get("question").each()]
    asked += found
    questions = tuple(question for _, question in found)
    return Section(node.get("id").text(), words(node.get("title")), questions)


def _check_conditions(asked: Asked) -> None:
    """Note each `when` that names itself, no question, or an answer nobody can give."""
    offered = instrument_answers() | {q.id: answers_of(q) for _, q in asked}
    for node, question in asked:
        others = {name: values for name, values in offered.items() if name != question.id}
        for number, condition in enumerate(question.when):
            place = Node(None, f"{node.place}.when[{number}]", node.report)
            check_condition(place, condition.question, condition.any_of, others)
