"""When a visit reached each milestone, from what was said and done."""

from datetime import timedelta

import pytest

from safestation.domain.facts import AgreementMade, ReviewDecided
from safestation.domain.milestones import MILESTONES, reached_at
from tests.factories import ARRIVED, make_entry, make_visit

LATER = ARRIVED + timedelta(minutes=9)


def test_the_overdose_of_the_report_is_in_the_stations_own_time() -> None:
    told = (ARRIVED - timedelta(hours=20)).replace(tzinfo=None)
    visit = make_visit({"overdose_at": told.isoformat(timespec="minutes")})

    at = reached_at(visit, "overdose")

    assert at == (ARRIVED - timedelta(hours=20)).replace(second=0, microsecond=0)


@pytest.mark.parametrize("answer", ["", "last night"])
def test_an_overdose_without_a_time_starts_nothing(answer: str) -> None:
    assert reached_at(make_visit({"overdose_at": answer}), "overdose") is None


def test_only_a_yes_is_an_agreement() -> None:
    no, yes = AgreementMade("1", "declined"), AgreementMade("1", "agreed")
    visit = make_visit(facts=(make_entry(no), make_entry(yes, at=LATER)))

    assert reached_at(visit, "agreed") == LATER
    assert reached_at(make_visit(facts=(no,)), "agreed") is None


def test_a_review_is_over_with_its_decision() -> None:
    decided = make_entry(ReviewDecided("prosecutor", "released"), at=LATER)

    assert reached_at(make_visit(facts=(decided,)), "reviewed") == LATER


@pytest.mark.parametrize("milestone", sorted(set(MILESTONES) - {"arrived"}))
def test_nothing_is_reached_before_it_happens(milestone: str) -> None:
    visit = make_visit()

    assert reached_at(visit, milestone) is None
    assert reached_at(visit, "arrived") == visit.arrived_at
