"""Small counts: what must not leave the station, and what has to go with it.

A count of 1 to 10 can point at a person. It is shown as "<11", and enough other counts are
left out with it that it cannot be had by subtraction, from totals or from other tables (CMS
cell size policy; law README D8). Counts are looked at as they are, before any rounding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Final

from safestation.domain.solving import solved

SMALLEST: Final = 11  # the smallest count above 0 that may be published
Range = tuple[float, float]
ANY: Final[Range] = (0, inf)
_ROUNDS: Final = 100  # of working out; each goes over all that adds up


@dataclass(frozen=True, slots=True)
class Cell:
    """A count, and which set of things was counted: equal sets are equal cells."""

    count: int
    members: int

    @property
    def is_small(self) -> bool:
        """Tell whether it must not be published."""
        return 0 < self.count < SMALLEST

    def without(self, other: "Cell") -> "Cell":
        """Return those of this set who are not in another that lies within it."""
        return Cell(self.count - other.count, self.members ^ other.members)


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells that add up to another. What is `unseen` stands nowhere, but can be worked out."""

    whole: Cell
    parts: tuple[Cell, ...]
    unseen: Cell | None = None

    @property
    def every(self) -> tuple[Cell, ...]:
        """Return all that adds up."""
        return self.parts if self.unseen is None else (*self.parts, self.unseen)


class Shown(StrEnum):
    """How a count is shown: as it is, as "<11", or not at all, for the sake of another."""

    TRUE = "true"
    SMALL = "small"
    LEFT_OUT = "left_out"


class Screen:
    """Decides over all tables of one paper together how each count is shown."""

    def __init__(self, sums: Iterable[Sum]) -> None:
        every = tuple(sums)
        # Where one line is all there is, nothing can be taken away from anything.
        self._sums: Sequence[Sum] = tuple(s for s in every if s.whole not in s.parts)
        self._printed = {c for s in every for c in (s.whole, *s.parts)}
        self._hidden = {cell for cell in self._printed if cell.is_small}
        self._vague: set[Cell] = set()  # not even said to be small
        self._withheld: set[Sum] = set()  # nothing of these is shown, zeros included
        while leaks := self._leaks():
            if not any(self._mend(one) for one in leaks):
                self._withhold_all()
                break

    def shown(self, cell: Cell, of: Sum | None = None) -> Shown:
        """Return how a cell is shown, in one table if that is named."""
        if cell in self._vague or (
            of is not None and of in self._withheld and cell != of.whole
        ):
            return Shown.LEFT_OUT
        if cell not in self._hidden:
            return Shown.TRUE
        return Shown.SMALL if cell.is_small else Shown.LEFT_OUT

    def _leaks(self) -> Sequence[Sum]:
        """Return the sums through which one small count can be worked out, the worst first."""
        known = self._worked_out()
        certain = (c for c, found in known.items() if c.is_small and _is_certain(found))
        if (cell := next(certain, None)) is not None:
            return self._gives_away(cell, known)
        for one in self._sums:
            if one not in self._withheld and _is_certain(known[one.whole]):
                hidden = [c for c in one.every if c.count and not _is_certain(known[c])]
                if 0 < sum(cell.count for cell in hidden) < SMALLEST:
                    return [one]
        return []

    def _gives_away(self, cell: Cell, known: Mapping[Cell, Range]) -> Sequence[Sum]:
        """Return the sums with a cell: first what tells it by what is printed.

        Only there does leaving out more help; elsewhere it would hide for nothing.
        """
        sums = [one for one in self._sums if cell == one.whole or cell in one.every]

        def still_unsure(one: Sum) -> tuple[int, int]:
            others = [c for c in (one.whole, *one.every) if c != cell and c.count]
            return (
                sum(not _is_certain(self._told(c)) for c in others),
                sum(not _is_certain(known[c]) for c in others),
            )

        return sorted(sums, key=still_unsure)

    def _mend(self, leak: Sum) -> bool:
        """Leave out one more thing; tell whether there was any left."""
        free = [c for c in leak.parts if c.count and c not in self._hidden]
        if free:
            self._hidden.add(min(free, key=lambda cell: (cell.count, cell.members)))
        elif leak not in self._withheld:
            self._withheld.add(leak)
            self._vague |= {cell for cell in leak.parts if cell.count and cell != leak.whole}
            self._hidden |= self._vague
        elif leak.whole not in self._hidden:
            self._hidden.add(leak.whole)
        elif leak.whole not in self._vague:
            self._vague.add(leak.whole)
        else:
            return False
        return True

    def _withhold_all(self) -> None:
        """Show nothing at all: no way was found to show a part of it."""
        self._vague |= {cell for cell in self._printed if cell.count}
        self._hidden |= self._vague
        self._withheld |= set(self._sums)

    def _worked_out(self) -> dict[Cell, Range]:
        """Return between which numbers anybody with the paper knows each count to be."""
        known = {c: self._told(c) for s in self._sums for c in (s.whole, *s.every)}
        for _ in range(_ROUNDS):
            told = [_narrow(one, known, is_open=one in self._withheld) for one in self._sums]
            if not any(told):
                break
        for cell in solved(self._equations()):
            known[cell] = (cell.count, cell.count)
        return known

    def _equations(self) -> Iterator[Mapping[Cell, int]]:
        """Yield what adds up, by the cells that are not told; an open sum tells nothing."""
        for one in self._sums:
            has_more = one in self._withheld and any(not cell.count for cell in one.every)
            cells = dict.fromkeys(one.every, -1) | {one.whole: 1}
            if not has_more:
                yield {c: n for c, n in cells.items() if not _is_certain(self._told(c))}

    def _told(self, cell: Cell) -> Range:
        if not cell.count:
            return (0, 0)
        if cell in self._vague or cell not in self._printed:
            return ANY
        if cell not in self._hidden:
            return (cell.count, cell.count)
        return (1, SMALLEST - 1) if cell.is_small else (SMALLEST, inf)


def _narrow(one: Sum, known: dict[Cell, Range], *, is_open: bool) -> bool:
    """Use what adds up to know more; tell whether it helped.

    Of an open sum not even the zeros are told, so that there may always be more.
    """
    every = [cell for cell in one.every if cell.count]
    more = inf if is_open and len(every) < len(one.every) else 0.0
    before = dict(known)
    lows, highs = ([before[cell][end] for cell in every] for end in (0, 1))
    known[one.whole] = _both(before[one.whole], (sum(lows), sum(highs) + more))
    for n, cell in enumerate(every):
        least = sum(highs[:n]) + sum(highs[n + 1 :]) + more
        most = sum(lows[:n]) + sum(lows[n + 1 :])
        fits = (before[one.whole][0] - least, before[one.whole][1] - most)
        known[cell] = _both(known[cell], fits)
    return any(known[cell] != before[cell] for cell in (one.whole, *every))


def _both(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _is_certain(found: Range) -> bool:
    return found[0] == found[1]
