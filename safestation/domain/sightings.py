"""Bed sightings: what this station was told about beds, by whom and when. No person in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from safestation.domain.facts import ProviderCalled
from safestation.domain.visit import Entry

# Our own choice, nobody published one; a station's setting (1 to 24 hours) replaces it.
DEFAULT_STALE_AFTER = timedelta(hours=4)
STALE_HOURS = range(1, 25)


class CallAnswer(StrEnum):
    """What a provider answered (data dictionary 4.8, call log line)."""

    BED_NOW = "bed_now"
    BED_ON_DATE = "bed_on_date"
    WAITLIST = "waitlist"
    NO_BED = "no_bed"
    INSURANCE_NOT_TAKEN = "insurance_not_taken"
    EXCLUDED = "excluded"
    NO_ANSWER = "no_answer"
    CALL_BACK = "call_back"


class SightingState(StrEnum):
    """How much a sighting is worth now."""

    FRESH = "fresh"
    STALE = "stale"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class BedSighting:
    """What one call heard. `sex` and `level` say for whom it holds; empty means anyone.

    `for_whom` is the same in words ("women's detox"): a population, never a person.
    """

    provider_id: str
    said_by: str
    heard_at: datetime
    answer: CallAnswer
    heard_by: str = ""
    for_whom: str = ""
    sex: str = ""
    level: str = ""
    beds: int | None = None
    bed_from: datetime | None = None
    call_again_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SightingView:
    """What may be shown: never a bed without who said so and when.

    With `state` stale, show "asked then, unknown now: call"; `answer` and `beds` are gone.
    """

    state: SightingState
    answer: CallAnswer | None = None
    beds: int | None = None
    bed_from: datetime | None = None
    said_by: str = ""
    heard_at: datetime | None = None
    age: timedelta | None = None
    for_whom: str = ""
    call_again_at: datetime | None = None
    is_call_due: bool = False


NOT_ASKED = SightingView(SightingState.NOT_ASKED)


def sighting_view(
    sighting: BedSighting | None,
    now: datetime,
    stale_after: timedelta = DEFAULT_STALE_AFTER,
) -> SightingView:
    """Return what may be shown of a sighting at `now`.

    A sighting that nobody is named for, that is older than `stale_after`, or that claims
    to come from the future, reads as unknown.
    """
    if sighting is None:
        return NOT_ASKED
    age = now - sighting.heard_at
    needs_name = sighting.answer is not CallAnswer.NO_ANSWER
    is_named = bool(sighting.said_by.strip()) or not needs_name
    is_fresh = is_named and timedelta(0) <= age <= stale_after
    again = sighting.call_again_at
    return SightingView(
        state=SightingState.FRESH if is_fresh else SightingState.STALE,
        answer=sighting.answer if is_fresh else None,
        beds=sighting.beds if is_fresh else None,
        bed_from=sighting.bed_from if is_fresh else None,
        said_by=sighting.said_by,
        heard_at=sighting.heard_at,
        age=age,
        for_whom=sighting.for_whom,
        call_again_at=again,
        is_call_due=again is not None and again <= now,
    )


def newest(sightings: Iterable[BedSighting]) -> dict[str, BedSighting]:
    """Return the newest sighting of each provider, by provider id."""
    return {s.provider_id: s for s in sorted(sightings, key=lambda s: s.heard_at)}


_RANKS = {
    CallAnswer.BED_NOW: 0,
    CallAnswer.BED_ON_DATE: 2,
    CallAnswer.CALL_BACK: 4,
    CallAnswer.NO_ANSWER: 4,
    CallAnswer.WAITLIST: 5,
    CallAnswer.NO_BED: 6,
    CallAnswer.INSURANCE_NOT_TAKEN: 7,
    CallAnswer.EXCLUDED: 7,
}
_CALL_DUE, _NOTHING_HEARD = 1, 3


def promise(view: SightingView) -> int:
    """Return how soon this provider is worth a call; smaller is sooner."""
    if view.answer is CallAnswer.BED_NOW:
        return _RANKS[view.answer]
    if view.is_call_due:
        return _CALL_DUE
    return _NOTHING_HEARD if view.answer is None else _RANKS[view.answer]


def beds_told(call: ProviderCalled) -> int | None:
    """Return how many beds a call heard of, None when it names no count."""
    return int(call.beds) if call.beds.isascii() and call.beds.isdigit() else None


def sighting_of(entry: Entry) -> BedSighting | None:
    """Return what a placement call heard about beds, without anything about the visit.

    None for any other fact, and for an answer that is not one of `CallAnswer`.
    """
    call = entry.fact
    if not isinstance(call, ProviderCalled) or call.answer not in set(CallAnswer):
        return None
    return BedSighting(
        provider_id=call.provider,
        said_by=call.spoke_to,
        heard_at=entry.happened_at,
        answer=CallAnswer(call.answer),
        heard_by=entry.by,
        for_whom=call.for_whom,
        beds=beds_told(call),
        call_again_at=call.call_back_at,
    )
