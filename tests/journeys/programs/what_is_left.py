"""What a visit leaves: papers, as words; another way, written down; a line of the last day."""

from io import BytesIO

from pypdf import PdfReader

from safestation.domain.facts import Printed
from safestation.domain.visit import VisitId
from safestation.ui.screens.counter import CounterScreen
from safestation.ui.steps.handoff import HandoffPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import close_as, frame_of, go, kept, lines_of


def prints(counter: Counter, visit: VisitId, step: str = "handoff") -> dict[str, str]:
    """Print the packet as it is ticked; return what each paper says, by its form."""
    go(counter, step)
    page = frame_of(counter).page
    assert isinstance(page, HandoffPage)
    counter.hands.wait_for(page.packet.is_ready)
    counter.hands.press("Print")
    forms = [fact.form for _, fact in kept(counter, visit).all_of(Printed)]
    papers = [said(pdf) for pdf, _title, _copies in counter.printer.jobs]
    return dict(zip(forms, papers[-len(forms) :], strict=True))


def said(pdf: bytes) -> str:
    """Return the words of a paper, without its line ends."""
    pages = PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def decides_instead(counter: Counter, decider: str) -> None:
    """Name who decided, and write down that there is another way."""
    counter.hands.type_into("eligibility.decider", decider)
    counter.hands.press("Write down: another way")


def ends_as(counter: Counter, disposition: str) -> str:
    """Close the visit; return how the list of the last 24 hours reads."""
    close_as(counter, disposition)
    board = counter.shell.screens["counter"]
    assert isinstance(board, CounterScreen)
    return " | ".join(lines_of(board.table))
