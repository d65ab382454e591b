"""A person's whole own record of one visit (42 CFR 2.23, 45 CFR 164.524): all that is held.

The one form that nothing is left out of: it goes to the person whom it is about, and to
nobody else. It is refused on any other ground.
"""

from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import ClassVar, Final

from safestation.domain.answers import Answer
from safestation.domain.disclosure import Ground
from safestation.domain.errors import DisclosureRefused
from safestation.domain.facts import (
    HoldPlaced,
    HoldReleased,
    JoinedWith,
    PartedFrom,
    PeopleMerged,
    PeopleUnmerged,
)
from safestation.domain.sheet import Sheet
from safestation.domain.visit import Entry
from safestation.forms.base import PERSON, PaperForm
from safestation.forms.blocks import Block, Heading, Para, Row, Tone
from safestation.forms.pen import Pen

# What ties facts together and tells a reader nothing.
_SILENT: Final = frozenset(
    {
        "id", "merge", "task", "printed", "sha256", "text_sha256", "strokes", "image",
        "signature_image", "template_version", "form_version", "version", "provider", "partner",
        "since",  # from when a time was counted, beside when it is due
    }
)  # fmt: skip
# Told as having happened, and no more: they may name somebody else, or what a court sealed.
_BARE: Final = (
    HoldPlaced, HoldReleased, PeopleMerged, PeopleUnmerged, JoinedWith, PartedFrom,
)  # fmt: skip
_JOIN: Final = " · "


class OwnRecord(PaperForm):
    """Every answer with where it came from, and everything that happened, in its order."""

    id: ClassVar[str] = "own_record"
    version: ClassVar[str] = "2"
    audience: ClassVar[str] = PERSON
    size: ClassVar[float] = 10.5  # a whole record: many pages

    def narrowed(self, sheet: Sheet) -> Sheet:
        """Return the whole sheet. Raises DisclosureRefused on any ground but the person's."""
        if sheet.ground is not Ground.OWN_PAPER:
            raise DisclosureRefused("disclosure.own_only")
        return sheet

    def blocks(self, pen: Pen) -> list[Block]:
        """Return the answers section by section, what is in no section, and the facts."""
        visit = pen.sheet.visit
        came = Row(pen.say("label.came"), pen.full_moment(visit.arrived_at))
        sections = [block for part in _answers(pen) for block in part]
        told: list[Block] = sections or [Para(pen.say("no_answers"))]
        happened: list[Block] = [
            Row(pen.full_moment(e.happened_at), _fact(pen, e)) for e in visit.entries
        ]
        return [
            Para(pen.say("about")),
            came,
            *told,
            Heading(pen.say("happened")),
            *(happened or [Para(pen.say("nothing_happened"))]),
            Para(pen.say("rights"), Tone.SMALL),
        ]


def _answers(pen: Pen) -> Iterable[list[Block]]:
    given = dict(pen.sheet.visit.answers)
    for section in pen.sheet.sections.values():
        own = [(pen.text(q.label), q.id) for q in section.questions if q.id in given]
        yield _part(pen, pen.text(section.title), own, given)
    for instrument in pen.sheet.instruments.values():
        named = ((pen.text(i.text), f"{instrument.id}.{i.id}") for i in instrument.items)
        yield _part(pen, instrument.title, [one for one in named if one[1] in given], given)
    yield _part(pen, pen.say("other"), [(_plain(q), q) for q in sorted(given)], given)


def _part(
    pen: Pen, title: str, asked: list[tuple[str, str]], given: dict[str, Answer]
) -> list[Block]:
    rows = [Row(label, _said(pen, question, given.pop(question))) for label, question in asked]
    return [Heading(title), *rows] if rows else []


def _said(pen: Pen, question: str, answer: Answer) -> str:
    words = pen.answer(question)
    source = pen.coded("source", answer.source.value)
    return f"{words} ({source}, {pen.full_moment(answer.typed_at)}, {pen.who(answer.by)})"


def _fact(pen: Pen, entry: Entry) -> str:
    values = () if isinstance(entry.fact, _BARE) else _values(pen, entry.fact)
    told = [pen.coded("kind", entry.fact.KIND), *values]
    text = _JOIN.join(dict.fromkeys(part for part in told if part))
    return f"{text}{pen.entry_mark(entry)} ({pen.who(entry.by)})"


def _values(pen: Pen, value: object) -> Iterable[str]:
    """Yield what a fact says, in its order; nested values too."""
    if is_dataclass(value) and not isinstance(value, type):
        told = ((f.name, getattr(value, f.name)) for f in fields(value))
        for name, inner in told:
            if isinstance(inner, bool):  # a bare "yes" says nothing without its name
                yield _plain(name) if inner else ""
            elif name not in _SILENT:
                yield from _values(pen, inner)
    elif isinstance(value, Mapping):
        pairs = ((key, ", ".join(_values(pen, inner))) for key, inner in value.items())
        yield from (f"{_plain(str(key))}: {said}" for key, said in pairs if said)
    elif isinstance(value, tuple | list | frozenset):
        yield from (said for inner in value for said in _values(pen, inner))
    elif value is not None:
        yield _one(pen, value)


def _one(pen: Pen, value: object) -> str:
    if isinstance(value, datetime):
        return pen.full_moment(value)
    if isinstance(value, date):
        return pen.day(value)
    return _plain(str(value))


def _plain(code: str) -> str:
    """Return a code as words; what people wrote stays as they wrote it."""
    return code.replace("_", " ") if code.isascii() and " " not in code else code
