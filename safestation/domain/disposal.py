"""What is turned in. Nothing here can be joined to a visit: no person, no clock, no order.

Law README §4: three streams, date and shift only, random ids, two distinct staff on each
custody act; a fire station records the hand-over to police and holds nothing itself.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safestation.domain.errors import NotAllowed
from safestation.domain.station import SiteType


class Shift(StrEnum):
    """The part of the day; the only time that is kept."""

    DAY = "day"
    EVENING = "evening"
    NIGHT = "night"


DAY_FROM, EVENING_FROM, NIGHT_FROM = 7, 15, 23


def shift_at(hour: int) -> Shift:
    """Return the shift of a local hour (0-23): day from 7, evening from 15, night from 23."""
    if DAY_FROM <= hour < EVENING_FROM:
        return Shift.DAY
    return Shift.EVENING if EVENING_FROM <= hour < NIGHT_FROM else Shift.NIGHT


class Fill(StrEnum):
    """How full a container is, by eye, never counted. OSHA: close at three quarters."""

    EMPTY = "empty"
    QUARTER = "quarter"
    HALF = "half"
    THREE_QUARTERS = "three_quarters"
    FULL = "full"


FILL_ORDER = tuple(Fill)


class ContainerKind(StrEnum):
    """What a container takes."""

    SHARPS = "sharps"
    PARAPHERNALIA = "paraphernalia"
    RECEPTACLE = "receptacle"


class ContainerState(StrEnum):
    """The life of a container."""

    OPEN = "open"
    CLOSED = "closed"
    PICKED_UP = "picked_up"


@dataclass(frozen=True, slots=True)
class Container:
    """A sharps container, a bin, or (police only) a take-back liner."""

    id: str
    label: str
    kind: ContainerKind
    place: str
    size: str
    state: ContainerState
    fill: Fill
    opened_on: date
    closed_on: date | None = None
    closed_by: str = ""
    vendor: str = ""
    manifest: str = ""
    picked_up_on: date | None = None


class ItemCategory(StrEnum):
    """What police custody can be about. Sharps and paraphernalia go into the bin."""

    SUSPECTED_DRUG = "suspected_controlled_substance"
    UNKNOWN = "unknown_powder_or_pill"
    LAWFUL_MEDICATION = "lawful_medication"
    FIREARM = "firearm"
    OTHER_WEAPON = "other_weapon"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Custody:
    """A sealed package in police custody, as taken over; the weight is of the package."""

    id: str
    category: ItemCategory
    package: str
    seal: str
    gross_grams: str
    surrendered_on: date
    shift: Shift
    officer: str
    badge: str
    agency: str
    witness: str
    witness_badge: str
    location: str
    property_number: str = ""
    hazards: tuple[str, ...] = ()


class CustodyAct(StrEnum):
    """What can happen to a package after it was taken over."""

    MOVED = "moved"
    RECEIPT = "receipt"
    DESTROYED = "destroyed"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True)
class CustodyEvent:
    """One later act on a package. Append-only; a correction is a new one."""

    id: str
    custody: str
    act: CustodyAct
    on: date
    by: str
    second: str
    location: str = ""
    detail: str = ""


AMNESTY = "AMNESTY - ANONYMOUS"  # law README §4: the fixed "received from"


def check_custody(custody: Custody, site: SiteType) -> None:
    """Refuse an act that law README §4 refuses. Raises NotAllowed with the reason."""
    if not custody.officer.strip() or not custody.witness.strip():
        raise NotAllowed("disposal.two_staff")
    if same_person(custody.officer, custody.witness) or _same_badge(custody):
        raise NotAllowed("disposal.two_different_staff")
    if site is SiteType.FIRE and not custody.badge.strip():
        raise NotAllowed("disposal.fire_needs_badge")
    if not custody.location.strip():
        raise NotAllowed("disposal.location_needed")


def check_event(event: CustodyEvent) -> None:
    """Refuse an act by one person alone. Raises NotAllowed with the reason."""
    if not event.by.strip() or not event.second.strip():
        raise NotAllowed("disposal.two_staff")
    if same_person(event.by, event.second):
        raise NotAllowed("disposal.two_different_staff")


def check_pair(event: CustodyEvent, last_destruction: CustodyEvent | None) -> None:
    """Refuse the same two witnesses twice running (37 Tex. Admin. Code 13.159(c)(1))."""
    if event.act is not CustodyAct.DESTROYED or last_destruction is None:
        return
    before = {_plain(last_destruction.by), _plain(last_destruction.second)}
    if before == {_plain(event.by), _plain(event.second)}:
        raise NotAllowed("disposal.same_pair")


def check_container(container: Container, site: SiteType) -> None:
    """Refuse a take-back liner at a fire station (21 CFR 1317.35). Raises NotAllowed."""
    if container.kind is ContainerKind.RECEPTACLE and site is not SiteType.POLICE:
        raise NotAllowed("disposal.police_only")


def same_person(one: str, other: str) -> bool:
    """Tell whether two written names are the same, whatever the spacing and case."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def _same_badge(custody: Custody) -> bool:
    return same_person(custody.badge, custody.witness_badge)
