"""A program: everything that a county does its own way, read from one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from safestation.domain.facts import Entered
from safestation.domain.schedule import ALWAYS, Schedule
from safestation.domain.signers import LOOKED_AT, looks_under_age
from safestation.domain.station import SiteType
from safestation.domain.text import Text
from safestation.domain.visit import Visit
from safestation.domain.visitors import ABOUT_THEM, OF_A_PLACE, is_for_self

EVERYWHERE = frozenset(SiteType)
MINUTES: Mapping[str, int] = MappingProxyType({"minutes": 1, "hours": 60, "days": 60 * 24})
EVERY_ENTRY: frozenset[str] = frozenset()  # names none: it holds for each of them
EVERY_PARTNER: frozenset[str] = frozenset()  # likewise
IN_PERSON = "walk_in"
STATION_DEFAULT = "station_default"  # the source of what nobody published: ours to check
# What a follow-up asks: how they are, on the phone or at their door; are they there, in care.
STATUS, VISIT, ARRIVAL, ENGAGEMENT = "status", "visit", "arrival", "engagement"


def holds_for(entries: frozenset[str], entry: str) -> bool:
    """Tell whether a part of a program is for those who came in by an entry."""
    return not entries or entry in entries


@dataclass(frozen=True, slots=True)
class When:
    """A condition on the visit: a question has one of these values."""

    question: str
    any_of: frozenset[str]

    def holds(self, visit: Visit) -> bool:
        """Tell whether the visit meets the condition; a blank never does.

        Whether they are under 18 is answered by the age that was said, before any look.
        """
        known = looks_under_age(visit) if self.question == LOOKED_AT else ""
        return bool(self.any_of & ({known} if known else set(visit.values(self.question))))


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who takes part: an Angel, a coach, a coordinator, a prosecutor."""

    id: str
    name: Text
    does: Text
    kind: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A way in. `sections` are asked on the sheet that opens the encounter, the minimum.

    Without a title the window says what its kind is called. `needed` must be given, or
    said to be unknown. Where the person's own yes is asked first, refusing is a normal end.
    """

    id: str = IN_PERSON
    kind: str = IN_PERSON
    title: Text = field(default_factory=Text)
    do: tuple[Text, ...] = ()
    sections: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    needs_agreement: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One place on the visit's map. `page` says which kind of page shows it.

    `partners` are called on its page; where it names none, each partner of the program is.
    `asks` are the questions of its sections that are asked; where it names none, each is.
    """

    id: str
    page: str
    title: Text
    do: tuple[Text, ...] = ()
    say: Text = field(default_factory=Text)
    why: Text = field(default_factory=Text)
    sections: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    sites: frozenset[SiteType] = EVERYWHERE
    when: tuple[When, ...] = ()
    entries: frozenset[str] = EVERY_ENTRY
    partners: frozenset[str] = EVERY_PARTNER
    asks: tuple[str, ...] = ()

    def is_for(self, visit: Visit, site: SiteType, entry: str = IN_PERSON) -> bool:
        """Tell whether this visit at this kind of station passes here."""
        here = site in self.sites and holds_for(self.entries, entry)
        return here and all(w.holds(visit) for w in self.when)


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
    sites: frozenset[SiteType] = EVERYWHERE
    role_id: str = ""
    entries: frozenset[str] = EVERY_ENTRY


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a reviewer can decide, and what it leads to."""

    id: str
    title: Text
    outcome: str
    alternative: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule leads to when its question has one of these values.

    A review is decided by the role `reviewer`; with no `decisions` of its own, the choice
    is between going ahead and not today. `answers` is what those values are called.
    """

    any_of: frozenset[str]
    outcome: str
    reason_code: str = ""
    decider: Text = field(default_factory=Text)
    alternative: Text = field(default_factory=Text)
    reviewer: str = ""
    decisions: tuple[Decision, ...] = ()
    answers: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One eligibility rule with the source it comes from.

    One that is not `on` waits for the station to turn it on. With `minors` the answer comes
    from the station's state table; with `reported` its outcomes are counted by reason.
    """

    id: str
    title: Text
    question: str
    outcomes: tuple[Outcome, ...]
    source: str
    note: Text = field(default_factory=Text)
    sites: frozenset[SiteType] = EVERYWHERE
    entries: frozenset[str] = EVERY_ENTRY
    on: bool = True
    minors: bool = False
    reported: bool = False

    def is_for(self, site: SiteType, entry: str = IN_PERSON) -> bool:
        """Tell whether the rule is asked at this kind of station, for this entry."""
        return self.on and site in self.sites and holds_for(self.entries, entry)


@dataclass(frozen=True, slots=True)
class ItemPolicy:
    """What may be done with turned-in items at one kind of site.

    With `needs_every_rule` nothing is handed in before each rule was looked at and met.
    """

    may_hold_drugs: bool
    sharps: Text
    drugs: Text
    weapons: Text
    before_partner: bool = False
    source: str = ""
    needs_every_rule: bool = False


@dataclass(frozen=True, slots=True)
class ClockRule:
    """A promise or target in minutes between two milestones of a visit.

    `unit` is how it was written, and is said: minutes, hours or days. What has a window is
    not due before `opens_minutes`. It ends at its stop or with the visit, never later.
    """

    id: str
    title: Text
    start: str
    stop: str
    minutes: int
    source: str
    escalate: Text = field(default_factory=Text)
    unit: str = "minutes"
    opens_minutes: int = 0
    who: str = ""
    ended: Text = field(default_factory=Text)
    entries: frozenset[str] = EVERY_ENTRY

    @property
    def amount(self) -> int:
        """Return how many of its unit the clock runs."""
        return self.minutes // MINUTES[self.unit]


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
    """A contact or a duty, hours after a milestone (`start`, by default the end).

    With `every_days` it comes again until `until_days` have passed. What is owed to a court
    or an office needs no agreement; `met` and `run_out` say what follows from a duty. One
    that `reminds_of` a duty asks about that one before its time, and ends with it; its
    `run_out` says what is done when the duty is not met yet.
    """

    id: str
    title: Text
    after_hours: int
    source: str
    unit: str = "hours"
    start: str = "closed"
    every_days: int = 0
    until_days: int = 0
    who: str = ""
    ask: str = STATUS
    needs_agreement: bool = True
    met: Text = field(default_factory=Text)
    run_out: Text = field(default_factory=Text)
    entries: frozenset[str] = EVERY_ENTRY
    reminds_of: str = ""

    @property
    def duty(self) -> str:
        """Return the id of the duty that this is, or reminds of."""
        return self.reminds_of or self.id


@dataclass(frozen=True, slots=True)
class Runs:
    """Whether the program runs today; dates as published, which may be partial.

    `checked` says when somebody looked last, in plain words.
    """

    today: bool
    since: str
    until: str = ""
    checked: str = ""
    source: str = ""


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
    roles: tuple[Role, ...] = ()
    entries: tuple[Entry, ...] = (Entry(),)
    reports: tuple[str, ...] = ()
    set_by_station: tuple[str, ...] = ()

    def entry_of(self, visit: Visit) -> Entry:
        """Return how the visit came in: as was noted, else at the door, else the first way."""
        noted = visit.last(Entered)
        found = self.entry(noted[1].entry) if noted else None
        at_the_door = next((e for e in self.entries if e.kind == IN_PERSON), None)
        return found or at_the_door or self.entries[0]

    def holder(self, owner: str, language: str) -> str:
        """Return what the program calls a role that has something, else the name itself."""
        role = self.role(owner)
        return role.name.in_language(language) if role is not None else owner

    def path(self, visit: Visit, site: SiteType) -> tuple[Step, ...]:
        """Return the steps that this visit passes, in the program's order.

        Who comes for somebody else, or to ask, passes no page about the person in need;
        the rules stay where nothing may be handed in before each of them is met.
        """
        entry, left_out = self.entry_of(visit).id, frozenset[str]()
        if not is_for_self(visit):
            left_out = ABOUT_THEM - ({"eligibility"} if self.needs_every_rule(site) else set())
        steps = (s for s in self.steps if s.page not in left_out)
        return tuple(s for s in steps if s.is_for(visit, site, entry))

    def rules_for(self, visit: Visit, site: SiteType) -> tuple[Rule, ...]:
        """Return the rules that are asked of this visit; one turned off is not."""
        entry = self.entry_of(visit).id
        return tuple(r for r in self.rules if r.is_for(site, entry))

    def clocks_for(self, visit: Visit) -> tuple[ClockRule, ...]:
        """Return the clocks that can run on this visit."""
        entry = self.entry_of(visit).id
        clocks = (c for c in self.clocks if is_for_self(visit) or c.stop not in OF_A_PLACE)
        return tuple(c for c in clocks if holds_for(c.entries, entry))

    def follow_ups_for(self, visit: Visit) -> tuple[FollowUp, ...]:
        """Return the contacts and duties that can be owed after this visit."""
        entry = self.entry_of(visit).id
        return tuple(f for f in self.follow_ups if holds_for(f.entries, entry))

    def partners_for(self, visit: Visit, site: SiteType) -> tuple[Partner, ...]:
        """Return whom this kind of station calls for this visit, in the program's order."""
        entry = self.entry_of(visit).id
        return tuple(
            p for p in self.partners if site in p.sites and holds_for(p.entries, entry)
        )

    def needs_every_rule(self, site: SiteType) -> bool:
        """Tell whether items wait here until every rule is met."""
        policy = self.items.get(site)
        return policy is not None and policy.needs_every_rule

    def entry(self, entry_id: str) -> Entry | None:
        """Return a way in by id, or nothing."""
        return next((e for e in self.entries if e.id == entry_id), None)

    def role(self, role_id: str) -> Role | None:
        """Return a role by id, or nothing."""
        return next((r for r in self.roles if r.id == role_id), None)

    def step(self, step_id: str) -> Step | None:
        """Return a step by id, or nothing."""
        return next((s for s in self.steps if s.id == step_id), None)

    def partner(self, partner_id: str) -> Partner | None:
        """Return a partner by id, or nothing."""
        return next((p for p in self.partners if p.id == partner_id), None)

    def follow_up(self, follow_up_id: str) -> FollowUp | None:
        """Return a follow-up by id, or nothing."""
        return next((f for f in self.follow_ups if f.id == follow_up_id), None)

    def follow_up_title(self, note: str) -> Text:
        """Return what a follow-up is for by its id, else the words it was noted with."""
        found = self.follow_up(note)
        return (found and found.title) or Text.of(note)
