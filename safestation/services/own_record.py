"""Patient access (42 CFR 2.23): a person is given their own whole record, on paper.

No consent is needed and it is no disclosure; who the person is has to be known.
"""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.errors import NotAllowed, PrintFailed, StoreUnavailable
from safestation.domain.facts import PrintNotDone
from safestation.domain.permissions import Permission
from safestation.domain.visit import VisitId
from safestation.services.audit import Audit
from safestation.services.counter import Counter
from safestation.services.gate import Gate, needs
from safestation.services.packet import PERSON, PrintableForm
from safestation.services.paper import ACCESS, PaperDesk, Printer
from safestation.services.persons import Persons
from safestation.services.printed import PrintJob, printed, reprints, write_down
from safestation.services.retention_ports import RetentionStore
from safestation.services.session import VisitSession

ASKED: Final = "asked"  # the reason under which a closed record is opened for it
# How staff know who it is; a code, since it stands in the history.
KNOWN_BY: Final = ("photo_id", "known_to_staff", "answered")


class OwnRecords:
    """Prints what a person may have of themselves."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: RetentionStore,
        counter: Counter,
        persons: Persons,
        paper: PaperDesk,
        form: PrintableForm,
        printer: Printer,
        audit: Audit,
        gate: Gate,
    ) -> None:
        self._store, self._counter, self._persons = store, counter, persons
        self._paper, self._form, self._printer = paper, form, printer
        self._audit, self._gate = audit, gate

    @needs(Permission.PRINT_ACCESS)
    def print_all(self, number: str, known_by: str) -> int:
        """Print every visit of the person of a visit. Return how many there were.

        Written down as access before each is sent. Raises NotAllowed for no such visit or
        a person nobody checked, StoreUnavailable and PrintFailed.
        """
        if known_by not in KNOWN_BY:
            raise NotAllowed("access.identity_needed")
        start = self._store.visit_of(number.strip())
        if start is None:
            raise NotAllowed("retention.no_such_visit")
        visits = self._persons.visits_of(VisitId(start.id))
        for visit in visits:
            session = self._counter.resume(visit.id, ASKED)
            self._audit.note(Act.ACCESS_GIVEN, known_by, visit=visit.id)
            self._print(session)
        return len(visits)

    def _print(self, session: VisitSession) -> None:
        sheet = self._paper.prepare(session, ACCESS, PERSON).sheet
        again = reprints(session.visit, self._form.id, PERSON)
        job = PrintJob(self._form, replace(sheet, reprint=again), PERSON)
        pdf = job.render()
        entry = write_down(session, printed(job, pdf))
        try:
            self._printer.print_pdf(pdf, session.visit.number)
        except PrintFailed:
            with suppress(StoreUnavailable):
                session.write(PrintNotDone(entry))
            raise
