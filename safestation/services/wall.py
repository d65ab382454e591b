"""The wall as services keep it: how much of a visit is shown, and what may be written."""

from safestation.domain.acts import Act
from safestation.domain.facts import Fact
from safestation.domain.visit import Visit
from safestation.domain.wall import (
    PAGES,
    Listed,
    needed_to_answer,
    needed_to_write,
    seen_by,
)
from safestation.services.audit import Audit
from safestation.services.gate import Gate
from safestation.services.ports import Clock


class Wall:
    """Stands between the record and the one signed in. Notes what they looked at.

    `listed` says which questions belong to which kind of information.
    """

    def __init__(self, gate: Gate, audit: Audit, clock: Clock, listed: Listed) -> None:
        self.gate = gate
        self._audit = audit
        self._clock = clock
        self._listed = listed
        self._noted: set[tuple[str, str]] = set()

    @property
    def shows_all(self) -> bool:
        """Tell whether the one signed in may see the whole of a record."""
        return self.gate.me.role not in PAGES

    def seen(self, visit: Visit) -> Visit:
        """Return as much of a visit as the one signed in may see now."""
        return seen_by(self.gate.me.role, visit, self._listed, self._clock.now())

    def note_view(self, visit: str, why: str = "") -> None:
        """Write down that a record was opened; once a sign-in for each reason.

        Raises StoreUnavailable: what cannot be written down is not shown.
        """
        if (visit, why) not in self._noted:
            self._audit.note(Act.VIEWED, why, visit=visit)
            self._noted.add((visit, why))

    def note_search(self) -> None:
        """Write down that somebody looks for a person. Raises StoreUnavailable likewise."""
        self._audit.note(Act.SEARCHED)

    def need_to_answer(self, question: str) -> None:
        """Raise NotAllowed unless the one signed in may answer a question."""
        self.gate.need(needed_to_answer(question, self._listed))

    def need_to_write(self, fact: Fact) -> None:
        """Raise NotAllowed unless the one signed in may write a fact down."""
        self.gate.need(needed_to_write(fact))
