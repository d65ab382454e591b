"""Which visits are one person's. Asks nobody's leave: only for services that do."""

from safestation.domain.facts import JoinedWith, PeopleMerged
from safestation.domain.persons import EVER, linked
from safestation.domain.visit import Visit, VisitId
from safestation.services.ports import VisitStore


class Links:
    """Reads the links between visits. What it returns is whole, and no screen's."""

    def __init__(self, store: VisitStore) -> None:
        self._store = store

    def visit(self, visit: VisitId) -> Visit:
        """Return one visit."""
        return self._store.load(visit)

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

    def _pointing(self) -> dict[VisitId, tuple[str, ...]]:
        """Return, for every visit that points to others, to which; such facts are few."""
        kinds = (JoinedWith.KIND, PeopleMerged.KIND)
        rows = (row for kind in kinds for row in self._store.entries_about(kind, EVER))
        ids = {row.visit for row in rows}
        return {visit: linked(self._store.load(visit)) for visit in ids}
