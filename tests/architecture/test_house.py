"""Promises the house makes, checked against what is really in it."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import fields
from datetime import UTC, datetime
from types import MappingProxyType, ModuleType

import pytest
from PySide6.QtCore import QObject

import safestation.domain
import safestation.ui
import tests.unit.storage
from safestation.domain.answers import Answer, Source, Status
from safestation.domain.facts import Fact
from safestation.domain.visit import Entry, Visit, VisitId
from safestation.storage.migrations import migrations

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
MARK = "Sam-555-0142"

# One word, and meant to be written by whoever makes a model, a layout, or draws a cell.
MADE_TO_BE_OVERRIDDEN = {"count", "data", "flags", "paint"}


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        yield importlib.import_module(found.name)


def _widget_classes() -> set[type[QObject]]:
    return {
        kind
        for module in _modules(safestation.ui)
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, QObject) and kind.__module__.startswith("safestation.")
    }


def _hidden_names(kind: type[QObject]) -> set[str]:
    ours = {name for name in vars(kind) if name.islower() and not name.startswith("_")}
    qts = {n for base in kind.__mro__ if "PySide6" in base.__module__ for n in vars(base)}
    return (ours & qts) - MADE_TO_BE_OVERRIDDEN


def _kinds_of_fact(kind: type[Fact] = Fact) -> Iterator[type[Fact]]:
    for narrower in kind.__subclasses__():
        yield narrower
        yield from _kinds_of_fact(narrower)


def test_no_name_of_ours_hides_one_of_qts() -> None:
    hidden = {kind.__qualname__: _hidden_names(kind) for kind in _widget_classes()}

    assert hidden
    assert not {kind: names for kind, names in hidden.items() if names}


def test_every_migration_has_its_test() -> None:
    shipped = {f"test_{m.name}" for m in migrations._migrations}  # noqa: SLF001 - no public list
    tested = {name for module in _modules(tests.unit.storage) for name in vars(module)}

    assert shipped
    assert not shipped - tested


@pytest.mark.parametrize("kind", sorted(_kinds_of_fact(), key=str), ids=lambda k: k.__name__)
def test_a_fact_never_prints_what_it_knows(kind: type[Fact]) -> None:
    fact = object.__new__(kind)
    for field in fields(kind):
        object.__setattr__(fact, field.name, MARK)

    assert MARK not in repr(fact)


def test_a_visit_never_prints_what_was_said() -> None:
    said = Answer(Status.ANSWERED, MARK, Source.SAID, NOON, NOON, "")
    fact = object.__new__(next(_kinds_of_fact()))
    for field in fields(fact):
        object.__setattr__(fact, field.name, MARK)
    entry = Entry("e1", NOON, NOON, "", Source.SAID, fact)
    visit = Visit(VisitId("v1"), "1", "s1", "p1", "1", NOON, "").with_entry(entry)
    told = visit.with_answers(MappingProxyType({"name": said}))

    assert told.answers["name"].value == MARK
    assert MARK not in f"{told!r}{told.answers!r}{told.entries!r}"
