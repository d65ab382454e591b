"""Facts: what happened in a visit, each a value that is kept and never changed.

A correction is a new fact. `FACTS` is the one table of every kind; adding a kind is one
class here and, where it is shown, one line in the page that shows it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import ClassVar, Final

from safestation.domain.consent import Consent


@dataclass(frozen=True, slots=True, repr=False)
class Fact:
    """Something that happened. Shows its kind and never what it says."""

    KIND: ClassVar[str] = ""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(…)"


@dataclass(frozen=True, slots=True, repr=False)
class CameIn(Fact):
    """When the person really came in, where the visit was opened only later."""

    KIND: ClassVar[str] = "came_in"


@dataclass(frozen=True, slots=True, repr=False)
class Entered(Fact):
    """How the person came into the program: which entry of its file, and of what kind.

    A visit without it is a walk-in. Happened when they came, or when the report came in.
    """

    KIND: ClassVar[str] = "entered"
    entry: str
    kind: str


@dataclass(frozen=True, slots=True, repr=False)
class ContactTried(Fact):
    """One try to reach somebody who is not here. `Attempt.tried` makes it.

    `reached` is what the code meant on that day: a later code list changes nothing here.
    """

    KIND: ClassVar[str] = "contact_tried"
    attempt: str
    way: str
    who: str
    note: str = ""
    reached: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class NoticeGiven(Fact):
    """The plain-language notice was given (42 CFR 2.22): which version, and how."""

    KIND: ClassVar[str] = "notice_given"
    version: str
    language: str
    how: str


@dataclass(frozen=True, slots=True, repr=False)
class NoticeDeferred(Fact):
    """The notice waits because the person could not take it in (42 CFR 2.22(a))."""

    KIND: ClassVar[str] = "notice_deferred"
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class SatWith(Fact):
    """Somebody sits with the person from now on; empty when nobody does."""

    KIND: ClassVar[str] = "sat_with"
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class ComfortGiven(Fact):
    """Water, food, a blanket, a break: coded, so that it can be shown and counted."""

    KIND: ClassVar[str] = "comfort_given"
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class VitalsTaken(Fact):
    """One set of vital signs as typed; keys are those of `vitals.VitalSet`."""

    KIND: ClassVar[str] = "vitals_taken"
    values: Mapping[str, str]
    worst: str


@dataclass(frozen=True, slots=True, repr=False)
class Screened(Fact):
    """An instrument's result with the exact file it came from (version and sha256)."""

    KIND: ClassVar[str] = "screened"
    instrument: str
    version: str
    sha256: str
    band: str
    score: str = ""
    min_score: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EmergencyStarted(Fact):
    """Red: the intake is interrupted. `trigger` says which check or key started it."""

    KIND: ClassVar[str] = "emergency_started"
    trigger: str
    detail: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EmergencyStep(Fact):
    """A timed step during an emergency: EMS called, naloxone given, partner told."""

    KIND: ClassVar[str] = "emergency_step"
    step: str
    detail: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EmergencyEnded(Fact):
    """How the emergency ended: to hospital, refused transport, released on scene."""

    KIND: ClassVar[str] = "emergency_ended"
    outcome: str
    facility: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Returned(Fact):
    """The person came back from the hospital, met by somebody."""

    KIND: ClassVar[str] = "returned"
    met_by: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class EmergencyRelease(Fact):
    """What 42 CFR 2.51(c) asks to be written down at once. Never changed."""

    KIND: ClassVar[str] = "emergency_release"
    recipient_name: str
    recipient_facility: str
    disclosed_by: str
    nature: str
    information: tuple[str, ...]
    why_no_consent: str


