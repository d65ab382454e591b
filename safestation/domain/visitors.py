"""Whom the help is for: themself, or somebody who is not here, or nobody yet."""

from typing import Final

from safestation.domain.visit import Visit

QUESTION: Final = "visitor_type"
FOR_OTHERS: Final = frozenset({"concerned_person", "information_only"})

# Nothing is written about a person who is not here: these pages ask about the one who
# seeks a place, and what they bring about happens to nobody else.
ABOUT_THEM: Final = frozenset({"intake", "eligibility", "placement"})
OF_A_PLACE: Final = frozenset(
    {"reviewed", "first_placement_call", "offered", "accepted", "departed", "arrived_there"}
)


def is_for_self(visit: Visit) -> bool:
    """Tell whether the help is for the one who came, as far as anybody said."""
    return visit.value(QUESTION) not in FOR_OTHERS
