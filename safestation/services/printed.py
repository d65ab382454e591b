"""What is written down about a print, before a page leaves and when it does not."""

from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from re import findall

from safestation.domain.errors import StationError, StoreUnavailable
from safestation.domain.facts import Printed, PrintNotDone
from safestation.domain.sheet import Sheet
from safestation.domain.visit import Visit
from safestation.services.packet import PrintableForm
from safestation.services.session import VisitSession


@dataclass(frozen=True, slots=True, repr=False)
class PrintJob:
    """A form with all it needs, as values: `render` may run in the background."""

    form: PrintableForm
    sheet: Sheet
    recipient: str

    def render(self) -> bytes:
        """Return the pages as PDF. Raises DisclosureRefused when a consent's text changed."""
        return self.form.render(self.sheet)


def reprints(visit: Visit, form: str, recipient: str) -> int:
    """Return how often this form was printed for this recipient already."""
    failed = {fact.printed for _, fact in visit.all_of(PrintNotDone)}
    return sum(
        fact.form == form and fact.recipient == recipient and entry.id not in failed
        for entry, fact in visit.all_of(Printed)
    )


def page_count(pdf: bytes) -> int:
    """Return the number of pages of a PDF that a form made."""
    return len(findall(rb"/Type\s*/Page\b", pdf))


def printed(job: PrintJob, pdf: bytes) -> Printed:
    """Return the fact that these pages go out."""
    return Printed(
        form=job.form.id,
        form_version=job.form.version,
        sha256=sha256(pdf).hexdigest(),
        recipient=job.recipient,
        ground=job.sheet.ground.value,
        pages=page_count(pdf),
        reprint=job.sheet.reprint,
    )


def write_down(session: VisitSession, fact: Printed) -> str:
    """Write the print down and return the entry's id; what cannot be is never printed."""
    try:
        return session.write(fact).id
    except StationError:
        unsent = session.visit.entries[-1].id
        with suppress(StoreUnavailable):
            session.write(PrintNotDone(unsent))
        raise