@dataclass(frozen=True, slots=True, repr=False)
class PartnerCalled(Fact):
    """One call to a program partner. The outcome decides which fields are needed."""

    KIND: ClassVar[str] = "partner_called"
    partner: str
    outcome: str
    spoke_to: str = ""
    eta_minutes: str = ""
    call_back_at: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PartnerArrived(Fact):
    """The partner is on scene."""

    KIND: ClassVar[str] = "partner_arrived"
    partner: str
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class CapacityObserved(Fact):
    """What staff saw, not a diagnosis; any "no" defers consent (law README §5)."""

    KIND: ClassVar[str] = "capacity_observed"
    observations: Mapping[str, str]
    deferred_until: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ConsentSigned(Fact):
    """A consent was signed: the whole of it, as shown and as printed."""

    KIND: ClassVar[str] = "consent_signed"
    consent: Consent


@dataclass(frozen=True, slots=True, repr=False)
class ConsentRefused(Fact):
    """The person said no. A good answer; help goes on."""

    KIND: ClassVar[str] = "consent_refused"
    recipient: str


@dataclass(frozen=True, slots=True, repr=False)
class ConsentPostponed(Fact):
    """Not now; ask again."""

    KIND: ClassVar[str] = "consent_postponed"
    recipient: str
    ask_again_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class ConsentRevoked(Fact):
    """A consent was taken back, in writing or heard by staff; later prints are refused."""

    KIND: ClassVar[str] = "consent_revoked"
    consent: str
    how: str


@dataclass(frozen=True, slots=True, repr=False)
class DirectorFinding(Fact):
    """The director found that a minor cannot decide and that there is a threat (2.14(c)).

    `told` are the facts that were told, to a parent or guardian only.
    """

    KIND: ClassVar[str] = "director_finding"
    director: str
    incapacity: str
    told: str
    told_to: str


@dataclass(frozen=True, slots=True, repr=False)
class RestrictionAsked(Fact):
    """The person asked to keep something back, and what the station said (42 CFR 2.26).

    No `recipient` means everybody, no `information` means all of it. A later fact of the
    same `restriction` takes the place of the earlier one.
    """

    KIND: ClassVar[str] = "restriction_asked"
    restriction: str
    recipient: str
    information: tuple[str, ...]
    reply: str


@dataclass(frozen=True, slots=True, repr=False)
class AgreementMade(Fact):
    """The person agreed, or not, to what this version of the program asks of people."""

    KIND: ClassVar[str] = "agreement_made"
    program_version: str
    answer: str


@dataclass(frozen=True, slots=True, repr=False)
class ItemsDealtWith(Fact):
    """Items were dealt with, or there were none. Nothing about what, when or how many."""

    KIND: ClassVar[str] = "items_dealt_with"


@dataclass(frozen=True, slots=True, repr=False)
class EligibilityDecided(Fact):
    """The outcome of the program's rules, with who decided and what is done instead.

    `judgment` is the reason that an officer gave for their own judgment; it is reported.
    """

    KIND: ClassVar[str] = "eligibility_decided"
    rules_version: str
    results: Mapping[str, str]
    outcome: str
    reason_code: str = ""
    decider: str = ""
    alternative: str = ""
    judgment: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ReviewRequested(Fact):
    """A reviewer (prosecutor, supervisor) was asked, about one rule where it is named.

    Status only, never a history.
    """

    KIND: ClassVar[str] = "review_requested"
    reviewer: str
    rule: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ReviewDecided(Fact):
    """The reviewer's decision on one rule, by its id in the program's file, and conditions."""

    KIND: ClassVar[str] = "review_decided"
    reviewer: str
    decision: str
    conditions: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ProviderCalled(Fact):
    """One placement call (data dictionary 4.8). `beds` is as told, never measured."""

    KIND: ClassVar[str] = "provider_called"
    provider: str
    provider_name: str
    answer: str
    spoke_to: str = ""
    beds: str = ""
    for_whom: str = ""
    reason: str = ""
    call_back_at: datetime | None = None
    person_spoke: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PlacementOffered(Fact):
    """A provider offered a place. Not yet accepted, not yet arrived."""

    KIND: ClassVar[str] = "placement_offered"
    provider: str
    provider_name: str
    level: str = ""
    spoke_to: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class PlacementAccepted(Fact):
    """The person accepted the offered place."""

    KIND: ClassVar[str] = "placement_accepted"
    provider: str
    provider_name: str
    level: str = ""
    expected_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class PlacementDeclined(Fact):
    """A place fell through: by whom (facility, person, us) and why."""

    KIND: ClassVar[str] = "placement_declined"
    provider: str
    provider_name: str
    by_whom: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Waitlisted(Fact):
    """The person is on a waiting list."""

    KIND: ClassVar[str] = "waitlisted"
    provider: str
    provider_name: str
    place_in_line: str = ""
    call_back_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class BridgePlanned(Fact):
    """The plan when no bed is open tonight; keys are those of the bridge section."""

    KIND: ClassVar[str] = "bridge_planned"
    plan: Mapping[str, str]


