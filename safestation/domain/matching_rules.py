"""The rules of matching, one function each. None means: nothing to say.

What a provider says it does not do is a `cannot`; what nobody told us is an `ask`.
Keys of the reasons have their words in resources/codes/providers.toml.
"""

from collections.abc import Callable
from datetime import datetime

from safestation.domain.needs import FitLevel, Needs, Reason
from safestation.domain.providers import Known, Provider, covers

Rule = Callable[[Provider, Needs, datetime], Reason | None]

UNINSURED = "uninsured"

_ASK, _CANNOT, _FITS = FitLevel.ASK, FitLevel.CANNOT, FitLevel.FITS
_SUBSTANCE_USE = "substance_use"
_ASSISTANCE = "assistance"
_FREE = "no_payment"
_PUBLIC = "state_funded"
_SELF_PAY = "self_pay"
_VETERANS = "veterans"
_ON_MEDICATION = "accepts_on_medication"
# Age groups of the federal locator: young adults 18-25, adults 26-64, seniors 65+. Its
# "Seniors (65 or older)" is documented; 18-25 is the survey's usual cut, unverified here.
_ADULT, _GROWN, _SENIOR = 18, 26, 65


def focus(provider: Provider, _needs: Needs, _now: datetime) -> Reason | None:
    """Ask a place that lists mental health only whether it treats substance use."""
    if provider.focus and _SUBSTANCE_USE not in provider.focus:
        return Reason(_ASK, "focus_elsewhere", provider.focus[0])
    return None


def level(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Compare levels of care; a broad answer to a narrow wish has to be asked."""
    wanted, offered = needs.level, provider.levels_of_care
    if not wanted or any(covers(one, wanted) for one in offered):
        return None
    if not offered:
        return Reason(_ASK, "level_unknown", wanted)
    if any(covers(wanted, one) for one in offered):
        return Reason(_ASK, "level_unclear", wanted)
    return Reason(_CANNOT, "level_not_offered", wanted)


def payer(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Find one of the person's payers among those taken."""
    taken = {one for one in provider.payers if not covers(one, _ASSISTANCE)}
    if not needs.payers or _FREE in taken or taken & set(needs.payers):
        return None
    if UNINSURED in needs.payers:
        return _without_insurance(provider)
    if not taken:
        return Reason(_ASK, "payer_unknown", needs.payers[0])
    return Reason(_CANNOT, "payer_not_taken", needs.payers[0])


def _without_insurance(provider: Provider) -> Reason | None:
    taken = provider.payers
    if _PUBLIC in taken or any(covers(one, _ASSISTANCE) for one in taken):
        return None
    if not taken:
        return Reason(_ASK, "uninsured_unknown")
    if _SELF_PAY in taken:
        return Reason(_ASK, "self_pay_only")
    return Reason(_CANNOT, "uninsured_not_taken")


def age(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Compare exact limits first, then the locator's age groups."""
    if needs.age is None:
        return None
    low, high = provider.minimum_age, provider.maximum_age
    if (low is not None and needs.age < low) or (high is not None and needs.age > high):
        return Reason(_CANNOT, "age_not_accepted", str(needs.age))
    if low is not None:
        return None
    return _age_group(provider.ages, needs.age)


def _age_group(groups: tuple[str, ...], years: int) -> Reason | None:
    if years < _ADULT:
        group = "children"
    elif years < _GROWN:
        group = "young_adults"
    else:
        group = "adults" if years < _SENIOR else "seniors"
    if group in groups:
        return None
    if not groups:
        return Reason(_ASK, "age_unknown", str(years))
    # Many places list "adults" alone and mean everybody over 18.
    if group != "children" and "adults" in groups:
        return Reason(_ASK, "age_group_unclear", group)
    return Reason(_CANNOT, "age_not_accepted", str(years))


def sex(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Compare the sexes that are accepted."""
    if not needs.sex or needs.sex in provider.sexes:
        return None
    if not provider.sexes:
        return Reason(_ASK, "sex_unknown", needs.sex)
    return Reason(_CANNOT, "sex_not_accepted", needs.sex)


def pregnancy(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Ask about pregnancy unless there is a program for it. Never a no."""
    if not needs.pregnant or "pregnant" in provider.populations:
        return None
    return Reason(_ASK, "pregnancy_unknown")


def only_for(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Ask a place that serves one group only whether the person belongs to it."""
    if not provider.only_for:
        return None
    if _VETERANS not in provider.only_for or needs.veteran is None:
        return Reason(_ASK, "only_for", provider.only_for[0])
    return None if needs.veteran else Reason(_CANNOT, "only_for_others", _VETERANS)


def medication(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Find out whether the person can stay on their medication."""
    wanted, kept = needs.medication, provider.medications
    if not wanted or wanted in kept:
        return None
    if not kept:
        return Reason(_ASK, "medication_unknown", wanted)
    if _ON_MEDICATION in kept:
        return Reason(_FITS, "medication_from_elsewhere", wanted)
    return Reason(_CANNOT, "medication_not_kept", wanted)


def language(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Ask about languages other than English; an interpreter may help. Never a no."""
    if needs.language in {"", "en", *provider.languages}:
        return None
    return Reason(_ASK, "language_not_listed", needs.language)


def _known(needed: Callable[[Needs], bool], field: str, subject: str) -> Rule:
    """Return the rule for a yes-or-no field, asked for only when it is needed."""

    def rule(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
        told = getattr(provider, field)
        if not needed(needs) or told is Known.YES:
            return None
        if told is Known.NO:
            return Reason(_CANNOT, f"{subject}_not_accepted")
        return Reason(_ASK, f"{subject}_unknown")

    return rule


def distance(provider: Provider, needs: Needs, _now: datetime) -> Reason | None:
    """Compare the distance with the farthest that the person can go."""
    if needs.max_miles is None or needs.origin is None:
        return None
    if provider.place is None:
        return Reason(_ASK, "distance_unknown")
    miles = needs.origin.miles_to(provider.place)
    return Reason(_CANNOT, "too_far", f"{miles:.0f}") if miles > needs.max_miles else None


def opening(provider: Provider, needs: Needs, now: datetime) -> Reason | None:
    """Say when a closed intake line opens. Closed is not a no: it can be rung later."""
    if not needs.open_now or provider.hours.is_open(now):
        return None
    if not provider.hours.is_known:
        return Reason(_ASK, "hours_unknown")
    return Reason(_ASK, "closed_now", at=provider.hours.next_opening(now))


RULES: tuple[Rule, ...] = (
    level,
    payer,
    sex,
    age,
    medication,
    _known(lambda needs: needs.brings_children, "accepts_children", "children"),
    _known(lambda needs: needs.brings_pet, "accepts_pets", "pets"),
    _known(lambda needs: needs.wheelchair, "wheelchair", "wheelchair"),
    _known(lambda needs: needs.has_warrant, "accepts_warrant", "warrant"),
    _known(lambda needs: needs.on_registry, "accepts_registry", "registry"),
    distance,
    only_for,
    focus,
    pregnancy,
    language,
    opening,
)
