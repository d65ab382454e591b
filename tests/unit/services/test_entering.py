"""Opening an encounter that is no walk-in: what must be known, and what is kept of a no."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from safestation.catalog.programs import load_program
from safestation.domain.answers import Source, Status
from safestation.domain.entries import TRY, Way, is_out, way_of
from safestation.domain.errors import AnswerRefused, DiskFull, NotAllowed
from safestation.domain.facts import Closed, Entered, JoinedWith
from safestation.domain.milestones import Urgency
from safestation.domain.opening import Given, for_somebody_here, may_open, plain_way
from safestation.domain.outreach import next_try, open_window
from safestation.domain.station import Role
from safestation.domain.visit import VisitState
from safestation.services.counter import Counter
from safestation.services.trail_book import Wanted
from safestation.storage.driver import sqlcipher
from safestation.storage.visits import Visits
from tests.eastport import FILE, PATROL, REPORT, Eastport, eastport
from tests.factories import make_program, make_station
from tests.fakes import NIGHT

WAY_IN = "after_overdose"


@pytest.fixture
def here(tmp_path: Path) -> Eastport:
    return eastport(tmp_path)


def refused(here: Eastport, entry: str, answers: Mapping[str, Given]) -> str:
    """Return why it was refused, and see that nothing was kept of it."""
    with pytest.raises((NotAllowed, AnswerRefused)) as refusal:
        here.desk.counter.start(entry=entry, answers=answers)
    assert here.desk.counter.board().cards == ()
    error = refusal.value
    assert isinstance(error, NotAllowed | AnswerRefused)
    return error.reason


def test_a_report_opens_an_encounter_with_what_it_says_and_nothing_more(
    here: Eastport,
) -> None:
    opened = here.desk.counter.start(entry=WAY_IN, answers=REPORT).visit
    kept = here.desk.counter.look(opened.id, "review")

    assert {*kept.answers} == {*REPORT}
    assert kept.value("overdose_at") == "2026-11-22T22:00"
    assert (way_of(kept), is_out(kept)) == (Way.OUTREACH, True)


def test_it_arrived_when_the_report_came_in_not_when_it_was_typed(here: Eastport) -> None:
    came = NIGHT - timedelta(hours=5)
    visit = here.desk.counter.start(came, WAY_IN, REPORT).visit
    entered = visit.last(Entered)

    assert visit.arrived_at == came
    assert entered is not None
    assert entered[0].happened_at == came
    assert entered[0].typed_at == NIGHT


def test_what_nobody_knows_may_be_said_to_be_unknown(here: Eastport) -> None:
    unknown: dict[str, Given] = {**REPORT, "overdose_at": Status.DOES_NOT_KNOW}
    visit = here.desk.counter.start(entry=WAY_IN, answers=unknown).visit
    window = open_window(visit, here.desk.program, NIGHT)

    assert window is not None
    assert window.due_at == NIGHT + timedelta(hours=72)  # from the report: it must run out


def test_the_window_opens_and_runs_out_by_the_overdose(here: Eastport) -> None:
    visit = here.desk.counter.start(entry=WAY_IN, answers=REPORT).visit
    overdose = NIGHT.replace(day=22, hour=22, minute=0, second=0)
    window = open_window(visit, here.desk.program, NIGHT)

    assert window is not None
    assert (window.opens_at, window.urgency) == (overdose + timedelta(hours=12), Urgency.EARLY)
    assert window.due_at == overdose + timedelta(hours=72)


def test_who_opens_it_has_the_first_try_from_when_the_window_opens(here: Eastport) -> None:
    visit = here.desk.counter.start(entry=WAY_IN, answers=REPORT).visit
    task = next_try(visit)

    assert task is not None
    assert (task.kind, task.owner) == (TRY, "R. Alvarez")
    assert task.due_at == NIGHT.replace(day=23, hour=10, minute=0, second=0)
    assert [due.task.id for due in here.desk.follow_ups.all()] == [task.id]


@pytest.mark.parametrize(
    ("entry", "answers", "reason"),
    [
        ("by_pigeon", {}, "entry.unknown"),
        (WAY_IN, {}, "entry.minimum_first"),
        (WAY_IN, {"overdose_at": "11/22/2026 22:00"}, "entry.minimum_first"),
        (WAY_IN, {**REPORT, "overdose_town": ""}, "entry.minimum_first"),
        ("from_patrol", {"referring_officer": "K. Lund"}, "entry.yes_first"),
        ("from_patrol", {**PATROL, "agrees_to_referral": "no"}, "entry.yes_first"),
        (
            "from_patrol",
            {**PATROL, "agrees_to_referral": Status.DOES_NOT_KNOW},
            "entry.yes_first",
        ),
        (WAY_IN, {**REPORT, "overdose_at": "last night"}, "answer.not_a_date"),
        (WAY_IN, {**REPORT, "overdose_at": "11/23/2026 03:55"}, "answer.date_too_late"),
        (WAY_IN, {**REPORT, "supplier": "x"}, "error.answer_refused"),
        (WAY_IN, {**REPORT, "overdose_at": Status.ANSWERED}, "error.answer_refused"),
    ],
)
def test_what_does_not_open_an_encounter_keeps_nothing(
    here: Eastport, entry: str, answers: Mapping[str, Given], reason: str
) -> None:
    assert refused(here, entry, answers) == reason


def test_nothing_opens_before_counsel_decided(here: Eastport) -> None:
    here.desk.counter.station = make_station(program="eastport_team", determination=None)

    assert refused(here, WAY_IN, REPORT) == "setup.no_determination"
    with pytest.raises(NotAllowed):
        here.desk.counter.note_no("from_patrol")


def test_a_volunteer_opens_none_and_counts_none(here: Eastport) -> None:
    here.desk.gate.me = replace(here.desk.me, role=Role.VOLUNTEER)

    for act in (
        lambda: here.desk.counter.start(entry=WAY_IN, answers=REPORT),
        lambda: here.desk.counter.note_no("from_patrol"),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.fixture
def fills(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, int], None]:
    """Let the disk be full at the nth call of a part of the save, and have room after it."""

    def fill(part: str, nth: int) -> None:
        real, left = getattr(Visits, part), [nth]

        def full(self: Visits, *given: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise sqlcipher.OperationalError("database or disk is full")
            return real(self, *given)

        monkeypatch.setattr(Visits, part, full)

    return fill


WAYS: dict[str, Callable[[Counter], object]] = {
    "a report": lambda counter: counter.start(entry=WAY_IN, answers=REPORT),
    "an officer's": lambda counter: counter.start(entry="from_patrol", answers=PATROL),
    "a walk-in": lambda counter: counter.start(answers={"handle": "Blue cap"}),
    "a no": lambda counter: counter.note_no("from_patrol"),
}


@pytest.mark.parametrize(
    ("way", "part", "nth"),
    [
        ("a report", "_save_answers", 1),
        ("a report", "_add_entry", 1),  # how they came
        ("a report", "_add_entry", 2),  # who goes first
        ("an officer's", "_add_entry", 1),
        ("a walk-in", "_add_entry", 1),
        ("a no", "_add_entry", 1),
        ("a no", "_add_entry", 2),  # that it ended there
    ],
)
def test_a_full_disk_leaves_nothing_half_opened(
    here: Eastport, fills: Callable[[str, int], None], way: str, part: str, nth: int
) -> None:
    counter, lines = here.desk.counter, len(here.desk.trail.read(Wanted()))
    fills(part, nth)

    with pytest.raises(DiskFull):
        WAYS[way](counter)
    board = counter.board()
    assert (board.cards, board.last_day, here.desk.follow_ups.all()) == ((), (), ())
    assert len(here.desk.trail.read(Wanted())) == lines

    WAYS[way](counter)  # there is room again
    board = counter.board()
    rows = [*(card.visit for card in board.cards), *(end.visit for end in board.last_day)]
    (kept,) = (counter.look(row, "review") for row in rows)
    assert "-0001-" in kept.number, "nor was a number used up"
    assert kept.last(Entered) is not None


def test_who_comes_back_is_joined_with_before_or_not_opened_at_all(
    here: Eastport, fills: Callable[[str, int], None]
) -> None:
    before = here.desk.counter.start()
    before.write(Closed("information_only"))
    fills("_add_entry", 1)

    with pytest.raises(DiskFull):
        here.desk.counter.start_again(before.visit.id)
    assert here.desk.counter.board().cards == ()
    again = here.desk.counter.start_again(before.visit.id).visit
    joined = here.desk.counter.look(again.id, "review").last(JoinedWith)

    assert joined is not None
    assert joined[1].visit == before.visit.id


def test_a_no_is_counted_and_tells_nothing_of_who_said_it(here: Eastport) -> None:
    here.desk.counter.note_no("from_patrol")
    (row,) = here.desk.counter.board().last_day
    kept = here.desk.counter.look(row.visit, "review")

    assert row.disposition == "said_no_to_referral"
    assert kept.state is VisitState.CLOSED
    assert {*kept.answers} == {"agrees_to_referral", "disposition"}
    assert [type(entry.fact) for entry in kept.entries] == [Entered, Closed]
    assert here.desk.follow_ups.all() == ()


@pytest.mark.parametrize("entry", ["walk_in", WAY_IN, "by_pigeon", ""])
def test_a_no_is_counted_only_where_somebody_is_asked(here: Eastport, entry: str) -> None:
    with pytest.raises(NotAllowed):
        here.desk.counter.note_no(entry)
    assert here.desk.counter.board().last_day == ()


def test_who_agrees_goes_on_like_anybody_with_the_rules_of_their_way(here: Eastport) -> None:
    session = here.desk.counter.start(entry="from_patrol", answers=PATROL)
    program, visit = here.desk.program, session.visit
    site = here.desk.station.site_type

    assert [step.id for step in program.path(visit, site)][:2] == ["medical", "partner"]
    assert [rule.id for rule in program.rules_for(visit, site)] == ["danger", "by_choice"]
    assert next_try(visit) is None


def test_a_walk_in_of_a_program_with_several_ways_says_so(here: Eastport) -> None:
    visit = here.desk.counter.start().visit

    assert here.desk.program.entry_of(visit).id == "walk_in"
    assert [fact.entry for _, fact in visit.all_of(Entered)] == ["walk_in"]
    assert not is_out(visit)


def test_a_program_with_only_a_door_writes_nothing_about_the_way(tmp_path: Path) -> None:
    here = eastport(tmp_path, program=make_program())

    for entry in ("", "walk_in"):
        assert here.desk.counter.start(entry=entry).visit.entries == ()
    assert plain_way(here.desk.program) is not None


def test_nobody_becomes_somebody_who_was_reported_because_no_way_was_named(
    tmp_path: Path,
) -> None:
    team = load_program(FILE)
    here = eastport(tmp_path, program=replace(team, entries=team.entries[1:]))

    assert refused(here, "", {}) == "entry.unknown"
    assert for_somebody_here(team)[0].id == "walk_in"


def test_a_program_with_several_ways_has_no_plain_one(here: Eastport) -> None:
    assert plain_way(here.desk.program) is None


def test_what_police_tell_is_not_what_a_treatment_provider_tells(here: Eastport) -> None:
    told = {**REPORT, "report_from": "police"}
    police = here.desk.counter.start(entry=WAY_IN, answers=told).visit
    hospital = here.desk.counter.start(
        entry=WAY_IN, answers={**REPORT, "report_from": "hospital"}
    ).visit

    assert police.answers["overdose_town"].source is Source.OBSERVED
    assert hospital.answers["overdose_town"].source is Source.RECEIVED


def test_a_minimum_that_is_given_may_open_and_a_missing_yes_may_not(here: Eastport) -> None:
    patrol = here.desk.program.entry("from_patrol")
    assert patrol is not None

    assert may_open(patrol, PATROL)
    assert not may_open(patrol, {"agrees_to_referral": "yes"})
    assert not may_open(patrol, {"referring_officer": "K. Lund"})
