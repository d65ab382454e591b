"""A time typed later means the last moment at which the wall showed it."""

from datetime import timedelta

import pytest

from safestation.domain.earlier import earlier_moment
from safestation.domain.facts import (
    PartnerCalled,
    PlacementAccepted,
    PlacementOffered,
    ProviderCalled,
)
from safestation.domain.milestones import reached_at
from safestation.domain.placement import Stage, placement_of
from safestation.domain.typed import DoesNotFit
from tests.factories import make_entry, make_visit
from tests.fakes import NIGHT

ARRIVED = NIGHT - timedelta(hours=1)


def test_it_is_today_when_the_wall_has_shown_it_already() -> None:
    assert earlier_moment("3:10", NIGHT, ARRIVED) == NIGHT.replace(minute=10, second=0)


def test_over_midnight_it_was_yesterday() -> None:
    before = NIGHT - timedelta(hours=6)

    moment = earlier_moment("23:50", NIGHT, before)

    assert moment == (NIGHT - timedelta(days=1)).replace(hour=23, minute=50, second=0)


@pytest.mark.parametrize("typed", ["02:39", "03:42", "23:00"])
def test_before_they_came_or_not_yet_is_refused(typed: str) -> None:
    with pytest.raises(DoesNotFit, match="not_in_this_visit"):
        earlier_moment(typed, NIGHT, ARRIVED)


def test_the_very_minute_they_came_is_taken_and_nothing_lies_before_it() -> None:
    assert earlier_moment("02:41", NIGHT, ARRIVED) == ARRIVED


@pytest.mark.parametrize("typed", ["soon", "25:00", "3:61", "🙂", "1" * 10_000])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(DoesNotFit, match="not_a_time"):
        earlier_moment(typed, NIGHT, ARRIVED)


def test_what_is_typed_late_takes_its_place_in_time() -> None:
    visit = make_visit(
        facts=(
            make_entry(PartnerCalled("team", "on_the_way"), at=NIGHT),
            make_entry(PartnerCalled("van", "no_answer"), at=NIGHT - timedelta(minutes=20)),
        ),
    )

    last = visit.last(PartnerCalled)
    assert last is not None
    assert last[1].partner == "team"
    assert reached_at(visit, "partner_called") == NIGHT - timedelta(minutes=20)


def test_an_offer_written_down_late_does_not_undo_the_place_they_accepted() -> None:
    early = NIGHT - timedelta(minutes=30)
    visit = make_visit(
        facts=(
            make_entry(PlacementAccepted("p1", "Bayview"), at=NIGHT),
            make_entry(ProviderCalled("p2", "Hope House", "bed_now"), at=early),
            make_entry(PlacementOffered("p2", "Hope House"), at=early),
        ),
    )

    assert placement_of(visit).stage is Stage.ACCEPTED
    assert placement_of(visit).provider == "p1"
