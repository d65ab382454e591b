"""Furnishes the desk of somebody who is in: every service, over the record that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from safestation import __version__
from safestation.catalog.program_files import LocalProgramFiles
from safestation.catalog.provider_files_port import LocalProviderFiles
from safestation.catalog.seal_words import load_seal_words
from safestation.content import Content
from safestation.domain.clock_watch import Furthest
from safestation.domain.errors import NotAllowed
from safestation.domain.station import Staff, Station
from safestation.forms.day_seal import DaySeal
from safestation.forms.program_card import ProgramCard
from safestation.forms.recovery_sheet import RecoverySheet
from safestation.forms.restore_certificate import RestoreCertificate
from safestation.forms.table import FORMS, LEDGER_FORMS
from safestation.forms.visitor_notice import VisitorNotice
from safestation.keyed import KeyedVault, PinAtDesk
from safestation.retaining import (
    Here,
    demands_of,
    erasing_of,
    own_records_of,
    reports_of,
    retention_of,
    taking_out_of,
)
from safestation.services.access import Access
from safestation.services.accounting import Accounting
from safestation.services.audit import Audit
from safestation.services.backups import Backups, Untold
from safestation.services.certificate import Certificates
from safestation.services.counter import Counter
from safestation.services.desk import Desk
from safestation.services.directory import Directory
from safestation.services.disposal import Disposal
from safestation.services.editions import Editions
from safestation.services.follow_ups import FollowUps
from safestation.services.gate import Gate
from safestation.services.keys import Keys, SheetPress
from safestation.services.ledger_paper import LedgerPaper
from safestation.services.links import Links
from safestation.services.paper import PaperDesk, Printer
from safestation.services.people import People
from safestation.services.persons import Persons
from safestation.services.pins import Pins
from safestation.services.placing import Placing
from safestation.services.ports import Clock, Ids
from safestation.services.program_book import CardPress, ProgramBook
from safestation.services.releases import Releases
from safestation.services.rescue import Rescue
from safestation.services.self_test import SelfTest
from safestation.services.timekeeping import ClockWatch, Stopwatch, Timekeeping
from safestation.services.trail_book import TrailBook
from safestation.services.wall import Wall
from safestation.storage.audits import Audits
from safestation.storage.backup import Source
from safestation.storage.backup_store import LocalBackups
from safestation.storage.binding import DeviceSecret
from safestation.storage.database import open_record
from safestation.storage.doubts import Doubts
from safestation.storage.driver import Database
from safestation.storage.editions import StoredEditions
from safestation.storage.files import write_private
from safestation.storage.instance import Instance
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.ledger import Ledger
from safestation.storage.lockout import DoorAtDesk
from safestation.storage.migrations import migrations
from safestation.storage.providers import Providers
from safestation.storage.rescue import LocalRescue
from safestation.storage.seals import Seals
from safestation.storage.self_look import LocalProbe
from safestation.storage.stations import Stations
from safestation.storage.trail import Hand
from safestation.storage.visits import Visits
from safestation.threshold import ClockStopwatch, RandomIds, SystemStopwatch


@dataclass(frozen=True, slots=True)
class _Bench:
    """What the services of one desk share."""

    here: Here
    gate: Gate
    wall: Wall
    links: Links
    keys: Keys
    directory: Directory
    editions: Editions
    counter: Counter
    timekeeping: Timekeeping


class FurnishedVault(KeyedVault):
    """A data folder that knows what a desk is made of. `bootstrap.LocalVault` opens it."""

    def __init__(  # noqa: PLR0913 - wired once, by the front door and by tests
        self,
        folder: Path,
        content: Content,
        printer: Printer,
        *,
        training: bool = False,
        clock: Clock | None = None,
        ids: Ids | None = None,
        kdf: Kdf = DEFAULT_KDF,
        instance: Instance | None = None,
        fill: Callable[[Self], Desk] | None = None,
        binding: DeviceSecret | None = None,
        stopwatch: Stopwatch | None = None,
        shared: str = "",
    ) -> None:
        super().__init__(
            folder, training=training, clock=clock, instance=instance, kdf=kdf, binding=binding
        )
        passed = stopwatch or (ClockStopwatch(clock) if clock else SystemStopwatch())
        self._watch = ClockWatch(self.clock, passed, self.lockout.now)
        self._content, self._printer = content, printer
        self._ids = ids or RandomIds()
        store = LocalRescue(self._folder, migrations, self.lockout.one_try, training=training)
        self.rescue = Rescue(store, self.clock)
        self._furthest = Furthest(None)
        self._untold: Untold = []
        self._here = self._last = ""
        self._fill, self._shared = fill, shared
        self._tail_lost = self._tail_was_lost = self._was_upgraded = False

    def _source(self, key: bytes) -> Source:
        return Source(self._record, self._keys, key, __version__)

    def _press(self) -> SheetPress:
        words = self._content.form_words
        return SheetPress(RecoverySheet(), words, self._printer, self.is_training)

    def _swapping(self, db: Database, act: Callable[[], None]) -> None:
        """Close the record, do something to its file, and open whatever lies there then."""
        if self._db is not db or self._unlocked is None:
            raise NotAllowed("retention.written_meanwhile")
        self._db = None
        db.close()
        try:
            act()
        finally:
            self._db = open_record(self._record, self._unlocked.key, migrations, create=False)

    def _desk(self, db: Database, me: Staff, station: Station) -> Desk:
        """Return everything somebody may ask for, each behind the same gate."""
        self._here, self._last = station.id, me.id
        bench, content = self._bench(db, me, station), self._content
        here, gate, audit = bench.here, bench.gate, bench.here.audit
        words, printer = content.form_words, self._printer
        disposal = Disposal(Ledger(db), station, self.clock, self._ids, gate)
        paper = self._paper(bench)
        return Desk(
            me=me,
            station=station,
            gate=gate,
            audit=audit,
            timekeeping=bench.timekeeping,
            self_test=self._self_test(bench),
            trail=self._trail(bench),
            counter=bench.counter,
            follow_ups=FollowUps(
                here.visits, bench.counter, self.clock, self._ids, bench.wall
            ),
            program_book=self._program_book(bench),
            persons=here.persons,
            disposal=disposal,
            ledger_paper=LedgerPaper(
                disposal, LEDGER_FORMS, words, station, self.clock, printer, gate
            ),
            directory=bench.directory,
            placing=Placing(here.visits, bench.directory, station, self.clock, gate),
            provider_files=LocalProviderFiles(write_private),
            paper=paper,
            own_records=own_records_of(here, bench.counter, paper, printer),
            demands=demands_of(here, words, printer),
            backups=self._backups(bench),
            people=here.people,
            keys=bench.keys,
            pins=Pins(PinAtDesk(self), audit, self.clock, gate),
            releases=Releases(DoorAtDesk(self.lockout, db, self._last_hand), audit, gate),
            retention=retention_of(here),
            erasing=erasing_of(here, self._swapping, self.prove, words, printer),
            taking_out=taking_out_of(
                here, self._kdf, self.check_passphrase,
                content.sections, content.instruments, words, printer,
            ),
            reports=reports_of(
                here, bench.editions, content.sections, content.instruments,
                content.attempts, words, printer,
            ),
            sections=content.sections,
            instruments=content.instruments,
            programs=content.programs,
            form_words=words,
            law=content.law,
            attempts=content.attempts,
            refused=content.refused,
            clock=self.clock,
            ids=self._ids,
            tail_lost=self._tail_lost,
        )  # fmt: skip

    def _last_hand(self) -> Hand:
        return Hand(self._here, self._last, self.clock.now())

    def _bench(self, db: Database, me: Staff, station: Station) -> _Bench:
        """Lay out what the services share: who asks, what is open, under which program."""
        content, clock, ids = self._content, self.clock, self._ids
        doubts = Doubts(db)
        marked = doubts.doubt
        audit = Audit(Audits(db, marked), station, clock, me)
        gate = Gate(me, clock, audit.refused, self._furthest)
        wall = Wall(gate, audit, clock, content.form_words["information"].ids)
        keys = self._key_desk(station, audit, gate)
        visits = Visits(db, station.number, marked)
        visits.rehearse()
        editions = Editions(
            content.programs, LocalProgramFiles(), StoredEditions(db, station.id, marked),
            station, clock, me,
        )  # fmt: skip
        counter = Counter(
            visits, self.arrivals, station, editions, content.questions, clock, ids, wall
        )
        links = Links(visits)
        people = People(Stations(db, marked), station, clock, ids, gate, keys)
        persons = Persons(links, counter, ids, gate)
        key = self._unlocked.key if self._unlocked is not None else b""
        return _Bench(
            Here(
                db, self._source(key), station, visits, people,
                persons, audit, gate, clock, ids, marked,
            ),
            gate, wall, links, keys,
            Directory(Providers(db, station.id, marked), clock, ids, gate),
            editions, counter,
            Timekeeping(doubts, clock, self._watch, audit, gate, station.id),
        )  # fmt: skip

    def _key_desk(self, station: Station, audit: Audit, gate: Gate) -> Keys:
        return Keys(
            store=self._key_store(),
            press=self._press(),
            check=self.check_passphrase,
            one_try=self.lockout.one_try,
            station=station,
            clock=self.clock,
            audit=audit,
            gate=gate,
        )

    def _paper(self, bench: _Bench) -> PaperDesk:
        here, content = bench.here, self._content
        return PaperDesk(
            forms=FORMS,
            words=content.form_words,
            law=content.law,
            sections=content.sections,
            instruments=content.instruments,
            station=here.station,
            people=here.people,
            directory=bench.directory,
            printer=self._printer,
            clock=self.clock,
            training=self.is_training,
            gate=bench.gate,
            access=Access(here.visits, here.people.name_of, bench.links.visits_of),
            accounting=Accounting(bench.links.visits_of, bench.directory),
        )

    def _trail(self, bench: _Bench) -> TrailBook:
        return TrailBook(
            store=Seals(bench.here.db),
            station=bench.here.station,
            clock=self.clock,
            gate=bench.gate,
            name_of=bench.here.people.name_of,
            seal_words=load_seal_words(),
            form=DaySeal(),
            form_words=self._content.form_words,
            printer=self._printer,
        )

    def _program_book(self, bench: _Bench) -> ProgramBook:
        here, content = bench.here, self._content
        press = CardPress(
            ProgramCard(), VisitorNotice(), content.form_words, content.law, self._printer
        )
        return ProgramBook(
            bench.editions, here.people, here.station, self.clock, press, here.audit, bench.gate
        )

    def _self_test(self, bench: _Bench) -> SelfTest:
        kept = self._local_backups(bench)
        probe = LocalProbe(bench.here.db, self._folder, self._keys, kept)
        return SelfTest(probe, bench.timekeeping, bench.gate)

    def _local_backups(self, bench: _Bench) -> LocalBackups:
        here = bench.here
        return LocalBackups(here.db, here.source, here.station.id)

    def _backups(self, bench: _Bench) -> Backups:
        here, content = bench.here, self._content
        paper = Certificates(
            RestoreCertificate(), here.station, content.programs,
            content.form_words, content.law, self._printer,
        )  # fmt: skip
        return Backups(
            self._local_backups(bench), here.audit, self.clock, bench.gate,
            self.rescue, paper, self._untold,
        )  # fmt: skip
