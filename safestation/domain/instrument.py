"""Instruments: checklists, screens and code lists, each read from a file of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.domain.bands import Band, Scoring
from safestation.domain.items import Item
from safestation.domain.parameters import CrossRule, Parameter
from safestation.domain.text import Text


@dataclass(frozen=True, slots=True)
class License:
    """On what terms the words of an instrument may be used, and whom to credit."""

    status: str
    statement: str
    source: str
    attribution: str
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """How far an instrument speaks a language: a status word of its file, and its source."""

    status: str
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class About:
    """Who may use an instrument on whom, and what to keep in mind."""

    population: str
    administered_by: str
    seconds: int
    purpose: str
    settings: tuple[str, ...]
    cautions: tuple[str, ...]
    disclaimer: str
    missing_policy: str
    references: tuple[str, ...] = ()
    ask_if: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """One instrument, complete enough to be shown, scored and credited.

    `sha256` is the hash of the file's bytes: it is stored with every result. When
    `needs_approval` is true, the words are not to be used before the station's medical
    director approved this very version.
    """

    id: str
    version: str
    title: str
    short_title: str
    sha256: str
    kind: str
    status: str
    license: License
    about: About
    instructions: Text
    scoring: Scoring
    items: tuple[Item, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    cross_rules: tuple[CrossRule, ...] = ()
    bands: tuple[Band, ...] = ()
    steps: tuple[Text, ...] = ()
    languages: Mapping[str, Translation] = field(default_factory=lambda: MappingProxyType({}))
    needs_approval: bool = False
    thresholds_configurable: bool = False

    def item(self, item_id: str) -> Item | None:
        """Return an item by its id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def band(self, band_id: str | None, stratum: str | None = None) -> Band | None:
        """Return a band by its id. Many files have no words for `incomplete`: None then."""
        named = [band for band in self.bands if band.id == band_id]
        fitting = [band for band in named if stratum and stratum in band.applies_to]
        return next(iter([*fitting, *named]), None)

    def has_language(self, language: str) -> bool:
        """Tell whether every question and every option was written in `language`."""
        texts = [item.text for item in self.items]
        texts += [option.label for item in self.items for option in item.options]
        return bool(texts) and all(text.has(language) for text in texts)

    @property
    def input_ids(self) -> tuple[str, ...]:
        """Name every entry the instrument takes: its items, or what it measures."""
        measured = [name for parameter in self.parameters for name in parameter.input_ids]
        return (*(item.id for item in self.items), *measured)
