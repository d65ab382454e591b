"""Encounters and people, and how far they came: offered, accepted, left, arrived.

Each of these is counted by itself. Public figures mixed them up (94.5 % and 75 % for the
same program), so none is ever derived from another.
"""

from collections.abc import Iterator
from typing import Final

from safestation.domain.entries import Way, way_of
from safestation.domain.facts import (
    Arrived,
    Departed,
    NotArrived,
    PlacementAccepted,
    PlacementOffered,
    Waitlisted,
)
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.rows import (
    OPEN,
    UNKNOWN,
    mark,
    of_person,
    row,
    so_far,
    title,
)

SAID_NO: Final = row("said_no", len(Way))
ENDED: Final = row("ended")
ONCE, AGAIN = row("once"), row("more_than_once", 1)
KNOWN, UNNAMED = row("known_by_name"), row("unnamed", 1, 1)
SENT, NOT_SENT = row("sent_on"), row("not_sent_on", 1)
OFFERED, NOT_OFFERED = row("offered"), row("not_offered", 1)
ACCEPTED, NOT_ACCEPTED = row("accepted"), row("not_accepted", 1)
LEFT, NOT_LEFT = row("left_for_it"), row("not_left_for_it", 1)
ARRIVED, NOT_ARRIVED = row("arrived_said_there"), row("not_arrived_said_there", 1)

WAYS = Part("ways", title("ways"))
STATE = Part("state", title("state"), rows=(ENDED, OPEN))
PEOPLE = Part("people", title("people"), Unit.PEOPLE, (ONCE, AGAIN), again=AGAIN)
NAMES = Part("names", title("names"), Unit.PEOPLE, (KNOWN, UNNAMED))
REFERRED = Part("referred", title("referred"), rows=(SENT, NOT_SENT, OPEN))
OFFERS = Part("offers", title("offers"), rows=(OFFERED, NOT_OFFERED, OPEN))
ACCEPTING = Part("accepting", title("accepting"), rows=(ACCEPTED, NOT_ACCEPTED, OPEN))
LEAVING = Part("leaving", title("leaving"), rows=(LEFT, NOT_LEFT, OPEN))
ARRIVING = Part("arriving", title("arriving"), rows=(ARRIVED, NOT_ARRIVED, OPEN, UNKNOWN))
# Ends that send somebody on to treatment.
_SENT_ON: Final = frozenset(
    {
        "placed_same_visit", "appointment_made", "waitlisted_with_bridge",
        "returned_to_current_provider",
    }
)  # fmt: skip


def encounters(case: Case) -> Iterator[Mark]:
    """Count every encounter by how it came in; a no to a referral on a line of its own."""
    if case.is_no:
        yield mark(case, WAYS, SAID_NO)
        return
    way = way_of(case.visit)
    yield mark(case, WAYS, Row(way, f"entry.kind_{way}", list(Way).index(way)))
    yield mark(case, STATE, OPEN if case.is_open else ENDED)


def persons(case: Case) -> Iterator[Mark]:
    """Count people: visits that were joined are one, an unnamed visit is one each time."""
    if not case.is_no:
        yield of_person(case, PEOPLE, ONCE)
        yield of_person(case, NAMES, KNOWN if case.is_known else UNNAMED)


def referrals(case: Case) -> Iterator[Mark]:
    """Count what led to treatment: a place, an appointment, a list, their own provider."""
    if not case.is_no:
        sent = is_going(case) or case.visit.has(Waitlisted) or case.disposition in _SENT_ON
        yield mark(case, REFERRED, so_far(case, happened=sent, yes=SENT, no=NOT_SENT))


def offered(case: Case) -> Iterator[Mark]:
    """Count offers, and of those what was accepted."""
    if case.is_no:
        return
    going = is_going(case)
    has_offer = going or case.visit.has(PlacementOffered)
    yield mark(case, OFFERS, so_far(case, happened=has_offer, yes=OFFERED, no=NOT_OFFERED))
    if has_offer:
        yes = so_far(case, happened=going, yes=ACCEPTED, no=NOT_ACCEPTED)
        yield mark(case, ACCEPTING, yes)


def arrived(case: Case) -> Iterator[Mark]:
    """Count who left for an accepted place, and whose coming somebody there confirmed."""
    if case.is_no or not is_going(case):
        return
    left = case.visit.has(Departed) or case.visit.has(Arrived)
    yield mark(case, LEAVING, so_far(case, happened=left, yes=LEFT, no=NOT_LEFT))
    yield mark(case, ARRIVING, _arrival(case))


def is_going(case: Case) -> bool:
    """Tell whether a place was ever accepted; leaving and arriving say so too."""
    return any(case.visit.has(kind) for kind in (PlacementAccepted, Departed, Arrived))


def _arrival(case: Case) -> Row:
    yes, no = case.visit.last(Arrived), case.visit.last(NotArrived)
    if yes and (not no or yes[0].happened_at >= no[0].happened_at):
        return ARRIVED
    if no:
        return NOT_ARRIVED
    return OPEN if case.is_open else UNKNOWN
