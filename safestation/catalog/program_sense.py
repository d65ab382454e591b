"""Checks what a program file says to people and asks of them: languages, numbers, clocks.

What a station keeps of an older file opens all the same: the content check alone tells these.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from safestation.catalog.nodes import Report
from safestation.domain.contact import clean_phone
from safestation.domain.languages import ENGLISH
from safestation.domain.program import ClockRule, Program, holds_for

LANGUAGES = {"es": "Spanish"}  # beside English, which no text lacks
# The page on which it comes to each milestone; what somebody confirms later needs none.
PAGE_OF = {
    "first_attempt": "outreach",
    "reached": "outreach",
    "partner_called": "partner",
    "partner_arrived": "partner",
    "agreed": "agreement",
    "reviewed": "eligibility",
    "first_placement_call": "placement",
    "offered": "placement",
    "accepted": "placement",
    "departed": "handoff",
    "arrived_there": "handoff",
}


def check_sense(tables: Mapping[str, object], program: Program, report: Report) -> None:
    """Note a text without a language, and a number that nobody can dial."""
    for place, words in texts_of(tables, ""):
        for code, name in LANGUAGES.items():
            if not words.get(code, "").strip():
                report.add(place, f"Add the {name} text: {code}.")
    for number, partner in enumerate(program.partners):
        if partner.phone and clean_phone(partner.phone) is None:
            remedy = (
                "Write a number that can be dialed, such as 410-555-0142, or leave it empty."
            )
            report.add(f"partner[{number}].phone", remedy)


def check_stops(program: Program, report: Report) -> None:
    """Note a clock that nothing on its way would stop."""
    for number, clock in enumerate(program.clocks):
        page = PAGE_OF.get(clock.stop, "")
        if page and not all(page in pages for pages in _pages(program, clock)):
            remedy = f"Add a step with the page “{page}”: nothing would stop this clock."
            report.add(f"clock[{number}].stop", remedy)


def texts_of(value: Any, place: str) -> Iterator[tuple[str, Mapping[str, str]]]:  # noqa: ANN401 - TOML
    """Yield every text of a file by its place, with its languages."""
    if isinstance(value, dict):
        if isinstance(value.get(ENGLISH), str):
            yield place, {k: v for k, v in value.items() if isinstance(v, str)}
            return
        for key, inner in value.items():
            yield from texts_of(inner, f"{place}.{key}" if place else key)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from texts_of(inner, f"{place}[{number}]")


def _pages(program: Program, clock: ClockRule) -> Iterator[frozenset[str]]:
    """Yield the pages of each way in on which a clock runs, wherever its start can be met."""
    for entry in program.entries:
        if holds_for(clock.entries, entry.id):
            steps = (s for s in program.steps if holds_for(s.entries, entry.id))
            pages = frozenset(step.page for step in steps)
            if PAGE_OF.get(clock.start, "") in {"", *pages}:
                yield pages
