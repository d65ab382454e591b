"""Whom to call now: the program's partners in their order, by hour, and who is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from safestation.domain.facts import PartnerArrived, PartnerCalled
from safestation.domain.program import EVERY_PARTNER, Partner, Program
from safestation.domain.station import Station
from safestation.domain.visit import Entry, Visit

ON_THE_WAY, NO_ANSWER, CALL_BACK = "on_the_way", "no_answer", "call_back"
CANNOT_COME, BY_PHONE_ONLY = "cannot_come", "by_phone_only"
OUTCOMES = (ON_THE_WAY, CALL_BACK, BY_PHONE_ONLY, NO_ANSWER, CANNOT_COME)
Heard = TypeVar("Heard", PartnerCalled, PartnerArrived)
FAILED = frozenset({NO_ANSWER, CANNOT_COME})


class CallStage(StrEnum):
    """How far the call to the partner has come."""

    TO_CALL = "to_call"
    WAITING = "waiting"
    CALL_BACK = "call_back"
    LATE = "late"
    BY_PHONE = "by_phone"
    HERE = "here"


@dataclass(frozen=True, slots=True)
class Contact:
    """A partner as this station reaches them. `phone` is empty until the station sets it."""

    partner: Partner
    phone: str
    is_open: bool

    @property
    def hours_known(self) -> bool:
        """Tell whether anybody said when they can be reached."""
        return self.partner.schedule.is_known


@dataclass(frozen=True, slots=True)
class Calling:
    """Who is to be called or waited for, and the call whose time runs.

    `contact` is the next one to call, or the one who is coming; `late` is whom we waited
    for too long. `called_at` and `arrived_at` bound the stopwatch; whoever was here before
    the call has no start. `back_at` is when a call back was promised.
    """

    stage: CallStage
    contact: Contact | None
    late: Contact | None = None
    called_at: datetime | None = None
    arrived_at: datetime | None = None
    back_at: datetime | None = None

    def waited(self, now: datetime) -> timedelta:
        """Return the time from the call until the arrival, or until now."""
        if self.called_at is None:
            return timedelta(0)
        return (self.arrived_at or now) - self.called_at


def last_of(
    visit: Visit, kind: type[Heard], only: frozenset[str]
) -> tuple[Entry, Heard] | None:
    """Return the newest call or arrival of a partner who is among these."""
    found = [pair for pair in visit.all_of(kind) if is_among(pair[1].partner, only)]
    return max(reversed(found), key=lambda pair: pair[0].happened_at, default=None)


def phone_of(partner: Partner, station: Station) -> str:
    """Return the number set by the station, else the program's, else nothing."""
    return station.partner_phones.get(partner.id) or partner.phone


def is_among(partner: str, only: frozenset[str]) -> bool:
    """Tell whether a partner is called on a page that names `only` these, or names none."""
    return not only or partner in only


def contacts(
    program: Program,
    station: Station,
    visit: Visit,
    local: datetime,
    only: frozenset[str] = EVERY_PARTNER,
) -> tuple[Contact, ...]:
    """Return whom this site calls for this way in: open ones first, then in their order.

    Who gave no hours comes after those who are open, and before those who are closed.
    `only` are the partners of one page; none named means all of them.
    """
    found = [
        Contact(p, phone_of(p, station), p.schedule.is_open(local))
        for p in program.partners_for(visit, station.site_type)
        if is_among(p.id, only)
    ]
    return tuple(sorted(found, key=lambda c: (not c.is_open, c.hours_known)))


def calling(
    program: Program,
    station: Station,
    visit: Visit,
    now: datetime,
    only: frozenset[str] = EVERY_PARTNER,
) -> Calling:
    """Return whom to call or wait for, of `only` these. `now` is in the station's zone.

    The next one is called after `escalate_after_minutes` without an arrival, or when the
    last one did not answer or cannot come (workflow step 4).
    """
    known = contacts(program, station, visit, now, only)
    last = last_of(visit, PartnerCalled, only)
    here = last_of(visit, PartnerArrived, only)
    called = _called(visit)
    if here is not None and (last is None or _came_since(visit, here[0], last[0])):
        who, at = _named(known, here[1].partner), here[0].happened_at
        since = called.get(here[1].partner) or (last[0].happened_at if last else None)
        waited_for = since is not None and since <= at
        return Calling(CallStage.HERE, who, None, since if waited_for else None, at)
    if last is None:
        return Calling(CallStage.TO_CALL, known[0] if known else None)
    entry, call = last
    awaited, since = _named(known, call.partner), entry.happened_at
    if call.outcome in FAILED or awaited is None:
        return Calling(CallStage.TO_CALL, _next(known, visit, now), None, since)
    if call.outcome == BY_PHONE_ONLY:
        return Calling(CallStage.BY_PHONE, awaited, None, since)
    if is_late(awaited.partner, call, since, now):
        following = _next(known, visit, now)
        return Calling(CallStage.LATE, following, awaited, since)
    stage = CallStage.CALL_BACK if call.outcome == CALL_BACK else CallStage.WAITING
    return Calling(stage, awaited, None, since, back_at=call.call_back_at)


def is_late(partner: Partner, call: PartnerCalled, since: datetime, now: datetime) -> bool:
    """Tell whether somebody who said yes, or was to call back, has let us wait too long."""
    if call.outcome in FAILED or call.outcome == BY_PHONE_ONLY:
        return False
    if call.call_back_at is not None and now >= call.call_back_at:
        return True
    return now - since >= timedelta(minutes=partner.escalate_after_minutes)


def promised_call(visit: Visit) -> tuple[str, datetime] | None:
    """Return which partner was to call back and when, while nothing came after that."""
    last = last_of(visit, PartnerCalled, EVERY_PARTNER)
    here = last_of(visit, PartnerArrived, EVERY_PARTNER)
    if last is None or last[1].call_back_at is None:
        return None
    if here is not None and _came_since(visit, here[0], last[0]):
        return None
    return last[1].partner, last[1].call_back_at


def _came_since(visit: Visit, here: Entry, call: Entry) -> bool:
    """Tell whether somebody came after a call: by the clock, or as it was written down.

    Who was at the counter before anybody called is here all the same.
    """
    is_after = visit.entries.index(here) > visit.entries.index(call)
    return is_after or here.happened_at >= call.happened_at


def _called(visit: Visit) -> Mapping[str, datetime]:
    return {fact.partner: entry.happened_at for entry, fact in visit.all_of(PartnerCalled)}


def _named(known: Iterable[Contact], partner: str) -> Contact | None:
    return next((c for c in known if c.partner.id == partner), None)


def _next(known: tuple[Contact, ...], visit: Visit, now: datetime) -> Contact | None:
    """Return the next one in order who was not called yet, else who was called longest ago.

    A closed one is only returned when nobody else is left.
    """
    called = _called(visit)
    fresh = [c for c in known if c.partner.id not in called]
    reachable = [c for c in known if c.is_open or not c.hours_known] or list(known)
    for one in fresh:
        if one in reachable:
            return one
    again = sorted(reachable, key=lambda c: called.get(c.partner.id, now))
    return again[0] if again else None
