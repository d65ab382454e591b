"""Instruments that add up points: in one total, by block, or from one number."""

from collections.abc import Iterable, Mapping

from safestation.domain.bands import INCOMPLETE, INVALID
from safestation.domain.conditions import Answers, chosen
from safestation.domain.instrument import Instrument
from safestation.domain.scoring.accepting import accept
from safestation.domain.scoring.result import GroupScore, Result
from safestation.domain.scoring.totals import Tally, at_least, band_of, tally


def sum_score(instrument: Instrument, answers: Answers, context: Answers) -> Result:
    """Add up the listed items. With one of them missing there is a minimum, no score."""
    given = accept(instrument, answers)
    counted = tally(instrument, instrument.scoring.items, given.answers)
    stratum = stratum_of(instrument, context)
    if counted.missing:
        return Result(
            band=INCOMPLETE,
            min_score=counted.total,
            at_least_band=at_least(instrument.bands, counted.total, stratum),
            parts=counted.parts,
            problems=given.problems,
            missing=counted.missing,
        )
    band = band_of(instrument.bands, counted.total, stratum)
    return Result(
        band=band.id if band else INVALID,
        score=counted.total,
        min_score=counted.total,
        parts=counted.parts,
        problems=given.problems,
    )


def stratum_of(instrument: Instrument, context: Answers) -> str:
    """Return the stratum (sex) to use: the given one if the bands know it, else the default."""
    scoring = instrument.scoring
    known = {name for band in instrument.bands for name in band.applies_to}
    named = chosen(context, scoring.stratify_by) if scoring.stratify_by else ()
    return next((name for name in named if name in known), scoring.default_stratum)


def numeric(instrument: Instrument, answers: Answers, _context: Answers) -> Result:
    """Take one whole number as the score; refuse it when it is outside the file's limits."""
    given = accept(instrument, answers)
    item_id = instrument.scoring.items[0]
    if any(problem.item == item_id for problem in given.problems):
        return Result(band=INVALID, problems=given.problems, missing=(item_id,))
    typed = chosen(given.answers, item_id)
    if not typed:
        return Result(band=INCOMPLETE, problems=given.problems, missing=(item_id,))
    number = int(typed[0])
    band = band_of(instrument.bands, number)
    return Result(
        band=band.id if band else INVALID,
        score=number if band else None,
        min_score=number if band else None,
        problems=given.problems,
    )


def group_sum(instrument: Instrument, answers: Answers, _context: Answers) -> Result:
    """Add up each block that was begun; a block whose first question is open is left out.

    The overall band is the highest of the blocks. While a block is unfinished it is named
    only if it is the highest there is; before that the blocks say `at least` so much.
    """
    given = accept(instrument, answers)
    groups: dict[str, GroupScore] = {}
    missing: list[str] = []
    for name, items in instrument.scoring.groups.items():
        counted = tally(instrument, items, given.answers)
        if chosen(given.answers, items[0]):
            groups[name] = _group(instrument, counted)
        if len(counted.missing) < len(items):
            missing += counted.missing
    overall, reached = _overall(instrument, groups, unfinished=bool(missing))
    return Result(
        band=overall,
        overall=overall,
        at_least_band=reached if overall == INCOMPLETE else None,
        groups=groups,
        problems=given.problems,
        missing=tuple(missing),
    )


def _group(instrument: Instrument, counted: Tally) -> GroupScore:
    if counted.missing:
        reached = at_least(instrument.bands, counted.total)
        return GroupScore(None, INCOMPLETE, counted.total, reached)
    band = band_of(instrument.bands, counted.total)
    return GroupScore(counted.total, band.id if band else INVALID, counted.total)


def _overall(
    instrument: Instrument, groups: Mapping[str, GroupScore], *, unfinished: bool
) -> tuple[str, str | None]:
    """Return the overall band, and the one that is reached at least."""
    best = max((group.min_score for group in groups.values()), default=None)
    if best is None:
        return INCOMPLETE, None
    band = band_of(instrument.bands, best)
    if band is None:
        return INVALID, None
    is_highest = band.high == _highest(b.high for b in instrument.bands)
    return (INCOMPLETE if unfinished and not is_highest else band.id), at_least(
        instrument.bands, best
    )


def _highest(ends: Iterable[int | None]) -> int:
    return max((end for end in ends if end is not None), default=0)
