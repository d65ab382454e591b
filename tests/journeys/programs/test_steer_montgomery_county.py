"""STEER: their own yes, a field screen, a held charge with a date, and weekly contact."""

from collections.abc import Callable

import pytest

from safestation.domain.entries import Way, way_of
from safestation.domain.tasks import Task, unfinished
from safestation.domain.visit import VisitId
from tests.fakes import NIGHT
from tests.journeys.deciding import (
    asks,
    decides_and_ends,
    decides_instead,
    decision_of,
    goes_ahead,
)
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    asked_first,
    calls_partner,
    comes_in,
    comes_of,
    overdose_of_last_night,
    owed_now,
)
from tests.journeys.walking import close_as, go, kept, pages_of

pytestmark = pytest.mark.journey

COUNTY = Runs("steer_montgomery_county")
At = Callable[[Runs], ProgramCounter]


def referred(here: ProgramCounter, way: str = "field") -> VisitId:
    """An officer on patrol sends somebody who said yes."""
    return comes_in(here, way, field_encounter="on_view", referring_officer="K. Lund")


def owed(here: ProgramCounter, visit: VisitId) -> dict[str, Task]:
    return {task.note: task for task in unfinished(kept(here, visit))}


def test_a_no_in_the_field_is_counted_and_nothing_else_is_kept(at: At) -> None:
    here = at(COUNTY)
    sheet = asked_first(here, "field")
    assert sheet.fields.isHidden()
    here.hands.click(sheet.no)
    desk = here.shell.desk
    assert desk is not None
    (ended,) = desk.counter.board().last_day

    assert desk.counter.board().cards == ()
    assert set(kept(here, ended.visit).answers) <= {"agrees_to_referral", "disposition"}


def test_a_held_charge_is_looked_at_on_its_day_and_the_weekly_contact_comes_due(
    at: At,
) -> None:
    here = at(COUNTY)
    visit = referred(here)
    goes_ahead(
        here,
        field_screen="fits",
        offense_fits="fits",
        accepts_terms="yes",
        medical_hold="no",
        danger_to_helper="no",
    )
    go(here, "agreement")
    here.hands.press("They agree")
    go(here, "handover")
    calls_partner(here, "20")
    go(here, "held_charge")
    here.hands.pick("held_charge", "yes")
    here.hands.type_into("duty_due_on", "12/21/2026")
    go(here, "close")
    here.hands.pick("follow_up_agreed", "yes")
    close_as(here, "goes_on_with_team")

    assert {"weekly_contact", "held_charge"} <= set(owed(here, visit))
    assert owed(here, visit)["held_charge"].due_at.date().isoformat() == "2026-12-21"
    here.clock.advance(days=7)
    assert any("Weekly contact" in line for line in owed_now(here))
    comes_of(here, "weekly_contact", "reached", status="in_treatment")
    again = owed(here, visit)["weekly_contact"]
    assert (again.due_at.date() - NIGHT.date()).days == 14
    here.clock.advance(days=21)
    assert any("The held charge is looked at" in line for line in owed_now(here))
    comes_of(here, "held_charge", "met", told_by="R. Okafor, prosecutor's office")
    assert "held_charge" not in owed(here, visit)
    assert "weekly_contact" in owed(here, visit)


def test_a_screen_that_does_not_fit_still_brings_a_peer(at: At) -> None:
    here = at(COUNTY)
    visit = referred(here)
    go(here, "eligibility")
    here.hands.pick("field_screen", "does_not_fit")
    assert here.hands.sees("The peer team can still see them.")
    decides_instead(here, "K. Lund")

    decided = decision_of(here, visit)
    assert decided.reason_code == "screen_not_fit"
    assert "handover" in pages_of(here)


def test_without_a_charge_there_is_nothing_to_hold(at: At) -> None:
    here = at(COUNTY)
    referred(here, "prevention")

    assert "held_charge" not in pages_of(here)
    go(here, "eligibility")
    assert not here.hands.sees("The offense is one that STEER takes")


def test_after_an_overdose_a_peer_goes_and_no_screen_is_asked(at: At) -> None:
    here = at(COUNTY)
    visit = overdose_of_last_night(here)

    assert way_of(kept(here, visit)) is Way.OUTREACH
    assert "agreement" not in pages_of(here)
    go(here, "eligibility")
    assert not here.hands.sees("The field screen fits")


@pytest.mark.parametrize(
    ("decision", "outcome", "instead"),
    [("held", "proceed", ""), ("not_held", "alternative", "as a prevention contact")],
)
def test_the_supervisor_decides_whether_a_charge_can_be_held(
    at: At, decision: str, outcome: str, instead: str
) -> None:
    here = at(COUNTY)
    visit = referred(here)
    go(here, "eligibility")
    here.hands.pick("offense_fits", "unsure")
    assert here.hands.sees("The supervisor decides whether the charge can be held.")
    assert here.hands.sees("Supervisor on duty")
    asks(here, "Sgt. Ames")
    decides_and_ends(here, decision, "Sgt. Ames" if outcome != "proceed" else "")

    decided = decision_of(here, visit)
    assert decided.outcome == outcome
    assert instead in decided.alternative
