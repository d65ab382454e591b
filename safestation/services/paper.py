"""Paper: each print is a logged disclosure, and is refused when nobody allowed it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from safestation.domain.access import AccessLine
from safestation.domain.accounting import Shown
from safestation.domain.consent import Consent
from safestation.domain.disclosed import Disclosure
from safestation.domain.disclosure import Grant, Ground, standing
from safestation.domain.errors import (
    DisclosureRefused,
    NotAllowed,
    PrintFailed,
    StoreUnavailable,
)
from safestation.domain.facts import TO_FILE, Printed, PrintNotDone
from safestation.domain.form_words import FormWords
from safestation.domain.instrument import Instrument
from safestation.domain.languages import ENGLISH
from safestation.domain.permissions import Permission
from safestation.domain.questions import Section
from safestation.domain.station import Station
from safestation.services.directory import Directory
from safestation.services.gate import Gate, needs
from safestation.services.packet import (
    CONSENT,
    NOTICE,
    OWN,
    PERSON,
    RECIPIENT,
    PacketItem,
    PrintableForm,
    checked,
    ground_for,
    language_of,
    packet_items,
)
from safestation.services.people import People
from safestation.services.ports import Clock
from safestation.services.printed import PrintJob, page_count, printed, reprints, write_down
from safestation.services.session import VisitSession
from safestation.services.sheets import SheetMaker

__all__ = ["PacketItem", "PaperDesk", "PrintJob", "Printer", "page_count"]

ACCESS, ACCOUNTING = "access_list", "accounting"
INCIDENT = "crime_report"
NO_NOTICE, REASON_NEEDED = "disclosure.no_notice", "paper.reason_needed"
PAPER_ONLY = "disclosure.paper_only"


class Printer(Protocol):
    """Puts bytes on paper. They never touch a disk on the way."""

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        """Send the pages. `job_title` names no person. Raises PrintFailed."""
        ...


class AccessStore(Protocol):
    """Tells who did what on one record."""

    def lines(self, visit: str) -> tuple[AccessLine, ...]:
        """Return every act on a visit with the name of who did it, oldest first."""
        ...


class AccountingStore(Protocol):
    """Tells to whom a person's record was told."""

    def disclosures(self, visit: str, shown: Shown, now: datetime) -> tuple[Disclosure, ...]:
        """Return what went out about the person of a visit in three years, oldest first."""
        ...


