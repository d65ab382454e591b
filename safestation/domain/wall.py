"""The wall: who of the staff may see how much of a person's record.

Talk inside a program is free only among those who need it for the referral (42 CFR
2.12(c)(3)). A volunteer drives and places: they see what a form for the next place would
print, as far as the person allowed it, and what they do themselves. An auditor reads the
trail and no person. Neither searches.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from safestation.domain.disclosure import consents, standing
from safestation.domain.facts import (
    Arrived,
    Closed,
    Confirmed,
    ConsentRefused,
    ConsentRevoked,
    ConsentSigned,
    ContactChanged,
    ContactTried,
    Departed,
    EmergencyEnded,
    EmergencyStarted,
    EmergencyStep,
    Entered,
    Fact,
    NotArrived,
    NoticeDeferred,
    NoticeGiven,
    PartnerArrived,
    PartnerCalled,
    PeopleMerged,
    PeopleUnmerged,
    PlacementAccepted,
    PlacementDeclined,
    PlacementOffered,
    Printed,
    PrintNotDone,
    ProviderCalled,
    RestrictionAsked,
    RidePlanned,
    SatWith,
    TaskAdded,
    TaskDone,
    Waitlisted,
)
from safestation.domain.permissions import Permission
from safestation.domain.sheet import (
    INFORMATION,
    LEGAL_STATUS,
    PLACEMENT,
    WHERE_AND_WHEN,
    is_named,
)
from safestation.domain.station import Role
from safestation.domain.visit import Entry, Visit

Listed = Mapping[str, Collection[str]]

# Why a record that is closed is opened once more; each has a sentence `why.<code>`.
WHYS: Final = ("follow_up", "came_back", "asked", "correction", "paper", "review")

# The pages of a visit for a role that does not see the whole; the others see every page.
PAGES: Final[Mapping[Role, frozenset[str]]] = MappingProxyType(
    {Role.VOLUNTEER: frozenset({"placement", "handoff"}), Role.AUDITOR: frozenset()}
)

_EMERGENCY: Final = (EmergencyStarted, EmergencyStep, EmergencyEnded)
_PLACING: Final = (
    ProviderCalled, PlacementOffered, PlacementAccepted, PlacementDeclined, Waitlisted,
    RidePlanned, Departed, Arrived, NotArrived, TaskAdded, TaskDone,
)  # fmt: skip
# What a check-in learns: a volunteer may write it, and sees it only with the whole record.
_LEARNING: Final = (Confirmed, ContactChanged, ContactTried)
_PRINTING: Final = (Printed, PrintNotDone)
_PERMITTING: Final = (
    ConsentSigned, ConsentRefused, ConsentRevoked, RestrictionAsked, NoticeGiven,
    NoticeDeferred, Closed,
)  # fmt: skip
_AROUND: Final = (Entered, SatWith, PartnerCalled, PartnerArrived)
_VOLUNTEERS_SEE: Final = frozenset({*_EMERGENCY, *_PLACING, *_PRINTING, *_PERMITTING, *_AROUND})

_NEEDED: Final[Mapping[type[Fact], Permission]] = MappingProxyType(
    {
        **dict.fromkeys(_EMERGENCY, Permission.CALL_FOR_HELP),
        **dict.fromkeys(_PLACING, Permission.PLACE),
        **dict.fromkeys(_LEARNING, Permission.PLACE),
        **dict.fromkeys(_PRINTING, Permission.PRINT),
        **dict.fromkeys((PeopleMerged, PeopleUnmerged), Permission.MERGE_PEOPLE),
    }
)


def has_page(role: Role, page: str) -> bool:
    """Tell whether a role works on a kind of page of a visit."""
    return role not in PAGES or page in PAGES[role]


def needed_to_write(fact: Fact) -> Permission:
    """Return what somebody needs to write a fact down."""
    return _NEEDED.get(type(fact), Permission.WORK_ON_VISIT)


def needed_to_answer(question: str, listed: Listed) -> Permission:
    """Return what somebody needs to answer a question; `listed` is the information table."""
    own = {*listed.get(PLACEMENT, ()), *listed.get(WHERE_AND_WHEN, ())}
    return Permission.PLACE if is_named(question, own) else Permission.WORK_ON_VISIT


def seen_by(role: Role, visit: Visit, listed: Listed, now: datetime) -> Visit:
    """Return as much of a visit as a role may see at `now`."""
    if role not in PAGES:
        return visit
    kinds = {PLACEMENT, WHERE_AND_WHEN} | _allowed_by_the_person(visit, now)
    questions = {one for kind in kinds for one in listed.get(kind, ())}
    answers = {q: a for q, a in visit.answers.items() if is_named(q, questions)}
    entries = tuple(entry for entry in visit.entries if _may_see(entry))
    return replace(visit, answers=MappingProxyType(answers), entries=entries)


def _allowed_by_the_person(visit: Visit, now: datetime) -> set[str]:
    recipients = {consent.recipient.id for consent in consents(visit)}
    holding = (standing(visit, recipient, now) for recipient in recipients)
    allowed = {kind for c in holding if c is not None for kind in c.information}
    return (allowed & set(INFORMATION)) - {LEGAL_STATUS}


def _may_see(entry: Entry) -> bool:
    return type(entry.fact) in _VOLUNTEERS_SEE