@dataclass(frozen=True, slots=True, repr=False)
class RidePlanned(Fact):
    """How the person gets there, and who drives (two for volunteers)."""

    KIND: ClassVar[str] = "ride_planned"
    mode: str
    drivers: tuple[str, ...]
    vehicle: str = ""
    leaves_at: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Departed(Fact):
    """The person left for the place."""

    KIND: ClassVar[str] = "departed"


@dataclass(frozen=True, slots=True, repr=False)
class Arrived(Fact):
    """The person arrived, confirmed by somebody with a name."""

    KIND: ClassVar[str] = "arrived"
    confirmed_by: str
    how: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class NotArrived(Fact):
    """The place says the person did not arrive."""

    KIND: ClassVar[str] = "not_arrived"
    told_by: str


@dataclass(frozen=True, slots=True, repr=False)
class Confirmed(Fact):
    """Somebody with a name says that it came to this: assessed, engaged, completed, a duty.

    It happened when they say it did. Of a duty, `how` says whether hours were done, or it was
    met, or its time ran out; `detail` how many hours, or which duty of the program's file.
    `told_to` is whom it was told, who decides about it.
    """

    KIND: ClassVar[str] = "confirmed"
    what: str
    confirmed_by: str
    how: str = ""
    detail: str = ""
    told_to: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class ContactChanged(Fact):
    """The safe ways to reach the person are others now, told when the record was locked."""

    KIND: ClassVar[str] = "contact_changed"
    values: Mapping[str, str]


TO_FILE: Final = "file: "  # a page that went into a file somebody asked for, and why


@dataclass(frozen=True, slots=True, repr=False)
class Printed(Fact):
    """A page set went to a printer: what, for whom, on which ground."""

    KIND: ClassVar[str] = "printed"
    form: str
    form_version: str
    sha256: str
    recipient: str
    ground: str
    pages: int
    reprint: int


@dataclass(frozen=True, slots=True, repr=False)
class PrintNotDone(Fact):
    """A page set that was written down as printed did not go out; `printed` is that entry."""

    KIND: ClassVar[str] = "print_not_done"
    printed: str


@dataclass(frozen=True, slots=True, repr=False)
class TaskAdded(Fact):
    """Something is owed at a time, and somebody has it: a name, or a role of the program.

    `since` is the moment from which the program's time was counted. When that turns out to
    have been another, a new task takes the place of this one.
    """

    KIND: ClassVar[str] = "task_added"
    task: str
    kind: str
    due_at: datetime
    owner: str = ""
    note: str = ""
    since: datetime | None = None


@dataclass(frozen=True, slots=True, repr=False)
class TaskDone(Fact):
    """A task came to an end: done, not reached, dropped; with what was learned.

    `status` is how the person is, by dictionary 4.8; `next_need` what they need now;
    `engaged_on` the day of their first clinical service, where somebody told it.
    """

    KIND: ClassVar[str] = "task_done"
    task: str
    outcome: str
    note: str = ""
    status: str = ""
    next_need: str = ""
    engaged_on: date | None = None


