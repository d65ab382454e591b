"""Coming back: earlier visits of the same person, and what need not be told twice."""

from collections.abc import Mapping

from safestation.domain.answers import Answer
from safestation.domain.facts import JoinedWith, PartedFrom
from safestation.domain.visit import Visit

BEEN_HERE = "been_here_before"
# What stays as it is from one visit to the next. How somebody is, what they use, where they
# can be reached safely and who pays is asked anew: it may have changed since.
LASTING = frozenset(
    {
        "handle", "first_name", "last_name", "preferred_name", "alias", "date_of_birth", "sex",
        "language_access.spoken_language", "language_access.english",
        "language_access.interpreter", "read_aloud", "large_print", "allergies", "veteran",
    }
)  # fmt: skip


def earlier_visits(visit: Visit) -> tuple[str, ...]:
    """Return the ids of the visits this one was joined with and not parted from since."""
    joined: dict[str, None] = {}
    for entry in visit.entries:
        match entry.fact:
            case JoinedWith(other):
                joined[other] = None
            case PartedFrom(other):
                joined.pop(other, None)
            case _:
                pass
    return tuple(joined)


def lasting(visit: Visit) -> Mapping[str, Answer]:
    """Return what was answered then and still holds, with when and by whom it was typed."""
    return {
        question: answer
        for question, answer in visit.answers.items()
        if question in LASTING and answer.is_answered
    }
