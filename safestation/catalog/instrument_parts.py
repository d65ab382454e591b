"""The parts of an instrument file that its scoring may name, and what they must offer."""

from collections.abc import Sequence
from dataclasses import dataclass

from safestation.catalog.instrument_conditions import ItemIndex
from safestation.catalog.nodes import Node
from safestation.domain.bands import Band
from safestation.domain.items import Item, Kind
from safestation.domain.parameters import CrossRule, Parameter


@dataclass(frozen=True, slots=True)
class Parts:
    """What has been read before the scoring, and what the scoring may name."""

    items: Sequence[Item]
    parameters: Sequence[Parameter]
    cross_rules: Sequence[CrossRule]
    bands: Sequence[Band]

    @property
    def index(self) -> ItemIndex:
        """Return the items with the values of their options."""
        return ItemIndex({i.id: tuple(o.value for o in i.options) for i in self.items})

    def need_bands(self, node: Node, *ids: str) -> None:
        """Note the bands that the method can reach and the file does not have."""
        for band_id in ids:
            if band_id not in {band.id for band in self.bands}:
                node.wrong(f"Add a band with the id `{band_id}`, or name one that exists.")


def levels_in_use(parts: Parts) -> set[str]:
    """Return the levels that limits, categories and cross rules can give."""
    found = {rule.level for rule in parts.cross_rules}
    for parameter in parts.parameters:
        others = (one for case in parameter.ranges_if for one in case.ranges)
        found |= {one.level for one in (*parameter.ranges, *others)}
        found |= {one.level for one in parameter.categories}
    return found


def check_scored(node: Node, named: tuple[str, ...], parts: Parts) -> None:
    """Note items that cannot give points although the sum counts on them."""
    parts.index.check(node, named)
    if not named or len(set(named)) < len(named):
        node.wrong("Name each scored item once.")
    for item in parts.items:
        if item.id not in named:
            continue
        if not any(option.score is not None for option in item.options):
            node.wrong(f"Give the options of `{item.id}` a score.")
        if item.skip_if and item.score_when_skipped is None:
            node.wrong(f"Say with score_when_skipped what a skipped `{item.id}` scores.")


def most_points(parts: Parts, named: tuple[str, ...]) -> int:
    """Return the most points that the named items can give together."""
    return sum(_most(item) for item in parts.items if item.id in named)


def _most(item: Item) -> int:
    scores = [option.score or 0 for option in item.options]
    return sum(scores) if item.kind is Kind.MULTI_CHOICE else max(scores, default=0)


def need_parameters(node: Node, parts: Parts) -> None:
    """Note a method that scores measurements in a file that has none."""
    if not parts.parameters:
        node.wrong("Add `parameters`: this method scores measurements.")
