"""A case: one encounter with its program and its person, as a report reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from safestation.domain.entries import MISTAKE, is_blank
from safestation.domain.facts import Closed
from safestation.domain.opening import SAID_NO
from safestation.domain.program import Program
from safestation.domain.text import Text
from safestation.domain.visit import Visit, VisitState
from safestation.domain.visitors import is_for_self

# Lists of codes that are no questions; `Case.choices` has them under these names.
ATTEMPTS: Final = "list:attempts"
ANSWERS: Final = "list:call_answers"

Choices = Mapping[str, Mapping[str, Text]]


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One encounter.

    `person` is the same for visits that were joined, at the person's wish or by a
    supervisor; somebody without a name is another person each time.
    """

    visit: Visit
    program: Program
    person: str
    now: datetime
    choices: Choices
    is_known: bool = False  # by a name, or joined with another visit

    @property
    def is_open(self) -> bool:
        """Tell whether it goes on, so that what did not happen yet still may."""
        return self.visit.state is VisitState.OPEN

    @property
    def disposition(self) -> str:
        """Return how it ended; nothing while it goes on."""
        closed = None if self.is_open else self.visit.last(Closed)
        return closed[1].disposition if closed else ""

    @property
    def is_mistake(self) -> bool:
        """Tell whether it was opened by mistake; one that holds anything counts anyway."""
        return self.disposition == MISTAKE and is_blank(self.visit)

    @property
    def is_no(self) -> bool:
        """Tell whether somebody said no to a referral: counted, with nothing about them."""
        return self.disposition == SAID_NO

    @property
    def is_for_self(self) -> bool:
        """Tell whether the help was for the one who came, as far as anybody said."""
        return is_for_self(self.visit)

    def __repr__(self) -> str:
        return f"Case({self.visit.id})"
