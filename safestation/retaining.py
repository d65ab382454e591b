"""Puts together what keeps, erases, counts and takes out; `bootstrap` hands in what is open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from safestation.catalog.measures import load_measures
from safestation.catalog.provider_codes import load_provider_codes
from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.attempts import Attempts
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.questions import Section
from safestation.domain.station import Station
from safestation.forms.legal_reply import LegalReply
from safestation.forms.own_record import OwnRecord
from safestation.forms.purge_certificate import PurgeCertificate
from safestation.forms.report import ReportForm
from safestation.forms.retirement import Retirement
from safestation.paths import resource
from safestation.services import data_dictionary
from safestation.services.audit import Audit
from safestation.services.counter import Counter
from safestation.services.demands import LegalDemands
from safestation.services.editions import Editions
from safestation.services.erasing import Certificates, Erasing, Prove
from safestation.services.gate import Gate
from safestation.services.own_record import OwnRecords
from safestation.services.paper import PaperDesk, Printer
from safestation.services.people import People
from safestation.services.persons import Persons
from safestation.services.ports import Clock, Ids, VisitStore
from safestation.services.report_choices import choices_of
from safestation.services.reports import ReportPress, Reports
from safestation.services.retention import Retention
from safestation.services.taking_out import READER_NAME, Sheets, TakingOut
from safestation.storage.audits import Audits
from safestation.storage.backup import Source
from safestation.storage.backup_store import LocalBackups
from safestation.storage.demands import KeptDemands
from safestation.storage.driver import Database
from safestation.storage.eraser import LocalEraser, Swapping
from safestation.storage.erasing_swap import Opened, catch_up, cut_off
from safestation.storage.kdf import Kdf
from safestation.storage.migrations import migrations
from safestation.storage.reporting import LocalReports
from safestation.storage.retention import Retained
from safestation.storage.taking_out import LocalTakeOut
from safestation.storage.trail import Hand, Marked


@dataclass(frozen=True, slots=True)
class Here:
    """The open record and who works on it. Holds the key: memory only."""

    db: Database
    source: Source
    station: Station
    visits: VisitStore
    people: People
    persons: Persons
    audit: Audit
    gate: Gate
    clock: Clock
    ids: Ids
    marked: Marked

    @property
    def retained(self) -> Retained:
        """Return rules, ages and tombstones in the record."""
        return Retained(self.db, self.station.id, self.marked)


def retention_of(here: Here) -> Retention:
    """Return what sets periods and holds."""
    return Retention(
        store=here.retained,
        visits=here.visits,
        station=here.station,
        clock=here.clock,
        ids=here.ids,
        audit=here.audit,
        gate=here.gate,
    )


def erasing_of(
    here: Here,
    swapping: Swapping,
    prove: Prove,
    words: Mapping[str, FormWords],
    printer: Printer,
) -> Erasing:
    """Return what two people erase with."""
    eraser = LocalEraser(
        here.db, here.source, migrations, here.station.id, here.clock.now, swapping
    )
    return Erasing(
        store=here.retained,
        eraser=eraser,
        prove=prove,
        people=here.people,
        persons=here.persons,
        backups=LocalBackups(here.db, here.source, here.station.id),
        certificates=Certificates(PurgeCertificate(), words, printer),
        station=here.station,
        clock=here.clock,
        ids=here.ids,
        audit=here.audit,
        gate=here.gate,
    )


def own_records_of(
    here: Here, counter: Counter, paper: PaperDesk, printer: Printer
) -> OwnRecords:
    """Return what gives people their own record."""
    return OwnRecords(
        store=here.retained,
        counter=counter,
        persons=here.persons,
        paper=paper,
        form=OwnRecord(),
        printer=printer,
        audit=here.audit,
        gate=here.gate,
    )


def demands_of(here: Here, words: Mapping[str, FormWords], printer: Printer) -> LegalDemands:
    """Return the log of legal demands with its letter."""
    return LegalDemands(
        store=KeptDemands(here.db, here.station.id, here.marked),
        form=LegalReply(),
        words=words,
        station=here.station,
        clock=here.clock,
        ids=here.ids,
        printer=printer,
        audit=here.audit,
        gate=here.gate,
    )


def taking_out_of(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
    here: Here,
    kdf: Kdf,
    check: Callable[..., None],
    sections: Mapping[str, Section],
    instruments: Mapping[str, Instrument],
    words: Mapping[str, FormWords],
    printer: Printer,
) -> TakingOut:
    """Return what takes the whole record out."""

    def beside() -> Mapping[str, bytes]:
        return {
            "README.txt": resource("reader", "README.txt").read_bytes(),
            "dictionary/tables.csv": resource("reader", "tables.csv").read_bytes(),
            "dictionary/questions.csv": data_dictionary.questions(sections),
            "dictionary/instruments.csv": data_dictionary.instruments(instruments),
            "dictionary/facts.csv": data_dictionary.facts(),
        }

    return TakingOut(
        store=LocalTakeOut(here.source, kdf),
        beside=beside,
        reader=resource("reader", READER_NAME).read_bytes,
        check=check,
        station=here.station,
        sheets=Sheets(Retirement(), words, printer),
        clock=here.clock,
        audit=here.audit,
        gate=here.gate,
    )


def reports_of(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
    here: Here,
    editions: Editions,
    sections: Mapping[str, Section],
    instruments: Mapping[str, Instrument],
    attempts: Attempts,
    words: Mapping[str, FormWords],
    printer: Printer,
) -> Reports:
    """Return what counts; the lists it needs are read when somebody makes a report."""
    return Reports(
        store=LocalReports(here.db, here.source, here.station.id),
        editions=editions,
        choices=lambda: choices_of(sections, instruments, attempts, load_provider_codes()),
        measures=load_measures,
        press=ReportPress(ReportForm(), words, printer),
        station=here.station,
        clock=here.clock,
        audit=here.audit,
        gate=here.gate,
    )


def without_the_erased(
    db: Database, source: Source, hand: Hand, new_id: str, *, may_erase: bool = True
) -> Database:
    """Return the record just opened, erased again where a backup brought something back.

    Raises StationError and closes the record: nobody looks at what was erased. That is
    ErasedAreBack where it may not be erased at once.
    """
    try:
        opened = Opened(db, source, migrations)
        return catch_up(opened, hand, new_id, may_erase=may_erase)
    except BaseException:
        db.close()
        raise


def note_cut_off(db: Database, hand: Hand) -> None:
    """Write down that an erasing that was begun and cut off erased nothing."""
    if erasure := cut_off(db):
        Audits(db).note(
            Act.ERASING_FAILED, hand.station, hand.at, hand.by, erasure, outcome=NOT_DONE
        )
