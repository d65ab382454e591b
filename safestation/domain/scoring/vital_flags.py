"""Limits for single vital signs: one is enough, and missing is never normal."""

from collections.abc import Mapping

from safestation.domain.bands import CHECK_ENTRY, INCOMPLETE
from safestation.domain.conditions import Answers
from safestation.domain.instrument import Instrument
from safestation.domain.parameters import Range
from safestation.domain.scoring.measuring import Measured, measure, refusals, unknown_inputs
from safestation.domain.scoring.result import Result

Measurements = Mapping[str, Measured]


def vital_flags(instrument: Instrument, inputs: Answers, _context: Answers) -> Result:
    """Return the worst level found, and every measurement that is not in the best one.

    The worst level of all stands whatever else is missing. Below it, an entry that cannot be
    right or a required one that is missing keeps the result open. What is not known (an age,
    say) changes no limit: the ordinary ranges apply, and the result stays open.
    """
    measured = {p.id: measure(p, inputs) for p in instrument.parameters}
    best = instrument.scoring.levels_worst_first[-1]
    levels = {name: _level(one, measured) for name, one in measured.items()}
    levels |= {
        r.id: r.level
        for r in instrument.cross_rules
        if _is_greater(measured, r.greater, r.lesser)
    }
    flags = {name: level for name, level in levels.items() if level not in ("", best)}
    problems = (*refusals(measured.values()), *unknown_inputs(instrument, inputs))
    missing = tuple(
        name for name, one in measured.items() if one.parameter.required and not one.is_known
    )
    open_band = _open_band(refused=bool(problems), missing=bool(missing))
    return Result(
        band=_band(instrument, flags, open_band),
        flags=flags,
        problems=problems,
        missing=missing,
    )


def _band(instrument: Instrument, flags: Mapping[str, str], open_band: str | None) -> str:
    worst_first = instrument.scoring.levels_worst_first
    found = [level for level in worst_first if level in flags.values()]
    if found and (found[0] == worst_first[0] or open_band is None):
        return found[0]
    return open_band or worst_first[-1]


def _open_band(*, refused: bool, missing: bool) -> str | None:
    if refused:
        return CHECK_ENTRY
    return INCOMPLETE if missing else None


def _level(one: Measured, measured: Measurements) -> str:
    if one.category is not None:
        return one.category.level
    number = one.number
    if number is None:
        return ""
    return next((r.level for r in _ranges(one, measured) if r.holds(number)), "")


def _ranges(one: Measured, measured: Measurements) -> tuple[Range, ...]:
    for other in one.parameter.ranges_if:
        decider = measured[other.parameter].number
        if decider is not None and decider >= other.at_least:
            return other.ranges
    return one.parameter.ranges


def _is_greater(measured: Measurements, greater: str, lesser: str) -> bool:
    high, low = measured[greater].number, measured[lesser].number
    return high is not None and low is not None and high > low
