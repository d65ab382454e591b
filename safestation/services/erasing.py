"""Erasing: two people prove themselves, see exactly what goes, and get a certificate.

The order is: prove (a worker), begin (written down first), make ready (a worker), finish
(the swap). Whatever fails on the way, the record is as it was.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Protocol

from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.backups import Kept
from safestation.domain.erasure import Erasure, check_two, erasure_of
from safestation.domain.errors import NotAllowed
from safestation.domain.form_words import FormWords
from safestation.domain.permissions import Permission
from safestation.domain.retention import PERSON, Plan, Targets
from safestation.domain.station import Staff, Station
from safestation.domain.station_paper import StationPaper
from safestation.domain.visit import VisitId
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.paper import Printer
from safestation.services.people import People
from safestation.services.persons import Persons
from safestation.services.ports import Clock, Ids
from safestation.services.retention_ports import Eraser, Known, RetentionStore
from safestation.services.trail_book import StationPrintable
from safestation.services.vault import Opening

FORM: Final = "purge_certificate"
Prove = Callable[[str, str], Opening]


class BackupsKept(Protocol):
    """Lists the backups that lie in a place."""

    def kept(self, place: str) -> tuple[Kept, ...]:
        """Return the verified backups in a place, the newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Job:
    """An erasing that two people stand for, written down, to be made ready by a worker."""

    erasure: Erasure
    targets: Targets
    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Proof:
    """Two people who have just proven themselves; only one that `proving` gave counts."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Certificates:
    """Prints certificates of what was erased."""

    form: StationPrintable
    words: Mapping[str, FormWords]
    printer: Printer


class Erasing:
    """What two people may do together."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: RetentionStore,
        eraser: Eraser,
        prove: Prove,
        people: People,
        persons: Persons,
        backups: BackupsKept,
        certificates: Certificates,
        station: Station,
        clock: Clock,
        ids: Ids,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._store, self._eraser, self._prove = store, eraser, prove
        self._people, self._persons = people, persons
        self._backups, self._certificates = backups, certificates
        self._station, self._clock, self._ids = station, clock, ids
        self._audit, self._gate = audit, gate
        self._proven: list[Proof] = []

    @needs(Permission.ERASE)
    def seconds(self) -> tuple[Staff, ...]:
        """Return who may be the second person."""
        today = self._gate.reached(self._clock.now()).date()
        others = (p for p in self._people.everybody() if p.id != self._gate.me.id)
        return tuple(person for person in others if person.works_on(today))

    @needs(Permission.ERASE)
    def person(self, number: str, authority: str) -> Plan:
        """Return all that there is of one person, found from one of their visits.

        Raises NotAllowed: no such visit, a visit still open or held, or no authority.
        """
        start = self._store.visit_of(number.strip())
        if start is None:
            raise NotAllowed("retention.no_such_visit")
        if not authority.strip():
            raise NotAllowed("retention.authority_needed")
        theirs = self._persons.visits_of(VisitId(start.id))
        visits = self._store.by_ids(tuple(visit.id for visit in theirs))
        self._check_free(visits)
        ids = tuple(one.id for one in visits)
        days = self._store.closed_days(ids)
        return Plan(
            PERSON, Targets(visits=ids), tuple(one.number for one in visits), min(days),
            max(days), authority.strip(),
        )  # fmt: skip

    @needs(Permission.ERASE)
    def proving(self, mine: str, second: str, theirs: str) -> Callable[[], Proof]:
        """Return the job that tries both passphrases. It raises WrongPassphrase."""
        me, prove, given = self._gate.me.id, self._prove, self._proven

        def job() -> Proof:
            proof = Proof(prove(me, mine).staff_id, prove(second, theirs).staff_id)
            given[:] = [proof]
            return proof

        return job

    @needs(Permission.ERASE)
    def begin(self, plan: Plan, proof: Proof) -> Job:
        """Write down what is about to go, and return the job that makes it ready.

        Raises NotAllowed for one person alone, or where a hold came in between.
        """
        now = self._clock.now()
        self._take(proof)
        everybody = {person.id: person for person in self._people.everybody()}
        if proof.first != self._gate.me.id:
            raise NotAllowed("retention.two_people")
        today = self._gate.reached(now).date()
        check_two(self._gate.me, everybody.get(proof.second), today)
        self._check_free(self._store.by_ids(plan.targets.visits))
        erasure = erasure_of(plan, self._ids.new(), self._gate.me.id, proof.second, now)
        act = Act.ERASED if plan.holding == PERSON else Act.PURGED
        told = f"{erasure.holding} {erasure.count}, {proof.second}, {erasure.id}"
        self._audit.note(act, told)
        return Job(erasure, plan.targets, self._eraser.preparing(erasure, plan.targets))

    @needs(Permission.ERASE)
    def finish(self, job: Job) -> None:
        """Put the record without it in place. Raises StationError when nothing was erased.

        In both cases the desk has to be had anew.
        """
        self._eraser.put_in_place(job.targets)

    @needs(Permission.ERASE)
    def shredding(self) -> Callable[[], None]:
        """Return the job that overwrites the old record; the next sign-in makes up for it."""
        return self._eraser.shredding()

    @needs(Permission.ERASE)
    def failed(self, erasure: Erasure) -> None:
        """Write down that nothing was erased after all."""
        self._audit.note(Act.ERASING_FAILED, erasure.id, outcome=NOT_DONE)

    @needs(Permission.ERASE)
    def done(self) -> tuple[Erasure, ...]:
        """Return what was erased, the newest first."""
        return self._store.erasures()

    @needs(Permission.ERASE)
    def older_backups(self) -> tuple[Kept, ...]:
        """Return the backups in the data folder that were made before the last erasing."""
        last = next(iter(self._store.erasures()), None)
        if last is None:
            return ()
        return tuple(one for one in self._backups.kept("") if one.at < last.at)

    @needs(Permission.ERASE)
    def older_records(self) -> int:
        """Return how many records that a restore left aside still hold what was erased."""
        last = next(iter(self._store.erasures()), None)
        return 0 if last is None else self._eraser.older_records(last.at)

    @needs(Permission.ERASE)
    def destroying(self) -> Callable[[], None]:
        """Write down that those go, and return the job that overwrites and removes them.

        Raises NotAllowed while nothing was ever erased.
        """
        last = next(iter(self._store.erasures()), None)
        if last is None:
            raise NotAllowed("retention.none_erased")
        at = last.at
        self._audit.note(Act.PURGED, f"aside {self._eraser.older_records(at)}")
        return self._eraser.destroying(at)

    @needs(Permission.ERASE)
    def print_certificate(self, erasure: Erasure, language: str) -> None:
        """Print what was erased, with two places to sign. Raises PrintFailed."""
        detail = f"{FORM} {erasure.id}"
        with self._audit.sending(Act.PRINTED, detail):
            self._certificates.printer.print_pdf(self.certificate(erasure, language), FORM)

    @needs(Permission.ERASE)
    def certificate(self, erasure: Erasure, language: str) -> bytes:
        """Return the certificate as PDF; it names two of the staff and nobody served."""
        names = {
            "by": self._people.name_of(erasure.by),
            "second": self._people.name_of(erasure.second) if erasure.second else "",
        }
        told = {
            "holding": erasure.holding, "count": str(erasure.count), "id": erasure.id,
            "authority": erasure.authority, "period": erasure.period,
            "method": erasure.method, "oldest": erasure.oldest.isoformat(),
            "newest": erasure.newest.isoformat(), **names,
        }  # fmt: skip
        paper = StationPaper(
            FORM, self._certificates.words, self._station, erasure.at, language,
            self._station.training, MappingProxyType(told),
        )  # fmt: skip
        return self._certificates.form.render(paper)

    def _take(self, proof: Proof) -> None:
        """Raise NotAllowed unless this very proof was given here, and not used before."""
        if not any(one is proof for one in self._proven):
            raise NotAllowed("retention.two_people")
        self._proven.clear()

    def _check_free(self, visits: tuple[Known, ...]) -> None:
        held = {one.id for one in self._store.held()}
        if any(one.is_open for one in visits):
            raise NotAllowed("retention.still_open")
        if any(one.id in held for one in visits):
            raise NotAllowed("retention.is_held")
