"""Whom to call now: by hour, in the program's order, and never waiting too long for one."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from safestation.domain.board import card
from safestation.domain.calling import Calling, CallStage, calling, contacts, phone_of
from safestation.domain.facts import Fact, PartnerArrived, PartnerCalled
from safestation.domain.program import EVERY_PARTNER, Partner, Program, Step
from safestation.domain.progress import StepState, state_of
from safestation.domain.schedule import ALWAYS, Schedule, Span
from safestation.domain.station import SiteType
from safestation.domain.text import Text
from safestation.domain.visit import Entry
from tests.factories import NOW, make_entry, make_program, make_station, make_visit

OFFICE = Schedule(tuple(Span(day, time(9), time(17)) for day in range(5)))
DAY = NOW.replace(hour=10)
BACK_AT = NOW + timedelta(minutes=10)


def partner(name: str, **changes: object) -> Partner:
    made = Partner(
        name, Text.of(name.title()), Text.of("Clinicians"), "410-555-0150", ALWAYS, 20
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a factory's shorthand


OFFICE_FIRST = make_program(
    partners=(partner("office", schedule=OFFICE), partner("crisis"), partner("van"))
)


def after(
    *facts: tuple[Fact, int],
    program: Program = OFFICE_FIRST,
    now: datetime = NOW,
    only: frozenset[str] = EVERY_PARTNER,
) -> Calling:
    """Return the state after facts, each so many minutes before `now`."""
    entries = tuple(
        make_entry(fact, at=now - timedelta(minutes=ago), entry_id=f"e{place}")
        for place, (fact, ago) in enumerate(facts)
    )
    return calling(program, make_station(), make_visit(facts=entries), now, only)


def whom(state: Calling) -> str:
    return state.contact.partner.id if state.contact else ""


@pytest.mark.parametrize(("now", "first"), [(DAY, "office"), (NOW, "crisis")])
def test_the_first_partner_who_is_open_at_this_hour_is_called(
    now: datetime, first: str
) -> None:
    assert whom(after(now=now)) == first


def test_partners_of_another_kind_of_site_are_never_called() -> None:
    program = make_program(
        partners=(partner("police", sites=frozenset({SiteType.POLICE})), partner("van"))
    )

    found = contacts(program, make_station(), make_visit(), NOW)

    assert [c.partner.id for c in found] == ["van"]


def test_unknown_hours_come_after_open_ones_and_before_closed_ones() -> None:
    program = make_program(
        partners=(
            partner("closed", schedule=OFFICE), partner("unknown", schedule=Schedule()),
            partner("open"),
        )
    )  # fmt: skip

    found = contacts(program, make_station(), make_visit(), NOW)

    assert [c.partner.id for c in found] == ["open", "unknown", "closed"]


def test_a_closed_partner_is_still_shown_when_nobody_else_is_there() -> None:
    program = make_program(partners=(partner("office", schedule=OFFICE),))

    state = after(program=program)

    assert whom(state) == "office"
    assert state.contact is not None
    assert not state.contact.is_open


@pytest.mark.parametrize("outcome", ["no_answer", "cannot_come"])
def test_who_does_not_come_is_followed_by_the_next_one(outcome: str) -> None:
    state = after((PartnerCalled("crisis", outcome), 1))

    assert state.stage is CallStage.TO_CALL
    assert whom(state) == "van"


def test_when_nobody_answers_the_one_called_longest_ago_is_called_again() -> None:
    state = after(
        (PartnerCalled("crisis", "no_answer"), 5), (PartnerCalled("van", "no_answer"), 1)
    )

    assert whom(state) == "crisis"


@pytest.mark.parametrize(("minutes", "stage"), [(19, "waiting"), (20, "late"), (21, "late")])
def test_the_programs_minutes_decide_when_waiting_is_over(minutes: int, stage: str) -> None:
    state = after((PartnerCalled("crisis", "on_the_way"), minutes))

    assert state.stage == stage
    assert whom(state) == ("crisis" if stage == "waiting" else "van")
    assert (state.late is not None) is (stage == "late")


def test_help_by_phone_is_never_late() -> None:
    state = after((PartnerCalled("crisis", "by_phone_only"), 90))

    assert state.stage is CallStage.BY_PHONE


def test_the_stopwatch_runs_from_the_call_to_the_arrival() -> None:
    running = after((PartnerCalled("crisis", "on_the_way"), 12))
    here = after(
        (PartnerCalled("crisis", "on_the_way"), 30), (PartnerArrived("crisis", "A. Poe"), 7)
    )

    assert running.waited(NOW) == timedelta(minutes=12)
    assert here.stage is CallStage.HERE
    assert here.waited(NOW) == timedelta(minutes=23)


@pytest.mark.parametrize(
    ("now", "stage"),
    [(NOW + timedelta(minutes=9), CallStage.CALL_BACK), (BACK_AT, CallStage.LATE)],
)
def test_who_calls_back_is_not_on_the_way_and_is_late_once_the_time_is_over(
    now: datetime, stage: CallStage
) -> None:
    call = make_entry(PartnerCalled("crisis", "call_back", call_back_at=BACK_AT), at=NOW)
    visit = make_visit(facts=(call,))

    assert calling(OFFICE_FIRST, make_station(), visit, now).stage is stage


def test_the_board_says_who_is_to_call_back_and_when_until_somebody_else_is_called() -> None:
    promised = make_entry(PartnerCalled("crisis", "call_back", call_back_at=BACK_AT), at=NOW)
    later = NOW + timedelta(minutes=2)
    other = make_entry(PartnerCalled("van", "on_the_way"), at=later, entry_id="e2")
    came = make_entry(PartnerArrived("van"), at=later, entry_id="e3")
    program = replace(OFFICE_FIRST, steps=(Step("call", "partner", Text.of("Call")),))

    def told(*facts: Entry) -> tuple[str, datetime | None]:
        found = card(make_visit(facts=facts), program, SiteType.FIRE, later)
        assert found.step == "call"
        return found.next.key, found.next.due_at

    assert told(promised) == ("next.partner_back", BACK_AT)
    assert told(promised, other)[0] != "next.partner_back"
    assert told(promised, came)[0] != "next.partner_back"


def test_who_was_here_before_anybody_called_is_here_and_no_time_ran() -> None:
    state = after(
        (PartnerCalled("crisis", "on_the_way"), 5), (PartnerArrived("crisis", "A. Poe"), 9)
    )

    assert state.stage is CallStage.HERE
    assert state.waited(NOW) == timedelta(0)


def test_a_call_after_an_arrival_runs_anew() -> None:
    state = after((PartnerArrived("crisis"), 30), (PartnerCalled("van", "on_the_way"), 2))

    assert state.stage is CallStage.WAITING
    assert whom(state) == "van"


def test_the_number_that_the_station_set_goes_before_the_programs() -> None:
    station = make_station(partner_phones={"crisis": "410-555-0199"})

    assert phone_of(partner("crisis"), station) == "410-555-0199"
    assert phone_of(partner("van"), station) == "410-555-0150"
    assert phone_of(partner("van", phone=""), station) == ""


def test_without_partners_there_is_nobody_to_call() -> None:
    state = after(program=make_program(partners=()))

    assert state.contact is None
    assert state.waited(NOW) == timedelta(0)


def test_a_page_that_names_its_partners_calls_those_and_waits_for_no_other() -> None:
    here = (PartnerArrived("crisis", "Dana"), 3)
    van = after(here, only=frozenset({"van"}))
    crisis = after(here, only=frozenset({"crisis"}))

    assert (van.stage, whom(van)) == (CallStage.TO_CALL, "van")
    assert (crisis.stage, whom(crisis)) == (CallStage.HERE, "crisis")


def test_a_step_is_done_only_by_the_partners_it_names() -> None:
    called = make_entry(PartnerCalled("crisis", "on_the_way", eta_minutes="20"), at=NOW)
    visit = make_visit(facts=(called,))
    step = Step("call", "partner", Text.of("Call"), partners=frozenset({"van"}))

    assert state_of(step, visit) is StepState.TODO
    assert state_of(replace(step, partners=frozenset({"crisis"})), visit) is StepState.DONE
