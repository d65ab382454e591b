"""What a printed recovery sheet is made of. It knows the station, and nobody served."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safestation.domain.form_words import FormWords
from safestation.domain.station import Station

SHEETS: Final = 2
"""How many sheets a station has: two envelopes in two places."""


@dataclass(frozen=True, slots=True, repr=False)
class RecoveryPaper:
    """One sheet's input. `made_at` is aware and in the station's zone."""

    station: Station
    words: Mapping[str, FormWords]
    number: int
    code: str
    made_at: datetime
    language: str = "en"
    training: bool = False

    def __repr__(self) -> str:
        return f"RecoveryPaper({self.number})"