class PaperDesk:
    """Shows, prints and saves the papers of a visit."""

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        forms: Iterable[PrintableForm],
        words: Mapping[str, FormWords],
        law: Mapping[str, str],
        sections: Mapping[str, Section],
        instruments: Mapping[str, Instrument],
        station: Station,
        people: People,
        directory: Directory,
        printer: Printer,
        clock: Clock,
        training: bool,
        gate: Gate,
        access: AccessStore,
        accounting: AccountingStore,
    ) -> None:
        self._access, self._accounting = access, accounting
        self._gate = gate
        self._minor_rule = station.minor_rule
        self._forms = {form.id: form for form in forms}
        self._maker = SheetMaker(
            station, words, law, sections, instruments, people.name_of, directory, training
        )
        self._printer = printer
        self._clock = clock

    @needs(Permission.PRINT)
    def packet(self, session: VisitSession, language: str = ENGLISH) -> tuple[PacketItem, ...]:
        """Return what the program prints for this visit, each notice beside its pages.

        Names of usual recipients are in `language`, that of the window.
        """
        found = packet_items(session, self._forms, language, self._minor_rule)
        spoken = (replace(item, language=self._written(item.language)) for item in found)
        once = {item.key: item for item in spoken}
        return self.with_notices(session, once.values())

    @needs(Permission.PRINT)
    def with_notices(
        self, session: VisitSession, items: Iterable[PacketItem]
    ) -> tuple[PacketItem, ...]:
        """Return the items, before each recipient's the notice it may not go without.

        42 CFR 2.32: Statement 1 and the copy of the consent go with every disclosure.
        """
        every = tuple(items)
        wanted = [item for item in every if item.form != NOTICE]
        told: set[str] = set()
        whole: list[PacketItem] = []
        for item in wanted:
            if self._needs_notice(session, item) and item.recipient not in told:
                told.add(item.recipient)
                whole.append(self._notice(session, item, wanted))
            whole.append(item)
        told |= {one.recipient for one in wanted}
        alone = (one for one in every if one.form == NOTICE and one.recipient not in told)
        return (*whole, *alone)

    @needs(Permission.PRINT)
    def prepare(self, session: VisitSession, form_id: str, recipient: str = "") -> PrintJob:
        """Return the job of one form, as it would be printed now.

        Raises DisclosureRefused with the reason key when nothing allows it.
        """
        form = self._forms[form_id]
        grant = ground_for(form, recipient, session, self._minor_rule)
        language = self._written(language_of(form, recipient, session.visit))
        sheet = self._maker.sheet(session, grant, language=language)
        proof = grant.emergency or grant.incident
        to = proof.id if proof else recipient
        again = reprints(session.visit, form_id, to)
        large = form.audience in OWN and _wants_large_print(session)
        return PrintJob(form, replace(sheet, reprint=again, large_print=large), to)

    @needs(Permission.PRINT_ACCESS)
    def print_access(self, session: VisitSession) -> None:
        """Print for the person who opened their record. Raises as `print_all`."""
        session.flush()
        job = self.prepare(session, ACCESS, PERSON)
        sheet = replace(job.sheet, access=self._access.lines(session.visit.id))
        self._print(session, replace(job, sheet=sheet))

    @needs(Permission.PRINT_ACCESS)
    def print_accounting(self, session: VisitSession) -> None:
        """Print for the person to whom their record was told (42 CFR 2.25).

        Raises as `print_all`.
        """
        session.flush()
        job = self.prepare(session, ACCOUNTING, PERSON)
        shown = {form.id: form.information for form in self._forms.values()}
        told = self._accounting.disclosures(session.visit.id, shown, session.now)
        self._print(session, replace(job, sheet=replace(job.sheet, disclosures=told)))

    @needs(Permission.WORK_ON_VISIT)
    def print_incident(self, session: VisitSession) -> None:
        """Print the newest crime or threat for the police (42 CFR 2.12(c)(5)).

        Raises DisclosureRefused when none was written down, StoreUnavailable, PrintFailed.
        """
        session.flush()
        self._print(session, self.prepare(session, INCIDENT))

    @needs(Permission.PRINT)
    def preview(self, session: VisitSession, form_id: str, recipient: str = "") -> bytes:
        """Return exactly what would be printed now. Raises DisclosureRefused."""
        return self.prepare(session, form_id, recipient).render()

    @needs(Permission.PRINT)
    def print_all(self, session: VisitSession, items: Iterable[PacketItem]) -> None:
        """Print the items with their notices, each written down before it is sent.

        Nothing is sent when any of them is refused. Raises DisclosureRefused,
        StoreUnavailable and PrintFailed; the last is written down as well.
        """
        again = (self._checked_again(session, item) for item in items)
        whole = self.with_notices(session, again)
        for item in whole:
            self.prepare(session, item.form, item.recipient)
        for item in whole:
            session.flush()
            self._print(session, self.prepare(session, item.form, item.recipient))

    @needs(Permission.SAVE_FILE)
    def save_as(self, session: VisitSession, item: PacketItem, reason: str) -> bytes:
        """Return a form for a file that somebody asked for, written down first.

        A page for a recipient is given on paper alone: there its notice goes along (42 CFR
        2.32) and the accounting names who was told. Raises NotAllowed without a reason,
        DisclosureRefused, StoreUnavailable.
        """
        if not reason.strip():
            raise NotAllowed(REASON_NEEDED)
        if self._forms[item.form].audience not in OWN:
            raise DisclosureRefused(PAPER_ONLY)
        session.flush()
        job = self.prepare(session, item.form, item.recipient)
        pdf = job.render()
        recipient = f"{TO_FILE}{reason.strip()}"
        again = reprints(session.visit, item.form, recipient)
        write_down(session, replace(printed(job, pdf), recipient=recipient, reprint=again))
        return pdf

    @needs(Permission.PRINT)
    def file_failed(self, session: VisitSession) -> None:
        """Note that the file just given could not be written where the person chose."""
        last = session.visit.last(Printed)
        if last is not None:
            session.write(PrintNotDone(last[0].id))

    @needs(Permission.PRINT)
    def print_consent(
        self, session: VisitSession, consent: Consent, signers: tuple[str, ...] = ("patient",)
    ) -> None:
        """Print a consent to sign on paper; `signers` are the roles with a place to sign."""
        session.flush()
        self._print(session, self.consent_job(session, consent, signers))

    @needs(Permission.PRINT)
    def consent_job(
        self, session: VisitSession, consent: Consent, signers: tuple[str, ...] = ("patient",)
    ) -> PrintJob:
        """Return the job of a consent that nobody has signed yet; it is the person's own."""
        grant = Grant(Ground.OWN_PAPER, consent=consent)
        sheet = self._maker.sheet(session, grant, language=consent.language)
        again = reprints(session.visit, CONSENT, consent.id)
        large = _wants_large_print(session)
        sheet = replace(
            sheet,
            reprint=again,
            signers=signers,
            large_print=large,
            interpreter=_interpreter(session),
        )
        return PrintJob(self._forms[CONSENT], sheet, consent.id)

    def _print(self, session: VisitSession, job: PrintJob) -> None:
        pdf = job.render()
        entry = write_down(session, printed(job, pdf))
        try:
            self._printer.print_pdf(pdf, session.visit.number)
        except PrintFailed:
            with suppress(StoreUnavailable):  # kept with the unsaved ones, and tried again
                session.write(PrintNotDone(entry))
            raise

    def _written(self, language: str) -> str:
        """Return the language if the forms have words in it, else English."""
        has_words = self._maker.words["common"].has("page_of", language)
        return language if has_words else ENGLISH

    def _checked_again(self, session: VisitSession, item: PacketItem) -> PacketItem:
        form = self._forms[item.form]
        fresh = replace(item, audience=form.audience, allowed=True, reason="")
        return checked(session, form, fresh, self._minor_rule)

    def _needs_notice(self, session: VisitSession, item: PacketItem) -> bool:
        if item.audience != RECIPIENT or not item.allowed:
            return False
        consent = standing(session.visit, item.recipient, session.now)
        grant = Grant(Ground.CONSENT, consent=consent)
        return self._maker.sheet(session, grant, language=ENGLISH).is_protected

    def _notice(
        self, session: VisitSession, item: PacketItem, others: Iterable[PacketItem]
    ) -> PacketItem:
        form = self._forms.get(NOTICE)
        if form is None:
            raise DisclosureRefused(NO_NOTICE)
        theirs = (one for one in others if one.recipient == item.recipient and one.allowed)
        along = replace(
            item,
            form=NOTICE,
            language=language_of(form, item.recipient, session.visit),
            preselected=any(one.preselected for one in theirs),
            comes_along=True,
        )
        return checked(session, form, along, self._minor_rule)


def _interpreter(session: VisitSession) -> str:
    """Return who interprets, with the number or the service, as written down at the start."""
    told = (session.visit.value(one) for one in ("interpreter_name", "interpreter_id"))
    return ", ".join(part for part in told if part)


def _wants_large_print(session: VisitSession) -> bool:
    return session.visit.value("large_print") == "yes"
