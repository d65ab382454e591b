"""Puts the rooms together. The one module that knows everybody."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from uuid import uuid4

from safestation import __version__
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.form_words import load_form_words
from safestation.catalog.instruments import load_instruments
from safestation.catalog.law import load_law_texts
from safestation.catalog.passphrases import load_blocklist
from safestation.catalog.programs import load_programs
from safestation.catalog.provider_files_port import LocalProviderFiles
from safestation.catalog.seal_words import load_seal_words
from safestation.catalog.strings import languages, load_strings
from safestation.domain.acts import Act
from safestation.domain.errors import (
    NotAllowed,
    NotTheTrainingStation,
    RecordMissing,
    StoreUnavailable,
)
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.passphrase import check
from safestation.domain.permissions import Permission
from safestation.domain.program import Program
from safestation.domain.questions import Section
from safestation.domain.station import Staff, Station
from safestation.forms.day_seal import DaySeal
from safestation.forms.restore_certificate import RestoreCertificate
from safestation.forms.table import FORMS
from safestation.paths import resource
from safestation.services.access import Access
from safestation.services.audit import Audit
from safestation.services.backups import Backups
from safestation.services.certificate import Certificates
from safestation.services.counter import Counter
from safestation.services.desk import Desk
from safestation.services.directory import Directory
from safestation.services.disposal import Disposal
from safestation.services.gate import Gate
from safestation.services.paper import PaperDesk, Printer
from safestation.services.people import People
from safestation.services.placing import Placing
from safestation.services.ports import Clock, Ids
from safestation.services.rescue import Rescue
from safestation.services.trail_book import TrailBook
from safestation.services.vault import Opening, SetUp
from safestation.services.wall import Wall
from safestation.storage.audits import Audits
from safestation.storage.backup import Source
from safestation.storage.backup_store import LocalBackups
from safestation.storage.database import newest_schema, open_record
from safestation.storage.driver import Database
from safestation.storage.files import part_of
from safestation.storage.instance import Instance
from safestation.storage.kdf import DEFAULT_KDF, Kdf
from safestation.storage.keyfile import (
    KEY_FILE_NAME,
    Unlocked,
    add_slot,
    create_keyfile,
    unlock,
)
from safestation.storage.ledger import Ledger
from safestation.storage.migrations import migrations
from safestation.storage.opening import open_checked
from safestation.storage.providers import Providers
from safestation.storage.rescue import LocalRescue
from safestation.storage.seals import Seals
from safestation.storage.stations import Stations
from safestation.storage.visits import Visits
from safestation.threshold import ARRIVALS_NAME, LocalThreshold, RandomIds

RECORD_NAME = "record.db"


@dataclass(frozen=True, slots=True)
class Content:
    """Every content file, read once at the start."""

    programs: Mapping[str, Program]
    sections: Mapping[str, Section]
    instruments: Mapping[str, Instrument]
    form_words: Mapping[str, FormWords]
    law: Mapping[str, str]


def load_content() -> Content:
    """Read the shipped content. Raises ContentRefused, naming file, place and remedy."""
    return Content(
        load_programs(), load_dictionary(), load_instruments(), load_form_words(),
        load_law_texts(),
    )  # fmt: skip


def load_words() -> dict[str, Mapping[str, str]]:
    """Return the window's words by language."""
    folder = resource("strings")
    return {language: load_strings(folder, language) for language in languages(folder)}


