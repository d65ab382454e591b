"""Promises about what reminds of a duty: before it, at its distance, and gone with it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from safestation.catalog.attempts import load_attempts
from safestation.domain.came_of import Said, learn
from safestation.domain.duties import MET, RUN_OUT
from safestation.domain.facts import AgreementMade, Confirmed, Fact, TaskAdded, TaskDone
from safestation.domain.letting_go import let_go
from safestation.domain.overrides import Override, apply, values
from safestation.domain.owed import owed
from safestation.domain.program import FollowUp
from safestation.domain.tasks import FOLLOW_UP, KNOWN, REACHED, Task
from safestation.domain.text import Text
from safestation.domain.visit import Entry, Visit
from tests.factories import ARRIVED, EASTERN, NOW, make_entry, make_program, make_visit
from tests.unit.domain.reporting.counting import counts, make_case

DAY = timedelta(days=1)
HOURS = FollowUp(
    "hours", Text.of("Hours due"), 90 * 24, "s", unit="days", start="agreed", ask="duty",
    needs_agreement=False,
)  # fmt: skip
SOON = replace(HOURS, id="soon", after_hours=76 * 24, reminds_of="hours")
COURT = replace(HOURS, id="court", after_hours=6 * 24, every_days=7, until_days=548)
BOTH = make_program(follow_ups=(SOON, HOURS))
AGREED = make_entry(AgreementMade("1", "agreed"), at=ARRIVED, entry_id="agreed")


def at(fact: Fact, moment: datetime, entry_id: str) -> Entry:
    return make_entry(fact, at=moment, entry_id=entry_id)


def tasks_of(one: FollowUp, number: str) -> Entry:
    return at(TaskAdded(number, FOLLOW_UP, NOW, "", one.id, ARRIVED), ARRIVED, number)


def with_both(*more: Entry) -> Visit:
    return make_visit({}, (AGREED, tasks_of(SOON, "t1"), tasks_of(HOURS, "t2"), *more))


def test_when_a_reminder_learns_that_the_hours_are_done_the_day_itself_asks_nobody() -> None:
    asked = Task("t1", FOLLOW_UP, NOW, "", "soon")
    learned = learn(
        Said(asked, "reminder", MET, {"told_by": "J. Ortiz"}, duty=SOON.duty),
        load_attempts(), NOW, "R. Alvarez",
    )  # fmt: skip
    ((fact, _at),) = learned.facts
    assert fact == Confirmed("duty", "J. Ortiz", MET, "hours")

    visit = with_both(at(fact, NOW, "met"), at(learned.done, NOW, "done"))
    assert [(task.id, why) for task, why in let_go(BOTH, visit)] == [("t2", KNOWN)]
    known = at(TaskDone("t2", KNOWN), NOW, "known")
    assert owed(BOTH, make_visit({}, (*visit.entries, known)), NOW) == ()


def test_not_yet_at_a_reminder_leaves_the_duty_as_it_stands() -> None:
    asked = Task("t1", FOLLOW_UP, NOW, "", "soon")
    said = Said(asked, "reminder", "not_yet", {"told_by": "J. Ortiz"}, duty=SOON.duty)
    learned = learn(said, load_attempts(), NOW, "R. Alvarez")
    assert learned.facts == ()
    assert learned.done.outcome == REACHED

    visit = with_both(at(learned.done, NOW, "done"))
    assert let_go(BOTH, visit) == ()
    assert owed(BOTH, visit, NOW) == ()


@pytest.mark.parametrize("how", [MET, RUN_OUT])
def test_a_duty_that_ended_early_lets_its_reminder_go(how: str) -> None:
    ended = at(Confirmed("duty", "J. Ortiz", how, "hours"), NOW, "ended")
    visit = with_both(at(TaskDone("t2", REACHED), NOW, "done"), ended)

    assert [(task.id, why) for task, why in let_go(BOTH, visit)] == [("t1", KNOWN)]


def test_a_reminder_keeps_its_distance_when_the_station_moves_the_duty() -> None:
    to_60 = Override(
        BOTH.id, "follow_up.hours.after_hours", str(60 * 24), "Chief P. Rowe", ARRIVED.date()
    )

    soon, hours = apply(BOTH, [to_60]).follow_ups

    assert hours.after_hours == 60 * 24
    assert soon.after_hours == 46 * 24
    assert "follow_up.soon.after_hours" not in {value.path for value in values(BOTH)}


def test_a_reminder_is_not_counted_as_a_duty_of_its_own() -> None:
    case = make_case(None, tasks_of(SOON, "t1"), tasks_of(HOURS, "t2"), program=BOTH)

    assert counts("duties_open", "open_duties", case) == {"duty_due": 1}


def test_the_call_before_a_court_day_goes_by_the_day_that_the_court_gave() -> None:
    court = make_program(follow_ups=(COURT,))
    friday = datetime(2026, 12, 4, tzinfo=EASTERN)
    given = make_visit({"duty_due_on": "2026-12-04"}, (AGREED,))
    (first,) = owed(court, given, NOW)
    assert first.due_at == friday - DAY

    made = at(TaskAdded("t1", FOLLOW_UP, first.due_at, "", "court", first.since), NOW, "t1")
    done = at(TaskDone("t1", REACHED), first.due_at, "done")
    after = make_visit({"duty_due_on": "2026-12-04"}, (AGREED, made, done))
    (second,) = owed(court, after, first.due_at)
    assert second.due_at == friday + 6 * DAY, "the week after, the day before again"

    again = TaskAdded("t2", FOLLOW_UP, second.due_at, "", "court", second.since)
    moved = make_visit(
        {"duty_due_on": "2026-12-18"}, (AGREED, made, done, at(again, NOW, "t2"))
    )
    (third,) = owed(court, moved, first.due_at)
    assert third.instead_of is not None
    assert third.due_at == friday + 13 * DAY, "the day before the new day"
