"""Points of items, and the band of a total."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safestation.domain.bands import Band
from safestation.domain.conditions import Answers, chosen
from safestation.domain.instrument import Instrument
from safestation.domain.items import Item


@dataclass(frozen=True, slots=True)
class Tally:
    """The points of some items, and the items that have none because nothing was said."""

    parts: Mapping[str, int]
    missing: tuple[str, ...]

    @property
    def total(self) -> int:
        """Return the sum of what is known."""
        return sum(self.parts.values())


def points(item: Item, answers: Answers) -> int | None:
    """Return the points of an item, or None when it was not answered.

    A skipped item gets the points its file gives to skipping, and none of its own: what was
    answered before the gate was corrected belongs to an abandoned branch.
    """
    if item.is_skipped(answers):
        return item.score_when_skipped
    options = [item.option(value) for value in chosen(answers, item.id)]
    scores = [option.score for option in options if option is not None]
    known = [score for score in scores if score is not None]
    return sum(known) if known and len(known) == len(scores) else None


def tally(instrument: Instrument, item_ids: Iterable[str], answers: Answers) -> Tally:
    """Add up the named items; what was not answered is missing, never zero."""
    wanted = [item for item in map(instrument.item, item_ids) if item is not None]
    scored = {item.id: points(item, answers) for item in wanted}
    known = {item_id: score for item_id, score in scored.items() if score is not None}
    return Tally(known, tuple(item_id for item_id in scored if item_id not in known))


def band_of(bands: Iterable[Band], score: int, stratum: str = "") -> Band | None:
    """Return the band of a score, or None when the file has none for it."""
    return next((band for band in bands if band.fits(score, stratum)), None)


def is_mildest(bands: Iterable[Band], band: Band, stratum: str = "") -> bool:
    """Tell whether no band of the same stratum starts lower."""
    lows = [other.low for other in bands if other.low is not None and other.is_for(stratum)]
    return band.low is None or band.low <= min(lows, default=band.low)


def at_least(bands: Iterable[Band], score: int, stratum: str = "") -> str | None:
    """Return the band that a minimum already reaches; None when it is only the mildest."""
    listed = tuple(bands)
    band = band_of(listed, score, stratum)
    return None if band is None or is_mildest(listed, band, stratum) else band.id
