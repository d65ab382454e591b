"""What is turned in. Nothing here can be joined to a visit: no person, no clock, no order.

Law README §4: three streams, date and shift only, random ids, two distinct staff on each
custody act; a fire station records the hand-over to police and holds nothing itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
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
    destruction: "Destruction | None" = None


@dataclass(frozen=True, slots=True)
class Destruction:
    """What a destruction is written down with (37 Tex. Admin. Code 13.159-.163 as model).

    `supervisor` is the one of the two witnesses who is a supervisor or designated;
    `gross_grams` is the weight of the package as sealed, weighed again.
    """

    authority: str
    method: str
    transport: str
    supervisor: str
    seal_intact: bool
    gross_grams: str
    unusual: str = ""


# Our own choice; nobody published one. A station's policy may be stricter.
TOLERANCE_GRAMS, TOLERANCE_SHARE = Decimal(1), Decimal("0.01")
NEEDS_PLACE = frozenset({CustodyAct.MOVED, CustodyAct.DESTROYED})
AMNESTY = "AMNESTY - ANONYMOUS"  # law README §4: the fixed "received from"


def check_custody(custody: Custody, site: SiteType) -> None:
    """Refuse an act that law README §4 refuses. Raises NotAllowed with the reason."""
    if not custody.officer.strip() or not custody.witness.strip():
        raise NotAllowed("disposal.two_staff")
    if same_person(custody.officer, custody.witness) or _same_badge(custody):
        raise NotAllowed("disposal.two_different_staff")
    if not site.keeps_items and not custody.badge.strip():
        raise NotAllowed("disposal.fire_needs_badge")
    if not custody.location.strip():
        raise NotAllowed("disposal.location_needed")


def check_event(event: CustodyEvent) -> None:
    """Refuse an act by one person alone. Raises NotAllowed with the reason."""
    if not event.by.strip() or not event.second.strip():
        raise NotAllowed("disposal.two_staff")
    if same_person(event.by, event.second):
        raise NotAllowed("disposal.two_different_staff")


def check_next(event: CustodyEvent, before: Iterable[CustodyEvent]) -> None:
    """Refuse an act on what is destroyed, and a move to nowhere. Raises NotAllowed."""
    gone = any(one.act is CustodyAct.DESTROYED for one in before)
    if gone and event.act is not CustodyAct.CORRECTED:
        raise NotAllowed("disposal.gone")
    if event.act in NEEDS_PLACE and not event.location.strip():
        raise NotAllowed("disposal.location_needed")


def check_destruction(event: CustodyEvent, custody: Custody) -> None:
    """Refuse a destruction that law README §4 refuses. Raises NotAllowed with the reason."""
    if event.act is not CustodyAct.DESTROYED:
        return
    told = event.destruction
    if told is None or not (told.authority.strip() and told.method.strip()):
        raise NotAllowed("disposal.authority_needed")
    if not any(same_person(told.supervisor, one) for one in (event.by, event.second)):
        raise NotAllowed("disposal.supervisor_needed")
    if not told.seal_intact:
        raise NotAllowed("disposal.seal_broken")
    if _differs(told.gross_grams, custody.gross_grams) and not told.unusual.strip():
        raise NotAllowed("disposal.weight_differs")


def check_pair(event: CustodyEvent, last_destruction: CustodyEvent | None) -> None:
    """Refuse the same two witnesses twice running (37 Tex. Admin. Code 13.159(c)(1))."""
    if event.act is not CustodyAct.DESTROYED or last_destruction is None:
        return
    before = {_plain(last_destruction.by), _plain(last_destruction.second)}
    if before == {_plain(event.by), _plain(event.second)}:
        raise NotAllowed("disposal.same_pair")


def check_container(container: Container, site: SiteType) -> None:
    """Refuse a take-back liner but at police sites (21 CFR 1317.35). Raises NotAllowed."""
    if container.kind is ContainerKind.RECEPTACLE and not site.keeps_items:
        raise NotAllowed("disposal.police_only")


def check_closing(container: Container, by: str, second: str) -> None:
    """Refuse a take-back liner that one person alone seals. Raises NotAllowed."""
    if container.kind is not ContainerKind.RECEPTACLE:
        return
    if not second.strip():
        raise NotAllowed("disposal.two_staff")
    if same_person(by, second):
        raise NotAllowed("disposal.two_different_staff")


def same_person(one: str, other: str) -> bool:
    """Tell whether two written names are the same, whatever the spacing and case."""
    return bool(_plain(one)) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(name.casefold().split())


def _differs(weighed: str, sealed: str) -> bool:
    """Tell whether two weights in grams are further apart than scales are; no weight is."""
    try:
        now, then = Decimal(weighed), Decimal(sealed)
    except InvalidOperation:
        return True
    if not now.is_finite() or now <= 0:
        return True
    return abs(now - then) > max(TOLERANCE_GRAMS, then * TOLERANCE_SHARE)


def _same_badge(custody: Custody) -> bool:
    return same_person(custody.badge, custody.witness_badge)
