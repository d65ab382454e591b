"""An emergency in a visit: whether one is open, and what is owed because of it."""

from dataclasses import dataclass
from datetime import datetime

from safestation.domain.facts import (
    EmergencyEnded,
    EmergencyStarted,
    EmergencyStep,
    Returned,
)
from safestation.domain.visit import Entry, Visit

TO_HOSPITAL = "to_hospital"
NO_EMERGENCY = "no_emergency"  # a key pressed by mistake, or an answer put right
PARTNER_TOLD = "partner_told"  # the step that stands for a call to the partner
TAKEN_BACK = "taken_back"  # a step pressed by mistake; the detail is its entry
RETRIEVE = "retrieve"  # the kind of the task that brings a person back from the hospital


@dataclass(frozen=True, slots=True, repr=False)
class OpenEmergency:
    """An emergency that has not ended: since when, by what, and the timed steps so far."""

    started_at: datetime
    trigger: str
    steps: tuple[Entry, ...]


def open_emergency(visit: Visit) -> OpenEmergency | None:
    """Return the emergency that is going on, or nothing."""
    started: Entry | None = None
    steps: list[Entry] = []
    for entry in visit.entries:
        if isinstance(entry.fact, EmergencyStarted) and started is None:
            started, steps = entry, []
        elif isinstance(entry.fact, EmergencyEnded):
            started = None
        elif isinstance(entry.fact, EmergencyStep):
            steps.append(entry)
    if started is None or not isinstance(started.fact, EmergencyStarted):
        return None
    standing = {entry.id for entry, _ in steps_taken(visit)}
    stand = tuple(one for one in steps if one.id in standing)
    return OpenEmergency(started.happened_at, started.fact.trigger, stand)


def steps_taken(visit: Visit) -> tuple[tuple[Entry, EmergencyStep], ...]:
    """Return the timed steps that stand, oldest first: none that was taken back."""
    every = tuple(visit.all_of(EmergencyStep))
    gone = {fact.detail for _, fact in every if fact.step == TAKEN_BACK}
    return tuple(
        (entry, fact)
        for entry, fact in every
        if fact.step != TAKEN_BACK and entry.id not in gone
    )


def last_emergency(visit: Visit) -> tuple[Entry, EmergencyEnded | None] | None:
    """Return the newest emergency that was one, with how it ended if it did."""
    found: tuple[Entry, EmergencyEnded | None] | None = None
    before = found
    for entry in visit.entries:
        if isinstance(entry.fact, EmergencyStarted) and (found is None or found[1]):
            before, found = found, (entry, None)
        elif isinstance(entry.fact, EmergencyEnded) and found and found[1] is None:
            was_one = entry.fact.outcome != NO_EMERGENCY
            found = (found[0], entry.fact) if was_one else before
    return found


def partner_told_at(visit: Visit) -> datetime | None:
    """Return when a partner was first told in an emergency, or nothing."""
    steps = steps_taken(visit)
    told = (entry.happened_at for entry, fact in steps if fact.step == PARTNER_TOLD)
    return min(told, default=None)


def at_hospital(visit: Visit) -> EmergencyEnded | None:
    """Return how the person went to the hospital, if they have not come back since."""
    gone: EmergencyEnded | None = None
    for entry in visit.entries:
        if isinstance(entry.fact, EmergencyEnded) and entry.fact.outcome != NO_EMERGENCY:
            gone = entry.fact if entry.fact.outcome == TO_HOSPITAL else None
        elif isinstance(entry.fact, Returned):
            gone = None
    return gone
