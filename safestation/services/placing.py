"""Placing: what this person needs, and whom to ring for it, with what was heard where."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from safestation.domain.contact import Place
from safestation.domain.facts import ProviderCalled
from safestation.domain.labels import age_of
from safestation.domain.matching import Ranked, order
from safestation.domain.matching_rules import UNINSURED
from safestation.domain.needs import Needs
from safestation.domain.permissions import Permission
from safestation.domain.sightings import BedSighting, sighting_of
from safestation.domain.station import Station
from safestation.domain.visit import Visit
from safestation.services.directory import Directory
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock, VisitStore

# How far back calls are looked at; what is older than a shift is only history anyway.
HEARD_WITHIN = timedelta(hours=24)

# The payer instrument's codes as the directory's. Whoever may qualify for Medicaid is
# looked for both ways, because some places take people while it is pending.
_PAYERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "medicaid": ("medicaid",),
        "medicaid_pending": ("medicaid", UNINSURED),
        "medicare": ("medicare",),
        "private": ("private",),
        "va": ("va",),
        "tricare": ("military",),
        "ihs": ("ihs",),
        "other_public": ("state_funded", "state_plan"),
        "none": (UNINSURED,),
    }
)
_LANGUAGES = MappingProxyType({"zh-yue": "zh", "zh-cmn": "zh", "declined": ""})
_ENGLISH_WILL_DO = frozenset({"very_well", "well"})
_SEXES = frozenset({"female", "male"})
_WARRANTS = frozenset({"hit_review", "hit_serious"})


class Placing:
    """Finds out whom to ring for a visit. Reads the record; writes nothing."""

    def __init__(
        self,
        visits: VisitStore,
        directory: Directory,
        station: Station,
        clock: Clock,
        gate: Gate,
    ) -> None:
        self._gate = gate
        self._visits = visits
        self._directory = directory
        self._station = station
        self._clock = clock

    @needs(Permission.PLACE)
    def needs_of(self, visit: Visit) -> Needs:
        """Return what the answers so far say about needs; blanks are not looked at."""
        dependants = visit.values("dependants")
        sex = visit.value("sex")
        return Needs(
            age=age_of(visit, self._clock.now().date()),
            sex=sex if sex in _SEXES else "",
            payers=_payers(visit),
            level=visit.value("level_wanted"),
            pregnant=_is_pregnant(visit),
            medication=_medication(visit),
            language=_language(visit),
            brings_children="children" in dependants,
            brings_pet="pets" in dependants,
            wheelchair="wheelchair" in visit.values("mobility"),
            has_warrant=visit.value("warrant_check") in _WARRANTS,
            veteran={"yes": True, "no": False}.get(visit.value("veteran")),
            origin=self._origin(),
        )

    @needs(Permission.PLACE)
    def choices(self, visit: Visit, needs: Needs | None = None) -> tuple[Ranked, ...]:
        """Return the providers in use, the next one to ring first, each with its reasons.

        What other visits heard in the last day counts too, without anything about them.
        """
        wanted = self.needs_of(visit) if needs is None else needs
        counts = timedelta(hours=self._station.sighting_hours)
        return order(
            self._directory.list(), wanted, self._clock.now(), self.sightings(), counts
        )

    @needs(Permission.PLACE)
    def sightings(self) -> tuple[BedSighting, ...]:
        """Return what was heard about beds in the last day. No person is in them."""
        since = self._clock.now() - HEARD_WITHIN
        heard = self._visits.entries_about(ProviderCalled.KIND, since)
        found = (sighting_of(one.entry) for one in heard)
        return tuple(one for one in found if one is not None)

    def _origin(self) -> Place | None:
        try:
            return Place(Decimal(self._station.latitude), Decimal(self._station.longitude))
        except InvalidOperation:  # nobody has entered where the station is
            return None


def _payers(visit: Visit) -> tuple[str, ...]:
    found = (_PAYERS.get(one, ()) for one in visit.values("payer.coverage"))
    return tuple(dict.fromkeys(code for codes in found for code in codes))


def _is_pregnant(visit: Visit) -> bool:
    asked = visit.value("admission_priority.pregnant") in {"yes", "unsure"}
    return asked or visit.value("pregnant") in {"yes", "could_be"}


def _medication(visit: Visit) -> str:
    medication = visit.value("moud_wanted") or visit.value("moud_now")
    return "" if medication == "none" else medication


def _language(visit: Visit) -> str:
    if visit.value("language_access.english") in _ENGLISH_WILL_DO:
        return ""
    spoken = visit.value("language_access.spoken_language")
    return _LANGUAGES.get(spoken, spoken)
