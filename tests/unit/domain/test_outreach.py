"""Looking for somebody: who has the next try, what follows one, and when it is over."""

from datetime import timedelta

import pytest

from safestation.catalog.attempts import load_attempts
from safestation.catalog.programs import load_program
from safestation.domain.entries import TRY
from safestation.domain.facts import Entered, Fact, TaskAdded, TaskDone
from safestation.domain.milestones import Urgency
from safestation.domain.outreach import (
    HowTheyAre,
    first_try,
    following,
    handed_on,
    left_over,
    next_try,
    open_window,
    windows,
)
from safestation.domain.progress import StepState, state_of
from safestation.domain.visit import Visit
from tests.eastport import FILE
from tests.factories import ARRIVED, make_entry, make_visit

ATTEMPTS = load_attempts()
PROGRAM = load_program(FILE)
OWED = TaskAdded("task-1", TRY, ARRIVED, "R. Alvarez")
NEXT = ARRIVED + timedelta(hours=24)


def sought(*facts: Fact, overdose: str = "2026-11-22T22:00") -> Visit:
    entered = make_entry(Entered("after_overdose", "outreach"), at=ARRIVED)
    rest = (make_entry(fact, entry_id=f"e{n}") for n, fact in enumerate(facts))
    return make_visit({"overdose_at": overdose}, (entered, *rest))


def tried(code: str) -> Fact:
    return ATTEMPTS[code].tried("visit", "K. Lund")


def test_the_first_try_waits_until_the_window_opens() -> None:
    fact = first_try(sought(), PROGRAM, ARRIVED, "R. Alvarez", "task-1")

    assert isinstance(fact, TaskAdded)
    assert fact.due_at == ARRIVED.replace(day=23, hour=10, minute=0)
    late = first_try(sought(overdose="2026-11-20T22:00"), PROGRAM, ARRIVED, "A", "task-1")
    assert isinstance(late, TaskAdded)
    assert late.due_at == ARRIVED


def test_nobody_home_ends_the_task_and_owes_another_to_whoever_has_it() -> None:
    ended, again = following(
        sought(OWED), ATTEMPTS["not_home"], again_at=NEXT, owner="K. Lund", new_id="task-2"
    )

    assert ended == TaskDone("task-1", "not_reached")
    assert again == TaskAdded("task-2", TRY, NEXT, "K. Lund")


def test_what_was_learned_is_kept_with_the_task_that_it_ends() -> None:
    learned = HowTheyAre("in_treatment", "a ride", ARRIVED.date())
    (ended,) = following(sought(OWED), ATTEMPTS["reached"], learned=learned)

    assert ended == TaskDone("task-1", "reached", "", "in_treatment", "a ride", ARRIVED.date())


@pytest.mark.parametrize("code", ["asked_to_stop", "moved", "died"])
def test_an_end_never_leads_to_another_visit(code: str) -> None:
    facts = following(
        sought(OWED), ATTEMPTS[code], again_at=NEXT, owner="K. Lund", new_id="task-2"
    )

    assert facts == (TaskDone("task-1", "dropped"),)


def test_somebody_else_can_take_a_try_over_and_only_one_has_it() -> None:
    facts = handed_on(sought(OWED), "K. Lund", "task-2")
    task = next_try(sought(OWED, *facts))

    assert task is not None
    assert (task.id, task.owner, task.due_at) == ("task-2", "K. Lund", ARRIVED)
    assert handed_on(sought(OWED), "R. Alvarez", "task-2") == ()
    assert handed_on(sought(), "K. Lund", "task-2") == ()


def test_a_closed_encounter_owes_no_try() -> None:
    assert left_over(sought(OWED)) == (TaskDone("task-1", "dropped"),)
    assert left_over(sought(OWED, TaskDone("task-1", "reached"))) == ()


def test_a_window_that_ran_out_stands_until_somebody_tried() -> None:
    later = ARRIVED + timedelta(days=9)
    over = open_window(sought(), PROGRAM, later)

    assert over is not None
    assert over.urgency is Urgency.OVER
    assert open_window(sought(tried("not_home")), PROGRAM, later) is None
    assert len(windows(sought(tried("not_home")), PROGRAM, later)) == 1
    assert open_window(make_visit(), PROGRAM, later) is None


def test_the_step_is_begun_by_a_try_and_done_when_somebody_spoke_with_them() -> None:
    (step,) = [step for step in PROGRAM.steps if step.page == "outreach"]

    assert state_of(step, sought()) is StepState.TODO
    assert state_of(step, sought(tried("not_home"))) is StepState.STARTED
    assert state_of(step, sought(tried("reached"))) is StepState.DONE
    gone = make_visit({"disposition": "moved_away"}, (tried("moved"),))
    assert state_of(step, gone) is StepState.DONE