@dataclass(frozen=True, slots=True, repr=False)
class JoinedWith(Fact):
    """The person wishes this visit to be joined with an earlier one."""

    KIND: ClassVar[str] = "joined_with"
    visit: str


@dataclass(frozen=True, slots=True, repr=False)
class PartedFrom(Fact):
    """It was somebody else, or the person does not wish it: the visits stand alone again."""

    KIND: ClassVar[str] = "parted_from"
    visit: str


@dataclass(frozen=True, slots=True, repr=False)
class Side:
    """One of two people before they were joined: their visits, and who they seemed to be."""

    visits: tuple[str, ...]
    known: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Side({len(self.visits)} visits)"


@dataclass(frozen=True, slots=True, repr=False)
class PeopleMerged(Fact):
    """Two people turned out to be one. Keeps both as they were; can be undone."""

    KIND: ClassVar[str] = "people_merged"
    merge: str
    other: str
    reason: str
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True, repr=False)
class PeopleUnmerged(Fact):
    """The two are two again, each as before."""

    KIND: ClassVar[str] = "people_unmerged"
    merge: str
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class NoteAdded(Fact):
    """A hand-over note, so that a crew change does not restart the story."""

    KIND: ClassVar[str] = "note_added"
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class ReportMade(Fact):
    """A mandated report was made: date, agency and reference only (42 CFR 2.12(c)(6))."""

    KIND: ClassVar[str] = "report_made"
    agency: str
    reference: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class CrimeReported(Fact):
    """All that may be told to the police of a crime here, against staff, or a threat of one.

    42 CFR 2.12(c)(5)(ii) lists these five and no other; one more field would break it.
    """

    KIND: ClassVar[str] = "crime_reported"
    circumstances: str
    patient_status: str
    name: str
    address: str
    whereabouts: str


@dataclass(frozen=True, slots=True, repr=False)
class AddendumAdded(Fact):
    """Something added to a record that is locked, signed by whoever added it."""

    KIND: ClassVar[str] = "addendum_added"
    text: str
    signed_by: str


@dataclass(frozen=True, slots=True, repr=False)
class HoldPlaced(Fact):
    """A legal hold: this visit is kept whatever the periods say, until it is released."""

    KIND: ClassVar[str] = "hold_placed"
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class HoldReleased(Fact):
    """The legal hold has ended; the periods count again."""

    KIND: ClassVar[str] = "hold_released"
    reason: str


@dataclass(frozen=True, slots=True, repr=False)
class Closed(Fact):
    """The visit came to an end. All dispositions are equals."""

    KIND: ClassVar[str] = "closed"
    disposition: str
    reason_not_placed: str = ""
    given: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, repr=False)
class Reopened(Fact):
    """The visit goes on."""

    KIND: ClassVar[str] = "reopened"
    reason: str


FACTS: dict[str, type[Fact]] = {
    cls.KIND: cls
    for cls in (
        CameIn, Entered, ContactTried,
        NoticeGiven, NoticeDeferred, SatWith, ComfortGiven, VitalsTaken, Screened,
        EmergencyStarted, EmergencyStep, EmergencyEnded, Returned, EmergencyRelease,
        PartnerCalled, PartnerArrived, CapacityObserved, ConsentSigned, ConsentRefused,
        ConsentPostponed, ConsentRevoked, DirectorFinding, RestrictionAsked, AgreementMade,
        ItemsDealtWith, EligibilityDecided, ReviewRequested, ReviewDecided, ProviderCalled,
        PlacementOffered, PlacementAccepted, PlacementDeclined, Waitlisted, BridgePlanned,
        RidePlanned, Departed, Arrived, NotArrived, Confirmed, ContactChanged, Printed,
        PrintNotDone, TaskAdded, TaskDone,
        JoinedWith, PartedFrom, PeopleMerged, PeopleUnmerged, NoteAdded, ReportMade,
        CrimeReported,
        AddendumAdded, HoldPlaced, HoldReleased, Closed, Reopened,
    )
}  # fmt: skip
