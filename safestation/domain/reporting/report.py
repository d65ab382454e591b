"""A report: what was counted over which days, by which programs, and what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from safestation.domain.erasure import Erasure
from safestation.domain.measures import Measures
from safestation.domain.program import Program
from safestation.domain.reporting.period import Period
from safestation.domain.retention import PERSON, VISITS
from safestation.domain.text import Text

if TYPE_CHECKING:  # what counts is loaded when somebody makes a report
    from safestation.domain.reporting.tables import Measured


@dataclass(frozen=True, slots=True)
class Met:
    """A program that people were helped under in a period."""

    id: str
    name: Text
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Erased:
    """Encounters that the record does not hold any more. They ended between two days."""

    count: int
    oldest: date
    newest: date


@dataclass(frozen=True, slots=True)
class Report:
    """Counts, and no person. `programs` are those that were counted together."""

    period: Period
    made_at: datetime
    programs: tuple[Met, ...]
    cases: int
    measured: "Mapping[str, Measured]"
    measures: Measures
    erased: tuple[Erased, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """Return the measures that the programs' files name, in their order."""
        named = dict.fromkeys(one for met in self.programs for one in met.reports)
        return tuple(one for one in named if one in self.measured)

    @property
    def others(self) -> tuple[str, ...]:
        """Return everything else, in the order of the list."""
        own = self.own
        return tuple(one for one in self.measures if one in self.measured and one not in own)


def met_of(programs: Iterable[Program]) -> tuple[Met, ...]:
    """Return each program once; an earlier edition of one counts as the same."""
    found: dict[str, Met] = {}
    for one in programs:
        before = found.get(one.id)
        reports = dict.fromkeys((*(before.reports if before else ()), *one.reports))
        found[one.id] = Met(one.id, one.name, tuple(reports))
    return tuple(found.values())


def erased_in(erasures: Iterable[Erasure], period: Period) -> tuple[Erased, ...]:
    """Return the erasures that may be missing from a period: of visits, not of items."""
    kinds = {*VISITS, PERSON}
    return tuple(
        Erased(one.count, one.oldest, one.newest)
        for one in erasures
        if one.holding in kinds and one.newest >= period.first and one.oldest <= period.last
    )
