"""Reads programs, one TOML file each in resources/programs; a bad one is refused by name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from safestation.catalog.amounts import amount, within
from safestation.catalog.choosing import maybe_several, one_of
from safestation.catalog.known import PATHWAYS, Known, shipped
from safestation.catalog.leaves import text_or_blank, texts_or_none
from safestation.catalog.mistakes import every_mistake, unless_wrong
from safestation.catalog.nodes import Node, Report
from safestation.catalog.program_entries import Here, read_entry, read_role
from safestation.catalog.program_keys import KEYS
from safestation.catalog.program_paper import check_packet, read_form, read_recipient
from safestation.catalog.program_parts import read_notice, read_partner, read_sites, read_step
from safestation.catalog.program_path import (
    check_path,
    check_reminders,
    check_set_by_station,
)
from safestation.catalog.program_rules import read_items, read_rule
from safestation.catalog.program_runs import check_runs
from safestation.catalog.program_sense import check_sense, check_stops
from safestation.catalog.program_times import check_times, read_clock, read_follow_up
from safestation.catalog.program_words import check_words
from safestation.catalog.texts import many, maybe_words, words
from safestation.catalog.toml_files import parse, read_bytes
from safestation.domain.content import Problem
from safestation.domain.program import Entry, Program, Runs
from safestation.paths import resource

T = TypeVar("T")
MOST_DRIVERS = 2  # the driver sheet and the dictionary have room for two
LOCKS_AFTER, LONGEST_OPEN = 72, 24 * 365  # hours; ours
LAST_INTERCEPT = 5  # the Sequential Intercept Model counts from 0 to 5


def load_programs(folder: Path | None = None) -> Mapping[str, Program]:
    """Return every program of a folder (the shipped ones by default) by its id.

    Raises ContentRefused for the first file that is wrong.
    """
    files = sorted((folder or resource("programs")).glob("*.toml"))
    known = shipped()
    return MappingProxyType({path.stem: load_program(path, known) for path in files})


def load_program(path: Path, known: Known | None = None) -> Program:
    """Read and check one file. Raises ContentRefused for its first mistake."""
    return unless_wrong(read_program(path, known or shipped()))


def check_program_file(path: Path, known: Known | None = None) -> tuple[Problem, ...]:
    """Return every mistake of one file, those that keep it from loading first."""

    def check(file: Path) -> tuple[Problem, ...]:
        tables = parse(file.name, read_bytes(file))
        report = Report(file.name)
        check_words(tables, report)
        check_times(Node(tables, "", report))
        program, problems = read_tables(file.name, tables, known or shipped())
        check_sense(tables, program, report)
        check_runs(program, report)
        if not problems:  # a page that is misspelled stops no clock, and is told already
            check_stops(program, report)
        return problems + tuple(report.found)

    return every_mistake(check, path)


def read_program(path: Path, known: Known) -> tuple[Program, tuple[Problem, ...]]:
    """Return a program with every mistake found in its file.

    Raises ContentRefused when the file cannot be read at all.
    """
    content = read_bytes(path)
    program, problems = read_content(path.name, content, known)
    report = Report(path.name)
    check_times(Node(parse(path.name, content), "", report))
    return program, (*problems, *report.found)


def read_content(
    name: str, content: bytes, known: Known
) -> tuple[Program, tuple[Problem, ...]]:
    """Return a program with every mistake found in the content of the file `name`.

    Raises ContentRefused when it cannot be read at all.
    """
    return read_tables(name, parse(name, content), known)


def read_tables(
    name: str, tables: Mapping[str, object], known: Known
) -> tuple[Program, tuple[Problem, ...]]:
    """Return a program with every mistake found in the tables of the file `name`."""
    report, stem = Report(name), name.removesuffix(".toml")
    node = Node(tables, "", report)
    node.only(*KEYS["program"])
    program = _read(node, known)
    if program.id and program.id != stem:
        node.get("id").wrong(f"Make the id the file's name: “{stem}”.")
    check_path(node, program)
    check_set_by_station(node, program)
    check_reminders(node, program)
    return program, tuple(report.found)


def _read(node: Node, known: Known) -> Program:
    sources = {key: text.text() for key, text in node.get("sources").entries()}
    roles = _some(node, "role", lambda one, ids: read_role(one, ids, sources))
    entries = _some(node, "entry", lambda one, ids: read_entry(one, ids, known, sources))
    entries = entries or (Entry(),)
    here = Here(known, sources, [r.id for r in roles], [e.id for e in entries])
    partners = _each(node, "partner", lambda one, ids: read_partner(one, ids, here))
    their_ids = {partner.id for partner in partners}
    here = replace(here, partners=their_ids)
    recipients = _each(
        node, "recipient", lambda one, ids: read_recipient(one, ids, known, their_ids)
    )
    named = {recipient.id for recipient in recipients}
    packet = _each(node, "packet", lambda one, _: read_form(one, known, named))
    check_packet(node.get("packet"), packet)
    node.get("hosts")
    hosts = read_sites(node, "hosts")
    return Program(
        id=node.get("id").text(),
        version=node.get("version").text(),
        name=words(node.get("name")),
        profile=node.get("profile").text(),
        state=_state(node.get("state")),
        pathway=one_of(node.get("pathway"), PATHWAYS, "pathway"),
        intercepts=tuple(within(n, 0, LAST_INTERCEPT) for n in node.get("intercepts").each()),
        hosts=hosts,
        runs=_runs(node.get("runs"), here),
        notice=read_notice(node.get("notice")),
        partners=partners,
        steps=_each(node, "step", lambda one, ids: read_step(one, ids, here)),
        rules=_each(node, "rule", lambda one, ids: read_rule(one, ids, here)),
        items=read_items(node.get("items"), hosts, sources),
        clocks=_each(node, "clock", lambda one, ids: read_clock(one, ids, here)),
        recipients=recipients,
        packet=packet,
        follow_ups=_each(node, "follow_up", lambda one, ids: read_follow_up(one, ids, here)),
        sources=MappingProxyType(sources),
        station_call=maybe_words(node, "station_call"),
        driver_count=amount(node, "driver_count", 1, MOST_DRIVERS, otherwise=1),
        participation=many(node, "participation"),
        lock_after_hours=amount(
            node, "lock_after_hours", 0, LONGEST_OPEN, otherwise=LOCKS_AFTER
        ),
        roles=roles,
        entries=entries,
        reports=maybe_several(node, "reports", known.measures, "measure"),
        set_by_station=texts_or_none(node, "set_by_station"),
    )


def _each(node: Node, key: str, read: Callable[[Node, set[str]], T]) -> tuple[T, ...]:
    """Read every table of a list; `read` gets the ids that earlier ones took."""
    ids: set[str] = set()
    return tuple(read(one, ids) for one in node.get(key).each())


def _some(node: Node, key: str, read: Callable[[Node, set[str]], T]) -> tuple[T, ...]:
    """Read a list of tables that may be left out."""
    return _each(node, key, read) if node.maybe(key) else ()


def _state(node: Node) -> str:
    """Return the two letters of a state."""
    state = node.text()
    if state and not re.fullmatch(r"[A-Z]{2}", state):
        node.wrong("Write the two letters of the state, such as MD.")
    return state


def _runs(node: Node, here: Here) -> Runs:
    node.only(*KEYS["runs"])
    return Runs(
        today=node.get("today").flag(),
        since=node.get("since").text(),
        until=text_or_blank(node, "until"),
        checked=text_or_blank(node, "checked"),
        source=here.source(node) if node.maybe("source") else "",
    )
