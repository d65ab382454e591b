"""Measuring, and the table that shows it."""

import gc
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

TIMES = "\N{MULTIPLICATION SIGN}"
HEADINGS = ("what", "ours", "against", "", "ratio", "aim", "")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: two numbers in the same unit, and how far apart they may be.

    `ours` and `against` are milliseconds unless `unit` says otherwise; `aim` is the largest
    ratio, and `most` what `ours` may never exceed whatever the ratio (0: no bound).
    """

    what: str
    ours: float
    against: float
    aim: float
    beside: str
    unit: str = "ms"
    most: float = 0.0

    @property
    def ratio(self) -> float:
        """Return how many times as much ours takes."""
        return self.ours / self.against

    @property
    def is_met(self) -> bool:
        """Tell whether the aim is met."""
        return self.ratio <= self.aim and (not self.most or self.ours <= self.most)


def timed(act: Callable[[], object]) -> float:
    """Return the milliseconds that one call takes."""
    begun = perf_counter()
    act()
    return (perf_counter() - begun) * 1000


def typical(act: Callable[[], object], rounds: int) -> float:
    """Return the median of `rounds` calls in milliseconds, after one that does not count."""
    act()
    gc.collect()
    return median(timed(act) for _ in range(rounds))


def in_turns(
    ours: Callable[[], object],
    theirs: Callable[[], object],
    rounds: int,
    before: Callable[[], object] = lambda: None,
) -> tuple[float, float]:
    """Return both medians, measured turn by turn so that a busy moment hits both alike.

    `before` is done before each turn and not timed.
    """
    before(), ours(), theirs()
    gc.collect()
    turns = [(before(), timed(ours), timed(theirs)) for _ in range(rounds)]
    return median(one for _, one, _ in turns), median(other for _, _, other in turns)


def show(lines: Iterable[Line]) -> None:
    """Print the table."""
    rows = [HEADINGS, *(_cells(line) for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        sys.stdout.write("  ".join(cells).rstrip() + "\n")
    sys.stdout.flush()


def _cells(line: Line) -> tuple[str, ...]:
    aim = f"≤ {line.aim:g}{TIMES}" + (f", ≤ {line.most:g} {line.unit}" if line.most else "")
    return (
        line.what,
        f"{line.ours:.2f} {line.unit}",
        f"{line.against:.2f} {line.unit}",
        line.beside,
        f"{line.ratio:.2f}{TIMES}",
        aim,
        "met" if line.is_met else "MISSED",
    )
