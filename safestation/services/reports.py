"""Reports: what a program has to tell its county and state, counted from the record.

Counts are made from people's records, so only a coordinator makes them, and each one made
leaves a line in the history: over which days, never what came out. What counts is loaded
when somebody makes a report: most starts never need it.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.erasure import Erasure
from safestation.domain.errors import NotAllowed, StoreUnavailable
from safestation.domain.facts import JoinedWith, PeopleMerged
from safestation.domain.form_words import FormWords
from safestation.domain.measures import Measures
from safestation.domain.permissions import Permission
from safestation.domain.persons import EVER, linked
from safestation.domain.program import Program
from safestation.domain.reporting.cases import Case, Choices
from safestation.domain.reporting.joining import People
from safestation.domain.reporting.period import Period
from safestation.domain.reporting.report import Erased, Met, Report, erased_in, met_of
from safestation.domain.station import Station
from safestation.domain.station_paper import StationPaper
from safestation.domain.visit import Visit, VisitId
from safestation.services.audit import Audit
from safestation.services.editions import Editions
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.ports import Clock, VisitEntry
from safestation.services.taking_out import Progress
from safestation.services.trail_book import StationPrintable

if TYPE_CHECKING:
    from safestation.domain.reporting.outside import Say

FORM: Final = "report"
# For whom a file is made; each has a sentence `report.why_<code>`. A code and not a
# sentence: it stands in the history, where no person may be named.
WHYS: Final = ("state", "county", "funder", "own_work", "request")
_NAMED: Final = ("first_name", "last_name", "preferred_name", "alias")
Edition = tuple[str, str]  # a program's id and the version a visit began under


class ReportRecords(Protocol):
    """The record as a report reads it, at one moment."""

    def began_between(self, start: datetime, end: datetime) -> Iterator[Visit]:
        """Yield the visits that began in a time, the oldest first, a few at a time."""
        ...

    def entries_about(self, kind: str, since: datetime) -> tuple[VisitEntry, ...]:
        """Return the facts of a kind since a moment, of all visits, oldest first."""
        ...

    def load(self, visit: VisitId) -> Visit:
        """Return a visit as last kept."""
        ...


class ReportStore(Protocol):
    """Opens the record for a report, and tells what a report will meet."""

    def editions(self, start: datetime, end: datetime) -> tuple[tuple[Edition, int], ...]:
        """Return under which programs how many visits began in a time."""
        ...

    def erasures(self) -> tuple[Erasure, ...]:
        """Return what was erased, the newest first."""
        ...

    def reading(self) -> AbstractContextManager[ReportRecords]:
        """Open the record beside the one in use. A worker's. Raises StoreUnavailable."""
        ...


@dataclass(frozen=True, slots=True)
class ReportPress:
    """What a report is printed with."""

    form: StationPrintable
    words: Mapping[str, FormWords]
    printer: Printer


@dataclass(frozen=True, slots=True, repr=False)
class ReportJob:
    """One report, written down, for a worker. `progress` tells how far it is."""

    store: ReportStore
    period: Period
    made_at: datetime
    programs: Mapping[Edition, Program]
    choices: Choices
    measures: Measures
    erased: tuple[Erased, ...]
    progress: Progress = field(default_factory=Progress)

    def run(self) -> Report:
        """Count, one encounter after the other. Raises StoreUnavailable."""
        from safestation.domain.reporting.tally import Tally  # noqa: PLC0415 - see the top

        tally, met = Tally(), dict[Edition, Program]()
        with self.store.reading() as records:
            people = People(_links(records))
            for visit in records.began_between(*self.period.around(self.made_at.tzinfo)):
                if self.progress.stopped:
                    raise StoreUnavailable
                self.progress.done += 1
                edition = visit.program, visit.program_version
                if edition in self.programs and self.period.holds(visit.arrived_at):
                    case = self._case(visit, self.programs[edition], people)
                    if not case.is_mistake:
                        met[edition] = case.program
                        tally.add(case)
        return Report(
            self.period, self.made_at, met_of(met.values()), tally.cases, tally.measured(),
            self.measures, self.erased,
        )  # fmt: skip

    def _case(self, visit: Visit, program: Program, people: People) -> Case:
        known = people.is_joined(visit.id) or any(visit.value(one) for one in _NAMED)
        person = people.person_of(visit.id)
        return Case(visit, program, person, self.made_at, self.choices, known)


