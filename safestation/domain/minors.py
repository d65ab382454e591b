"""Whether somebody is a minor here, by the table that the station filled in for its state."""

from typing import Final

from safestation.domain.signers import ADULT_IN_MOST_STATES, is_adult, of_age_limit
from safestation.domain.station import MinorRule
from safestation.domain.visit import Visit

MINOR_STATUS: Final = "minor_status"
GUARDIAN: Final = "guardian_consents"
ADULT, MAY_CONSENT, GUARDIAN_AGREED = "adult", "may_consent", "guardian_agreed"
NEEDS_GUARDIAN, TABLE_EMPTY = "needs_guardian", "table_empty"


def minor_status(visit: Visit, age: int | None, rule: MinorRule | None) -> str:
    """Return what the state's table says; nothing while the age is not known.

    Without the table only somebody who is of age in every state counts as an adult.
    """
    adult = is_adult(visit, age, rule)
    if adult is None and visit.value(GUARDIAN) == ADULT:
        adult = True if of_age_limit(rule) <= ADULT_IN_MOST_STATES else None
    if adult is None:
        return ""
    if adult:
        return ADULT
    if rule is None:
        return TABLE_EMPTY
    if age is not None and age >= rule.consent_age:
        return MAY_CONSENT
    return GUARDIAN_AGREED if visit.value(GUARDIAN) == "yes" else NEEDS_GUARDIAN
