"""Early-warning scores: each measurement has points, and one alone can decide."""

from collections.abc import Mapping, Sequence

from safestation.domain.bands import INCOMPLETE, INVALID, Band
from safestation.domain.conditions import Answers, chosen
from safestation.domain.instrument import Instrument
from safestation.domain.parameters import ANY_BRANCH, DEFAULT_SCALE, Range
from safestation.domain.scoring.accepting import UNLISTED
from safestation.domain.scoring.measuring import Measured, measure, refusals, unknown_inputs
from safestation.domain.scoring.result import AnswerProblem, Result
from safestation.domain.scoring.totals import band_of, is_mildest


def threshold_sum(instrument: Instrument, inputs: Answers, _context: Answers) -> Result:
    """Add up the points of all measurements; the score is named only when all are known."""
    measured = [measure(parameter, inputs) for parameter in instrument.parameters]
    scored = {one.parameter.id: _points(one, inputs) for one in measured}
    parts = {name: points for name, points in scored.items() if points is not None}
    missing = tuple(name for name in scored if name not in parts)
    band = _band(instrument, parts)
    total = sum(parts.values())
    return Result(
        band=INCOMPLETE if missing else (band.id if band else INVALID),
        score=None if missing else total,
        min_score=total,
        at_least_band=_at_least(instrument.bands, band) if missing else None,
        parts=parts,
        derived=_derived(measured),
        problems=(
            *refusals(measured),
            *_wrong_scales(measured, inputs),
            *unknown_inputs(instrument, inputs),
        ),
        missing=missing,
    )


def _points(one: Measured, inputs: Answers) -> int | None:
    if one.category is not None:
        return one.category.score
    number = one.number
    if number is None:
        return None
    return next((r.score for r in _ranges(one, inputs) if r.holds(number)), None)


def _ranges(one: Measured, inputs: Answers) -> tuple[Range, ...]:
    """Return the ranges of the scale in use; a scale may branch on air or oxygen."""
    parameter = one.parameter
    if not parameter.by_scale:
        return parameter.ranges
    branches = parameter.by_scale.get(_scale(one, inputs), {})
    said = {value for name in inputs for value in chosen(inputs, name)}
    named = (ranges for branch, ranges in branches.items() if branch in said)
    return branches.get(ANY_BRANCH) or next(named, ())


def _scale(one: Measured, inputs: Answers) -> str:
    return next(iter(chosen(inputs, one.parameter.scale_id)), DEFAULT_SCALE)


def _wrong_scales(measured: Sequence[Measured], inputs: Answers) -> tuple[AnswerProblem, ...]:
    scaled = (one for one in measured if one.parameter.by_scale)
    return tuple(
        AnswerProblem(one.parameter.scale_id, UNLISTED)
        for one in scaled
        if _scale(one, inputs) not in one.parameter.by_scale
    )


def _band(instrument: Instrument, parts: Mapping[str, int]) -> Band | None:
    """Return the band of what is known; a single high part wins over a mild total."""
    trigger = instrument.scoring.single_parameter_trigger
    alone = trigger is not None and any(points >= trigger for points in parts.values())
    total = sum(parts.values())
    special = band_of((b for b in instrument.bands if b.single_parameter), total)
    plain = band_of((b for b in instrument.bands if not b.single_parameter), total)
    return special if alone and special is not None else plain


def _at_least(bands: Sequence[Band], band: Band | None) -> str | None:
    return None if band is None or is_mildest(bands, band) else band.id


def _derived(measured: Sequence[Measured]) -> Mapping[str, str]:
    converted = (
        one for one in measured if one.parameter.fahrenheit_from and one.number is not None
    )
    return {one.parameter.id: str(one.number) for one in converted}
