"""Vital signs: one entry feeds every instrument that measures, and the worst result counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from safestation.domain.conditions import Answers
from safestation.domain.instrument import Instrument
from safestation.domain.scoring import score
from safestation.domain.scoring.measuring import NOT_PLAUSIBLE
from safestation.domain.scoring.result import Result

ON_OXYGEN = "oxygen"
METHODS = ("vital_flags", "threshold_sum")
INPUT_FIELDS = {"oxygen": "on_oxygen", "avpu": "acvpu"}  # the files' names for our fields


class Level(StrEnum):
    """How bad it is. There is no level that says that all is well."""

    RED = "red"
    AMBER = "amber"
    INCOMPLETE = "incomplete"
    NO_FLAG = "no_flag"


WORST_FIRST = tuple(Level)

# The actions of the two files: NEWS2 of 5 and more is EMS transport, a 3 in one parameter a
# review now. A band that is not listed never counts as harmless: it reads as incomplete.
LEVEL_OF_BAND: Mapping[str, Level] = {
    "red": Level.RED,
    "high": Level.RED,
    "medium": Level.RED,
    "amber": Level.AMBER,
    "low_medium": Level.AMBER,
    "incomplete": Level.INCOMPLETE,
    "check_entry": Level.INCOMPLETE,
    "ok": Level.NO_FLAG,
    "low": Level.NO_FLAG,
}


@dataclass(frozen=True, slots=True, repr=False)
class VitalSet:
    """One set of vital signs as typed; None where a sign was not taken.

    Units: rr and hr per minute, spo2 percent, sbp and dbp mmHg, temp_f degrees Fahrenheit,
    glucose mg/dL, age years. `on_oxygen` is air or oxygen, `spo2_scale` 1 or 2, `acvpu` one
    of the five letters.
    """

    rr: str | None = None
    spo2: str | None = None
    on_oxygen: str | None = None
    spo2_scale: str | None = None
    sbp: str | None = None
    dbp: str | None = None
    hr: str | None = None
    acvpu: str | None = None
    temp_f: str | None = None
    glucose: str | None = None
    age: str | None = None

    def inputs_for(self, instrument: Instrument) -> Answers:
        """Return what this set has for an instrument, under the instrument's own names."""
        typed = {name: self._typed(name) for name in instrument.input_ids}
        return {name: value for name, value in typed.items() if value.strip()}

    def _typed(self, name: str) -> str:
        value: str | None = getattr(self, INPUT_FIELDS.get(name, name), None)
        return value or ""

    def __repr__(self) -> str:
        taken = [f for f in fields(self) if getattr(self, f.name)]
        return f"VitalSet({len(taken)} values)"


@dataclass(frozen=True, slots=True)
class VitalsJudgement:
    """The result of each instrument by its id, and the worst level among them.

    `is_complete` is False while anything is missing or has to be checked, at any level.
    """

    results: Mapping[str, Result]
    level: Level
    is_complete: bool


def judge(vitals: VitalSet, instruments: Iterable[Instrument]) -> VitalsJudgement:
    """Score one set with every instrument that measures; others are passed over.

    A value that one file finds impossible is a typing error, and is kept from all of them.
    """
    measuring = [one for one in instruments if one.scoring.type in METHODS]
    wrong = {one.id: _impossible(_result(vitals, one)) for one in measuring}
    everywhere = frozenset[str]().union(*wrong.values())
    results = {
        one.id: _result(_without(vitals, everywhere - wrong[one.id]), one) for one in measuring
    }
    levels = [level for result in results.values() for level in _levels(result)]
    complete = bool(results) and not any(r.missing or r.problems for r in results.values())
    return VitalsJudgement(results, _worst([*levels, *_openness(complete=complete)]), complete)


def _result(vitals: VitalSet, instrument: Instrument) -> Result:
    """Score; a good saturation on oxygen says nothing about one on room air."""
    result = score(instrument, vitals.inputs_for(instrument))
    on_air_only = instrument.scoring.type == METHODS[0] and vitals.on_oxygen == ON_OXYGEN
    if on_air_only and "spo2" not in result.flags:
        return score(instrument, replace(vitals, spo2=None).inputs_for(instrument))
    return result


def _impossible(result: Result) -> frozenset[str]:
    wrong = (p.item for p in result.problems if p.reason == NOT_PLAUSIBLE)
    return frozenset(INPUT_FIELDS.get(name, name) for name in wrong)


def _without(vitals: VitalSet, names: frozenset[str]) -> VitalSet:
    taken_out: Mapping[str, None] = {f.name: None for f in fields(vitals) if f.name in names}
    return replace(vitals, **taken_out)


def _levels(result: Result) -> list[Level]:
    """Return the levels of a result: its band, its flags, and what it reaches at least."""
    named = [result.band, result.at_least_band, *result.flags.values()]
    return [LEVEL_OF_BAND.get(name, Level.INCOMPLETE) for name in named if name]


def _openness(*, complete: bool) -> list[Level]:
    return [] if complete else [Level.INCOMPLETE]


def _worst(levels: Iterable[Level]) -> Level:
    return min(levels, key=WORST_FIRST.index)
