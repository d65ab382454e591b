"""Reads the bands of an instrument file, and refuses those that leave a score without one."""

import re
from collections.abc import Iterable, Sequence

from safestation.catalog.leaves import flag_or_false, texts_or_none, whole_or_none
from safestation.catalog.nodes import Node
from safestation.domain.bands import Band, Scoring
from safestation.domain.text import Text

BAND_KEYS = (
    *("id", "min", "max", "label", "meaning", "action", "applies_to", "single_parameter_3"),
)
RANGED = ("sum", "numeric", "group_sum", "threshold_sum")
MOST = 10_000
CLAIM = re.compile(r"(?<!fail )(?<!not )(?<!un)\b(safe|cleared|all clear)\b", re.IGNORECASE)


def read_bands(nodes: Iterable[Node]) -> tuple[Band, ...]:
    """Read all bands. A band may not claim that a person is safe or cleared."""
    return tuple(_band(node) for node in nodes)


def check_cover(node: Node, bands: Sequence[Band], scoring: Scoring) -> None:
    """Note scores that fall in no band or in two, for each group the bands apply to."""
    if scoring.type not in RANGED:
        return
    if not 0 <= scoring.minimum <= scoring.maximum <= MOST:
        node.wrong(f"Use scores between 0 and {MOST}, the lowest first.")
        return
    plain = [band for band in bands if not band.single_parameter and band.low is not None]
    strata = {name for band in plain for name in band.applies_to} or {""}
    for stratum in sorted(strata):
        mine = [band for band in plain if band.is_for(stratum)]
        for score in range(scoring.minimum, scoring.maximum + 1):
            fitting = [band.id for band in mine if band.fits(score, stratum)]
            if len(fitting) != 1:
                whom = f" for `{stratum}`" if stratum else ""
                node.wrong(f"Let score {score}{whom} fall in one band; {len(fitting)} have it.")
                break
    if scoring.stratify_by and scoring.default_stratum not in strata:
        node.wrong(f"Give bands to the default stratum `{scoring.default_stratum}`.")


def _band(node: Node) -> Band:
    node.only(*BAND_KEYS)
    low, high = whole_or_none(node, "min"), whole_or_none(node, "max")
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        node.wrong("Write both min and max, the lower one under min.")
    words = {key: node.get(key) for key in ("label", "meaning", "action")}
    for one in words.values():
        if CLAIM.search(one.text()):
            one.wrong("Do not call anybody safe or cleared: say what was not found.")
    return Band(
        id=node.get("id").text(),
        label=Text.of(words["label"].text()),
        meaning=Text.of(words["meaning"].text()),
        action=Text.of(words["action"].text()),
        low=low,
        high=high,
        applies_to=texts_or_none(node, "applies_to"),
        single_parameter=flag_or_false(node, "single_parameter_3"),
    )
