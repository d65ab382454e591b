"""Corrections: what stood before, what replaced it, and whether that was after the end.

A correction is a new value beside the old one; nothing is written over (peers row 19).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from safestation.domain.answers import Answer
from safestation.domain.facts import Closed, Reopened
from safestation.domain.finishing import ADDENDUM
from safestation.domain.visit import Visit


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """An answer that had settled, and when it was replaced or taken back."""

    answer: Answer
    replaced_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Correction:
    """One answer before and after; no `after` means that it was taken back.

    `was_completed` tells that the visit had been completed with the answer before.
    """

    before: Answer
    after: Answer | None
    at: datetime
    was_completed: bool


def corrections(visit: Visit, question: str, earlier: Iterable[Earlier]) -> list[Correction]:
    """Return what was corrected in one answer, the newest first."""
    ordered = sorted(earlier, key=lambda one: one.replaced_at)
    followed = [*(one.answer for one in ordered[1:]), visit.answers.get(question)]
    ends = [entry.typed_at for entry, _ in visit.all_of(Closed)]
    found = [
        Correction(
            one.answer,
            after,
            one.replaced_at,
            any(one.answer.typed_at <= end < one.replaced_at for end in ends),
        )
        for one, after in zip(ordered, followed, strict=False)
        if after is None or not _same(one.answer, after)
    ]
    return found[::-1]


def written_after_completion(visit: Visit) -> frozenset[str]:
    """Return the questions whose answer was written while the visit stood completed."""
    spans = _completed(visit)
    if not spans:
        return frozenset()
    return frozenset(
        question
        for question, answer in visit.answers.items()
        if question != ADDENDUM
        and any(start < answer.typed_at and (end is None or answer.typed_at < end)
                for start, end in spans)
    )  # fmt: skip


def _completed(visit: Visit) -> list[tuple[datetime, datetime | None]]:
    """Return from when to when the visit stood completed, as it was typed."""
    spans: list[tuple[datetime, datetime | None]] = []
    for entry in visit.entries:
        if isinstance(entry.fact, Closed):
            spans.append((entry.typed_at, None))
        elif isinstance(entry.fact, Reopened) and spans:
            spans[-1] = (spans[-1][0], entry.typed_at)
    return spans


def _same(before: Answer, after: Answer) -> bool:
    """Tell whether nothing a reader would see differs."""
    return (before.status, before.value, before.source) == (
        after.status, after.value, after.source,
    )  # fmt: skip
