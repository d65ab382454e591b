"""One person over several visits: found together, joined by a supervisor, taken apart."""

from safestation.domain.errors import NotAllowed
from safestation.domain.facts import PeopleMerged, PeopleUnmerged
from safestation.domain.permissions import Permission
from safestation.domain.persons import Mention, mention_of, merges, side
from safestation.domain.visit import VisitId
from safestation.services.counter import Counter
from safestation.services.gate import Gate, needs
from safestation.services.links import Links
from safestation.services.ports import Ids

CORRECTING = "correction"


class Persons:
    """Tells which visits are linked, and writes the links that a supervisor decides on.

    It tells a visit's number and day and no more: `counter.resume` opens it, with a reason
    where it is closed, and writes that down.
    """

    def __init__(self, links: Links, counter: Counter, ids: Ids, gate: Gate) -> None:
        self._links, self._counter, self._ids, self._gate = links, counter, ids, gate

    @needs(Permission.FIND_PERSON)
    def mention(self, visit: VisitId) -> Mention:
        """Return the number and the day of one visit."""
        return mention_of(self._links.visit(visit))

    @needs(Permission.FIND_PERSON)
    def visits_of(self, visit: VisitId) -> tuple[Mention, ...]:
        """Return every visit of the person of a visit, that one too, the oldest first."""
        return tuple(mention_of(one) for one in self._links.visits_of(visit))

    @needs(Permission.MERGE_PEOPLE)
    def newest_merge(self, visit: VisitId) -> str:
        """Return the id of the newest join of a visit's person that holds, or nothing."""
        held = [fact.merge for one in self._links.visits_of(visit) for fact in merges(one)]
        return held[-1] if held else ""

    @needs(Permission.MERGE_PEOPLE)
    def merge(self, one: VisitId, other: VisitId, reason: str) -> PeopleMerged:
        """Join the people of two visits, and keep both as they were.

        Raises NotAllowed without a reason, or when they are one person already.
        """
        if not reason.strip():
            raise NotAllowed("persons.reason_needed")
        mine, theirs = self._links.visits_of(one), self._links.visits_of(other)
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
        for one in self._links.visits_of(visit):
            if any(fact.merge == merge for fact in merges(one)):
                fact = PeopleUnmerged(merge, reason.strip())
                self._counter.resume(one.id, CORRECTING).write(fact)
