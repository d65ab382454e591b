"""What a report shows: tables of lines, each a count of how many, and how long things took."""

from collections.abc import Iterable
from dataclasses import dataclass

from safestation.domain.reporting.marks import Label, Unit
from safestation.domain.small_cells import Cell, Screen, Sum


@dataclass(frozen=True, slots=True)
class Line:
    """One line: how many stand in it."""

    code: str
    label: Label
    cell: Cell

    @property
    def count(self) -> int:
        """Return how many."""
        return self.cell.count


@dataclass(frozen=True, slots=True)
class Spread:
    """How long something took, in minutes, and for how many that is known."""

    known: Cell
    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `of` is how many were counted in all; with `many` the lines overlap.

    Where amounts are counted, such as kits, `of` is their sum.
    """

    id: str
    title: Label
    unit: Unit
    lines: tuple[Line, ...]
    of: Cell
    many: bool = False
    spread: Spread | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure with its tables; none where there was nothing to count."""

    measure: str
    tables: tuple[Table, ...]


def sums_of(table: Table) -> tuple[Sum, ...]:
    """Return what adds up in a table; lines that overlap each stand against all the others."""
    cells = tuple(line.cell for line in table.lines)
    if not table.many:
        return (Sum(table.of, cells),)
    return tuple(Sum(table.of, (cell,), table.of.without(cell)) for cell in cells)


def screen_of(measured: Iterable[Measured]) -> Screen:
    """Return how each count of a whole report may be shown when it leaves the screen."""
    return Screen(s for one in measured for table in one.tables for s in sums_of(table))
