"""Checks what a program file says of when it runs: days that exist, in their order.

What a station keeps of an older file opens all the same: the content check alone tells these.
"""

import re
from datetime import date
from typing import Final

from safestation.catalog.nodes import Report
from safestation.domain.program import Program

# As published, and often in part: 2018, 2018-05, 2018-05-04.
_PARTIAL: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_FIRST_OF: Final = {4: "-01-01", 7: "-01", 10: ""}  # how long it is: what makes a day of it


def check_runs(program: Program, report: Report) -> None:
    """Note a day that does not exist, an end before the start, and an end that is missing."""
    runs = program.runs
    for key, told in (("since", runs.since), ("until", runs.until)):
        if told[:1].isdigit() and not _is_day(told):
            remedy = "Write a year, month or day that exists: 2018, 2018-05 or 2018-05-04."
            report.add(f"runs.{key}", remedy)
            return
    if runs.until and runs.today:
        report.add("runs.until", "Leave it out while the program runs, or write today = false.")
    elif not (runs.until or runs.today) and _is_day(runs.since):
        report.add("runs", "Add the key `until`: when it ended.")
    elif _is_day(runs.until) and _is_day(runs.since) and _is_over(runs.since, runs.until):
        report.add("runs.until", "Write a time that is not before `since`.")


def _is_day(told: str) -> bool:
    if not _PARTIAL.fullmatch(told):
        return False
    try:
        date.fromisoformat(told + _FIRST_OF[len(told)])
    except ValueError:
        return False
    return True


def _is_over(since: str, until: str) -> bool:
    """Tell whether the end is before the start, as far as both say it."""
    known = min(len(since), len(until))
    return until[:known] < since[:known]
