"""Measurements of an instrument: their units, limits, ranges and categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from safestation.domain.text import Text

ANY_BRANCH = "any"
DEFAULT_SCALE = "1"


@dataclass(frozen=True, slots=True)
class Range:
    """A stretch of values with one meaning; None leaves an end open, both ends count."""

    low: Decimal | None
    high: Decimal | None
    score: int = 0
    level: str = ""

    def holds(self, number: Decimal) -> bool:
        """Tell whether `number` lies within, ends included."""
        above = self.low is None or number >= self.low
        return above and (self.high is None or number <= self.high)


@dataclass(frozen=True, slots=True)
class RangesIf:
    """Other ranges, used once another parameter is at least `at_least` (e.g. age 65)."""

    parameter: str
    at_least: Decimal
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Category:
    """A measurement that is named rather than counted, such as V for responds to voice."""

    value: str
    label: Text
    score: int = 0
    level: str = ""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One measurement. It has categories, or ranges, or ranges by scale and branch."""

    id: str
    label: Text
    unit: str = ""
    resolution: Decimal = Decimal(1)
    required: bool = True
    plausible: tuple[Decimal, Decimal] | None = None
    ranges: tuple[Range, ...] = ()
    ranges_if: tuple[RangesIf, ...] = ()
    by_scale: Mapping[str, Mapping[str, tuple[Range, ...]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    categories: tuple[Category, ...] = ()
    fahrenheit_from: str = ""
    count_seconds: int | None = None
    basis: str = ""

    @property
    def scale_id(self) -> str:
        """Name the entry that says which scale applies."""
        return f"{self.id}_scale"

    @property
    def input_ids(self) -> tuple[str, ...]:
        """Name every entry this parameter can be read from."""
        scale = (self.scale_id,) if self.by_scale else ()
        other = (self.fahrenheit_from,) if self.fahrenheit_from else ()
        return (self.id, *other, *scale)


@dataclass(frozen=True, slots=True)
class CrossRule:
    """A level that is reached when one parameter is greater than another."""

    id: str
    greater: str
    lesser: str
    level: str
    basis: str = ""
