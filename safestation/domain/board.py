"""The board: who is here, since when, where each visit stands, what is next and by when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TypeVar

from safestation.domain.calling import promised_call
from safestation.domain.contact_standing import ended_by
from safestation.domain.emergency import RETRIEVE, at_hospital, open_emergency
from safestation.domain.entries import (
    DISPOSITION,
    NOT_FOR_WALK_INS,
    is_out,
    overdose_at,
)
from safestation.domain.facts import (
    Closed,
    PartnerCalled,
    PlacementAccepted,
    ProviderCalled,
    RidePlanned,
    SatWith,
)
from safestation.domain.labels import label_of
from safestation.domain.milestones import (
    WINDOWS,
    RunningClock,
    Urgency,
    clocks,
    reached_at,
)
from safestation.domain.outreach import next_try, open_window_among
from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import Program, Step
from safestation.domain.progress import StepProgress, StepState, progress
from safestation.domain.promised_calls import place_of
from safestation.domain.station import SiteType
from safestation.domain.tasks import FOLLOW_UP, unfinished
from safestation.domain.text import Text
from safestation.domain.visit import Visit, VisitId
from safestation.domain.waiting import Review, review_of

Span = TypeVar("Span", timedelta, float)


class Tone(StrEnum):
    """Red is a danger to a person, amber a clock, green done; blue is work going on."""

    DANGER = "danger"
    CLOCK = "clock"
    DONE = "done"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Next:
    """What is next: a key for the words, what completes them, and by when.

    A part that comes from the program's file is a Text, said in the window's language.
    """

    key: str
    tone: Tone = Tone.INFO
    words: Mapping[str, str | Text] = field(default_factory=lambda: MappingProxyType({}))
    due_at: datetime | None = None
    step: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """One person on the board, all of it by the program that the visit began under.

    `running` is the clock that is due next; one that is over is what is next. `held_by` is
    somebody's name, or what the program calls a role.
    """

    visit: VisitId
    number: str
    label: str
    arrived_at: datetime
    here: timedelta
    next: Next
    step: str
    step_title: Text
    step_index: int
    steps: int
    sitting_with: str
    arrival_mode: str
    language: str
    opened_by: str
    placement: str
    is_out: bool = False
    entry: Text = field(default_factory=Text)
    window: RunningClock | None = None
    running: RunningClock | None = None
    held_by: str | Text = ""
    overdose_at: datetime | None = None
    review: Review | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Ended:
    """One visit of the last day."""

    visit: VisitId
    number: str
    label: str
    arrived_at: datetime
    disposition: str
    where: str
    door_to_placement: timedelta | None
    follow_up_at: datetime | None
    is_out: bool = False
    entry: Text = field(default_factory=Text)


def card(visit: Visit, program: Program, site: SiteType, now: datetime) -> Card:
    """Return what the board shows of an open visit."""
    path = progress(program, visit, site)
    done = sum(p.state is StepState.DONE for p in path)
    started = clocks(visit, program, now)
    what = _next_thing(visit, program, now, path, started)
    sat = visit.last(SatWith)
    placement, sought = placement_of(visit), next_try(visit)
    stands = _step_called(path, what.step or visit.place.step)
    return Card(
        visit=visit.id,
        number=visit.number,
        label=label_of(visit, now.date()),
        arrived_at=visit.arrived_at,
        here=now - visit.arrived_at,
        next=what,
        step=stands.id,
        step_title=stands.title,
        step_index=min(done + 1, len(path)),
        steps=len(path),
        sitting_with=sat[1].name if sat else "",
        arrival_mode=visit.value("arrival_mode"),
        language=visit.value("language_access.spoken_language"),
        opened_by=visit.opened_by,
        placement=placement.provider_name if placement.is_accepted else "",
        is_out=is_out(visit),
        entry=program.entry_of(visit).title,
        window=open_window_among(started),
        running=next((clock for clock in started if _runs(clock)), None),
        held_by=_holder(sought.owner, program) if sought is not None else "",
        overdose_at=overdose_at(visit),
        review=review_of(visit, program, started),
    )


def _next_thing(
    visit: Visit,
    program: Program,
    now: datetime,
    path: Sequence[StepProgress],
    started: Iterable[RunningClock],
) -> Next:
    """Return the one thing to do next, the most pressing first."""
    return (
        _emergency(visit)
        or _ride(visit)
        or _ended(visit)
        or _window_over(started)
        or _task(visit, program, now)
        or _partner_back(visit, program, path)
        or _call_back(visit)
        or _late_clock(visit, started)
        or _step(path)
    )


def _step_called(path: Sequence[StepProgress], name: str) -> Step:
    """Return the step with an id, else with that page, else the first that is not done."""
    steps = [p.step for p in path]
    waiting = (p.step for p in path if p.state is not StepState.DONE)
    found = (
        *(step for step in steps if step.id == name),
        *(step for step in steps if step.page == name),
        *waiting,
    )
    return next(iter(found), steps[-1])


def _runs(clock: RunningClock) -> bool:
    """Tell whether a clock is still to be kept; a window has a line of its own."""
    over = clock.stopped_at is not None or clock.urgency is Urgency.OVER
    return not over and clock.rule.stop not in WINDOWS


def _holder(owner: str, program: Program) -> str | Text:
    role = program.role(owner)
    return role.name if role is not None else owner


def ended(visit: Visit, program: Program, now: datetime) -> Ended:
    """Return what the board shows of a visit that came to an end."""
    closed = visit.last(Closed)
    accepted = reached_at(visit, "accepted")
    tasks = unfinished(visit)
    return Ended(
        visit=visit.id,
        number=visit.number,
        label=label_of(visit, now.date()),
        arrived_at=visit.arrived_at,
        disposition=closed[1].disposition if closed else "",
        where=_where(visit),
        door_to_placement=accepted - visit.arrived_at if accepted else None,
        follow_up_at=tasks[0].due_at if tasks else None,
        is_out=is_out(visit),
        entry=program.entry_of(visit).title,
    )


def median(spans: Sequence[Span]) -> Span | None:
    """Return the middle of some durations, or nothing when there are none."""
    if not spans:
        return None
    ordered = sorted(spans)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2


def _where(visit: Visit) -> str:
    placement = placement_of(visit)
    hospital = at_hospital(visit)
    return placement.provider_name or (hospital.facility if hospital else "")


def _emergency(visit: Visit) -> Next | None:
    if open_emergency(visit):
        return Next("next.emergency", Tone.DANGER, step="medical")
    if hospital := at_hospital(visit):
        words = MappingProxyType({"facility": hospital.facility})
        due = next((t.due_at for t in unfinished(visit) if t.kind == RETRIEVE), None)
        return Next("next.retrieve", Tone.CLOCK, words, due, "medical")
    return None


def _ride(visit: Visit) -> Next | None:
    placement = placement_of(visit)
    words = MappingProxyType({"provider": placement.provider_name})
    if placement.stage is Stage.DEPARTED:
        return Next("next.confirm_arrival", Tone.CLOCK, words, placement.expected_at, "handoff")
    ride = visit.last(RidePlanned)
    if placement.stage is Stage.ACCEPTED and ride:
        return Next("next.print_and_ride", Tone.DONE, words, ride[1].leaves_at, "handoff")
    if visit.has(PlacementAccepted) and placement.is_accepted:
        if placement.stage is Stage.ARRIVED:
            return Next("next.close", Tone.DONE, words, step="close")
        return Next("next.plan_ride", Tone.DONE, words, step="handoff")
    return None


def _ended(visit: Visit) -> Next | None:
    """Say what is next where nobody tries again and nobody has closed it yet."""
    if not is_out(visit):
        return None
    chosen = visit.value(DISPOSITION) in NOT_FOR_WALK_INS or ended_by(visit)
    return Next("next.close", Tone.DONE, step="close") if chosen else None


def _window_over(started: Iterable[RunningClock]) -> Next | None:
    """Say in red that the time to reach somebody has run out, and what is done now."""
    window = open_window_among(started)
    if window is None or window.urgency is not Urgency.OVER:
        return None
    told = MappingProxyType({"clock": window.rule.title, "escalate": window.rule.escalate})
    key = "next.window_over_do" if window.rule.escalate else "next.window_over"
    return Next(key, Tone.DANGER, told, window.due_at)


def _task(visit: Visit, program: Program, now: datetime) -> Next | None:
    due = next((t for t in unfinished(visit) if t.is_due(now)), None)
    if due is None:
        return None
    if place_of(visit, due):
        named = MappingProxyType({"provider": due.note})
        return Next("next.call_back", Tone.CLOCK, named, due.due_at, "placement")
    title = program.follow_up_title(due.note) if due.kind == FOLLOW_UP else Text()
    if title:
        words = MappingProxyType({"what": title})
        return Next("next.task_owed", Tone.CLOCK, words, due.due_at)
    return Next(f"next.task_{due.kind}", Tone.CLOCK, due_at=due.due_at)


def _partner_back(visit: Visit, program: Program, path: Iterable[StepProgress]) -> Next | None:
    """Say which partner was to call back, and by when: somebody waits for it."""
    promised = promised_call(visit)
    if promised is None:
        return None
    known = program.partner(promised[0])
    words = MappingProxyType({"partner": known.name if known else promised[0]})
    step = next((p.step.id for p in path if p.step.page == "partner"), "")
    return Next("next.partner_back", Tone.CLOCK, words, promised[1], step)


def _call_back(visit: Visit) -> Next | None:
    waiting = [
        (fact.call_back_at, fact.provider_name)
        for _, fact in visit.all_of(ProviderCalled)
        if fact.call_back_at and not _called_again(visit, fact)
    ]
    if not waiting or placement_of(visit).is_accepted:
        return None
    at, name = min(waiting)
    words = MappingProxyType({"provider": name})
    return Next("next.call_back", Tone.INFO, words, at, "placement")


def _called_again(visit: Visit, fact: ProviderCalled) -> bool:
    calls = [f for _, f in visit.all_of(ProviderCalled) if f.provider == fact.provider]
    return calls[-1] is not fact


def _late_clock(visit: Visit, started: Iterable[RunningClock]) -> Next | None:
    late = next((clock for clock in started if clock.urgency is Urgency.OVER), None)
    if late is None:
        return None
    words = MappingProxyType({"clock": late.rule.title, "escalate": late.rule.escalate})
    if late.rule.escalate:  # the program says what is done now
        return Next("next.clock_over_do", Tone.CLOCK, words, late.due_at)
    partner_waits = late.rule.stop == "partner_arrived" and visit.has(PartnerCalled)
    key = "next.partner_late" if partner_waits else "next.clock_over"
    return Next(key, Tone.CLOCK, words, late.due_at)


def _step(path: Iterable[StepProgress]) -> Next:
    following = next((p.step for p in path if p.state is not StepState.DONE), None)
    if following is None:
        return Next("next.close", Tone.DONE, step="close")
    words = MappingProxyType({"step": following.title})
    return Next("next.step", Tone.INFO, words, step=following.id)
