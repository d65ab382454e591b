"""The station: who runs the counter, under which program, on whose determination."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

LOCK_AFTER: Final = 5  # minutes at a public counter, until a coordinator says otherwise
LOCK_MINUTES: Final = (1, 30)  # CJIS v6.0 AC-11: after 30 minutes at the latest


class SiteType(StrEnum):
    """Kinds of station: they may do different things with what is turned in.

    An office is one of a court, of health or of outreach: no medics, and nothing kept.
    """

    FIRE = "fire"
    POLICE = "police"
    OFFICE = "office"

    @property
    def keeps_items(self) -> bool:
        """Tell whether drugs may be held here: law enforcement only (21 CFR 1317.30, .35)."""
        return self is SiteType.POLICE

    @property
    def has_medics(self) -> bool:
        """Tell whether who works here is trained to take vital signs."""
        return self is SiteType.FIRE


class Posture(StrEnum):
    """The counsel's answer to whether 42 CFR Part 2 applies (law README §0 D1)."""

    PROGRAM = "program"
    LAWFUL_HOLDER_ONLY = "lawful_holder_only"
    NOT_PART2 = "not_part2"


class Role(StrEnum):
    """What a member of staff does at the counter."""

    FIREFIGHTER = "firefighter"
    OFFICER = "officer"
    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    AUDITOR = "auditor"


class Paper(StrEnum):
    """The paper in the printer."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works at the counter. `badge` may be empty; `until` is the last day."""

    id: str
    name: str
    role: Role
    badge: str = ""
    takes_vitals: bool = False
    active: bool = True
    until: date | None = None

    def works_on(self, day: date) -> bool:
        """Tell whether somebody still works here on a day; `until` is the last one."""
        return self.active and (self.until is None or day <= self.until)

    @property
    def initials(self) -> str:
        """Return up to two letters for the tile on the lock screen."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()


@dataclass(frozen=True, slots=True)
class Determination:
    """The counsel's written determination: what, by whom, on which day."""

    posture: Posture
    counsel: str
    signed_on: date
    hipaa_covered: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """The medical director's signature under one version of one protocol file."""

    protocol: str
    version: str
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class MinorRule:
    """The state's rule on minors as entered by the station; nothing is preset."""

    age_of_majority: int
    consent_age: int
    citation: str
    verified_by: str


@dataclass(frozen=True, slots=True)
class Station:
    """Everything set-up asks for. Each value can be changed later.

    `sighting_hours` is how long what was heard about a bed counts, 1 to 24.
    """

    id: str
    agency: str
    name: str
    number: str
    site_type: SiteType
    address: str
    phone: str
    program: str
    determination: Determination | None
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""
    emergency_phone: str = "911"
    police_phone: str = ""
    language_line: str = ""
    hotline_text: str = ""
    suicide_protocol: str = ""
    paper: Paper = Paper.LETTER
    lock_minutes: int = LOCK_AFTER
    use_notice: str = ""
    sighting_hours: int = 4
    minor_rule: MinorRule | None = None
    approvals: Mapping[str, Approval] = field(default_factory=lambda: MappingProxyType({}))
    partner_phones: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    latitude: str = ""
    longitude: str = ""
    training: bool = False

    @property
    def may_open_visits(self) -> bool:
        """Tell whether counsel's determination is there; without it no visit is opened."""
        return self.determination is not None

    @property
    def is_program(self) -> bool:
        """Tell whether the station is a Part 2 program, as counsel determined."""
        known = self.determination
        return known is not None and known.posture is Posture.PROGRAM

    @property
    def hipaa_covered(self) -> bool:
        """Tell whether the station is a HIPAA covered entity, as counsel determined."""
        return self.determination is not None and self.determination.hipaa_covered

    @property
    def title(self) -> str:
        """Return the name as the header shows it."""
        return f"{self.name} · {self.agency}" if self.agency else self.name

    def approval(self, protocol: str, version: str) -> Approval | None:
        """Return the signature under this very version of a protocol, or nothing."""
        found = self.approvals.get(protocol)
        return found if found is not None and found.version == version else None
