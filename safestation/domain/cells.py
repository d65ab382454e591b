"""Counts that add up, and what anybody can know of one who sees the others."""

from dataclasses import dataclass
from math import inf
from typing import Final

SMALLEST: Final = 11  # the smallest count above 0 that may be published
Range = tuple[float, float]
ANY: Final[Range] = (0, inf)


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


def narrow(one: Sum, known: dict[Cell, Range], *, is_open: bool) -> bool:
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


def is_certain(found: Range) -> bool:
    """Tell whether only one number is left."""
    return found[0] == found[1]
