"""What a form gets: everything it may need, and nothing that it may not show.

A form looks nothing up. `narrowed_to` is the door of minimum necessary (42 CFR 2.13(a)):
answers and facts outside the kinds of information that the ground covers are taken out
before a form sees them, and whatever no kind claims is never printed at all.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Self

from safestation.domain.access import AccessLine
from safestation.domain.answers import Source
from safestation.domain.backups import Trial
from safestation.domain.consent import Consent, Recipient
from safestation.domain.disclosed import Disclosure
from safestation.domain.disclosure import Ground
from safestation.domain.facts import EmergencyRelease, Screened
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.program import Program
from safestation.domain.questions import Question, Section
from safestation.domain.station import Paper, Posture, Station
from safestation.domain.visit import Entry, Visit

IDENTITY, CONTACT, WHERE_AND_WHEN = "identity", "contact", "where_and_when"
HEALTH, SUBSTANCE_USE, INSURANCE = "health", "substance_use", "insurance"
NEEDS, PLACEMENT, LEGAL_STATUS = "needs", "placement", "legal_status"
INFORMATION = (
    IDENTITY, CONTACT, WHERE_AND_WHEN, HEALTH, SUBSTANCE_USE, INSURANCE, NEEDS, PLACEMENT,
    LEGAL_STATUS,
)  # fmt: skip

STATEMENT_LONG = "part2_2.32_statement1_long"
STATEMENT_SHORT = "part2_2.32_statement2_short"
NOTICE_HEADER = "part2_2.22_notice_header"


@dataclass(frozen=True, slots=True, repr=False)
class Destination:
    """Where the person goes, as the call sheet has it. Empty where nobody said."""

    name: str = ""
    phone: str = ""
    address: str = ""
    spoke_to: str = ""
    accepted_at: datetime | None = None
    expected_at: datetime | None = None
    level: str = ""
    bring: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Sheet:
    """One form's input. `printed_at` is aware and in the station's zone.

    `words` holds the words of every form by id, `law` the prescribed texts by file stem.
    `signers` are the roles that have to sign (patient, guardian, representative) while
    nobody has yet. `reprint` is 0 on the first print. `recipient` is whom the pages are
    for when no consent names them. `withheld` are kinds of information that the station
    agreed to keep back; `is_restricted` tells that there is such an agreement.
    """

    visit: Visit
    station: Station
    program: Program
    words: Mapping[str, FormWords]
    law: Mapping[str, str]
    printed_at: datetime
    language: str = "en"
    sections: Mapping[str, Section] = field(default_factory=lambda: MappingProxyType({}))
    instruments: Mapping[str, Instrument] = field(default_factory=lambda: MappingProxyType({}))
    staff: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    destination: Destination = field(default_factory=Destination)
    ground: Ground = Ground.NO_IDENTITY
    consent: Consent | None = None
    emergency: Entry | None = None
    incident: Entry | None = None
    recipient: Recipient | None = None
    withheld: frozenset[str] = frozenset()
    is_restricted: bool = False
    signers: tuple[str, ...] = ("patient",)
    interpreter: str = ""
    access: tuple[AccessLine, ...] = ()
    disclosures: tuple[Disclosure, ...] = ()
    record_version: int = 0
    notice_effective_on: date | None = None
    reprint: int = 0
    paper: Paper = Paper.LETTER
    large_print: bool = False
    training: bool = False
    blank: bool = False
    trial: Trial | None = None

    @property
    def covered(self) -> frozenset[str]:
        """Return the kinds of information that the ground covers."""
        if self.blank or self.ground is Ground.NO_IDENTITY:
            return frozenset()
        if self.ground is Ground.OWN_PAPER:
            return frozenset(INFORMATION)
        if self.ground is Ground.EMERGENCY:
            release = self.emergency.fact if self.emergency else None
            found = release.information if isinstance(release, EmergencyRelease) else ()
        else:
            granted = self.consent.information if self.consent else ()
            found = tuple(one for one in granted if one not in self.withheld)
        return frozenset(INFORMATION) & frozenset(found)

    def narrowed_to(self, information: Collection[str]) -> Self:
        """Return the sheet with only what these kinds, as far as covered, let through."""
        kinds = self.covered & frozenset(information)
        questions, facts = self._allowed("", kinds), self._allowed("facts.", kinds)
        answers = {q: a for q, a in self.visit.answers.items() if is_named(q, questions)}
        entries = tuple(e for e in self.visit.entries if _may_show(e, questions, facts))
        visit = replace(self.visit, answers=MappingProxyType(answers), entries=entries)
        where = self.destination if WHERE_AND_WHEN in kinds else Destination()
        return replace(self, visit=visit, destination=where)

    def question(self, question_id: str) -> Question | None:
        """Return a question of the dictionary by id, or nothing."""
        every = (q for section in self.sections.values() for q in section.questions)
        return next((q for q in every if q.id == question_id), None)

    @property
    def is_protected(self) -> bool:
        """Tell whether 42 CFR Part 2 protects these pages.

        A program's record is; anybody else's is as far as it holds what was received
        from a provider (2.12(d)(2)(i)(C)). Without a determination, yes.
        """
        known = self.station.determination
        if known is None or known.posture is Posture.PROGRAM:
            return True
        sources = {answer.source for answer in self.visit.answers.values()}
        return Source.RECEIVED in sources | {entry.source for entry in self.visit.entries}

    def _allowed(self, prefix: str, kinds: Collection[str]) -> frozenset[str]:
        listed = self.words["information"].ids
        return frozenset(one for k in kinds for one in listed.get(f"{prefix}{k}", ()))

    def __repr__(self) -> str:
        return f"Sheet({self.visit.id}, {self.ground})"


def is_named(question: str, allowed: Collection[str]) -> bool:
    """Tell whether a question stands in a list; `x.*` there means every item of x."""
    head, dot, _ = question.partition(".")
    return question in allowed or bool(dot and f"{head}.*" in allowed)


def _may_show(entry: Entry, questions: Collection[str], facts: Collection[str]) -> bool:
    if isinstance(entry.fact, Screened):
        return f"{entry.fact.instrument}.*" in questions
    return entry.fact.KIND in facts
