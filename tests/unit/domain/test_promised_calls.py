"""Calls about a bed that were promised: whom they go to, and when nobody owes them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safestation.domain.facts import Closed, Fact, ProviderCalled, TaskAdded
from safestation.domain.promised_calls import place_of, why_no_longer
from safestation.domain.tasks import CALL_BACK, Task, unfinished
from safestation.domain.visit import Visit, VisitState
from tests.factories import make_entry, make_visit
from tests.fakes import NIGHT

AT = NIGHT + timedelta(hours=1)
PROMISE = ProviderCalled("a", "Bayview", "call_back", "Dana", call_back_at=AT)
OWED = TaskAdded("t1", CALL_BACK, AT, "K. Lund", "Bayview")
AGAIN = ProviderCalled("a", "Bayview", "no_bed", "Dana")
ELSEWHERE = ProviderCalled("b", "Harbor", "no_bed", "Kim")


def after(*facts: Fact, closed: str = "") -> tuple[Visit, Task]:
    visit = make_visit(facts=(*facts, *([Closed(closed)] if closed else [])))
    if closed:
        visit = replace(visit, state=VisitState.CLOSED)
    return visit, unfinished(visit)[0]


def test_a_promised_call_goes_to_the_place_that_promised_it() -> None:
    assert place_of(*after(ELSEWHERE, PROMISE, OWED)) == "a"


def test_no_other_task_is_a_call_to_a_place() -> None:
    assert not place_of(*after(PROMISE, TaskAdded("t1", "recheck", AT, "K. Lund", "Bayview")))
    assert not place_of(*after(TaskAdded("t1", CALL_BACK, AT, "K. Lund", "Keep looking")))


@pytest.mark.parametrize(
    ("facts", "closed", "why"),
    [
        ((PROMISE, OWED), "", ""),
        ((AGAIN, PROMISE, OWED), "", ""),
        ((PROMISE, OWED, ELSEWHERE), "", ""),
        ((PROMISE, OWED, AGAIN), "", "done"),
        ((PROMISE, OWED), "placed_same_visit", "known"),
        ((PROMISE, OWED), "waitlisted_with_bridge", ""),
        ((PROMISE, OWED), "declined", ""),
    ],
)
def test_a_promised_call_is_owed_until_the_place_was_called_again(
    facts: tuple[Fact, ...], closed: str, why: str
) -> None:
    assert why_no_longer(*after(*facts, closed=closed)) == why


def test_a_call_made_before_the_promise_and_typed_later_does_not_count() -> None:
    visit, task = after(PROMISE, OWED)
    late = make_entry(AGAIN, at=NIGHT - timedelta(hours=2), entry_id="late")

    assert why_no_longer(visit.with_entry(late), task) == ""
