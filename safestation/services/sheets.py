"""Fills the sheet that a form is given: all it may need, looked up beforehand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from safestation.domain.consent import Recipient
from safestation.domain.disclosure import Grant
from safestation.domain.facts import PlacementAccepted, PlacementOffered, ProviderCalled
from safestation.domain.finishing import version_of
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.placement import Placement, Stage, placement_of
from safestation.domain.questions import Section
from safestation.domain.sheet import Destination, Sheet
from safestation.domain.station import Station
from safestation.domain.visit import Visit
from safestation.services.directory import Directory
from safestation.services.session import VisitSession

GOING = frozenset({Stage.OFFERED, Stage.ACCEPTED, Stage.DEPARTED, Stage.ARRIVED})


@dataclass(frozen=True, slots=True)
class SheetMaker:
    """Makes sheets of one station's visits. Looks up names and places, decides nothing."""

    station: Station
    words: Mapping[str, FormWords]
    law: Mapping[str, str]
    sections: Mapping[str, Section]
    instruments: Mapping[str, Instrument]
    name_of: Callable[[str], str]
    directory: Directory
    training: bool

    def sheet(self, session: VisitSession, grant: Grant, *, language: str) -> Sheet:
        """Return the sheet of the visit as it is now, on this ground."""
        visit = session.visit
        return Sheet(
            visit=visit,
            station=self.station,
            program=session.program,
            words=self.words,
            law=self.law,
            printed_at=session.now,
            language=language,
            sections=self.sections,
            instruments=self.instruments,
            staff=self._staff(visit),
            destination=self.destination(visit),
            ground=grant.ground,
            consent=grant.consent,
            emergency=grant.emergency,
            incident=grant.incident,
            recipient=_recipient(grant, placement_of(visit)),
            withheld=grant.withheld,
            is_restricted=grant.is_restricted,
            paper=self.station.paper,
            training=self.training,
            record_version=version_of(visit),
        )

    def destination(self, visit: Visit) -> Destination:
        """Return where the person goes, as far as anybody said."""
        place = placement_of(visit)
        if place.stage not in GOING:
            return Destination()
        known = self.directory.get(place.provider)
        accepted = visit.last(PlacementAccepted)
        return Destination(
            name=place.provider_name,
            phone=known.number_to_call if known else "",
            address=known.address if known else "",
            spoke_to=_spoke_to(visit, place),
            accepted_at=accepted[0].happened_at if accepted else None,
            expected_at=place.expected_at,
            level=place.level,
            bring=known.what_to_bring if known else "",
        )

    def _staff(self, visit: Visit) -> Mapping[str, str]:
        ids = {answer.by for answer in visit.answers.values()}
        ids |= {entry.by for entry in visit.entries} | {visit.opened_by}
        return MappingProxyType({one: self.name_of(one) for one in sorted(ids)})


def _recipient(grant: Grant, place: Placement) -> Recipient | None:
    """Return whom the pages are for; the single consent for care names a class only."""
    if grant.consent is None:
        return None
    to = grant.consent.recipient
    return replace(to, name=place.provider_name) if not to.name else to


def _spoke_to(visit: Visit, place: Placement) -> str:
    """Return who at the place said so: with the offer, else on the newest call."""
    calls = [(f.provider, f.spoke_to) for _, f in visit.all_of(ProviderCalled)]
    offers = [(f.provider, f.spoke_to) for _, f in visit.all_of(PlacementOffered)]
    told = [name for provider, name in calls + offers if provider == place.provider]
    return next((name for name in reversed(told) if name), "")
