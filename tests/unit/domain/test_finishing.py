"""Draft, completed, locked; then only what came later, and addenda."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safestation.domain.facts import (
    FACTS,
    AddendumAdded,
    Arrived,
    Closed,
    ConsentRevoked,
    NoteAdded,
    Reopened,
    VitalsTaken,
)
from safestation.domain.finishing import Stage, locks_at, may_be_added, stage_of, version_of
from safestation.domain.visit import Visit, VisitState
from tests.factories import NOW, make_entry, make_program, make_visit

PROGRAM = make_program(lock_after_hours=72)


def closed(*more: object) -> Visit:
    entries = (make_entry(Closed("information_only"), at=NOW), *more)
    visit = make_visit({}, entries)  # type: ignore[arg-type]  # entries and facts alike
    return replace(visit, state=VisitState.CLOSED)


@pytest.mark.parametrize(
    ("hours", "stage"), [(0, Stage.COMPLETED), (71.9, Stage.COMPLETED), (72, Stage.LOCKED)]
)
def test_a_completed_record_is_locked_after_the_programs_hours(
    hours: float, stage: Stage
) -> None:
    assert stage_of(closed(), PROGRAM, NOW + timedelta(hours=hours)) is stage


def test_an_open_visit_is_a_draft_however_old() -> None:
    visit = make_visit()

    assert locks_at(visit, PROGRAM) is None
    assert stage_of(visit, PROGRAM, NOW + timedelta(days=900)) is Stage.DRAFT


@pytest.mark.parametrize(
    "fact", [AddendumAdded("x", "y"), Arrived("x"), ConsentRevoked("x", "y")]
)
def test_what_comes_later_may_still_be_written(fact: object) -> None:
    assert may_be_added(fact, Stage.LOCKED)  # type: ignore[arg-type]  # facts


@pytest.mark.parametrize("fact", [NoteAdded("x"), Reopened("x"), VitalsTaken({}, "ok")])
def test_what_was_written_is_not_changed_any_more(fact: object) -> None:
    assert not may_be_added(fact, Stage.LOCKED)  # type: ignore[arg-type]  # facts
    assert may_be_added(fact, Stage.COMPLETED)  # type: ignore[arg-type]  # facts


def test_nothing_clinical_is_among_what_may_be_added_later() -> None:
    later = {k for k, kind in FACTS.items() if may_be_added(object.__new__(kind), Stage.LOCKED)}

    assert later == {
        "addendum_added", "arrived", "not_arrived", "consent_revoked", "restriction_asked",
        "joined_with", "parted_from", "people_merged", "people_unmerged", "printed",
        "print_not_done", "report_made", "crime_reported", "contact_tried", "confirmed",
        "contact_changed",
        "task_added", "task_done", "hold_placed", "hold_released",
    }  # fmt: skip


def test_paper_counts_each_change_after_an_end() -> None:
    assert version_of(closed()) == 1
    assert version_of(closed(Reopened("x"), AddendumAdded("x", "y"))) == 3
