"""What a program owes is written down with the fact that makes it owed, by whoever it was."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.catalog.dictionary import load_dictionary
from safestation.content import Content
from safestation.domain.errors import StoreUnavailable
from safestation.domain.facts import (
    CameIn,
    Closed,
    ContactTried,
    Departed,
    PlacementAccepted,
    TaskAdded,
    TaskDone,
)
from safestation.domain.program import FollowUp
from safestation.domain.station import Role, Staff
from safestation.domain.tasks import STOPPED, unfinished
from safestation.domain.text import Text
from safestation.services.gate import Gate
from safestation.services.session import VisitSession
from safestation.services.vault import SetUp
from tests.factories import WORDS, make_program, make_station, make_wall
from tests.fakes import NIGHT, CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

FOLLOW_UPS = (
    FollowUp("day", Text.of("Did they arrive?", es="¿Llegó?"), 24, "station", who="coach"),
    FollowUp("gone", Text.of("Home?", es="¿En casa?"), 48, "station", start="departed"),
    FollowUp("came", Text.of("Well?", es="¿Bien?"), 24, "station", start="arrived"),
)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def session(tmp_path: Path, clock: FakeClock) -> VisitSession:
    return opened(tmp_path, clock, FOLLOW_UPS)


def opened(tmp_path: Path, clock: FakeClock, follow_ups: tuple[FollowUp, ...]) -> VisitSession:
    program = make_program(follow_ups=follow_ups)
    content = Content({program.id: program}, load_dictionary(), {}, WORDS, {})
    vault = LocalVault(
        tmp_path, content, MemoryPrinter(), training=True, clock=clock, ids=CountedIds(),
        kdf=CHEAP,
    )  # fmt: skip
    me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
    return vault.create(SetUp(make_station(), me, "seven blue herons at dawn")).counter.start()


def kept(session: VisitSession) -> dict[str, TaskAdded]:
    """Return the open tasks that the record has, by which follow-up they are."""
    visit = session._store.load(session.visit.id)  # noqa: SLF001 - the record as it is
    open_tasks = {task.id for task in unfinished(visit)}
    return {f.note: f for _, f in visit.all_of(TaskAdded) if f.task in open_tasks}


def test_a_yes_makes_owed_what_has_begun_and_the_close_the_rest(session: VisitSession) -> None:
    session.flush()
    assert kept(session) == {}
    session.answer("follow_up_agreed", "yes")
    session.flush()
    assert set(kept(session)) == {"came"}

    session.write(Closed("declined"))

    assert set(kept(session)) == {"came", "day"}
    assert kept(session)["day"].owner == "coach", "whom the file names"
    assert kept(session)["came"].owner == "R. Alvarez", "whoever has it now"


def asked(session: VisitSession) -> list[tuple[str, str]]:
    """Return the open tasks that ask whether they arrived: their kind and owner."""
    visit = session._store.load(session.visit.id)  # noqa: SLF001 - the record as it is
    notes = {"", "day", "there"}
    return [(t.kind, t.owner) for t in unfinished(visit) if t.note in notes]


def leave(session: VisitSession) -> None:
    session.write_all(PlacementAccepted("provider-1", "Bayview House"), Departed())
    session.write(TaskAdded("task-own", "confirm_arrival", NIGHT, "R. Alvarez"))


@pytest.mark.parametrize("start", ["departed", "closed"])
def test_a_program_that_asks_whether_they_arrived_is_enough(
    tmp_path: Path, clock: FakeClock, start: str
) -> None:
    one = replace(FOLLOW_UPS[0], ask="arrival", start=start)
    session = opened(tmp_path, clock, (one,))
    session.answer("follow_up_agreed", "yes")
    leave(session)
    session.write(Closed("placed_same_visit"))

    assert asked(session) == [("follow_up", "coach")]


@pytest.mark.parametrize(
    ("ask", "agreed"), [("arrival", "no"), ("arrival", ""), ("status", "yes")]
)
def test_where_the_program_does_not_ask_it_the_app_does(
    tmp_path: Path, clock: FakeClock, ask: str, agreed: str
) -> None:
    session = opened(tmp_path, clock, (replace(FOLLOW_UPS[0], id="week", ask=ask),))
    session.answer("follow_up_agreed", agreed)
    leave(session)
    session.write(Closed("placed_same_visit"))

    assert asked(session) == [("confirm_arrival", "R. Alvarez")]


def test_a_yes_that_is_taken_back_on_the_way_leaves_the_question_to_the_app(
    tmp_path: Path, clock: FakeClock
) -> None:
    one = replace(FOLLOW_UPS[0], ask="arrival", start="departed")
    session = opened(tmp_path, clock, (one,))
    session.answer("follow_up_agreed", "yes")
    leave(session)
    session.answer("follow_up_agreed", "no")
    session.flush()
    assert asked(session) == [("confirm_arrival", "coach")]

    session.answer("follow_up_agreed", "yes")
    session.flush()
    assert asked(session) == [("follow_up", "coach")]


def test_a_fact_that_could_not_be_kept_takes_its_task_with_it(
    session: VisitSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    session.answer("follow_up_agreed", "yes")
    session.flush()

    def full(*_anything: object) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as disk:
        disk.setattr(session._store, "save", full)  # noqa: SLF001 - a full disk
        with pytest.raises(StoreUnavailable):
            session.write(Closed("declined"))
    assert "day" not in kept(session)
    session.flush()

    visit = session._store.load(session.visit.id)  # noqa: SLF001 - the record as it is
    assert [f.note for _, f in visit.all_of(TaskAdded)].count("day") == 1
    assert visit.has(Closed)


def test_a_corrected_arrival_moves_what_was_counted_from_it(session: VisitSession) -> None:
    session.answer("follow_up_agreed", "yes")
    session.flush()
    session.write(CameIn(), NIGHT - timedelta(hours=2))

    assert kept(session)["came"].due_at == NIGHT + timedelta(hours=22)
    assert [f.outcome for _, f in session.visit.all_of(TaskDone)] == ["moved"]


def test_asked_to_stop_ends_every_contact_in_the_same_breath(session: VisitSession) -> None:
    session.answer("follow_up_agreed", "yes")
    session.write(ContactTried("asked_to_stop", "call", "R. Alvarez"))

    assert kept(session) == {}
    session.write(Closed("declined"))
    assert kept(session) == {}
    ends = {f.outcome for _, f in session.visit.all_of(TaskDone)}
    assert ends <= {STOPPED}


def as_volunteer(session: VisitSession, clock: FakeClock) -> VisitSession:
    """Return the same visit in a volunteer's hands, who sees only a part of it."""
    wall = make_wall(clock, Gate(Staff("staff-2", "K. Lund", Role.VOLUNTEER)))
    store, ids = session._store, session._ids  # noqa: SLF001 - the same record
    seen = wall.seen(store.load(session.visit.id))
    return VisitSession(seen, session.program, {}, store, clock, ids, wall)


def test_what_a_volunteer_writes_makes_owed_what_only_the_whole_record_tells(
    session: VisitSession, clock: FakeClock
) -> None:
    session.answer("follow_up_agreed", "yes")
    session.flush()
    theirs = as_volunteer(session, clock)
    assert theirs.visit.value("follow_up_agreed") == ""

    theirs.write(Departed())

    assert kept(session)["gone"].due_at == NIGHT + timedelta(hours=48)


def test_a_volunteer_is_not_given_a_call_to_somebody_who_asked_us_to_stop(
    session: VisitSession, clock: FakeClock
) -> None:
    session.answer("follow_up_agreed", "yes")
    session.write(ContactTried("asked_to_stop", "call", "R. Alvarez"))

    as_volunteer(session, clock).write(Departed())

    assert kept(session) == {}
