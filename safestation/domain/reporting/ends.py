"""How encounters ended, what stood in the way, and how people left the program."""

from collections.abc import Iterator
from typing import Final

from safestation.domain.facts import Closed, Confirmed, ContactTried, Fact, TaskDone
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Mark, Part, Unit
from safestation.domain.reporting.rows import OPEN, UNKNOWN, chosen, mark, of_person, row, title

ENDS = Part("ends", title("ends"), rows=(OPEN,))
IN_THE_WAY = Part("in_the_way", title("in_the_way"))
FINISHED, IN_CARE = "finished", "still_in_care"
ROWS: Final = {
    code: row(f"exit_{code}", n)
    for n, code in enumerate(
        (
            FINISHED, IN_CARE, "left", "came_back", "in_custody", "moved", "asked_to_stop",
            "died",
        )
    )
}  # fmt: skip
EXITS = Part("exits", title("exits"), Unit.PEOPLE, (*ROWS.values(), UNKNOWN))
_STATUS: Final = {"completed": FINISHED, "in_treatment": IN_CARE}
_DISPOSITION: Final = {
    "moved_away": "moved", "asked_no_contact": "asked_to_stop", "died": "died",
}  # fmt: skip


def dispositions(case: Case) -> Iterator[Mark]:
    """Count every end, all as equals, and what stood in the way of a place."""
    code = case.disposition
    yield mark(case, ENDS, chosen(case, "disposition", code) if code else OPEN)
    closed = case.visit.last(Closed)
    if code and closed and (reason := closed[1].reason_not_placed):
        yield mark(case, IN_THE_WAY, chosen(case, "reason_not_placed", reason))


def exits(case: Case) -> Iterator[Mark]:
    """Count people by the last thing that anybody learned of how they are."""
    if case.is_no or not case.is_for_self:
        return
    last = ""
    for entry in sorted(case.visit.entries, key=lambda one: one.happened_at):
        last = _told(entry.fact) or last
    yield of_person(case, EXITS, ROWS.get(last, UNKNOWN))


def _told(fact: Fact) -> str:
    match fact:
        case TaskDone(status=status):
            return _STATUS.get(status, status) if status != "unknown" else ""
        case Confirmed(what="completed"):
            return FINISHED
        case Confirmed(what="engaged"):
            return IN_CARE
        case ContactTried(attempt=code):
            return code if code in ROWS else ""
        case Closed(disposition=code):
            return _DISPOSITION.get(code, "")
        case _:
            return ""
