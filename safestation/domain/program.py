"""A program: everything that a county does its own way, read from one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.domain.schedule import ALWAYS, Schedule
from safestation.domain.station import SiteType
from safestation.domain.text import Text
from safestation.domain.visit import Visit

BOTH = frozenset(SiteType)


@dataclass(frozen=True, slots=True)
class When:
    """A condition on the visit: a question has one of these values."""

    question: str
    any_of: frozenset[str]

    def holds(self, visit: Visit) -> bool:
        """Tell whether the visit meets the condition; a blank never does."""
        return bool(self.any_of & set(visit.values(self.question)))


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the visit's map. `page` says which kind of page shows it."""

    id: str
    page: str
    title: Text
    do: tuple[Text, ...] = ()
    say: Text = field(default_factory=Text)
    why: Text = field(default_factory=Text)
    sections: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    sites: frozenset[SiteType] = BOTH
    when: tuple[When, ...] = ()

    def is_for(self, visit: Visit, site: SiteType) -> bool:
        """Tell whether this visit at this kind of station passes here."""
        return site in self.sites and all(w.holds(visit) for w in self.when)


@dataclass(frozen=True, slots=True)
class Notice:
    """The plain-language notice: what is promised, what cannot be, what is written down."""

    version: str
    title: Text
    promises: tuple[Text, ...]
    limits: tuple[Text, ...]
    written_down: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """Somebody the station calls; `minutes_to_arrive` is the program's own figure."""

    id: str
    name: Text
    role: Text
    phone: str
    schedule: Schedule = ALWAYS
    escalate_after_minutes: int = 30
    minutes_to_arrive: int | None = None
    script: Text = field(default_factory=Text)
    source: str = ""
    sites: frozenset[SiteType] = BOTH


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule leads to when its question has one of these values."""

    any_of: frozenset[str]
    outcome: str
    reason_code: str = ""
    decider: Text = field(default_factory=Text)
    alternative: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Rule:
    """One eligibility rule with the source it comes from."""

    id: str
    title: Text
    question: str
    outcomes: tuple[Outcome, ...]
    source: str
    note: Text = field(default_factory=Text)
    sites: frozenset[SiteType] = BOTH


@dataclass(frozen=True, slots=True)
class ItemPolicy:
    """What may be done with turned-in items at one kind of site."""

    may_hold_drugs: bool
    sharps: Text
    drugs: Text
    weapons: Text
    before_partner: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A promise or target in minutes between two milestones of a visit."""

    id: str
    title: Text
    start: str
    stop: str
    minutes: int
    source: str
    escalate: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class RecipientTemplate:
    """A recipient the program usually needs a consent for."""

    id: str
    name: Text
    type: str
    purpose: str
    information: tuple[str, ...]
    days: int = 30
    event: Text = field(default_factory=Text)
    kind: str = "specific_named"
    from_placement: bool = False
    partner: str = ""


@dataclass(frozen=True, slots=True)
class PacketForm:
    """One form in the program's packet: for whom, and when it belongs in."""

    form: str
    recipient: str = ""
    when: tuple[When, ...] = ()
    preselected: bool = True


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A contact that the program owes the person, hours after the visit."""

    id: str
    title: Text
    after_hours: int
    source: str


@dataclass(frozen=True, slots=True)
class Runs:
    """Whether the program runs today; dates as published, which may be partial."""

    today: bool
    since: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A whole program. Code never names one."""

    id: str
    version: str
    name: Text
    profile: str
    state: str
    pathway: str
    intercepts: tuple[int, ...]
    hosts: frozenset[SiteType]
    runs: Runs
    notice: Notice
    partners: tuple[Partner, ...]
    steps: tuple[Step, ...]
    rules: tuple[Rule, ...]
    items: Mapping[SiteType, ItemPolicy]
    clocks: tuple[ClockRule, ...]
    recipients: tuple[RecipientTemplate, ...]
    packet: tuple[PacketForm, ...]
    follow_ups: tuple[FollowUp, ...]
    sources: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    station_call: Text = field(default_factory=Text)
    driver_count: int = 1
    participation: tuple[Text, ...] = ()
    lock_after_hours: int = 72

    def path(self, visit: Visit, site: SiteType) -> tuple[Step, ...]:
        """Return the steps that this visit passes, in the program's order."""
        return tuple(s for s in self.steps if s.is_for(visit, site))

    def step(self, step_id: str) -> Step | None:
        """Return a step by id, or nothing."""
        return next((s for s in self.steps if s.id == step_id), None)

    def partner(self, partner_id: str) -> Partner | None:
        """Return a partner by id, or nothing."""
        return next((p for p in self.partners if p.id == partner_id), None)

    def follow_up_title(self, note: str) -> Text:
        """Return what a follow-up is for by its id, else the words it was noted with."""
        found = next((f.title for f in self.follow_ups if f.id == note), None)
        return found or Text.of(note)
