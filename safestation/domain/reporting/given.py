"""What was given and found: naloxone, the care wanted and got, and every no of a place."""

from collections.abc import Iterator
from typing import Final

from safestation.domain.facts import (
    Closed,
    PlacementAccepted,
    PlacementDeclined,
    ProviderCalled,
)
from safestation.domain.reporting.cases import ANSWERS, Case
from safestation.domain.reporting.marks import Mark, Part, Row, Unit
from safestation.domain.reporting.rows import OPEN, chosen, mark, row, said, so_far, title

LEVEL: Final = "preferred_level"
KITS: Final = "naloxone_kits"
GIVEN = Part("kits", title("kits"), Unit.KITS, (row("kits"),))
SHOWN = Part("shown_naloxone", title("shown_naloxone"))
WANTED = Part("level_wanted", title("level_wanted"))
NO_PLACE, NOT_NAMED = row("no_place", 1000), row("level_not_named", 999)
GOT = Part("level_got", title("level_got"))
SAME, ANOTHER = row("level_same"), row("level_another", 1)
COMPARED = Part("level_compared", title("level_compared"), rows=(SAME, ANOTHER))
CALLS = Part("calls", title("calls"), Unit.CALLS)
FELL_THROUGH = Part("fell_through", title("fell_through"), Unit.CALLS)
_SIDES: Final = ("facility", "person", "us")


def naloxone(case: Case) -> Iterator[Mark]:
    """Count kits, and encounters in which somebody was shown how to use one."""
    if case.is_no:
        return
    closed = case.visit.last(Closed)
    given = closed[1].given.get(KITS, "") if closed else ""
    if kits := _whole(given or case.visit.value(KITS)):
        yield Mark(GIVEN, GIVEN.rows, case.visit.id, amount=kits)
    yield mark(case, SHOWN, *said(case, "naloxone_training"))


def level_preferred_actual(case: Case) -> Iterator[Mark]:
    """Count the care people wanted beside the care they got, and whether it was the same."""
    if case.is_no or not case.is_for_self:
        return
    yield mark(case, WANTED, *said(case, LEVEL))
    accepted = case.visit.last(PlacementAccepted)
    if accepted is None:
        yield mark(case, GOT, so_far(case, happened=False, yes=OPEN, no=NO_PLACE))
        return
    wanted, got = case.visit.value(LEVEL), accepted[1].level
    yield mark(case, GOT, chosen(case, LEVEL, got) if got else NOT_NAMED)
    if wanted and got:
        yield mark(case, COMPARED, SAME if _fits(wanted, got) else ANOTHER)


def denials(case: Case) -> Iterator[Mark]:
    """Count the calls for a place by what was answered, and offers by who said no later."""
    for entry, call in case.visit.all_of(ProviderCalled):
        yield Mark(CALLS, (chosen(case, ANSWERS, call.answer),), entry.id)
    for entry, no in case.visit.all_of(PlacementDeclined):
        order = _SIDES.index(no.by_whom) if no.by_whom in _SIDES else len(_SIDES)
        side = Row(no.by_whom, f"placement.by_whom_{no.by_whom}", order)
        yield Mark(FELL_THROUGH, (side,), entry.id)


def _fits(wanted: str, got: str) -> bool:
    """Tell whether it is the kind that was wanted; "residential" is any residential care."""
    return got == wanted or got.startswith(f"{wanted}.")


def _whole(text: str) -> int:
    try:
        return int(float(text)) if text else 0
    except ValueError:
        return 0
