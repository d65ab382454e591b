"""Small counts: what must not leave the station, and what has to go with it.

A count of 1 to 10 can point at a person. It is shown as "<11", and enough other counts are
left out with it that it cannot be had by subtraction, from totals or from other tables (CMS
cell size policy; law README D8). Counts are looked at as they are, before any rounding.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from math import inf
from typing import Final

from safestation.domain.cells import ANY, SMALLEST, Cell, Range, Sum, is_certain, narrow
from safestation.domain.solving import solved

__all__ = ["SMALLEST", "Cell", "Screen", "Shown", "Sum"]
_ROUNDS: Final = 100  # of working out; each goes over all that adds up


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
        certain = (c for c, found in known.items() if c.is_small and is_certain(found))
        if (cell := next(certain, None)) is not None:
            return self._gives_away(cell, known)
        for one in self._sums:
            if one not in self._withheld and is_certain(known[one.whole]):
                hidden = [c for c in one.every if c.count and not is_certain(known[c])]
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
                sum(not is_certain(self._told(c)) for c in others),
                sum(not is_certain(known[c]) for c in others),
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
            told = [narrow(one, known, is_open=one in self._withheld) for one in self._sums]
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
                yield {c: n for c, n in cells.items() if not is_certain(self._told(c))}

    def _told(self, cell: Cell) -> Range:
        if not cell.count:
            return (0, 0)
        if cell in self._vague or cell not in self._printed:
            return ANY
        if cell not in self._hidden:
            return (cell.count, cell.count)
        return (1, SMALLEST - 1) if cell.is_small else (SMALLEST, inf)
