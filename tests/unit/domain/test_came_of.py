"""Promises about what is asked after a try, and what is written down from it."""

from datetime import date, datetime, timedelta

import pytest

from safestation.catalog.attempts import load_attempts
from safestation.domain.came_of import (
    OUTCOMES,
    PLAIN,
    Learned,
    Said,
    asked_of,
    learn,
    lines_of,
)
from safestation.domain.facts import Arrived, Confirmed, ContactTried, NotArrived
from safestation.domain.tasks import NOT_REACHED, REACHED, STOPPED, Task
from safestation.domain.typed import DoesNotFit
from tests.factories import EASTERN, NOW

ATTEMPTS = load_attempts()
TASK = Task("t1", "follow_up", NOW, "K. Lund", "weekly")


def came(ask: str, outcome: str, way: str = "call", **values: str) -> Learned:
    return learn(Said(TASK, ask, outcome, values, way), ATTEMPTS, NOW, "R. Alvarez")


def refused(ask: str, outcome: str, **values: str) -> str:
    with pytest.raises(DoesNotFit) as misfit:
        came(ask, outcome, **values)
    return misfit.value.reason


@pytest.mark.parametrize("code", ATTEMPTS)
def test_every_code_asks_what_the_list_says_and_leads_on(code: str) -> None:
    attempt, asked = ATTEMPTS[code], asked_of(ATTEMPTS[code])

    assert ("status" in asked.asks) is ("status" in attempt.ask)
    assert ("again" in asked.needs) is attempt.try_again
    assert "note" in asked.asks


def test_who_was_reached_is_asked_how_they_are_and_it_is_one_try_that_counts() -> None:
    assert refused("status", "reached") == "followups.status_needed"

    found = came("status", "reached", status="in_treatment", next_need="A ride", note="ok")

    assert (found.done.outcome, found.done.status) == (REACHED, "in_treatment")
    ((fact, at),) = found.facts
    assert fact == ContactTried("reached", "call", "R. Alvarez", "ok", reached=True)
    assert at == NOW


def test_nobody_home_needs_only_when_to_try_again() -> None:
    assert refused("visit", "not_home") == "followups.again_needed"

    found = came("visit", "not_home", way="visit", again="24")

    assert found.done.outcome == NOT_REACHED
    assert found.again_in == timedelta(hours=24)
    assert came("visit", "not_home", way="visit", again="never").again_in is None


@pytest.mark.parametrize("code", ["moved", "asked_to_stop", "died"])
def test_a_code_that_ends_asks_nothing_more(code: str) -> None:
    found = came("status", code)

    assert (found.done.outcome, found.ends) == (STOPPED, True)
    assert found.done.status == ("died" if code == "died" else "")


def test_engagement_is_a_day_that_was_and_somebody_who_says_so() -> None:
    assert refused("engagement", "engaged", engaged_on="11/20/2026") == (
        "followups.told_by_needed"
    )
    assert refused("engagement", "engaged", told_by="Lee") == "followups.engaged_on_needed"
    assert refused("engagement", "engaged", told_by="Lee", engaged_on="11/30/2026") == (
        "answer.date_too_late"
    )

    found = came("engagement", "engaged", told_by="Sofia R.", engaged_on="11/20/2026")

    assert found.done.engaged_on == date(2026, 11, 20)
    assert found.facts == (
        (Confirmed("engaged", "Sofia R."), datetime(2026, 11, 20, 12, tzinfo=EASTERN)),
    )


def test_a_day_of_first_care_told_in_a_call_is_confirmed_by_whoever_told_it() -> None:
    values = {"status": "in_treatment", "engaged_on": "11/20/2026"}
    assert refused("status", "reached", **values) == "followups.told_by_needed"

    found = came("status", "reached", **values, told_by="The person")

    assert Confirmed("engaged", "The person") in [fact for fact, _ in found.facts]


@pytest.mark.parametrize(
    ("outcome", "fact"), [("arrived", Arrived("Lee")), ("not_arrived", NotArrived("Lee"))]
)
def test_arrival_is_a_fact_of_whoever_there_said_so(outcome: str, fact: object) -> None:
    assert refused("arrival", outcome, again="24") == "followups.told_by_needed"

    found = came("arrival", outcome, told_by="Lee", again="24")

    assert [one for one, _ in found.facts] == [fact]


def test_a_duty_is_met_or_ran_out_and_somebody_is_told_who_decides() -> None:
    assert refused("duty", "run_out", told_by="Lee") == "followups.told_to_needed"

    met = came("duty", "met", told_by="Food bank, J. Ortiz")
    over = came("duty", "run_out", told_by="Food bank, J. Ortiz", told_to="P. Ames")

    assert met.facts[0][0] == Confirmed("duty", "Food bank, J. Ortiz", "met", "weekly")
    assert over.facts[0][0] == Confirmed(
        "duty", "Food bank, J. Ortiz", "run_out", "weekly", "P. Ames"
    )


def test_what_nobody_knows_yet_is_asked_again_and_writes_nothing_else() -> None:
    found = came("duty", "not_known", again="72")

    assert (found.facts, found.done.outcome) == ((), NOT_REACHED)
    assert found.again_in == timedelta(hours=72)


def test_changed_contact_rules_are_asked_only_when_they_changed() -> None:
    reached = asked_of(ATTEMPTS["reached"])
    assert "phone" not in lines_of(reached, {})
    assert "phone" in lines_of(reached, {"contact": "changed"})

    values = {"status": "unknown", "contact": "changed", "phone": "4435550142"}
    assert came("status", "reached", **values).contact == {"phone": "443-555-0142"}
    assert came("status", "reached", status="unknown", phone="4435550142").contact == {}
    assert refused("status", "reached", **{**values, "phone": "12"}) == "answer.not_a_phone"


def test_a_task_of_the_app_itself_is_done_or_tried_again() -> None:
    assert [one.id for one in OUTCOMES[PLAIN]] == ["done", "not_done"]
    assert came(PLAIN, "done", note="called").done.outcome == REACHED
    assert came(PLAIN, "not_done", again="2").again_in == timedelta(hours=2)
