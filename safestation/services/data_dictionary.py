"""The data dictionary of a take-out, made from the same files and types the app works with."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, Final, get_type_hints

from safestation.domain.facts import FACTS
from safestation.domain.instrument import Instrument
from safestation.domain.questions import Section
from safestation.domain.text import Text

LANGUAGES: Final = ("en", "es")


def questions(sections: Mapping[str, Section]) -> bytes:
    """Return a line for each question that has no choices, and one for each choice."""
    head = ("section", "question", "kind", "label_en", "label_es", "value", "value_en",
            "value_es", "code", "unit", "sensitive")  # fmt: skip
    rows = []
    for section in sections.values():
        for one in section.questions:
            start = (section.id, one.id, one.kind.value, *_said(one.label))
            end = (one.unit, "yes" if one.sensitive else "no")
            told = [(*start, c.value, *_said(c.label), c.code, *end) for c in one.choices]
            rows += told or [(*start, "", "", "", "", *end)]
    return _csv(head, rows)


def instruments(every: Mapping[str, Instrument]) -> bytes:
    """Return a line for each item and each of its options; answers are `<id>.<item>`."""
    head = ("instrument", "version", "sha256", "title", "question", "text_en", "text_es",
            "value", "value_en", "value_es", "score")  # fmt: skip
    rows = []
    for one in every.values():
        start = (one.id, one.version, one.sha256, one.title)
        for item in one.items:
            asked = (*start, f"{one.id}.{item.id}", *_said(item.text))
            told = [
                (*asked, o.value, *_said(o.label), "" if o.score is None else str(o.score))
                for o in item.options
            ]
            rows += told or [(*asked, "", "", "", "")]
        rows += [
            (*start, f"{one.id}.{name}", "", "", "", "", "", "") for name in _measured(one)
        ]
    return _csv(head, rows)


def facts() -> bytes:
    """Return a line for each field of each kind of fact; `entry.body` holds them as JSON."""
    rows = []
    for kind, fact in FACTS.items():
        meaning = " ".join((fact.__doc__ or "").split())
        hints = get_type_hints(fact)
        told = [(kind, meaning, f.name, _type(hints[f.name])) for f in fields(fact)]
        rows += told or [(kind, meaning, "", "")]
    return _csv(("kind", "meaning", "field", "type"), rows)


def _measured(one: Instrument) -> list[str]:
    items = {item.id for item in one.items}
    return [name for name in one.input_ids if name not in items]


def _said(text: Text) -> tuple[str, ...]:
    return tuple(text.by_language.get(language, "") for language in LANGUAGES)


def _type(hint: Any) -> str:  # noqa: ANN401 - a type hint
    return hint.__name__ if isinstance(hint, type) else str(hint).replace("typing.", "")


def _csv(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> bytes:
    page = io.StringIO(newline="")
    writer = csv.writer(page)
    writer.writerow(head)
    writer.writerows(rows)
    return page.getvalue().encode("utf-8")
