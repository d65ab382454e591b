"""Matching: whom a provider can take, as far as anybody knows, and whom to ring first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from safestation.domain.contact import Place
from safestation.domain.matching_rules import RULES
from safestation.domain.needs import SEVERITY, Fit, FitLevel, Needs
from safestation.domain.providers import Provider, covers
from safestation.domain.sightings import (
    DEFAULT_STALE_AFTER,
    BedSighting,
    SightingView,
    newest,
    promise,
    sighting_view,
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of the call sheet. `miles` is None when either place is unknown."""

    provider: Provider
    fit: Fit
    heard: SightingView
    miles: float | None


def fit(provider: Provider, needs: Needs, now: datetime) -> Fit:
    """Return how a provider fits, with every reason. `now` is in local time."""
    found = (rule(provider, needs, now) for rule in RULES)
    reasons = [reason for reason in found if reason is not None]
    reasons.sort(key=lambda reason: -SEVERITY[reason.level])
    return Fit(reasons[0].level if reasons else FitLevel.FITS, tuple(reasons))


def miles_from(origin: Place | None, provider: Provider) -> float | None:
    """Return the miles to a provider, None when either place is unknown."""
    there = provider.place
    return None if origin is None or there is None else origin.miles_to(there)


def order(
    providers: Iterable[Provider],
    needs: Needs,
    now: datetime,
    sightings: Iterable[BedSighting] = (),
    stale_after: timedelta = DEFAULT_STALE_AFTER,
) -> tuple[Ranked, ...]:
    """Return the active providers, the next one to ring first.

    By fit, then by what this station heard for such a person, then by how little is left
    to ask, then by distance, then by name.
    """
    heard = newest(s for s in sightings if _concerns(s, needs))
    lines = (
        Ranked(
            one,
            fit(one, needs, now),
            sighting_view(heard.get(one.id), now, stale_after),
            miles_from(needs.origin, one),
        )
        for one in providers
        if one.active
    )
    return tuple(sorted(lines, key=_place_in_line))


def _concerns(sighting: BedSighting, needs: Needs) -> bool:
    same_sex = not sighting.sex or not needs.sex or sighting.sex == needs.sex
    one, other = sighting.level, needs.level
    same_level = not one or not other or covers(one, other) or covers(other, one)
    return same_sex and same_level


def _place_in_line(line: Ranked) -> tuple[int, int, int, float, str, str]:
    miles = float("inf") if line.miles is None else line.miles
    name, key = line.provider.name.casefold(), line.provider.id
    level = SEVERITY[line.fit.level]
    return level, promise(line.heard), line.fit.open_questions, miles, name, key
