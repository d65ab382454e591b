"""After a death: nobody looks for the person any more, and the family decides for itself."""

from typing import Final

from safestation.domain.program import VISIT, FollowUp, Program, holds_for
from safestation.domain.visit import Visit

FATAL: Final = "overdose_fatal"
SECTION: Final = "family_contact"  # of the dictionary: the family's own yes
AGREED: Final = "family_contact_agreed"


def is_fatal(visit: Visit) -> bool:
    """Tell whether the report says that the person died."""
    return visit.value(FATAL) == "yes"


def is_for_family(visit: Visit, program: Program) -> bool:
    """Tell whether this way in asks the family: then it is they who are sought."""
    entry = program.entry_of(visit)
    steps = (s.sections for s in program.steps if holds_for(s.entries, entry.id))
    return any(SECTION in sections for sections in (entry.sections, *steps))


def concerns(follow_up: FollowUp, visit: Visit, program: Program) -> bool:
    """Tell whether a contact still has somebody it is for: after a death, the family.

    They are owed a visit, and all that belongs to a way in of their own.
    """
    if not is_fatal(visit):
        return True
    return follow_up.ask == VISIT or is_for_family(visit, program)


def nobody_to_reach(visit: Visit, program: Program) -> bool:
    """Tell whether whoever was sought has died, so that no window runs for them."""
    return is_fatal(visit) and not is_for_family(visit, program)
