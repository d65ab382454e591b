"""One person, several visits: which visits belong together, and since when.

Nothing is ever moved or rewritten: visits are linked by facts, and a link that turns out
to be wrong is taken apart by another fact. Both people are then as they were before.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Final

from safestation.domain.facts import PeopleMerged, PeopleUnmerged, Side
from safestation.domain.returns import earlier_visits
from safestation.domain.visit import Visit, VisitId

# By what somebody is known; kept as it was when two people are joined.
KNOWN_BY: Final = (
    "first_name", "last_name", "preferred_name", "alias", "handle", "age", "date_of_birth",
)  # fmt: skip
EVER: Final = datetime.fromisoformat("0001-01-02T00:00:00+00:00")


@dataclass(frozen=True, slots=True)
class Mention:
    """A visit by its number and its day: nothing of the person, closed or not."""

    id: VisitId
    number: str
    arrived_at: datetime


def mention_of(visit: Visit) -> Mention:
    """Return a visit by its number and its day."""
    return Mention(visit.id, visit.number, visit.arrived_at)


def merges(visit: Visit) -> tuple[PeopleMerged, ...]:
    """Return the joins written in a visit that hold."""
    undone = {fact.merge for _, fact in visit.all_of(PeopleUnmerged)}
    return tuple(fact for _, fact in visit.all_of(PeopleMerged) if fact.merge not in undone)


def linked(visit: Visit) -> tuple[str, ...]:
    """Return the visits to which this one points: earlier ones, and joined people's."""
    return (*earlier_visits(visit), *(fact.other for fact in merges(visit)))


def known_by(visits: tuple[Visit, ...]) -> Mapping[str, str]:
    """Return how the newest of some visits names their person."""
    known: dict[str, str] = {}
    for visit in sorted(visits, key=lambda one: one.arrived_at):
        known |= {question: said for question in KNOWN_BY if (said := visit.value(question))}
    return MappingProxyType(known)


def side(visits: tuple[Visit, ...]) -> Side:
    """Return one person as they are now, to be kept with a join."""
    return Side(tuple(visit.id for visit in visits), known_by(visits))
