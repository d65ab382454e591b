"""After a death: no window runs for the person, and the family decides for itself."""

from datetime import timedelta

import pytest

from safestation.catalog.programs import load_program
from safestation.domain.entries import TRY
from safestation.domain.facts import ContactTried, Entered, Fact, TaskAdded
from safestation.domain.family import is_for_family, nobody_to_reach
from safestation.domain.letting_go import let_go
from safestation.domain.outreach import is_sought, open_window
from safestation.domain.owed import owed
from safestation.domain.program import Program
from safestation.domain.station import SiteType
from safestation.domain.visit import Visit
from safestation.paths import resource
from tests.eastport import FILE
from tests.factories import ARRIVED, make_entry, make_visit

TEAM = load_program(FILE)
PLYMOUTH = load_program(resource("programs", "plymouth_county_outreach.toml"))
DIED = {"overdose_at": "2026-11-22T22:00", "overdose_fatal": "yes"}
YES = {**DIED, "family_contact_agreed": "yes"}
MORNING = ARRIVED.replace(hour=0, minute=0)


def after(answers: dict[str, str], *facts: Fact, entry: str = "after_overdose") -> Visit:
    entered = make_entry(Entered(entry, "outreach"), at=ARRIVED)
    rest = (make_entry(fact, entry_id=f"e{n}") for n, fact in enumerate(facts))
    return make_visit(answers, (entered, *rest))


def ids(program: Program, visit: Visit) -> list[str]:
    return [one.follow_up.id for one in owed(program, visit, ARRIVED)]


def test_nobody_is_sent_to_look_for_somebody_who_died() -> None:
    visit = after(DIED)

    assert nobody_to_reach(visit, TEAM)
    assert not is_sought(visit, TEAM, SiteType.FIRE)
    assert open_window(visit, TEAM, ARRIVED + timedelta(days=30)) is None
    assert is_sought(after({**DIED, "overdose_fatal": "no"}), TEAM, SiteType.FIRE)


@pytest.mark.parametrize("said", [DIED, {**DIED, "family_contact_agreed": "no"}])
def test_without_a_yes_of_the_family_nobody_contacts_it(said: dict[str, str]) -> None:
    assert ids(TEAM, after(said)) == []


def test_a_yes_of_the_person_before_is_no_yes_of_the_family() -> None:
    assert ids(TEAM, after({**DIED, "follow_up_agreed": "yes"})) == []


def test_the_family_is_visited_weeks_later_and_only_visited() -> None:
    (visit_them,) = owed(TEAM, after(YES), ARRIVED)

    assert visit_them.follow_up.id == "family"
    assert visit_them.due_at == MORNING.replace(month=12, day=20)  # 28 days after the 22nd


def test_a_death_that_somebody_reports_at_the_door_does_not_stop_the_familys_visit() -> None:
    told = after(YES, ContactTried("died", "visit", "K. Lund"))

    assert ids(TEAM, told) == ["family"]


def test_what_was_owed_to_the_person_is_let_go_and_the_familys_visit_stays() -> None:
    tried = TaskAdded("task-1", TRY, ARRIVED, "K. Lund")
    family = TaskAdded("task-2", "follow_up", ARRIVED, "coach", "family")
    arrival = TaskAdded("task-3", "confirm_arrival", ARRIVED, "K. Lund")

    gone = let_go(TEAM, after(YES, tried, family, arrival))

    assert [task.id for task, _ in gone] == ["task-1", "task-3"]


def test_a_way_in_for_the_family_has_its_own_window_and_somebody_who_goes() -> None:
    visit = after(DIED, entry="family_after_death")
    window = open_window(visit, PLYMOUTH, ARRIVED)

    assert is_for_family(visit, PLYMOUTH)
    assert not nobody_to_reach(visit, PLYMOUTH)
    assert window is not None
    assert window.opens_at == ARRIVED.replace(day=22, hour=22, minute=0) + timedelta(weeks=4)
    assert window.due_at - window.opens_at == timedelta(weeks=2)
