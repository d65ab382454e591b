"""The tally: marks put together, one case after the other, so that none has to be kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from safestation.domain.board import median
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.measures import MEASURES, Counted
from safestation.domain.reporting.tables import Line, Measured, Spread, Table
from safestation.domain.small_cells import Cell


@dataclass(slots=True)
class _Set:
    """How many, and which: the members are mixed into one number that tells sets apart."""

    count: int = 0
    members: int = 0

    def add(self, what: str, amount: int) -> None:
        self.count += amount
        self.members ^= _mixed(what)

    @property
    def cell(self) -> Cell:
        return Cell(self.count, self.members)


@dataclass(slots=True)
class _Sums:
    """One table in the making. Of a person only the row that counts is kept."""

    part: Part
    whole: _Set = field(default_factory=_Set)
    rows: dict[str, tuple[Row, _Set]] = field(default_factory=dict)
    people: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    minutes: list[float] = field(default_factory=list)
    timed: _Set = field(default_factory=_Set)

    def add(self, mark: Mark) -> None:
        if self.part.unit is Unit.PEOPLE:
            self._meet(mark)
        else:
            self._count(mark.what, mark.rows, mark.amount)
        if mark.minutes is not None:
            self.minutes.append(mark.minutes)
            self.timed.add(mark.what, 1)

    def _meet(self, mark: Mark) -> None:
        before = self.people.get(mark.what)
        if before is not None and self.part.again is not None:
            self.people[mark.what] = (self.part.again,)
        elif before is None or mark.rows[0].rank <= before[0].rank:
            self.people[mark.what] = mark.rows

    def _count(self, what: str, rows: Iterable[Row], amount: int) -> None:
        self.whole.add(what, amount)
        for row in rows:
            self.rows.setdefault(row.code, (row, _Set()))[1].add(what, amount)

    def table(self) -> Table:
        for person, rows in self.people.items():
            self._count(person, rows, 1)
        self.people.clear()
        for row in self.part.rows:
            self.rows.setdefault(row.code, (row, _Set()))
        ordered = sorted(self.rows.values(), key=lambda one: (one[0].order, one[0].code))
        return Table(
            id=self.part.id,
            title=self.part.title,
            unit=self.part.unit,
            lines=tuple(Line(row.code, row.label, found.cell) for row, found in ordered),
            of=self.whole.cell,
            many=self.part.many,
            spread=self._spread(),
        )

    def _spread(self) -> Spread | None:
        middle = median(self.minutes)
        if middle is None:
            return None
        return Spread(self.timed.cell, middle, min(self.minutes), max(self.minutes))


class Tally:
    """Counts every measure over cases that come one by one, the oldest first."""

    def __init__(self, measures: Mapping[str, Counted] = MEASURES) -> None:
        self._measures = measures
        self._sums: dict[str, dict[str, _Sums]] = {one: {} for one in measures}
        self.cases = 0

    def add(self, case: Case) -> None:
        """Count one encounter in every measure."""
        self.cases += 1
        for name, counted in self._measures.items():
            sums = self._sums[name]
            for mark in counted(case):
                sums.setdefault(mark.part.id, _Sums(mark.part)).add(mark)

    def measured(self) -> Mapping[str, Measured]:
        """Return what was counted, by measure. The tally is used up."""
        return {
            name: Measured(name, tuple(one.table() for one in sums.values()))
            for name, sums in self._sums.items()
        }


@lru_cache(maxsize=1024)
def _mixed(what: str) -> int:
    return int.from_bytes(blake2b(what.encode(), digest_size=8).digest())
