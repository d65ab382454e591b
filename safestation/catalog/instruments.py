"""Instruments, one JSON file each in resources/instruments; a bad file is refused by name."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from safestation.catalog.instrument_bands import check_cover, read_bands
from safestation.catalog.instrument_head import (
    check_bundling,
    check_words,
    needs_approval,
    read_about,
    read_instructions,
    read_languages,
    read_license,
    read_words,
)
from safestation.catalog.instrument_items import read_items
from safestation.catalog.instrument_parameters import read_cross_rules, read_parameters
from safestation.catalog.instrument_parts import Parts
from safestation.catalog.instrument_scoring import read_scoring
from safestation.catalog.instrument_vectors import check_vectors
from safestation.catalog.json_files import parse, read_bytes
from safestation.catalog.leaves import flag_or_false, nodes_or_none, peek
from safestation.catalog.mistakes import every_mistake, unless_wrong
from safestation.catalog.nodes import Node, Report
from safestation.domain.content import Problem
from safestation.domain.instrument import Instrument
from safestation.domain.text import Text
from safestation.paths import resource

SCHEMA = "1.0"
KEYS = (
    *("schema_version", "id", "kind", "title", "short_title", "version", "ship", "licence"),
    *("population", "administered_by", "administration_seconds", "instructions", "items"),
    *("parameters", "cross_rules", "scoring", "bands", "steps", "validation", "missing_data"),
    *("translations", "cautions", "references", "provenance", "disclaimer", "test_vectors"),
)
SHIP_KEYS = (
    *("status", "bundle_with_code", "setting", "why", "ask_if", "shares_inputs_with"),
    *("requires_local_medical_director_approval", "thresholds_configurable"),
)


def load_instruments(folder: Path | None = None) -> Mapping[str, Instrument]:
    """Return every instrument of a folder (the shipped ones by default) by its id.

    Raises ContentRefused for the first file that is wrong.
    """
    files = sorted((folder or resource("instruments")).glob("*.json"))
    return MappingProxyType({path.stem: load_instrument(path) for path in files})


def load_instrument(path: Path) -> Instrument:
    """Read, check and prove one file. Raises ContentRefused for its first mistake."""
    return unless_wrong(_read(path))


def check_instrument_file(path: Path) -> tuple[Problem, ...]:
    """Return every mistake of one file; none means that it loads and proves itself."""
    return every_mistake(lambda file: _read(file)[1], path)


def attributions(instruments: Iterable[Instrument]) -> tuple[str, ...]:
    """Return the credits that the licenses ask for, each once, in order."""
    credited = {i.license.attribution: None for i in instruments if i.license.attribution}
    return tuple(credited)


def _read(path: Path) -> tuple[Instrument, tuple[Problem, ...]]:
    """Read a file. The vectors are recomputed only when everything else is right."""
    content = read_bytes(path)
    report = Report(path.name)
    root = Node(parse(path.name, content), "", report)
    instrument = _instrument(root, hashlib.sha256(content).hexdigest())
    _check_head(root, path)
    if not report.found:
        check_vectors(root.get("test_vectors"), instrument)
    return instrument, tuple(report.found)


def _check_head(root: Node, path: Path) -> None:
    root.only(*KEYS)
    root.get("ship").only(*SHIP_KEYS)
    check_bundling(root.get("ship"))
    root.get("test_vectors")
    if peek(root, "id") != path.stem:
        root.get("id").wrong(f"Use the file's name as the id: `{path.stem}`.")
    if peek(root, "schema_version") != SCHEMA:
        root.get("schema_version").wrong(f'Write "{SCHEMA}": no other form is known.')
    if root.maybe("scoring") is None:
        root.get("validation").get("rule").text()
    if root.maybe("items") is None and root.maybe("parameters") is None:
        root.wrong("Add `items` or `parameters`.")


def _instrument(root: Node, sha256: str) -> Instrument:
    parameters = read_parameters(nodes_or_none(root, "parameters"))
    parts = Parts(
        items=read_items(nodes_or_none(root, "items"), read_words(root)),
        parameters=parameters,
        cross_rules=read_cross_rules(nodes_or_none(root, "cross_rules"), parameters),
        bands=read_bands(root.get("bands").each()),
    )
    check_words(root, parts.items)
    scoring = read_scoring(root.maybe("scoring"), parts)
    check_cover(root.get("bands"), parts.bands, scoring)
    ship = root.get("ship")
    return Instrument(
        id=root.get("id").text(),
        version=root.get("version").text(),
        title=root.get("title").text(),
        short_title=root.get("short_title").text(),
        sha256=sha256,
        kind=root.get("kind").text(),
        status=ship.get("status").text(),
        license=read_license(root.get("licence")),
        about=read_about(root),
        instructions=read_instructions(root),
        scoring=scoring,
        items=tuple(parts.items),
        parameters=tuple(parts.parameters),
        cross_rules=tuple(parts.cross_rules),
        bands=tuple(parts.bands),
        steps=tuple(Text.of(n.get("text").text()) for n in nodes_or_none(root, "steps")),
        languages=read_languages(root),
        needs_approval=needs_approval(ship),
        thresholds_configurable=flag_or_false(ship, "thresholds_configurable"),
    )
