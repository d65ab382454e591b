"""What the ledger of turned-in items says on paper: days alone, no person served.

The record of a destruction has the contents of 37 Tex. Admin. Code 13.163(c), a model that
other states may replace; the fixed "received from" is that of law README §4.
"""

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from safestation.domain.disposal import (
    AMNESTY,
    Container,
    ContainerKind,
    ContainerState,
    Custody,
    CustodyAct,
    CustodyEvent,
    Destruction,
    same_person,
)
from safestation.domain.errors import NotAllowed
from safestation.domain.station_paper import StationPaper

NOT_DESTROYED, NO_CONTAINERS = "disposal.not_destroyed", "disposal.no_containers"
LINERS = "liners"


def destruction_record(
    paper: StationPaper, custody: Custody, events: Iterable[CustodyEvent]
) -> StationPaper:
    """Return the paper filled for a package. Raises NotAllowed while it is not destroyed."""
    every = tuple(events)
    end = next((e for e in every if e.act is CustodyAct.DESTROYED), None)
    if end is None or end.destruction is None:
        raise NotAllowed(NOT_DESTROYED)
    values = _package(paper, custody) | _end(paper, end, end.destruction)
    rows = tuple((paper.day(e.on), _act(paper, e)) for e in every if e is not end)
    return replace(paper, values=MappingProxyType(values), rows=rows)


def container_log(paper: StationPaper, containers: Iterable[Container]) -> StationPaper:
    """Return the paper with one row a container, the oldest first. Raises NotAllowed."""
    every = sorted(containers, key=lambda c: (c.opened_on, c.label))
    if not every:
        raise NotAllowed(NO_CONTAINERS)
    rows = tuple((_name(paper, c), _life(paper, c)) for c in every)
    liners = any(c.kind is ContainerKind.RECEPTACLE for c in every)
    values = {LINERS: "yes" if liners else ""}
    return replace(paper, values=MappingProxyType(values), rows=rows)


def _package(paper: StationPaper, one: Custody) -> dict[str, str]:
    hazards = ", ".join(paper.say(f"hazard.{hazard}") for hazard in one.hazards)
    shift = paper.say(f"shift.{one.shift.value}")
    return {
        "received_from": AMNESTY,
        "surrendered": paper.say("when", day=paper.day(one.surrendered_on), shift=shift),
        "station": ", ".join(t for t in (paper.station.title, paper.station.address) if t),
        "officer": _listed(one.officer, one.badge, one.agency),
        "witness": _listed(one.witness, one.witness_badge),
        "category": paper.say(f"category.{one.category.value}"),
        "package": paper.say("sealed", package=one.package, seal=one.seal),
        "sealed_weight": paper.say("grams", grams=one.gross_grams),
        "first_place": one.location,
        **({"property_number": one.property_number} if one.property_number else {}),
        **({"hazards": hazards} if hazards else {}),
    }


def _end(paper: StationPaper, end: CustodyEvent, told: Destruction) -> dict[str, str]:
    intact = paper.say("yes_no.yes" if told.seal_intact else "yes_no.no")
    return {
        "destroyed": _listed(paper.day(end.on), end.location),
        "authority": told.authority,
        "method": told.method,
        "transport": told.transport or paper.say("none_noted"),
        "seal_intact": intact,
        "weighed_again": paper.say("grams", grams=told.gross_grams),
        "unusual": told.unusual or paper.say("none_noted"),
        "first": _witness(paper, end.by, told),
        "second": _witness(paper, end.second, told),
    }


def _witness(paper: StationPaper, name: str, told: Destruction) -> str:
    is_supervisor = same_person(name, told.supervisor)
    return paper.say("supervising", name=name) if is_supervisor else name


def _act(paper: StationPaper, event: CustodyEvent) -> str:
    act = paper.say(f"act.{event.act.value}")
    who = paper.say("by_two", by=event.by, second=event.second)
    return _listed(act, event.location, event.detail, who)


def _name(paper: StationPaper, one: Container) -> str:
    kind = paper.say(f"kind.{one.kind.value}")
    return paper.say("container", kind=kind, label=one.label)


def _life(paper: StationPaper, one: Container) -> str:
    """Return what happened to a container, a line for each day."""
    place = _listed(one.place, one.size) or paper.say("none_noted")
    told = [paper.say("opened", day=paper.day(one.opened_on), place=place)]
    told.append(paper.say("level", fill=paper.say(f"fill.{one.fill.value}")))
    if one.closed_on is not None:
        told.append(paper.say("closed", day=paper.day(one.closed_on), by=one.closed_by))
    if one.state is ContainerState.PICKED_UP and one.picked_up_on is not None:
        day = paper.day(one.picked_up_on)
        told.append(paper.say("picked", day=day, vendor=one.vendor, manifest=one.manifest))
    return "\n".join(told)


def _listed(*parts: str) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())
