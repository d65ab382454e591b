"""Providers: who takes people in, for whom, and what that costs (terms of HSDS 3).

In every list and every yes-or-no here, nothing written means unknown, and unknown is
never no. Codes and their plain words are in resources/codes/providers.toml.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from safestation.domain import typed
from safestation.domain.contact import Place
from safestation.domain.hours_text import UNKNOWN_HOURS
from safestation.domain.schedule import Schedule


class Known(StrEnum):
    """A yes or a no, if anybody has told us."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Origin(StrEnum):
    """Where an entry of the directory first came from."""

    LOCATOR = "locator"
    SPREADSHEET = "spreadsheet"
    BY_HAND = "by_hand"


@dataclass(frozen=True, slots=True)
class Provider:
    """One place to call. `hours` are those of the intake line, in local time.

    Levels of care, payers and so on hold codes; a dot makes a code narrower, as in
    `residential.short`. `services` keeps what the source says, word for word, where no
    code says it. `asam` is the ASAM level as the provider gave it, typed by hand.
    `by_hand` names the fields that this station typed itself; an import leaves them.
    `wrong_numbers` were reported wrong and are never taken again from an import.
    """

    id: str
    name: str
    external_id: str = ""
    organization: str = ""
    phone: str = ""
    intake_phone: str = ""
    hotline: str = ""
    website: str = ""
    street: str = ""
    city: str = ""
    state: str = ""
    postal_code: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    focus: tuple[str, ...] = ()
    levels_of_care: tuple[str, ...] = ()
    asam: str = ""
    payers: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    minimum_age: int | None = None
    maximum_age: int | None = None
    sexes: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()
    medications: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: Schedule = UNKNOWN_HOURS
    accepts_children: Known = Known.UNKNOWN
    accepts_pets: Known = Known.UNKNOWN
    wheelchair: Known = Known.UNKNOWN
    accepts_warrant: Known = Known.UNKNOWN
    accepts_registry: Known = Known.UNKNOWN
    what_they_ask: str = ""
    what_to_bring: str = ""
    notes: str = ""
    services: tuple[str, ...] = ()
    active: bool = True
    source: Origin = Origin.BY_HAND
    source_date: date | None = None
    by_hand: tuple[str, ...] = ()
    wrong_numbers: tuple[str, ...] = ()
    updated_at: datetime | None = None
    updated_by: str = ""

    @property
    def number_field(self) -> str:
        """Return the name of the field with the number to ring, the intake line first."""
        numbers = ("intake_phone", "phone", "hotline")
        return next((name for name in numbers if getattr(self, name)), "phone")

    @property
    def number_to_call(self) -> str:
        """Return the number to ring: intake, else the main number, else the hotline."""
        return self.intake_phone or self.phone or self.hotline

    @property
    def place(self) -> Place | None:
        """Return where it is, None when that is not known."""
        if self.latitude is None or self.longitude is None:
            return None
        return Place(self.latitude, self.longitude)

    @property
    def address(self) -> str:
        """Return the address on one line."""
        town = " ".join(part for part in (self.state, self.postal_code) if part)
        return ", ".join(part for part in (self.street, self.city, town) if part)


_OF_THE_ENTRY = frozenset(
    {"id", "source", "source_date", "by_hand", "wrong_numbers", "updated_at", "updated_by"}
)
# What describes the provider itself, and so can be imported, edited and exported.
FACTS = tuple(field.name for field in fields(Provider) if field.name not in _OF_THE_ENTRY)


def tidied(provider: Provider) -> Provider:
    """Return a provider with its texts on one line each, numbers and codes untouched."""
    values = {name: getattr(provider, name) for name in FACTS}
    texts = {name: tidy_line(text) for name, text in values.items() if type(text) is str}
    services = dict.fromkeys(tidy_line(one).replace(";", ",") for one in provider.services)
    services.pop("", None)
    return with_facts(provider, {**texts, "services": tuple(services)})


def tidy_line(text: str) -> str:
    """Return a text on one line, composed, without control characters or idle space."""
    return " ".join(typed.tidy(text, keep_lines=True).split())


def with_facts(provider: Provider, values: Mapping[str, Any]) -> Provider:
    """Return a provider with other values, by the name of the field."""
    return replace(provider, **values)


def differing(one: Provider, other: Provider) -> tuple[str, ...]:
    """Return the names of the described fields in which two entries differ."""
    return tuple(name for name in FACTS if getattr(one, name) != getattr(other, name))


def covers(offered: str, wanted: str) -> bool:
    """Tell whether a code is the wanted one or a narrower one of its kind."""
    return offered == wanted or offered.startswith(f"{wanted}.")
