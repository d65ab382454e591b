"""Leon County: hours and sessions instead of an arrest; the State Attorney decides the rest."""

from collections.abc import Callable
from datetime import date

import pytest

from safestation.domain.duties import MET, RUN_OUT, ended
from safestation.domain.facts import Confirmed
from safestation.domain.reporting.period import Period
from safestation.domain.tasks import unfinished
from safestation.domain.text import Text
from safestation.domain.visit import VisitId
from safestation.hands import NotThereError
from tests.journeys.deciding import decision_of, goes_ahead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import comes_in, comes_of, opens, owed_now, said_on_board
from tests.journeys.programs.what_is_left import prints
from tests.journeys.walking import board_of, go, kept

pytestmark = pytest.mark.journey

COUNTY = Runs("adult_civil_citation_leon_county")
At = Callable[[Runs], ProgramCounter]
SOON, DUE = "Hours due soon", "Civil sanction due"


def cited(here: ProgramCounter) -> VisitId:
    """An officer offers a citation on the scene, and the person says yes."""
    return comes_in(here, "citation", field_encounter="call_for_service")


def read_on_board(here: ProgramCounter, visit: VisitId) -> str:
    """Go to the board; return what the card says."""
    here.shell.show_screen("counter")
    board = board_of(here)
    board.refresh()
    return board.cards[visit].accessibleName()


def accepts(here: ProgramCounter) -> None:
    """Go through the rules, and accept the citation."""
    goes_ahead(
        here,
        offense_fits="fits",
        officer_judgment="no_concern",
        came_by_choice="yes",
        medical_hold="no",
    )
    go(here, "agreement")
    here.hands.press("They agree")
    go(here, "duties")


def owes_20_hours(here: ProgramCounter) -> None:
    here.hands.pick("held_charge", "yes")
    here.hands.type_into("duty_hours", "20")
    here.hands.type_into("duty_place", "Food bank, Bay Street")
    here.hands.type_into("duty_due_on", "02/19/2027")


def test_the_hours_are_on_their_card_and_done_before_their_day_end_it(at: At) -> None:
    here = at(COUNTY)
    visit = cited(here)
    accepts(here)
    owes_20_hours(here)
    here.hands.type_into("duties.hours_now", "12")
    here.hands.type_into("duties.hours_by", "J. Ortiz, food bank")
    here.hands.press("Add these hours")
    assert here.hands.sees("12 done, 8 still to do")
    card = prints(here, visit, "papers")["person_card"]
    assert not here.hands.sees("The ride"), "nobody is driven anywhere: the papers come first"
    assert "Food bank, Bay Street" in card
    assert "19 Feb 2027" in card
    assert "works so that no arrest record is left" in card, "no more than the program says"

    said_on_board(here, visit)
    here.clock.advance(days=75)
    assert any(SOON in line for line in owed_now(here))
    assert "sessions? · 23 Dec 2026" in read_on_board(here, visit), "a day, and no hour"
    comes_of(here, "sanction_soon", "met", told_by="J. Ortiz, food bank")
    assert not any(DUE in line for line in owed_now(here)), "nobody asks once more"
    assert ended(kept(here, visit), "sanction_due") == MET


def test_the_time_runs_out_and_the_state_attorney_is_told_and_decides(at: At) -> None:
    here = at(COUNTY)
    visit = cited(here)
    accepts(here)
    owes_20_hours(here)
    said_on_board(here, visit)
    here.clock.advance(days=75)
    owed_now(here)
    comes_of(here, "sanction_soon", "not_yet", told_by="J. Ortiz, food bank")
    assert not any(SOON in line for line in owed_now(here))

    here.clock.advance(days=14)
    assert any("19 Feb" in line and DUE in line for line in owed_now(here))
    comes_of(
        here, "sanction_due", "run_out", told_by="J. Ortiz, food bank",
        told_to="State Attorney, intake desk",
    )  # fmt: skip
    told = kept(here, visit).last(Confirmed)
    assert told is not None
    assert (told[1].how, told[1].told_to) == (RUN_OUT, "State Attorney, intake desk")
    opens(here, visit, "duties")
    assert here.hands.sees("The time ran out. Tell")
    assert here.hands.sees("they decide, the app does not.")
    assert here.hands.sees("The program tells the State Attorney")


def test_an_officers_own_judgment_needs_a_reason_and_is_reported(at: At) -> None:
    here = at(COUNTY)
    visit = cited(here)
    go(here, "eligibility")
    here.hands.pick("officer_judgment", "concern")
    assert here.hands.sees("A concern is counted and reported with its reason.")
    here.hands.type_into("eligibility.decider", "K. Lund")
    with pytest.raises(NotThereError):  # no reason yet, so nothing can be written down
        here.hands.press("Write down: another way")

    here.hands.pick("judgment_reason", "needs_other_help")
    here.hands.press("Write down: another way")
    decided = decision_of(here, visit)
    assert decided.judgment == "needs_other_help"
    assert "The supervisor is told." in decided.alternative
    assert reported(here) == {"Other help fits better today": 1}


def reported(here: ProgramCounter) -> dict[str, int]:
    """Return what the month's report counts of officers' own judgment, by its words."""
    assert here.shell.desk is not None
    month = Period(date(2026, 11, 1), date(2026, 11, 30))
    report = here.shell.desk.reports.begin(month, here.program.id).run()
    lines = [line for one in report.measured["officer_judgment"].tables for line in one.lines]
    return {
        line.label.in_language("en"): line.count
        for line in lines
        if isinstance(line.label, Text) and line.count
    }


def test_without_what_an_office_waits_for_nothing_is_owed_to_it(at: At) -> None:
    here = at(COUNTY)
    visit = cited(here)
    accepts(here)
    here.hands.pick("held_charge", "no")
    said_on_board(here, visit)

    assert {task.note for task in unfinished(kept(here, visit))} == {"after_30d"}
