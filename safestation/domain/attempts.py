"""Tries to reach somebody who is not here: what can come of one, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safestation.domain.facts import ContactTried
from safestation.domain.text import Text
from safestation.domain.visit import Visit

# The ways of trying. Each has its words as `outreach.way_<value>`.
WAYS: Final = ("visit", "call", "text", "letter", "in_person")
# What a code may have asked next; the pages know how to ask each.
ASKS: Final = ("status", "next_need", "engaged_on", "safe_contact")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One code of resources/codes/attempts.toml.

    `reached` says that the person was spoken with, `try_again` that another try makes
    sense, `ask` what is asked next, `ends` that nobody tries again; then `disposition` is
    how a visit that was about reaching them ends.
    """

    id: str
    label: Text
    ways: tuple[str, ...]
    reached: bool = False
    try_again: bool = False
    ask: tuple[str, ...] = ()
    ends: bool = False
    disposition: str = ""

    def tried(self, way: str, who: str, note: str = "") -> ContactTried:
        """Return the fact that a try by `who` came to this."""
        return ContactTried(self.id, way, who, note, self.reached)


Attempts = Mapping[str, Attempt]


@dataclass(frozen=True, slots=True, repr=False)
class Tried:
    """One try with when it was."""

    at: datetime
    fact: ContactTried


def tries(visit: Visit) -> tuple[Tried, ...]:
    """Return every try of a visit in the order in which they happened."""
    found = (Tried(entry.happened_at, fact) for entry, fact in visit.all_of(ContactTried))
    return tuple(sorted(found, key=lambda one: one.at))


def that_fit(attempts: Attempts, way: str) -> tuple[Attempt, ...]:
    """Return what can come of a try of one way, in the order of the list."""
    return tuple(one for one in attempts.values() if way in one.ways)


def ways_of(attempts: Iterable[Attempt]) -> tuple[str, ...]:
    """Return the ways that any of these codes can come of."""
    used = {way for one in attempts for way in one.ways}
    return tuple(way for way in WAYS if way in used)
