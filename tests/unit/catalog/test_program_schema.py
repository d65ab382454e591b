"""The schema that editors use says what the reader says: same keys, same words, same files."""

import copy
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from safestation.catalog.known import shipped
from safestation.catalog.nodes import Node, Report
from safestation.catalog.program_keys import KEYS
from safestation.catalog.program_times import check_times
from safestation.catalog.programs import read_tables
from safestation.paths import resource
from tests.json_schema import mistakes
from tests.program_papers import SCHEMA, schema_text

TEXT = SCHEMA.read_text("utf-8")
ROOT = json.loads(TEXT)
FILES = sorted(resource("programs").glob("*.toml"))
KNOWN = shipped()
each_file = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


def tables(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:  # noqa: ANN401 - TOML
    """Yield the place of every key of every table, languages aside."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"en", "es"} and place != ("sources",):
                yield (*place, key)
            yield from tables(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from tables(inner, (*place, number))


def without(content: Any, place: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - TOML
    copied = copy.deepcopy(content)
    table = copied
    for step in place[:-1]:
        table = table[step]
    del table[place[-1]]
    return copied


def reader_misses(content: dict[str, Any], name: str, key: str) -> bool:
    report = Report(name)
    check_times(Node(content, "", report))
    problems = (*read_tables(name, content, KNOWN)[1], *report.found)
    words = (f"Add the key `{key}`.", "Write one of `", f"Add {key} = true")
    return any(word in problem.remedy for problem in problems for word in words)


@each_file
def test_every_shipped_file_fits_the_schema(path: Path) -> None:
    content = tomllib.loads(path.read_text("utf-8"))

    assert list(mistakes(content, ROOT, ROOT)) == []


@each_file
def test_every_shipped_file_names_the_schema_first(path: Path) -> None:
    assert path.read_text("utf-8").startswith("#:schema ./program.schema.json\n")


@pytest.mark.parametrize("table", KEYS)
def test_the_schema_has_the_keys_of_the_reader_and_says_what_each_is(table: str) -> None:
    told = ROOT if table == "program" else ROOT["$defs"][table]

    assert set(told["properties"]) == set(KEYS[table])
    assert told["additionalProperties"] is False
    assert all(each.get("description") for each in told["properties"].values())


def test_the_lists_of_the_schema_are_those_of_the_reader() -> None:
    assert schema_text() == TEXT, "run: python -m tests.program_papers"


def test_what_the_reader_misses_the_schema_misses_and_nothing_else() -> None:
    (path,) = [one for one in FILES if one.stem == "hope_not_handcuffs_hudson_valley"]
    content = tomllib.loads(path.read_text("utf-8"))
    seen: set[tuple[str, ...]] = set()
    for place in tables(content):
        kind = tuple(step for step in place if isinstance(step, str))
        if kind in seen:
            continue
        seen.add(kind)
        changed = without(content, place)
        missed = [m for m in mistakes(changed, ROOT, ROOT) if "required" in m or "oneOf" in m]
        assert bool(missed) == reader_misses(changed, path.name, str(place[-1])), place
    assert len(seen) > 80


@pytest.mark.parametrize(
    ("key", "value", "keyword"),
    [
        ("state", "Maryland", "pattern"),
        ("pathway", "selfreferral", "enum"),
        ("intercepts", [9], "maximum"),
        ("hosts", ["fire", "fire"], "uniqueItems"),
        ("driver_count", "one", "type"),
        ("colour", 1, "additionalProperties"),
        ("name", {"es": "Nombre"}, "required"),
        ("name", "Name", "type"),
        ("reports", ["everything"], "enum"),
    ],
)
def test_an_editor_shows_what_is_wrong(key: str, value: object, keyword: str) -> None:
    content = tomllib.loads(FILES[0].read_text("utf-8")) | {key: value}

    assert [m for m in mistakes(content, ROOT, ROOT) if keyword in m]
