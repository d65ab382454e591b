"""Paper about the station itself: a seal, a certificate. Never about a person served."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from safestation.domain.form_words import FormWords
from safestation.domain.station import Station

COMMON: Final = "common"


@dataclass(frozen=True, slots=True, repr=False)
class StationPaper:
    """What such a form is given. `made_at` is aware and in the station's zone.

    `values` fill the sentences of the form; `rows` are lines of a list, already in words;
    `sections` are lists under a key of the form's words each.
    """

    form: str
    words: Mapping[str, FormWords]
    station: Station
    made_at: datetime
    language: str = "en"
    training: bool = False
    values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    rows: tuple[tuple[str, str], ...] = ()
    sections: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    def say(self, key: str, **values: str) -> str:
        """Return a sentence of the form, else of those all share, its blanks filled."""
        own = self.words[self.form]
        found = own if own.has(key) else self.words[COMMON]
        return found.say(key, self.language, **{**self.values, **values})

    def lines(self, key: str) -> tuple[str, ...]:
        """Return a list of sentences of the form."""
        return self.words[self.form].lines(key, self.language)

    def day(self, at: date) -> str:
        """Return a day in words."""
        month = self.words[COMMON].say(f"month.{at.month}", self.language)
        return self.say("day", day=str(at.day), month=month, year=str(at.year))

    def moment(self, at: datetime) -> str:
        """Return a time with its day, as on the station's wall."""
        local = at.astimezone(self.made_at.tzinfo)
        return f"{self.day(local)} {local:%H:%M}"
