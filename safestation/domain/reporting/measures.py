"""The one table of measures: each id of the list of measures with how it is counted."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Final

from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.deciding import exclusions_by_reason, officer_judgment
from safestation.domain.reporting.ends import dispositions, exits
from safestation.domain.reporting.engaged import engaged_30_days
from safestation.domain.reporting.flow import (
    arrived,
    encounters,
    offered,
    persons,
    referrals,
)
from safestation.domain.reporting.given import denials, level_preferred_actual, naloxone
from safestation.domain.reporting.marks import Mark
from safestation.domain.reporting.people import (
    demographics,
    insurance,
    residency,
    returns,
    veterans,
)
from safestation.domain.reporting.promises import clock_promises, duties_met, duties_open
from safestation.domain.reporting.reaching import attempts, family_contacts, reached
from safestation.domain.reporting.times import (
    time_to_engagement,
    time_to_partner,
    time_to_placement,
)

Counted = Callable[[Case], Iterable[Mark]]

MEASURES: Final[Mapping[str, Counted]] = MappingProxyType(
    {
        "encounters": encounters,
        "persons": persons,
        "referrals": referrals,
        "offered": offered,
        "arrived": arrived,
        "engaged_30_days": engaged_30_days,
        "time_to_engagement": time_to_engagement,
        "time_to_partner": time_to_partner,
        "time_to_placement": time_to_placement,
        "demographics": demographics,
        "dispositions": dispositions,
        "exclusions_by_reason": exclusions_by_reason,
        "officer_judgment": officer_judgment,
        "returns": returns,
        "residency": residency,
        "insurance": insurance,
        "attempts": attempts,
        "reached": reached,
        "naloxone": naloxone,
        "veterans": veterans,
        "level_preferred_actual": level_preferred_actual,
        "duties_met": duties_met,
        "duties_open": duties_open,
        "clock_promises": clock_promises,
        "family_contacts": family_contacts,
        "exits": exits,
        "denials": denials,
    }
)
