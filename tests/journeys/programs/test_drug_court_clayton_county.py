"""Clayton County: a court sends somebody to its office; each court day is called about."""

from collections.abc import Callable

import pytest

from safestation.domain.duties import RUN_OUT
from safestation.domain.facts import Confirmed
from safestation.domain.station import SiteType
from safestation.domain.visit import VisitId
from tests.journeys.deciding import asks, decides_and_ends, decision_of, goes_ahead
from tests.journeys.programs.at_station import ProgramCounter, Runs
from tests.journeys.programs.outreach import (
    asked_first,
    comes_in,
    comes_of,
    goes_to_board,
    opens,
    owed_now,
)
from tests.journeys.programs.what_is_left import prints
from tests.journeys.walking import close_as, go, kept, pages_of

pytestmark = pytest.mark.journey

OFFICE = Runs("drug_court_clayton_county", SiteType.OFFICE)
At = Callable[[Runs], ProgramCounter]
COURT_DAY = "Court day this week: call the day before"


def sent(here: ProgramCounter) -> VisitId:
    """The court sends somebody who said yes, with their lawyer."""
    return comes_in(here, "court", referring_office="Court 4", court_reference="12-77")


def enters(here: ProgramCounter) -> None:
    goes_ahead(
        here,
        offense_fits="fits",
        came_by_choice="yes",
        accepts_terms="yes",
        medical_hold="no",
    )
    go(here, "agreement")
    here.hands.press("They agree")


def test_each_weekly_court_day_is_called_about_the_day_before(at: At) -> None:
    here = at(OFFICE)
    visit = sent(here)
    enters(here)
    go(here, "duties")
    here.hands.pick("held_charge", "yes")
    here.hands.type_into("duty_due_on", "12/04/2026")
    assert "4 Dec 2026" in prints(here, visit, "papers")["person_card"]
    goes_to_board(here)

    here.clock.advance(days=10)
    lines = owed_now(here)
    assert COURT_DAY in lines[lines.index(heading(lines, "Today")) + 1]
    comes_of(here, "weekly_court", "met", told_by="Clerk, court 4")
    again = next(line for line in owed_now(here) if COURT_DAY in line)
    assert "10 Dec" in again, "the day before the next one"
    opens(here, visit, "duties")
    assert here.hands.sees("Drug court coordinator has it.")


def heading(lines: list[str], word: str) -> str:
    """Return the line of the list under which what is due then stands."""
    found = [line for line in lines if line.startswith(word)]
    assert len(found) == 1, lines
    return found[0]


def test_a_court_day_that_was_missed_asks_first_what_stood_in_the_way(at: At) -> None:
    here = at(OFFICE)
    visit = sent(here)
    enters(here)
    go(here, "duties")
    here.hands.type_into("duty_due_on", "12/04/2026")
    close_as(here, "goes_on_with_team")
    here.clock.advance(days=11)
    owed_now(here)
    comes_of(
        here, "weekly_court", "run_out", told_by="Clerk, court 4", told_to="Judge and team"
    )
    told = kept(here, visit).last(Confirmed)
    assert told is not None
    assert (told[1].how, told[1].told_to) == (RUN_OUT, "Judge and team")
    assert any(COURT_DAY in line for line in owed_now(here)), "the next week is still theirs"


@pytest.mark.parametrize(
    ("decision", "instead"), [("accepted", ""), ("not_accepted", "Treatment without the court")]
)
def test_the_judge_and_the_team_decide_who_enters(at: At, decision: str, instead: str) -> None:
    here = at(OFFICE)
    visit = sent(here)
    go(here, "eligibility")
    here.hands.pick("offense_fits", "unsure")
    assert here.hands.sees("Decides by this program: Judge and team")
    assert here.hands.sees("Treatment may start while the court decides.")
    asks(here, "Judge R. Bell")
    here.clock.advance(days=2)
    decides_and_ends(here, decision, "Judge R. Bell" if instead else "")

    decided = decision_of(here, visit)
    assert decided.outcome == ("alternative" if instead else "proceed")
    assert instead in decided.alternative


def test_at_the_office_nobody_is_opened_without_their_own_yes(at: At) -> None:
    here = at(OFFICE)
    sheet = asked_first(here, "court")
    assert sheet.fields.isHidden()
    assert here.hands.sees("Their lawyer may be there.")
    here.hands.click(sheet.yes)
    here.hands.type_into("referring_office", "Court 4")
    here.hands.click(sheet.start)

    assert {"items", "items_police"}.isdisjoint(pages_of(here)), "an office takes no drugs"
