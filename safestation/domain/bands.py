"""How an instrument is scored, and the bands a score can fall in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.domain.conditions import Condition
from safestation.domain.text import Text

INCOMPLETE = "incomplete"
INVALID = "invalid"
CHECK_ENTRY = "check_entry"
UNSCORED = "none"


@dataclass(frozen=True, slots=True)
class Band:
    """One possible result with its words. `low` and `high` are None when rules name it."""

    id: str
    label: Text
    meaning: Text
    action: Text
    low: int | None = None
    high: int | None = None
    applies_to: tuple[str, ...] = ()
    single_parameter: bool = False

    def fits(self, score: int, stratum: str) -> bool:
        """Tell whether a score of this stratum falls in the band, ends included."""
        if self.low is None or self.high is None or not self.is_for(stratum):
            return False
        return self.low <= score <= self.high

    def is_for(self, stratum: str) -> bool:
        """Tell whether the band is meant for this stratum; without strata, for all."""
        return not self.applies_to or stratum in self.applies_to


@dataclass(frozen=True, slots=True)
class Rule:
    """The band that is reached when a condition is true."""

    band: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Scoring:
    """The method of an instrument. Only the fields of that method are filled."""

    type: str = UNSCORED
    items: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    needed: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 0
    stratify_by: str = ""
    default_stratum: str = ""
    single_parameter_trigger: int | None = None
    positive_values: tuple[str, ...] = ()
    routes: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    levels_worst_first: tuple[str, ...] = ()
