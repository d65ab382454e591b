"""Reads the ranges of a measurement, and refuses gaps and overlaps."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from safestation.catalog.nodes import Node
from safestation.domain.parameters import Range


def read_ranges(node: Node | None, step: Decimal) -> tuple[Range, ...]:
    """Read the ranges of one measurement; `step` is its resolution."""
    ranges = tuple(_range(one) for one in node.each()) if node else ()
    if node and ranges:
        _check_cover(node, ranges, step)
    return ranges


def _range(node: Node) -> Range:
    node.only("min", "max", "score", "level")
    ends = [node.get(key) for key in ("min", "max")]
    low, high = (None if end.value is None else end.decimal() for end in ends)
    score, level = node.maybe("score"), node.maybe("level")
    if (score is None) == (level is None):
        node.wrong("Give this range either a `score` or a `level`.")
    return Range(low, high, score.whole() if score else 0, level.text() if level else "")


def _check_cover(node: Node, ranges: Sequence[Range], step: Decimal) -> None:
    """Note gaps and overlaps: every value must fall in exactly one range."""
    if ranges[0].low is not None or ranges[-1].high is not None:
        node.wrong("Begin with min null and end with max null, so that no value falls out.")
    for number, (one, following) in enumerate(pairwise(ranges)):
        if one.high is None or following.low is None or following.low != one.high + step:
            node.report.add(
                f"{node.place}[{number + 1}].min",
                f"Begin one step ({step}) above the end before: mend the gap or overlap.",
            )
    for number, one in enumerate(ranges):
        if one.low is not None and one.high is not None and one.low > one.high:
            node.report.add(f"{node.place}[{number}]", "Write the lower value under min.")
