"""Who signs a consent: the person, a parent as well, or whom a court named.

42 CFR 2.14 (minors, by the state's rule as the station entered it) and 2.15(a) (an adult
for whom a court named somebody). Nobody else: not the family of a person who is drunk.
"""

from dataclasses import dataclass

from safestation.domain.consent import Consent
from safestation.domain.labels import age_of
from safestation.domain.station import MinorRule
from safestation.domain.visit import Visit

PATIENT, GUARDIAN, REPRESENTATIVE = "patient", "guardian", "representative"
# The highest age of majority in any state (Mississippi); used only to block, while the
# station has not entered its own rule (law README 5: an unset table blocks).
HIGHEST_MAJORITY = 21
ADULT_IN_MOST_STATES = 18

OF_AGE = "consent.of_age"
COURT_NAMED = "consent.court_named"
LOOKED_AT = "immediate_danger.amb_minor"  # the medical check asks whether they are under 18
ASK_OF_AGE, ASK_AGE, ASK_SUPERVISOR = "ask_of_age", "ask_age", "ask_supervisor"


@dataclass(frozen=True, slots=True)
class Signers:
    """The roles that sign, or `waits_for`: what has to be known or done first."""

    roles: tuple[str, ...] = ()
    waits_for: str = ""
    is_minor: bool = False


def of_age_limit(rule: MinorRule | None) -> int:
    """Return from which age somebody is surely an adult here."""
    return HIGHEST_MAJORITY if rule is None else rule.age_of_majority


def looks_under_age(visit: Visit) -> str:
    """Return yes or no by the age that was said, on the day they came; nothing without one."""
    age = age_of(visit, visit.arrived_at.date())
    return "" if age is None else "yes" if age < ADULT_IN_MOST_STATES else "no"


def is_adult(visit: Visit, age: int | None, rule: MinorRule | None) -> bool | None:
    """Tell whether the person is of age, by their age or by what staff saw; None: unknown."""
    limit = of_age_limit(rule)
    if age is not None:
        return age >= limit
    if said := visit.value(OF_AGE):
        return said == "yes"
    seen = visit.value(LOOKED_AT)
    if seen == "no" and limit <= ADULT_IN_MOST_STATES:
        return True
    return False if seen == "yes" else None


def signers(visit: Visit, age: int | None, rule: MinorRule | None) -> Signers:
    """Return who signs. `rule` None means that the station has not entered its state's.

    A minor who may consent alone signs alone (2.14(a)); else a parent or guardian signs as
    well (2.14(b)). Without the rule nobody who may be a minor can sign.
    """
    adult = is_adult(visit, age, rule)
    if adult is None:
        return Signers(waits_for=ASK_OF_AGE)
    if adult:
        named = visit.value(COURT_NAMED) == "yes"
        return Signers((REPRESENTATIVE,) if named else (PATIENT,))
    if rule is None:
        return Signers(waits_for=ASK_SUPERVISOR, is_minor=True)
    if age is None:
        return Signers(waits_for=ASK_AGE, is_minor=True)
    roles = (PATIENT,) if age >= rule.consent_age else (PATIENT, GUARDIAN)
    return Signers(roles, is_minor=True)


def signed_by_right_ones(consent: Consent, who: Signers) -> bool:
    """Tell whether everybody signed who has to, by what is known of the person now.

    An age or a court's paper that comes up later can make a consent deficient, and nothing
    may be told on one (42 CFR 2.31(c)). Not knowing the age makes nothing deficient.
    """
    if who.waits_for == ASK_OF_AGE:
        return True
    signed = {signature.signer_role for signature in consent.signatures}
    return not who.waits_for and set(who.roles) <= signed
