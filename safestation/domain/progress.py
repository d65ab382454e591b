"""How far each step of a visit has come. The steps are a map, not a corridor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from safestation.domain.calling import BY_PHONE_ONLY, ON_THE_WAY, is_among, last_of
from safestation.domain.disclosure import consents
from safestation.domain.duties import DUE_ON, HELD, HOURS, PLACE
from safestation.domain.emergency import last_emergency, open_emergency
from safestation.domain.entries import DISPOSITION, NOT_FOR_WALK_INS, has_been_reached
from safestation.domain.facts import (
    AgreementMade,
    BridgePlanned,
    CapacityObserved,
    Closed,
    ConsentPostponed,
    ConsentRefused,
    ContactTried,
    Departed,
    EligibilityDecided,
    ItemsDealtWith,
    NoticeDeferred,
    NoticeGiven,
    PartnerArrived,
    PartnerCalled,
    Printed,
    ProviderCalled,
    RidePlanned,
    Screened,
    VitalsTaken,
)
from safestation.domain.placement import Stage, placement_of
from safestation.domain.program import Program, Step
from safestation.domain.station import SiteType
from safestation.domain.visit import Visit


class StepState(StrEnum):
    """Where a step stands on the rail."""

    TODO = "todo"
    STARTED = "started"
    DONE = "done"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class StepProgress:
    """One step with where it stands and how many needed answers are still blank."""

    step: Step
    state: StepState
    left: int


RIDE = "ride"  # the section without which the page `handoff` is only about the papers
MINIMUM_ALTERNATIVES = (("age", "date_of_birth"),)


def progress(program: Program, visit: Visit, site: SiteType) -> tuple[StepProgress, ...]:
    """Return the visit's steps in the program's order, each with where it stands."""
    return tuple(
        StepProgress(step, state_of(step, visit), blanks(step, visit))
        for step in program.path(visit, site)
    )


def state_of(step: Step, visit: Visit) -> StepState:
    """Return where one step stands."""
    return _PAGES.get(step.page, _questions)(step, visit)


def blanks(step: Step, visit: Visit) -> int:
    """Return how many of the step's needed questions nobody has touched.

    "Doesn't know", "not asked" and "rather not say" are answers. One of age and date of
    birth is enough (workflow step 5).
    """
    blank = {question for question in step.needed if question not in visit.answers}
    for group in MINIMUM_ALTERNATIVES:
        if set(group) & visit.answers.keys():
            blank -= set(group)
        elif len(blank & set(group)) > 1:
            blank -= set(group[1:])
    return len(blank)


def _done_when(is_done: bool, has_started: bool = False) -> StepState:  # noqa: FBT001, FBT002
    if is_done:
        return StepState.DONE
    return StepState.STARTED if has_started else StepState.TODO


def _questions(step: Step, visit: Visit) -> StepState:
    touched = any(question in visit.answers for question in step.needed)
    return _done_when(bool(step.needed) and not blanks(step, visit), touched)


def _agreement(_step: Step, visit: Visit) -> StepState:
    return _done_when(visit.has(AgreementMade))


def _welcome(step: Step, visit: Visit) -> StepState:
    told = visit.has(NoticeGiven) or visit.has(NoticeDeferred)
    return _done_when(told and not blanks(step, visit), told or bool(visit.answers))


def _medical(_step: Step, visit: Visit) -> StepState:
    if open_emergency(visit) is not None:
        return StepState.ATTENTION
    looked = any(fact.instrument == "immediate_danger" for _, fact in visit.all_of(Screened))
    started = visit.has(VitalsTaken) or any(q.startswith("immediate_") for q in visit.answers)
    had_one = last_emergency(visit) is not None
    return _done_when(looked or had_one, started)


def _items(_step: Step, visit: Visit) -> StepState:
    return _done_when(visit.has(ItemsDealtWith))


def _partner(step: Step, visit: Visit) -> StepState:
    only = step.partners
    calls = [f for _, f in visit.all_of(PartnerCalled) if is_among(f.partner, only)]
    answered = any(fact.outcome in {ON_THE_WAY, BY_PHONE_ONLY} for fact in calls)
    came = last_of(visit, PartnerArrived, only) is not None
    return _done_when(answered or came, bool(calls))


def _consent(_step: Step, visit: Visit) -> StepState:
    decided = bool(consents(visit)) or visit.has(ConsentRefused)
    return _done_when(decided, visit.has(CapacityObserved) or visit.has(ConsentPostponed))


def _eligibility(_step: Step, visit: Visit) -> StepState:
    return _done_when(visit.has(EligibilityDecided))


def _placement(_step: Step, visit: Visit) -> StepState:
    decided = placement_of(visit).is_accepted or visit.has(BridgePlanned)
    return _done_when(decided, visit.has(ProviderCalled))


def _handoff(step: Step, visit: Visit) -> StepState:
    if RIDE not in step.sections:
        return _done_when(visit.has(Printed))
    gone = placement_of(visit).stage in {Stage.DEPARTED, Stage.ARRIVED}
    return _done_when(gone or visit.has(Departed), visit.has(RidePlanned))


def _duties(step: Step, visit: Visit) -> StepState:
    """Done once it is said that there are none, or by which day what is due."""
    said = visit.value(HELD) == "no" or bool(visit.value(DUE_ON))
    touched = any(q in visit.answers for q in (HELD, HOURS, DUE_ON, PLACE))
    return _done_when(said and not blanks(step, visit), touched)


def _outreach(_step: Step, visit: Visit) -> StepState:
    """Call a try a start; it is done once somebody spoke with them, or nobody tries again."""
    ended = visit.value(DISPOSITION) in NOT_FOR_WALK_INS
    return _done_when(has_been_reached(visit) or ended, visit.has(ContactTried))


def _close(_step: Step, visit: Visit) -> StepState:
    return _done_when(visit.has(Closed))


_PAGES: Mapping[str, Callable[[Step, Visit], StepState]] = {
    "agreement": _agreement,
    "welcome": _welcome,
    "medical": _medical,
    "items": _items,
    "partner": _partner,
    "consent": _consent,
    "eligibility": _eligibility,
    "placement": _placement,
    "handoff": _handoff,
    "close": _close,
    "outreach": _outreach,
    "duties": _duties,
}
