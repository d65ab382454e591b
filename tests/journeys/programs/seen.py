"""What staff see besides the page in hand: ways in, a place, all that is asked, a clock."""

from PySide6.QtCore import Qt

from safestation.domain.milestones import Urgency, clocks
from safestation.domain.visit import VisitId
from safestation.ui.fields.base import Field
from safestation.ui.steps.fold import Fold
from safestation.ui.steps.placement import PlacementPage
from tests.journeys.conftest import Counter
from tests.journeys.programs.at_station import ProgramCounter
from tests.journeys.walking import frame_of, go, kept, pages_of, sees_soon


def ways_in(counter: Counter) -> list[str]:
    """Press F2; return each way in as it is read out, and leave the sheet again."""
    counter.hands.key(Qt.Key.Key_F2)
    shell = counter.shell.shell
    assert shell is not None
    assert shell.ways is not None
    assert shell.ways.ways is not None
    told = [way.accessibleName() for way in shell.ways.ways.ways.values()]
    counter.hands.key(Qt.Key.Key_Escape)
    return told


def has_a_bed(counter: Counter, place: str = "", level: str = "") -> None:
    """Call a place by its name, or the first listed; it has a bed, and they say yes."""
    go(counter, "placement")
    page = frame_of(counter).page
    assert isinstance(page, PlacementPage)
    provider = next(one.provider for one in page.lines if place in ("", one.provider.name))
    page.table.select(provider.id)
    assert sees_soon(counter, "What did they answer?")
    counter.hands.pick(f"placement.{provider.id}.answer", "bed_now")
    counter.hands.type_into(f"placement.{provider.id}.spoke_to", "Dana")
    if level:
        counter.hands.pick(f"placement.{provider.id}.level", level)
    counter.hands.press("Accept placement and plan the ride")


def everything_asked(counter: Counter) -> set[str]:
    """Go through every step and open all that is folded; return what each field asks."""
    asked = set[str]()
    for step in pages_of(counter):
        go(counter, step)
        page = frame_of(counter).page
        assert page is not None
        for fold in page.findChildren(Fold):
            fold.open()
        asked |= {field.name.casefold() for field in page.findChildren(Field)}
    return asked


def urgency(counter: ProgramCounter, visit: VisitId, clock: str) -> Urgency:
    """Return how one of the program's clocks stands now."""
    running = clocks(kept(counter, visit), counter.program, counter.clock.now())
    return next(one.urgency for one in running if one.rule.id == clock)