class LocalVault(LocalThreshold):
    """The record in one folder. Satisfies services.vault.Vault."""

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
        fill: "Callable[[LocalVault], Desk] | None" = None,
        instance: Instance | None = None,
        shared: str = "",
    ) -> None:
        super().__init__(folder, training=training, clock=clock, instance=instance)
        self._fill = fill
        self._shared = shared
        self._content = content
        self._printer = printer
        self._kdf = kdf
        self._ids = ids or RandomIds()
        self._db: Database | None = None
        self._unlocked: Unlocked | None = None
        store = LocalRescue(self._folder, migrations, training=training)
        self.rescue = Rescue(store, self.clock)
        self._here = self._last = ""

    @property
    def _record(self) -> Path:
        return self._folder / RECORD_NAME

    def has_account(self, staff: str) -> bool:
        """Tell whether somebody can sign in already."""
        return any(door.staff == staff for door in self.doors())

    def check_passphrase(self, passphrase: str, *context: str) -> None:
        """Raise WeakPassphrase with the reason when it is too short or too common."""
        check(passphrase, load_blocklist(), tuple(word for word in context if word))

    def create(self, wanted: SetUp) -> Desk:
        """Make the record and return the desk. Raises WeakPassphrase, DiskFull.

        The key file gets its own name last: a set-up cut short leaves nothing that counts.
        """
        station, first = wanted.station, wanted.coordinator
        self.check_passphrase(wanted.passphrase, station.agency, station.name, first.name)
        if self.exists():
            raise FileExistsError(KEY_FILE_NAME)
        self._set_aside()
        part = part_of(self._keys)
        part.unlink(missing_ok=True)
        create = partial(create_keyfile, part, first.id, first.name, wanted.passphrase)
        key = create(training=self.is_training, kdf=self._kdf)
        self._db = open_record(self._record, key, migrations, create=True)
        now, store = self.clock.now(), Stations(self._db)
        station = replace(station, training=self.is_training)
        store.save_station(station, now, first.id)
        store.save_staff(first, station.id, now, first.id)
        part.replace(self._keys)
        self._unlocked = unlock(
            self._keys, wanted.passphrase, first.id, training=self.is_training, kdf=self._kdf
        )
        return self._desk(self._db, first, station)

    def prove(self, staff: str, passphrase: str) -> Opening:
        """Try a passphrase; slow by design, touches no database. Raises WrongPassphrase."""
        return unlock(
            self._keys, passphrase, staff or None, training=self.is_training, kdf=self._kdf
        )

    def open(self, opening: Opening) -> Desk:
        """Open the record for the one who proved themselves."""
        if not isinstance(opening, Unlocked):
            raise TypeError(type(opening).__name__)
        self.lock()
        db, upgraded = self._opened(opening.key)
        store = Stations(db)
        station = store.station()
        if station is None:
            raise RecordMissing
        if station.training is not self.is_training:
            raise NotTheTrainingStation
        self._db, self._unlocked = db, opening
        me = next(p for p in store.staff() if p.id == opening.staff_id)
        if not me.works_on(self.clock.now().date()):
            self.lock()
            raise NotAllowed("people.account_ended")
        desk = self._desk(db, me, station)
        if upgraded:
            desk.audit.note(Act.UPGRADED, str(newest_schema(migrations)))
        desk.audit.note(Act.SIGNED_IN)
        if self._shared:
            desk.audit.note(Act.SHARED_FOLDER, self._shared)
        return desk

    def _opened(self, key: bytes) -> tuple[Database, bool]:
        """Open the record, upgraded on a copy if it is older; tell whether it was."""
        source = Source(self._record, self._keys, key, __version__)
        return open_checked(source, migrations, self.clock.now())

    def add_account(self, desk: Desk, person: Staff, passphrase: str) -> None:
        """Let one more member of staff open the record. Raises WeakPassphrase, NotAllowed."""
        desk.gate.need(Permission.MANAGE_STAFF)
        if self._unlocked is None or self.has_account(person.id):
            raise NotAllowed("people.has_account")
        self.check_passphrase(passphrase, desk.station.agency, desk.station.name, person.name)
        add_slot(
            self._keys, self._unlocked.key, person.id, person.name, passphrase, kdf=self._kdf
        )
        desk.audit.note(Act.ACCOUNT_ADDED, person.id)

    def lock(self) -> None:
        """Close the record and forget the key, as far as Python and the driver allow."""
        if self._db is not None:
            with suppress(StoreUnavailable):  # the next time it is closed will do
                Seals(self._db).mark(self._here, self.clock.now(), self._last)
            self._db.close()
        self._db = self._unlocked = None

    def renewed(self, desk: Desk) -> Desk:
        """Return the desk anew after the station's settings changed."""
        station = Stations(self._db).station() if self._db is not None else None
        if self._db is None or station is None:
            raise RecordMissing
        return self._desk(self._db, desk.me, station)

    def wipe_training(self) -> Desk:
        """Throw the training record away and return a fresh one. Never a real one.

        Raises NotTheTrainingStation.
        """
        if not self.is_training or self._fill is None:
            raise NotTheTrainingStation
        self.lock()
        for name in (KEY_FILE_NAME, RECORD_NAME, ARRIVALS_NAME):
            for suffix in ("", "-wal", "-shm"):
                (self._folder / f"{name}{suffix}").unlink(missing_ok=True)
        return self._fill(self)

    def release(self) -> None:
        """Lock, and let another SafeStation have the folder."""
        self.lock()
        super().release()

    def _backups(self, db: Database, audit: Audit, station: Station, gate: Gate) -> Backups:
        key = self._unlocked.key if self._unlocked is not None else b""
        source = Source(self._record, self._keys, key, __version__)
        store = LocalBackups(db, source, station.id)
        content = self._content
        paper = Certificates(
            RestoreCertificate(), station, content.programs[station.program],
            content.form_words, content.law, self._printer,
        )  # fmt: skip
        return Backups(store, audit, self.clock, gate, self.rescue, paper)

    def _set_aside(self) -> None:
        """Keep what an interrupted set-up left; it has no key, but we delete nothing."""
        if self._record.exists():
            self._record.replace(self._folder / f"unfinished-{uuid4()}.db")

    def _desk(self, db: Database, me: Staff, station: Station) -> Desk:
        content, clock, ids = self._content, self.clock, self._ids
        visits, stations = Visits(db, station.number), Stations(db)
        self._here, self._last = station.id, me.id
        gate = Gate(me, clock)
        audit = Audit(Audits(db), station, clock, me)
        wall = Wall(gate, audit, clock, content.form_words["information"].ids)
        people = People(stations, station, clock, ids, gate)
        directory = Directory(Providers(db, station.id), clock, ids, gate)
        every = (q for s in content.sections.values() for q in s.questions)
        questions = {question.id: question for question in every}
        return Desk(
            me=me,
            station=station,
            gate=gate,
            audit=audit,
            trail=TrailBook(
                store=Seals(db),
                station=station,
                clock=clock,
                gate=gate,
                name_of=people.name_of,
                seal_words=load_seal_words(),
                form=DaySeal(),
                form_words=content.form_words,
                printer=self._printer,
            ),
            counter=Counter(
                visits, self.arrivals, station, content.programs, questions, clock, ids, wall
            ),
            disposal=Disposal(Ledger(db), station, clock, ids, gate),
            directory=directory,
            placing=Placing(visits, directory, station, clock, gate),
            provider_files=LocalProviderFiles(),
            paper=PaperDesk(
                forms=FORMS,
                words=content.form_words,
                law=content.law,
                sections=content.sections,
                instruments=content.instruments,
                station=station,
                programs=content.programs,
                people=people,
                directory=directory,
                printer=self._printer,
                clock=clock,
                training=self.is_training,
                gate=gate,
                access=Access(visits, people.name_of),
            ),
            backups=self._backups(db, audit, station, gate),
            people=people,
            sections=content.sections,
            instruments=content.instruments,
            programs=content.programs,
            form_words=content.form_words,
            law=content.law,
            clock=clock,
            ids=ids,
        )
