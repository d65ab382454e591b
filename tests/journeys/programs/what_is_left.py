"""What a visit leaves: papers, as words, and a line of the last day."""

from safestation.domain.facts import Printed
from safestation.domain.visit import VisitId
from safestation.ui.steps.handoff import HandoffPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import board_of, close_as, frame_of, go, kept, lines_of
from tests.unit.forms.samples import text_of


def prints(counter: Counter, visit: VisitId, step: str = "handoff") -> dict[str, str]:
    """Print the packet as it is ticked; return what each paper says, by its form."""
    papers = _prints(counter, step)
    forms = [fact.form for _, fact in kept(counter, visit).all_of(Printed)]
    return dict(zip(forms, papers[-len(forms) :], strict=True))


def prints_papers(counter: Counter) -> str:
    """Print at the handoff what is ticked; return the words of every paper."""
    return " ".join(_prints(counter, "handoff"))


def _prints(counter: Counter, step: str) -> list[str]:
    go(counter, step)
    page = frame_of(counter).page
    assert isinstance(page, HandoffPage)
    counter.hands.wait_for(page.packet.is_ready)
    counter.hands.press("Print")
    return [text_of(pdf) for pdf, _title, _copies in counter.printer.jobs]


def ends_as(counter: Counter, disposition: str) -> str:
    """Close the visit; return how the list of the last 24 hours reads."""
    close_as(counter, disposition)
    return " | ".join(lines_of(board_of(counter).table))