class Reports:
    """Makes reports, prints them, and gives them as a file."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: ReportStore,
        editions: Editions,
        choices: Callable[[], Choices],
        measures: Callable[[], Measures],
        press: ReportPress,
        station: Station,
        clock: Clock,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._store, self._editions = store, editions
        self._choices, self._measures, self._press = choices, measures, press
        self._station, self._clock = station, clock
        self._audit, self._gate = audit, gate

    @needs(Permission.REPORT)
    def met(self, period: Period) -> tuple[Met, ...]:
        """Return the programs under which visits began in a period."""
        return met_of(program for program, _ in self._met(period).values())

    @needs(Permission.REPORT)
    def begin(self, period: Period, program: str = "") -> ReportJob:
        """Write down that a report is made, and return the job; of every program by default.

        Raises NotAllowed for days in the wrong order, StoreUnavailable.
        """
        if period.first > period.last:
            raise NotAllowed("report.days_wrong")
        met = {
            edition: found
            for edition, found in self._met(period).items()
            if not program or found[0].id == program
        }
        self._audit.note(Act.REPORTED, _told(period, program))
        job = ReportJob(
            self._store, period, self._clock.now(),
            {edition: found for edition, (found, _) in met.items()}, self._choices(),
            self._measures(), erased_in(self._store.erasures(), period),
        )  # fmt: skip
        job.progress.total = sum(count for _, count in met.values())
        return job

    @needs(Permission.REPORT)
    def pages(self, report: Report, say: "Say") -> Callable[[], bytes]:
        """Write down that a report is printed, and return the job that makes its pages."""
        self._audit.note(Act.PRINTED, f"{FORM} {_told(report.period)}")
        paper = StationPaper(
            FORM, self._press.words, self._station, report.made_at, say.language,
            self._station.training,
        )  # fmt: skip
        form = self._press.form

        def job() -> bytes:
            from safestation.domain.reporting.paper import report_paper  # noqa: PLC0415 - see the top

            return form.render(report_paper(paper, report, say))

        return job

    @needs(Permission.REPORT)
    def print_pages(self, pdf: bytes) -> None:
        """Send the pages of a report. Raises PrintFailed."""
        self._press.printer.print_pdf(pdf, FORM)

    @needs(Permission.REPORT)
    def file(self, report: Report, why: str, say: "Say") -> Callable[[], bytes]:
        """Write down for whom, and return the job that makes CSV. Raises NotAllowed."""
        if why not in WHYS:
            raise NotAllowed("report.why_needed")
        self._audit.note(Act.EXPORTED, f"{FORM} {_told(report.period)} {why}")

        def job() -> bytes:
            from safestation.services.report_csv import as_csv  # noqa: PLC0415 - see the top

            return as_csv(report, say)

        return job

    @needs(Permission.REPORT)
    def not_out(self, act: Act) -> None:
        """Write down that a report did not go out after all."""
        self._audit.note(act, FORM, outcome=NOT_DONE)

    def _met(self, period: Period) -> Mapping[Edition, tuple[Program, int]]:
        found = self._store.editions(*period.around(self._clock.now().tzinfo))
        return {name: (self._editions.named(*name).program, count) for name, count in found}


def _links(records: ReportRecords) -> Mapping[str, tuple[str, ...]]:
    """Return, for every visit that points to others, to which; such facts are few."""
    kinds = (JoinedWith.KIND, PeopleMerged.KIND)
    pointing = {row.visit for kind in kinds for row in records.entries_about(kind, EVER)}
    return {visit: linked(records.load(visit)) for visit in pointing}


def _told(period: Period, program: str = "") -> str:
    return " ".join(part for part in (f"{period.first} {period.last}", program) if part)
