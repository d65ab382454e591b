"""Needs: what a person needs from a provider, and how far a provider meets it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from safestation.domain.contact import Place


class FitLevel(StrEnum):
    """Whether a provider meets the needs; `ask` when somebody must ask them."""

    FITS = "fits"
    ASK = "ask"
    CANNOT = "cannot"


@dataclass(frozen=True, slots=True, repr=False)
class Needs:
    """What this person needs from a provider. What is not given is not looked at.

    `age` is in years. `payers` are the codes of what the person has, or `uninsured`; one
    that is taken is enough. `level` may be a broad code. `origin` is the station.
    """

    age: int | None = None
    sex: str = ""
    payers: tuple[str, ...] = ()
    level: str = ""
    pregnant: bool = False
    medication: str = ""
    language: str = ""
    brings_children: bool = False
    brings_pet: bool = False
    wheelchair: bool = False
    has_warrant: bool = False
    on_registry: bool = False
    veteran: bool | None = None
    open_now: bool = True
    max_miles: float | None = None
    origin: Place | None = None

    def __repr__(self) -> str:
        return "Needs(…)"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a provider does not simply fit. `key` finds the words, `code` completes them."""

    level: FitLevel
    key: str
    code: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """The worst of the reasons, and all of them, worst first."""

    level: FitLevel
    reasons: tuple[Reason, ...] = ()

    @property
    def open_questions(self) -> int:
        """Return how many things have to be asked."""
        return sum(reason.level is FitLevel.ASK for reason in self.reasons)


SEVERITY = {FitLevel.FITS: 0, FitLevel.ASK: 1, FitLevel.CANNOT: 2}
