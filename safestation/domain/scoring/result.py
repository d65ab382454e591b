"""What an instrument makes of some answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.domain.bands import CHECK_ENTRY, INCOMPLETE, INVALID

OPEN_BANDS = frozenset({INCOMPLETE, INVALID, CHECK_ENTRY})


@dataclass(frozen=True, slots=True)
class AnswerProblem:
    """An answer that was refused: which one, and why (a message key). Never the answer."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class GroupScore:
    """The result of one block of an instrument, such as one class of substances."""

    score: int | None
    band: str
    min_score: int
    at_least_band: str | None = None

    def __repr__(self) -> str:
        return "GroupScore()"


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """The result of an instrument. A `score` of None means that it may not be named yet.

    While answers are missing, `min_score` is what is known for certain and `at_least_band`
    the band that it already reaches, when that is more than the mildest one. `flags` holds
    the levels of vital signs, `parts` the points of each item or parameter, `derived` what
    was computed on the way (a temperature in Celsius).
    """

    band: str | None = None
    score: int | None = None
    min_score: int | None = None
    at_least_band: str | None = None
    flags: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    routes: tuple[str, ...] = ()
    groups: Mapping[str, GroupScore] = field(default_factory=lambda: MappingProxyType({}))
    overall: str | None = None
    valid: bool | None = None
    parts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    derived: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    problems: tuple[AnswerProblem, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Tell whether more, or better, answers are needed before there is a result."""
        return self.band in OPEN_BANDS

    def __repr__(self) -> str:
        return f"Result({len(self.missing)} missing, {len(self.problems)} refused)"
