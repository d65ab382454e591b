"""One person over several visits: found together, joined by a supervisor, taken apart."""

from safestation.domain.errors import NotAllowed
from safestation.domain.facts import JoinedWith, PeopleMerged, PeopleUnmerged
from safestation.domain.permissions import Permission
from safestation.domain.persons import EVER, linked, merges, side
from safestation.domain.visit import Visit, VisitId
from safestation.services.counter import Counter
from safestation.services.gate import Gate, needs
from safestation.services.ports import Ids, VisitStore

CORRECTING = "correction"


class Persons:
    """Reads the links between visits, and writes those that a supervisor decides on."""

    def __init__(self, store: VisitStore, counter: Counter, ids: Ids, gate: Gate) -> None:
        self._store, self._counter, self._ids, self._gate = store, counter, ids, gate

    @needs(Permission.FIND_PERSON)
    def visits_of(self, visit: VisitId) -> tuple[Visit, ...]:
        """Return every visit of the person of a visit, that one too, the oldest first."""
        pointing = self._pointing()
        found: dict[VisitId, Visit] = {}
        waiting = [visit]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found[one] = self._store.load(one)
            waiting += [VisitId(other) for other in linked(found[one])]
            waiting += [v for v, others in pointing.items() if one in others]
        return tuple(sorted(found.values(), key=lambda one: (one.arrived_at, one.number)))

    @needs(Permission.MERGE_PEOPLE)
    def merge(self, one: VisitId, other: VisitId, reason: str) -> PeopleMerged:
        """Join the people of two visits, and keep both as they were.

        Raises NotAllowed without a reason, or when they are one person already.
        """
        if not reason.strip():
            raise NotAllowed("persons.reason_needed")
        mine, theirs = self.visits_of(one), self.visits_of(other)
        if other in {visit.id for visit in mine}:
            raise NotAllowed("persons.same_already")
        fact = PeopleMerged(self._ids.new(), other, reason.strip(), (side(mine), side(theirs)))
        self._counter.resume(one, CORRECTING).write(fact)
        return fact

    @needs(Permission.MERGE_PEOPLE)
    def unmerge(self, visit: VisitId, merge: str, reason: str) -> None:
        """Take a join apart: both people are as they were. Raises NotAllowed as `merge`."""
        if not reason.strip():
            raise NotAllowed("persons.reason_needed")
        for one in self.visits_of(visit):
            if any(fact.merge == merge for fact in merges(one)):
                fact = PeopleUnmerged(merge, reason.strip())
                self._counter.resume(one.id, CORRECTING).write(fact)

    def _pointing(self) -> dict[VisitId, tuple[str, ...]]:
        """Return, for every visit that points to others, to which; such facts are few."""
        kinds = (JoinedWith.KIND, PeopleMerged.KIND)
        rows = (row for kind in kinds for row in self._store.entries_about(kind, EVER))
        ids = {row.visit for row in rows}
        return {visit: linked(self._store.load(visit)) for visit in ids}
