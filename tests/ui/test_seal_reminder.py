"""A day without its seal on paper is told quietly, and to whoever prints them alone."""

from datetime import date, timedelta

import pytest

from safestation.domain.permissions import Permission, may
from safestation.domain.seal import is_owed
from safestation.domain.station import Role
from safestation.ui.screens.trail_page import TrailPage
from tests.journeys.walking import station_page
from tests.ui.at_the_window import AtTheWindow, here

__all__ = ["here"]  # a fixture

TODAY = date(2026, 11, 23)
NEVER = "Never sealed on paper yet"
OWED = "Yesterday's seal was not printed"


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("last", "began", "owed"),
    [
        (None, TODAY, False), (None, ago(1), True), (TODAY, ago(9), False),
        (ago(1), ago(9), False), (ago(2), ago(9), True),
    ],
)  # fmt: skip
def test_yesterdays_seal_is_owed_once_the_day_is_over(
    last: date | None, began: date, *, owed: bool
) -> None:
    assert is_owed(last, began, TODAY) is owed


def trail_page(here: AtTheWindow) -> TrailPage:
    return station_page(here.window, "trail", TrailPage)


def test_a_coordinator_is_reminded_at_the_rail_and_on_the_page_until_it_is_printed(
    here: AtTheWindow,
) -> None:
    here.wait_for_the_daily_one()
    assert here.window.shell is not None
    keeper = here.window.shell.keeper
    assert not keeper.is_seal_owed()
    trail_page(here)
    assert not here.hands.sees(OWED)
    here.clock.advance(days=1)
    assert keeper.is_seal_owed()
    page = trail_page(here)
    assert here.hands.sees(OWED)
    assert keeper.due() == ()

    page.seal.click()
    assert not here.hands.sees(OWED)
    assert not keeper.is_seal_owed()
    here.clock.advance(days=1)
    assert not keeper.is_seal_owed()
    here.clock.advance(days=1)
    assert keeper.is_seal_owed()


def test_a_seal_that_did_not_come_out_is_not_kept_and_stays_owed(here: AtTheWindow) -> None:
    here.wait_for_the_daily_one()
    here.clock.advance(days=1)
    page = trail_page(here)
    desk = here.window.desk
    assert desk is not None

    here.printer.broken = True
    page.seal.click()
    assert desk.trail.seals() == ()
    assert desk.trail.is_seal_owed()
    assert here.hands.sees(NEVER)

    here.printer.broken = False
    page.seal.click()
    assert len(desk.trail.seals()) == 1
    assert not desk.trail.is_seal_owed()


def test_only_whoever_prints_seals_is_asked_to() -> None:
    assert [r for r in Role if may(r, Permission.SEAL_DAY)] == [
        Role.COORDINATOR, Role.AUDITOR,
    ]  # fmt: skip
