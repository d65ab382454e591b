"""The desk: every service that somebody who has signed in may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from safestation.domain.attempts import Attempts
from safestation.domain.content import Problem
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.program import Program
from safestation.domain.questions import Question, Section
from safestation.domain.station import Staff, Station
from safestation.services.audit import Audit
from safestation.services.backups import Backups
from safestation.services.counter import Counter
from safestation.services.demands import LegalDemands
from safestation.services.directory import Directory
from safestation.services.disposal import Disposal
from safestation.services.erasing import Erasing
from safestation.services.follow_ups import FollowUps
from safestation.services.gate import Gate
from safestation.services.keys import Keys
from safestation.services.ledger_paper import LedgerPaper
from safestation.services.own_record import OwnRecords
from safestation.services.paper import PaperDesk
from safestation.services.people import People
from safestation.services.persons import Persons
from safestation.services.pins import Pins
from safestation.services.placing import Placing
from safestation.services.ports import Clock, Ids
from safestation.services.program_book import ProgramBook
from safestation.services.provider_files_port import ProviderFiles
from safestation.services.releases import Releases
from safestation.services.reports import Reports
from safestation.services.retention import Retention
from safestation.services.self_test import SelfTest
from safestation.services.taking_out import TakingOut
from safestation.services.timekeeping import Timekeeping
from safestation.services.trail_book import TrailBook


@dataclass(frozen=True, slots=True)
class Desk:
    """What the screens are given between sign-in and lock. Holds the open record."""

    me: Staff
    station: Station
    gate: Gate
    audit: Audit
    timekeeping: Timekeeping
    trail: TrailBook
    counter: Counter
    follow_ups: FollowUps
    program_book: ProgramBook
    persons: Persons
    disposal: Disposal
    ledger_paper: LedgerPaper
    directory: Directory
    placing: Placing
    provider_files: ProviderFiles
    paper: PaperDesk
    backups: Backups
    people: People
    keys: Keys
    pins: Pins
    releases: Releases
    retention: Retention
    erasing: Erasing
    own_records: OwnRecords
    demands: LegalDemands
    taking_out: TakingOut
    reports: Reports
    self_test: SelfTest
    sections: Mapping[str, Section]
    instruments: Mapping[str, Instrument]
    programs: Mapping[str, Program]
    form_words: Mapping[str, FormWords]
    law: Mapping[str, str]
    attempts: Attempts
    clock: Clock
    ids: Ids
    refused: Callable[[], tuple[Problem, ...]] = tuple  # mistakes in other programs' files
    tail_lost: bool = False  # what was typed last may be missing, and somebody must look

    @property
    def program(self) -> Program:
        """Return the program this station runs, with the station's own values."""
        return self.counter.program

    def question(self, question_id: str) -> Question | None:
        """Return a question of the dictionary by id, or nothing."""
        every = (q for section in self.sections.values() for q in section.questions)
        return next((q for q in every if q.id == question_id), None)
