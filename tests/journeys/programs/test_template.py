"""The plain program that a county copies: a visit from hello to arrival, and its own values."""

from collections.abc import Callable

import pytest

from safestation.domain.station import SiteType
from safestation.domain.visit import VisitState
from tests.journeys.deciding import goes_ahead
from tests.journeys.own_values import fills_in, program_page
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import calls_partner, goes_to_board, opens
from tests.journeys.programs.seen import has_a_bed
from tests.journeys.walking import close_as, go, kept, pages_of, sees_soon, walk_in
from tests.unit.forms.samples import text_of

pytestmark = pytest.mark.journey

FIREHOUSE = Runs("template", SiteType.FIRE)
POLICE = Runs("template", SiteType.POLICE)
At = Callable[[Runs], ProgramCounter]
OWN = {
    "partner.partner.phone": "(410) 555-0188",
    "partner.partner.hours": "Mon-Fri 08:00-20:00",
    "partner.second.phone": "(410) 555-0189",
    "clock.partner_here.minutes": "25 min",
    "rule.residency.on": "yes",
}


@pytest.mark.parametrize(
    ("runs", "medical", "items", "said"),
    [
        (FIREHOUSE, "medical", "items", "Drugs or weapons: do not touch. Call police."),
        (POLICE, "medical_police", "items_police", "Two officers for every item you take."),
    ],
)
def test_a_plain_visit_goes_from_hello_to_a_place_that_says_they_arrived(
    at: At, runs: Runs, medical: str, items: str, said: str
) -> None:
    here = at(runs)
    visit = walk_in(here, "Red scarf")
    here.hands.press("Read aloud")
    steps = pages_of(here)
    assert steps.index(medical) < steps.index(items) < steps.index("partner")
    go(here, items)
    assert here.hands.sees(said)
    here.hands.press("Nothing to turn in, or all dealt with")
    go(here, "partner")
    calls_partner(here, "20")
    goes_ahead(here)
    go(here, "agreement")
    here.hands.press("They agree")
    has_a_bed(here, "Harborlight Detox")

    assert sees_soon(here, "How do they get there?")
    here.hands.pick("ride_mode", "provider_van")
    here.hands.press("The ride is arranged")
    here.hands.press("They have left")
    here.clock.advance(minutes=40)
    assert (
        "confirm they reached Harborlight Detox"
        in goes_to_board(here).cards[visit].accessibleName()
    )
    opens(here, visit, "handoff")
    here.hands.type_into("handoff.told_by", "Dana, at the desk")
    here.hands.press("Arrival confirmed")
    close_as(here, "placed_same_visit")

    assert here.hands.sees("Nobody is waiting")
    assert kept(here, visit).state is VisitState.CLOSED


def test_a_station_that_has_filled_in_its_values_works_and_hangs_out_by_them(at: At) -> None:
    here = at(POLICE)
    for path, value in OWN.items():
        fills_in(here, path, value)
    program_page(here)
    here.hands.press("Print the program card")
    card = text_of(here.printer.jobs[-1][0])
    assert "410-555-0188" in card
    assert "25 min" in card, card

    walk_in(here, "Red scarf")  # at 03:41 the first partner is closed
    go(here, "partner")
    assert here.hands.sees("410-555-0189")
    go(here, "eligibility")
    here.hands.pick("resident", "no")
    assert here.hands.sees("Call the program of their own county together")
