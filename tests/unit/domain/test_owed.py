"""Promises about what is owed after a milestone: once, in time, and never without a yes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from safestation.catalog.attempts import load_attempts
from safestation.domain.contact_standing import ENDING
from safestation.domain.facts import (
    AgreementMade,
    Arrived,
    Closed,
    Confirmed,
    ContactTried,
    Fact,
    NotArrived,
    TaskAdded,
    TaskDone,
)
from safestation.domain.letting_go import let_go
from safestation.domain.owed import Owed, owed
from safestation.domain.program import FollowUp
from safestation.domain.tasks import (
    DROPPED,
    FOLLOW_UP,
    HANDED_ON,
    KNOWN,
    REACHED,
    STOPPED,
    WITHDRAWN,
)
from safestation.domain.text import Text
from safestation.domain.visit import Entry, Visit
from tests.factories import ARRIVED, EASTERN, NOW, make_entry, make_program, make_visit

DAY = timedelta(days=1)
YES = {"follow_up_agreed": "yes"}
CLOSED = make_entry(Closed("declined"), at=ARRIVED + timedelta(hours=2), entry_id="closed")


def follow_up(**changes: object) -> FollowUp:
    title = Text.of("Say hello", es="Salude")
    return replace(FollowUp("hello", title, 24, "station"), **changes)  # type: ignore[arg-type]


WEEKLY = follow_up(
    id="weekly", after_hours=7 * 24, unit="days", start="agreed", every_days=7, until_days=28
)
COURT = follow_up(
    id="court", after_hours=90 * 24, unit="days", start="agreed", ask="duty",
    needs_agreement=False, who="clerk",
)  # fmt: skip
AGREED = make_entry(AgreementMade("1", "agreed"), at=ARRIVED, entry_id="agreed")


def at(fact: Fact, moment: datetime, entry_id: str = "x") -> Entry:
    return make_entry(fact, at=moment, entry_id=entry_id)


def task(
    since: datetime | None, due: datetime, note: str = "hello", task_id: str = "t1"
) -> Entry:
    return at(TaskAdded(task_id, FOLLOW_UP, due, "K. Lund", note, since), ARRIVED, task_id)


def what(one: FollowUp, visit: Visit, now: datetime = NOW) -> tuple[Owed, ...]:
    return owed(make_program(follow_ups=(one,)), visit, now)


def gone(one: FollowUp, visit: Visit) -> list[tuple[str, str]]:
    found = let_go(make_program(follow_ups=(one,)), visit)
    return [(each.id, why) for each, why in found]


def test_a_contact_is_owed_after_the_milestone_and_only_with_a_yes() -> None:
    (one,) = what(follow_up(), make_visit(YES, (CLOSED,)))

    assert (one.since, one.due_at) == (CLOSED.happened_at, CLOSED.happened_at + DAY)
    assert what(follow_up(), make_visit(YES)) == (), "not closed yet"
    assert what(follow_up(), make_visit({}, (CLOSED,))) == (), "nobody asked"
    assert what(follow_up(), make_visit({"follow_up_agreed": "no"}, (CLOSED,))) == ()


def test_a_duty_to_a_court_needs_nobody_s_yes() -> None:
    (one,) = what(COURT, make_visit({"follow_up_agreed": "no"}, (AGREED,)))

    assert one.follow_up.who == "clerk"
    assert one.due_at == datetime(2027, 2, 21, tzinfo=EASTERN), "the whole day, in 90 days"


def test_who_agreed_to_take_part_agreed_to_what_starts_with_it_unless_they_say_no() -> None:
    assert len(what(WEEKLY, make_visit({}, (AGREED,)))) == 1
    assert what(WEEKLY, make_visit({"follow_up_agreed": "no"}, (AGREED,))) == ()
    assert what(replace(WEEKLY, start="arrived"), make_visit({}, (AGREED,))) == ()


def test_what_has_a_task_is_not_owed_twice_open_or_ended() -> None:
    stands = task(CLOSED.happened_at, CLOSED.happened_at + DAY)
    done = at(TaskDone("t1", REACHED), NOW, "done")

    assert what(follow_up(), make_visit(YES, (CLOSED, stands))) == ()
    assert what(follow_up(), make_visit(YES, (CLOSED, stands, done))) == ()


def test_a_task_that_an_older_visit_noted_by_its_title_is_not_made_again() -> None:
    stands = task(None, CLOSED.happened_at + DAY, note="Say hello")

    assert what(follow_up(), make_visit(YES, (CLOSED, stands))) == ()


def test_a_corrected_milestone_moves_the_task() -> None:
    stands = task(CLOSED.happened_at + DAY, CLOSED.happened_at + 2 * DAY)

    (one,) = what(follow_up(), make_visit(YES, (CLOSED, stands)))

    assert one.instead_of is not None
    assert one.instead_of.id == "t1"
    assert one.due_at == CLOSED.happened_at + DAY


def test_another_try_at_a_chosen_time_is_not_moved() -> None:
    chosen = task(None, CLOSED.happened_at + 5 * DAY)

    assert what(follow_up(), make_visit(YES, (CLOSED, chosen))) == ()


def test_a_weekly_contact_comes_once_at_a_time_until_its_end() -> None:
    facts: list[Entry] = [AGREED]
    days = []
    for week in range(1, 6):
        found = what(WEEKLY, make_visit({}, tuple(facts)))
        if not found:
            break
        days.append((found[0].due_at - ARRIVED.replace(hour=0, minute=0)).days)
        facts.append(task(found[0].since, found[0].due_at, "weekly", f"t{week}"))
        assert what(WEEKLY, make_visit({}, tuple(facts))) == (), "one at a time"
        facts.append(at(TaskDone(f"t{week}", REACHED), found[0].due_at, f"d{week}"))

    assert days == [7, 14, 21, 28]


def test_weeks_that_were_missed_are_not_all_owed_at_once() -> None:
    first = task(ARRIVED, ARRIVED + 7 * DAY, "weekly")
    late = at(TaskDone("t1", REACHED), ARRIVED + 17 * DAY, "late")

    (one,) = what(WEEKLY, make_visit({}, (AGREED, first, late)))

    assert one.due_at.date() == (ARRIVED + 21 * DAY).date()


@pytest.mark.parametrize("why", [DROPPED, STOPPED])
def test_a_weekly_contact_that_is_not_needed_does_not_come_again(why: str) -> None:
    first, end = task(ARRIVED, ARRIVED + 7 * DAY, "weekly"), at(TaskDone("t1", why), NOW)

    assert what(WEEKLY, make_visit({}, (AGREED, first, end))) == ()


def test_who_finished_the_program_is_not_called_every_week_any_more() -> None:
    finished = at(Confirmed("completed", "Judge Ortiz"), ARRIVED + DAY, "finished")
    first = task(ARRIVED, ARRIVED + 7 * DAY, "weekly")

    assert gone(WEEKLY, make_visit({}, (AGREED, first, finished))) == [("t1", STOPPED)]
    ended = at(TaskDone("t1", STOPPED), ARRIVED + DAY, "end")
    assert what(WEEKLY, make_visit({}, (AGREED, first, finished, ended))) == ()


def test_a_yes_taken_back_lets_the_task_go_and_a_new_yes_brings_it_back() -> None:
    stands = task(CLOSED.happened_at, CLOSED.happened_at + DAY)
    no = make_visit({"follow_up_agreed": "no"}, (CLOSED, stands))
    assert gone(follow_up(), no) == [("t1", WITHDRAWN)]

    ended = at(TaskDone("t1", WITHDRAWN), NOW, "end")
    assert len(what(follow_up(), make_visit(YES, (CLOSED, stands, ended)))) == 1


def test_who_asked_us_to_stop_is_left_alone_and_a_duty_still_stands() -> None:
    stop = at(ContactTried("asked_to_stop", "call", "K. Lund"), NOW, "stop")
    stands = task(CLOSED.happened_at, CLOSED.happened_at + DAY)
    duty = task(ARRIVED, ARRIVED + 90 * DAY, "court", "t2")

    assert gone(follow_up(), make_visit(YES, (CLOSED, stands, stop))) == [("t1", STOPPED)]
    assert what(follow_up(), make_visit(YES, (CLOSED, stop))) == ()
    assert gone(COURT, make_visit({}, (AGREED, duty, stop))) == []


def test_after_a_death_nothing_is_owed_of_the_person_at_all() -> None:
    duty = task(ARRIVED, ARRIVED + 90 * DAY, "court")
    call_back = at(TaskAdded("t3", "call_back", NOW), ARRIVED, "t3")
    told = at(TaskDone("t9", REACHED, status="died"), NOW, "told")
    visit = make_visit({}, (AGREED, duty, call_back, told))

    assert set(gone(COURT, visit)) == {("t1", STOPPED), ("t3", STOPPED)}
    assert what(COURT, make_visit({}, (AGREED, told))) == ()


def test_whoever_was_spoken_with_later_is_not_gone() -> None:
    wrong = at(ContactTried("died", "call", "K. Lund"), NOW - DAY, "wrong")
    right = at(ContactTried("reached", "call", "K. Lund", reached=True), NOW, "right")

    assert len(what(follow_up(), make_visit(YES, (CLOSED, wrong, right)))) == 1


def test_after_a_fatal_overdose_the_family_is_asked_and_not_the_person() -> None:
    died = {"overdose_fatal": "yes", "overdose_at": "2026-11-20T22:00", **YES}
    visit_family = follow_up(start="overdose", after_hours=28 * 24, unit="days", ask="visit")

    assert what(visit_family, make_visit(died)) == ()
    (one,) = what(visit_family, make_visit({**died, "family_contact_agreed": "yes"}))
    assert one.due_at.date() == datetime(2026, 12, 18, tzinfo=EASTERN).date()


def test_a_duty_is_due_on_the_day_that_was_given_and_follows_a_new_one() -> None:
    (one,) = what(COURT, make_visit({"duty_due_on": "2027-01-15"}, (AGREED,)))
    assert one.due_at == one.since == datetime(2027, 1, 15, tzinfo=EASTERN)

    stands = task(one.since, one.due_at, "court")
    (moved,) = what(COURT, make_visit({"duty_due_on": "2027-02-01"}, (AGREED, stands)))
    assert moved.instead_of is not None
    assert moved.due_at == datetime(2027, 2, 1, tzinfo=EASTERN)


def test_a_reminder_keeps_its_distance_from_the_day_that_was_given() -> None:
    soon = replace(COURT, id="soon", after_hours=76 * 24)
    program = make_program(follow_ups=(soon, COURT))
    visit = make_visit({"duty_due_on": "2027-01-15"}, (AGREED,))

    first, last = owed(program, visit, NOW)

    assert first.due_at == datetime(2027, 1, 1, tzinfo=EASTERN), "two weeks before"
    assert last.due_at == datetime(2027, 1, 15, tzinfo=EASTERN)


def test_who_has_no_duties_owes_none() -> None:
    assert what(COURT, make_visit({"held_charge": "no"}, (AGREED,))) == ()


def test_a_task_handed_to_somebody_else_still_follows_a_correction() -> None:
    old = task(CLOSED.happened_at + DAY, CLOSED.happened_at + 2 * DAY)
    handed = at(TaskDone("t1", HANDED_ON), NOW, "handed")
    new = task(CLOSED.happened_at + DAY, CLOSED.happened_at + 2 * DAY, task_id="t2")

    (one,) = what(follow_up(), make_visit(YES, (CLOSED, old, handed, new)))

    assert one.instead_of is not None
    assert one.instead_of.id == "t2"


def test_whoever_is_known_to_have_arrived_is_not_asked_for_once_more() -> None:
    ask = follow_up(ask="arrival")
    stands = task(CLOSED.happened_at, CLOSED.happened_at + DAY)
    other = at(TaskAdded("t3", "confirm_arrival", NOW), ARRIVED, "t3")
    there = at(Arrived("Sofia R."), NOW, "there")
    visit = make_visit(YES, (CLOSED, stands, other, there))

    assert set(gone(ask, visit)) == {("t1", KNOWN), ("t3", KNOWN)}
    assert what(ask, make_visit(YES, (CLOSED, there))) == ()
    not_there = at(NotArrived("Lee"), NOW + DAY, "not_there")
    known = at(TaskDone("t1", KNOWN), NOW, "known")
    assert len(what(ask, make_visit(YES, (CLOSED, stands, known, there, not_there)))) == 1


def test_the_codes_that_end_are_those_of_the_list() -> None:
    assert {code.id for code in load_attempts().values() if code.ends} == ENDING
