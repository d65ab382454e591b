"""Who did what on one record, by name. Satisfies services.paper.AccessStore."""

from collections.abc import Callable

from safestation.domain.access import AccessLine
from safestation.domain.acts import Act
from safestation.domain.visit import VisitId
from safestation.services.ports import TrailLine, VisitStore

TOLD = frozenset(
    {Act.OPENED, Act.VIEWED, Act.CHANGED, Act.PRINTED, Act.EXPORTED, Act.MERGED, Act.UNMERGED}
)
OTHER = "other"


class Access:
    """Reads the trail of one visit. `name_of` gives a name for an id of staff."""

    def __init__(self, visits: VisitStore, name_of: Callable[[str], str]) -> None:
        self._visits = visits
        self._name_of = name_of

    def lines(self, visit: str) -> tuple[AccessLine, ...]:
        """Return every act on a visit with the name of who did it, oldest first."""
        return tuple(self._line(line) for line in self._visits.history(VisitId(visit)))

    def _line(self, line: TrailLine) -> AccessLine:
        act = line.act if line.act in TOLD else OTHER
        why = line.detail if line.act == Act.VIEWED else ""
        return AccessLine(line.at, self._name_of(line.by), act, why)
