"""What came out of the printer at the page with the papers, as words."""

from io import BytesIO

from pypdf import PdfReader

from safestation.domain.facts import Printed
from safestation.domain.visit import VisitId
from safestation.ui.steps.handoff import HandoffPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import frame_of, go, kept


def printed(counter: Counter, visit: VisitId, step: str) -> dict[str, str]:
    """Print the packet as it is ticked; return what each paper says, by its form."""
    go(counter, step)
    page = frame_of(counter).page
    assert isinstance(page, HandoffPage)
    counter.hands.wait_for(page.packet.is_ready)
    counter.hands.press("Print")
    forms = [fact.form for _, fact in kept(counter, visit).all_of(Printed)]
    said = [_words(pdf) for pdf, _title, _copies in counter.printer.jobs[-len(forms) :]]
    return dict(zip(forms, said, strict=True))


def _words(pdf: bytes) -> str:
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)
