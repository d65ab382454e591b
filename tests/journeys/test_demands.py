"""Legal demands at the real window: logged, never released half, answered without a name."""

from dataclasses import fields, replace
from datetime import date

import pytest

from safestation.domain.acts import DONE, NOT_DONE
from safestation.domain.demands import Answer, Demand, DemandKind, check_demand
from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import may
from safestation.domain.station import Role
from safestation.services.desk import Desk
from safestation.ui.kit.select import Select
from safestation.ui.screens.demands_page import DemandsPage
from safestation.ui.screens.station_home import PAGES
from safestation.ui.screens.trail_page import TrailPage
from tests.journeys.conftest import Counter
from tests.journeys.walking import lines_of, station_page
from tests.unit.forms.samples import text_of

TODAY = date(2026, 11, 23)
SUBPOENA = Demand(
    "", TODAY, "County court, part 4", DemandKind.SUBPOENA, Answer.NEUTRAL, "J. Okafor, counsel"
)


def desk_of(counter: Counter) -> Desk:
    assert counter.shell.desk is not None
    return counter.shell.desk


def open_page(counter: Counter) -> DemandsPage:
    return station_page(counter.shell, "demands", DemandsPage)


@pytest.mark.parametrize("kind", [k for k in DemandKind if k is not DemandKind.BOTH])
def test_nothing_is_released_without_a_court_order_and_a_subpoena(kind: DemandKind) -> None:
    half = replace(SUBPOENA, kind=kind, answer=Answer.RELEASED)

    with pytest.raises(NotAllowed) as refused:
        check_demand(half, TODAY)
    assert refused.value.reason == "demands.both_needed"
    check_demand(replace(half, kind=DemandKind.BOTH), TODAY)


@pytest.mark.parametrize("answer", list(Answer))
def test_every_answer_has_somebody_who_approved_it(answer: Answer) -> None:
    nobody = replace(SUBPOENA, kind=DemandKind.BOTH, answer=answer, approver=" ")

    with pytest.raises(NotAllowed) as refused:
        check_demand(nobody, TODAY)
    assert refused.value.reason == "demands.approver_needed"


def test_a_demand_keeps_nothing_about_the_person_asked_for() -> None:
    assert {field.name for field in fields(Demand)} == {
        "id", "received_on", "sender", "kind", "answer", "approver",
    }  # fmt: skip


def test_a_demand_is_logged_at_the_window_and_answered_without_saying_who_was_here(
    counter: Counter,
) -> None:
    desk = desk_of(counter)
    session = desk.counter.start()
    session.answer("first_name", "Zebulon")
    session.flush()
    page = open_page(counter)
    assert counter.hands.sees("No legal demand was logged yet")
    counter.hands.press("Log a demand")
    counter.hands.type_into("From whom (court, agency, lawyer)", "County court")
    assert page.sheet is not None
    kinds, answers = page.sheet.form.widgets["kind"], page.sheet.form.widgets["answer"]
    assert isinstance(kinds, Select)
    assert isinstance(answers, Select)
    kinds.show_value("subpoena")
    answers.show_value("released")
    counter.hands.type_into("Approved by", "J. Okafor")
    counter.hands.press("Keep in the log")
    assert counter.hands.sees("only with a court order and a subpoena")
    assert desk.demands.every() == ()

    answers.show_value("neutral")
    counter.hands.press("Keep in the log")
    (kept,) = desk.demands.every()
    assert (kept.sender, kept.kind, kept.approver) == ("County court", "subpoena", "J. Okafor")
    counter.hands.press("Print the neutral letter")
    assert counter.hands.sees("says the same whether anybody was here or not")
    pdf, title, _ = counter.printer.jobs[-1]
    told = text_of(pdf)
    assert title == "legal_reply"
    assert "County court" in told
    assert "neither confirms nor denies" in told
    assert "Zebulon" not in told
    assert session.visit.number not in told
    acts = [row.act for row in desk.trail.read()]
    assert acts[:2] == ["demand_answered", "demand_logged"]


@pytest.mark.parametrize("kind", list(DemandKind))
def test_the_letter_is_the_same_whether_anybody_was_here_or_not(
    counter: Counter, kind: DemandKind
) -> None:
    desk = desk_of(counter)
    demand = desk.demands.log(replace(SUBPOENA, kind=kind, received_on=date(2026, 1, 5)))
    for language in ("en", "es"):
        desk.demands.print_reply(demand, language)
        desk.counter.start()
        desk.demands.print_reply(demand, language)
        (before, *_), (after, *_) = counter.printer.jobs[-2:]
        assert text_of(before) == text_of(after)


def test_a_letter_that_did_not_come_out_is_told_so_and_can_be_printed_again(
    counter: Counter,
) -> None:
    desk = desk_of(counter)
    kept = desk.demands.log(SUBPOENA)
    page = open_page(counter)
    page.table.select(kept.id)
    counter.printer.broken = True
    counter.hands.press("Print the neutral letter")
    counter.printer.broken = False
    newest, before = lines_of(station_page(counter.shell, "trail", TrailPage).table)[:2]
    assert "to a legal demand: did not happen" in newest
    assert "did not happen" not in before

    open_page(counter).table.select(kept.id)
    counter.hands.press("Print the neutral letter")

    outcomes = [r.outcome for r in desk.trail.read() if r.act == "demand_answered"]
    assert outcomes == [DONE, NOT_DONE, DONE]
    assert [title for _, title, _ in counter.printer.jobs] == ["legal_reply"]


def test_the_log_only_grows_and_the_newest_stands_first(counter: Counter) -> None:
    desk = desk_of(counter)
    first = desk.demands.log(replace(SUBPOENA, received_on=date(2026, 1, 5)))
    second = desk.demands.log(
        replace(SUBPOENA, kind=DemandKind.BOTH, received_on=date(2026, 1, 6))
    )

    assert desk.demands.every() == (second, first)


def test_the_page_is_offered_to_the_coordinator_alone() -> None:
    permission, _ = PAGES["demands"]
    assert [role for role in Role if may(role, permission)] == [Role.COORDINATOR]
