"""Rows that tables share: yes, no, and the ways of not knowing, each on a line of its own."""

from typing import Final

from safestation.domain.answers import Status
from safestation.domain.reporting.cases import Case
from safestation.domain.reporting.marks import Label, Mark, Part, Row

_LAST: Final = 10_000
OPEN: Final = Row("open", "report.row_open", _LAST, 3)
UNKNOWN: Final = Row("unknown", "report.row_unknown", _LAST + 1, 4)
NOT_SAID: Final = {
    status: Row(status, f"kit.unknown.{status}", _LAST + 2 + n, 5 + n)
    for n, status in enumerate((Status.RATHER_NOT_SAY, Status.DOES_NOT_KNOW, Status.NOT_ASKED))
}
NOT_ASKED: Final = NOT_SAID[Status.NOT_ASKED]
YES: Final = Row("yes", "report.row_yes", 0)
NO: Final = Row("no", "report.row_no", 1, 1)
_YES_NO: Final = {"yes": YES, "no": NO}


def row(code: str, order: int = 0, rank: int = 0) -> Row:
    """Return a row whose words are the window's own, under `report.row_<code>`."""
    return Row(code, f"report.row_{code}", order, rank)


def chosen(case: Case, question: str, code: str) -> Row:
    """Return the row of one answer with the words that the question itself has for it."""
    labels = case.choices.get(question, {})
    if code in labels:
        return Row(code, labels[code], list(labels).index(code))
    return _YES_NO.get(code) or Row(code, "report.row_other_code", _LAST - 1)


def said(case: Case, question: str) -> tuple[Row, ...]:
    """Return the rows of what was answered, else the row that says why there is nothing."""
    answer = case.visit.answers.get(question)
    if values := case.visit.values(question):
        found = tuple(chosen(case, question, one) for one in values if one)
        if found:
            return found
    status = Status.NOT_ASKED if answer is None or answer.is_answered else answer.status
    return (NOT_SAID[status],)


def so_far(case: Case, *, happened: bool, yes: Row, no: Row) -> Row:
    """Return the row of something that happened or not; nothing is a no while it goes on."""
    if happened:
        return yes
    return OPEN if case.is_open else no


def mark(case: Case, part: Part, *rows: Row) -> Mark:
    """Return the mark of an encounter."""
    return Mark(part, rows, case.visit.id)


def of_person(case: Case, part: Part, *rows: Row) -> Mark:
    """Return the mark of a person."""
    return Mark(part, rows, case.person)


def title(name: str) -> Label:
    """Return the key of a table's title."""
    return f"report.part_{name}"
