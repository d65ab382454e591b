"""To whom a person's record was told, over all their visits."""

from collections.abc import Callable
from datetime import datetime

from safestation.domain.accounting import Shown, accounting
from safestation.domain.disclosed import Disclosure
from safestation.domain.visit import Visit, VisitId
from safestation.services.directory import Directory


class Accounting:
    """Reads the facts. `visits_of` returns every visit of the person of one.

    Satisfies services.paper.AccountingStore.
    """

    def __init__(
        self, visits_of: Callable[[VisitId], tuple[Visit, ...]], directory: Directory
    ) -> None:
        self._visits_of, self._directory = visits_of, directory

    def disclosures(self, visit: str, shown: Shown, now: datetime) -> tuple[Disclosure, ...]:
        """Return what was told about the person in the three years before `now`."""
        return accounting(self._visits_of(VisitId(visit)), now, shown, self._known)

    def _known(self, provider: str) -> tuple[str, str]:
        found = self._directory.get(provider)
        return (found.name, found.address) if found else ("", "")
