"""A Way Out: the call box at night, an open charge, and care wanted beside care found."""

from collections.abc import Callable

import pytest

from tests.journeys.deciding import asks, decides, decides_instead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import calls_partner, comes_in, partner_arrives
from tests.journeys.programs.seen import has_a_bed, ways_in
from tests.journeys.programs.what_is_left import prints_papers
from tests.journeys.walking import close_as, go, pages_of, sees_soon

pytestmark = pytest.mark.journey

COUNTY = Runs("a_way_out_lake_county")
At = Callable[[Runs], ProgramCounter]


def an_open_charge(here: ProgramCounter) -> None:
    """Find an open charge, and ask the department."""
    comes_in(here, "walk_in")
    go(here, "eligibility")
    here.hands.pick("charge_pending", "yes")
    assert here.hands.sees("Decides: Police department, shift supervisor")
    assert here.hands.sees("The Health Department can talk with them meanwhile.")
    asks(here, "Sgt. Ames")


def test_the_call_box_after_hours_brings_an_officer_then_the_health_department_by_phone(
    at: At,
) -> None:
    here = at(COUNTY)
    assert "2: Call box, after hours. Dispatch sends an officer" in ways_in(here)[1]
    comes_in(here, "call_box")
    assert here.hands.sees("There is a way out")
    go(here, "representative")
    assert here.hands.sees("Program representative on duty")
    calls_partner(here, "10")
    partner_arrives(here, "Officer Bell")
    assert sees_soon(here, "Officer Bell is here")

    go(here, "health_department")
    assert here.hands.sees("Health Department phone screening")
    assert here.hands.sees("410-555-0121")
    assert here.hands.sees("May I put them on?")
    here.hands.pick("partner.outcome", "by_phone_only")
    here.hands.press("Write down this call")
    assert sees_soon(here, "Helps by phone only")
    close_as(here, "information_only")
    assert here.hands.sees("Nobody is waiting")


def test_an_open_charge_is_looked_at_by_the_department_and_may_still_join(at: At) -> None:
    here = at(COUNTY)
    an_open_charge(here)
    decides(here, "join")

    assert here.hands.sees("May join · 03:41")
    here.hands.press("Write down: go ahead")
    assert not here.hands.sees("Another way to help")


def test_an_open_charge_that_stays_open_still_leaves_with_the_health_department_s_number(
    at: At,
) -> None:
    here = at(COUNTY)
    an_open_charge(here)
    decides(here, "not_now")
    decides_instead(here, "Sgt. Ames")

    assert "health_department" in pages_of(here)
    assert "number to call directly, a lawyer" in prints_papers(here)


def test_what_was_wanted_stands_beside_what_was_offered_and_an_officer_drives_them(
    at: At,
) -> None:
    here = at(COUNTY)
    comes_in(here, "walk_in")
    go(here, "intake")
    here.hands.press("Care wanted and advised")
    here.hands.pick("preferred_level", "residential")
    has_a_bed(here, "Harborlight Detox", "withdrawal_management.residential")
    go(here, "placement")

    assert sees_soon(here, "Wanted: Residential. Offered: Detox with a bed, not a hospital.")
    go(here, "handoff")
    assert here.hands.sees("An officer drives. Plain clothes if you can.")
    here.hands.pick("ride_mode", "officer")
    here.hands.press("The ride is arranged")
    here.hands.press("They have left")
    here.hands.type_into("handoff.told_by", "Dana, at the desk")
    here.hands.press("Arrival confirmed")
    close_as(here, "placed_same_visit")
    assert here.hands.sees("1 placed")


def test_using_again_rules_nobody_out(at: At) -> None:
    here = at(COUNTY)
    comes_in(here, "walk_in")
    here.hands.pick("been_here_before", "yes")
    go(here, "eligibility")
    assert here.hands.sees("Using again does not rule anybody out.")

    assert here.hands.sees("Go ahead")
    here.hands.press("Write down: go ahead")
    assert "If I use again, I may come back." in prints_papers(here)
