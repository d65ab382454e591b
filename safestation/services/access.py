"""Who did what on one record, by name. Satisfies services.paper.AccessStore."""

from collections.abc import Callable

from safestation.domain.access import AccessLine
from safestation.domain.acts import Act
from safestation.domain.visit import Visit, VisitId
from safestation.services.ports import TrailLine, VisitStore

# Every act that is written down with a visit; each has its words on the form.
TOLD = frozenset(
    {
        Act.OPENED, Act.VIEWED, Act.CHANGED, Act.PRINTED, Act.EXPORTED, Act.MERGED,
        Act.UNMERGED, Act.ACCESS_GIVEN, Act.HELD, Act.RELEASED,
    }
)  # fmt: skip
OTHER = "other"


class Access:
    """Reads the trail of a person's visits. `name_of` gives a name for an id of staff.

    `visits_of` returns every visit of the person of one.
    """

    def __init__(
        self,
        visits: VisitStore,
        name_of: Callable[[str], str],
        visits_of: Callable[[VisitId], tuple[Visit, ...]],
    ) -> None:
        self._visits = visits
        self._name_of = name_of
        self._visits_of = visits_of

    def lines(self, visit: str) -> tuple[AccessLine, ...]:
        """Return every act on the person's record with who did it, oldest first."""
        theirs = self._visits_of(VisitId(visit))
        found = (line for one in theirs for line in self._visits.history(one.id))
        return tuple(sorted(map(self._line, found), key=lambda line: line.at))

    def _line(self, line: TrailLine) -> AccessLine:
        act = line.act if line.act in TOLD else OTHER
        why = line.detail if line.act == Act.VIEWED else ""
        return AccessLine(line.at, self._name_of(line.by), act, why)
