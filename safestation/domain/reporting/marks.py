"""Marks: where one encounter, one person or one try falls when a measure is counted."""

from dataclasses import dataclass
from enum import StrEnum

from safestation.domain.text import Text

Label = str | Text  # a key of the window's words, or words of a content file


class Unit(StrEnum):
    """What is counted. Encounters and people are never mixed up (Gloucester's figures)."""

    ENCOUNTERS = "encounters"
    PEOPLE = "people"
    TRIES = "tries"
    CALLS = "calls"
    DUTIES = "duties"
    TIMES = "times"
    KITS = "kits"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. Of a person seen several times, the lowest `rank` counts."""

    code: str
    label: Label
    order: int = 0
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a measure.

    Its `rows` are listed even with nobody in them. With `many`, one case may stand in
    several rows, so that they do not add up. A person seen again stands in `again`.
    """

    id: str
    title: Label
    unit: Unit = Unit.ENCOUNTERS
    rows: tuple[Row, ...] = ()
    many: bool = False
    again: Row | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is counted: `what` is the id of the visit, person or fact it is."""

    part: Part
    rows: tuple[Row, ...]
    what: str
    amount: int = 1
    minutes: float | None = None
