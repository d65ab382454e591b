"""Ways in: a walk-in, an overdose report, an officer in the field, a court, a phone call.

An encounter is a visit like any other: the same record, paper and clocks. What differs is
where the person is (here, or somewhere else) and what had to be known to open it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Final

from safestation.domain.facts import CameIn, Closed, ContactTried, Entered, Reopened, TaskAdded
from safestation.domain.visit import Visit

OVERDOSE_AT: Final = "overdose_at"
DISPOSITION: Final = "disposition"
MISTAKE: Final = "opened_by_mistake"  # how a visit ends that was none
TRY: Final = "try_to_reach"  # the kind of the task that somebody goes or calls


class Way(StrEnum):
    """The kinds of entry that a program file may name."""

    WALK_IN = "walk_in"
    OUTREACH = "outreach"
    FIELD = "field"
    SOCIAL_CONTACT = "social_contact"
    COURT = "court"
    PROSECUTOR = "prosecutor"
    PHONE = "phone"
    DROP_IN = "drop_in"


# Who stands or sits here. Everybody else is out: nobody sits with them, no time is "here".
HERE: Final = frozenset({Way.WALK_IN, Way.DROP_IN})
# How a visit may end only where somebody is not here.
NOT_FOR_WALK_INS: Final = frozenset(
    {
        "goes_on_with_team", "not_reached", "asked_no_contact", "moved_away", "died",
        "said_no_to_referral",
    }
)  # fmt: skip
_OUT: Final = frozenset({"goes_on_with_team", "asked_no_contact"})
# After these nobody asks whether we may check in later: there is nobody to ask.
NOBODY_TO_ASK: Final = NOT_FOR_WALK_INS - {"goes_on_with_team"} | {MISTAKE}
# While nobody has spoken with the person, nothing that takes their word can be the end.
_NOT_YET_REACHED: Final = frozenset(
    {
        "not_reached", "asked_no_contact", "moved_away", "died", "hospital", "declined",
        "returned_to_current_provider", "other_service_only", "information_only",
    }
)  # fmt: skip


# With no more than these nobody was here, as far as the visit tells.
_ONLY_OPENED: Final = (CameIn, Entered, Closed, Reopened)


def entry_of(visit: Visit) -> str:
    """Return the id of the entry by which the person came, or nothing for a plain walk-in."""
    entered = visit.last(Entered)
    return entered[1].entry if entered else ""


def way_of(visit: Visit) -> Way:
    """Return the kind of entry by which the person came; a walk-in where nothing is said."""
    entered = visit.last(Entered)
    try:
        return Way(entered[1].kind) if entered else Way.WALK_IN
    except ValueError:  # a kind of a newer app
        return Way.WALK_IN


def is_out(visit: Visit) -> bool:
    """Tell whether the encounter is with somebody who is not at the station."""
    return way_of(visit) not in HERE


def referred_at(visit: Visit) -> datetime | None:
    """Return when somebody else's word came in; nothing for a walk-in."""
    return None if way_of(visit) is Way.WALK_IN else visit.arrived_at


def overdose_at(visit: Visit) -> datetime | None:
    """Return when the overdose was, in the time zone in which the report came in.

    Where somebody asked and nobody knew, the report stands for it: a window that never
    began would never run out.
    """
    if OVERDOSE_AT not in visit.answers:
        return None
    try:
        told = datetime.fromisoformat(visit.value(OVERDOSE_AT))
    except ValueError:
        return referred_at(visit)
    return told if told.tzinfo else told.replace(tzinfo=visit.arrived_at.tzinfo)


def ends_for(visit: Visit, dispositions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the dispositions that can end this visit, in their order.

    What was chosen already is always among them.
    """
    fitting = {one for one in dispositions if _can_end(visit, one)}
    fitting.add(visit.value(DISPOSITION))
    return tuple(one for one in dispositions if one in fitting)


def is_blank(visit: Visit) -> bool:
    """Tell whether a visit was only opened: nothing was said, and nothing was done."""
    said = visit.answers.keys() - {DISPOSITION}
    done = (entry for entry in visit.entries if not isinstance(entry.fact, _ONLY_OPENED))
    return not is_out(visit) and not said and not any(done)


def _can_end(visit: Visit, disposition: str) -> bool:
    if disposition == MISTAKE:
        return is_blank(visit)
    if _is_sought(visit) and not has_been_reached(visit):
        return disposition in _NOT_YET_REACHED
    more = _OUT if is_out(visit) else frozenset()
    return disposition in more or disposition not in NOT_FOR_WALK_INS


def _is_sought(visit: Visit) -> bool:
    owed = any(task.kind == TRY for _, task in visit.all_of(TaskAdded))
    return owed or way_of(visit) is Way.OUTREACH


def has_been_reached(visit: Visit) -> bool:
    """Tell whether somebody spoke with the person in any try to reach them."""
    return any(fact.reached for _, fact in visit.all_of(ContactTried))
