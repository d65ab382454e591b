"""Visits survive in the encrypted record as they were said."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import MappingProxyType
from uuid import uuid4

import pytest

from safestation.domain.answers import Answer, Source, Status
from safestation.domain.chain import first_break
from safestation.domain.corrections import Earlier
from safestation.domain.facts import Closed, NoteAdded, TaskAdded, TaskDone, VitalsTaken
from safestation.domain.visit import Entry, Place, Visit, VisitId, VisitState
from safestation.services.ports import Changes
from safestation.storage.audits import Audits
from safestation.storage.database import open_record
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.migrations import APPEND_ONLY, migrations
from safestation.storage.trail import Trail, runs_hold
from safestation.storage.visits import Visits

AT = datetime(2026, 11, 23, 3, 41, 7, tzinfo=timezone(timedelta(hours=-5)))


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_record(tmp_path / "record.db", bytes(range(32)), migrations, create=True)


@pytest.fixture
def visits(db: Database) -> Visits:
    return Visits(db, "12")


def fresh() -> Visit:
    return Visit(VisitId(str(uuid4())), "", "station-1", "demo", "1", AT, "staff-1")


def said(value: str | tuple[str, ...], at: datetime = AT) -> Answer:
    return Answer(Status.ANSWERED, value, Source.SAID, at, at, "staff-1")


def entry(fact: object, at: datetime = AT) -> Entry:
    return Entry(str(uuid4()), at, at, "staff-1", Source.SAID, fact)  # type: ignore[arg-type] # any fact


def keep(visits: Visits, visit: Visit, changes: Changes, at: datetime = AT) -> Visit:
    changed = visit.with_answers(changes.answers)
    for question in changes.taken_back:
        changed = changed.without_answer(question)
    for new in changes.entries:
        changed = changed.with_entry(new)
    visits.save(changed, changes, at, "staff-1")
    return changed


def test_a_visit_comes_back_as_it_was_said(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    answers = {
        "first_name": said("Ana"),
        "comfort": said(("water", "seat")),
        "phone": Answer(Status.RATHER_NOT_SAY, "", Source.SAID, AT, AT, "staff-1"),
    }
    vitals = VitalsTaken(MappingProxyType({"hr": "88"}), "ok")
    changes = Changes(
        MappingProxyType(answers), entries=(entry(vitals),), place=Place("m", "f")
    )
    kept = keep(visits, visit, changes)

    loaded = visits.load(visit.id)

    assert loaded == replace(kept, place=Place("m", "f"))
    assert loaded.arrived_at.utcoffset() == timedelta(hours=-5)


def test_visit_numbers_count_up_within_the_year(visits: Visits) -> None:
    first = visits.open_visit(fresh(), "staff-1")
    second = visits.open_visit(fresh(), "staff-1")
    next_year = replace(fresh(), arrived_at=AT.replace(year=2027))

    assert first.number.startswith("12-2026-0001-")
    assert second.number.startswith("12-2026-0002-")
    assert visits.open_visit(next_year, "staff-1").number.startswith("12-2027-0001-")


def test_a_settled_answer_is_kept_when_it_is_replaced(db: Database, visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    visit = keep(visits, visit, Changes(MappingProxyType({"age": said("34")})))
    later = AT + timedelta(minutes=5)
    keep(visits, visit, Changes(MappingProxyType({"age": said("43", later)})), later)

    assert visits.load(visit.id).value("age") == "43"
    assert db.execute("SELECT value FROM answer_version").fetchall() == [('"34"',)]


def test_both_values_of_a_correction_can_be_read_again(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    first, later = said("34"), AT + timedelta(minutes=5)
    visit = keep(visits, visit, Changes(MappingProxyType({"age": first})))
    keep(visits, visit, Changes(MappingProxyType({"age": said("43", later)})), later)

    assert visits.versions(visit.id, "age") == (Earlier(first, later),)
    assert visits.versions(visit.id, "allergies") == ()


def test_what_a_visit_was_completed_with_is_kept_however_short_it_stood(
    visits: Visits,
) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    visit = keep(visits, visit, Changes(MappingProxyType({"age": said("34")})))
    end = AT + timedelta(seconds=5)
    closed = replace(visit, state=VisitState.CLOSED)
    closed = keep(visits, closed, Changes(entries=(entry(Closed("left"), end),)), end)
    for typed, seconds in (("4", 9), ("43", 10)):
        at = AT + timedelta(seconds=seconds)
        closed = keep(visits, closed, Changes(MappingProxyType({"age": said(typed, at)})), at)

    kept = visits.versions(visit.id, "age")

    assert [one.answer.value for one in kept] == ["34"]
    assert closed.value("age") == "43"


def test_a_word_being_typed_leaves_one_earlier_version_and_every_line_in_the_history(
    db: Database, visits: Visits
) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    at = AT
    for typed, pause in (("P", 0), ("Pe", 1), ("Pen", 1), ("Q", 60), ("Qu", 1)):
        at += timedelta(seconds=pause)
        visit = keep(visits, visit, Changes(MappingProxyType({"allergies": said(typed, at)})))

    assert visits.load(visit.id) == visit
    assert db.execute("SELECT value FROM answer_version").fetchall() == [('"Pen"',)]
    assert len(list(visits.history(visit.id))) == 1 + 5


def test_a_word_typed_on_may_turn_into_a_reason_for_none(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    visit = keep(visits, visit, Changes(MappingProxyType({"phone": said("410")})))
    for status, source in (
        (Status.RATHER_NOT_SAY, Source.SAID),
        (Status.ANSWERED, Source.RECEIVED),
    ):
        answer = replace(said("410"), status=status, source=source)
        visit = keep(visits, visit, Changes(MappingProxyType({"phone": answer})))

        assert visits.load(visit.id) == visit


def test_an_answer_can_be_taken_back_to_blank(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    visit = keep(visits, visit, Changes(MappingProxyType({"age": said("34")})))
    keep(visits, visit, Changes(taken_back=frozenset({"age"})))

    assert "age" not in visits.load(visit.id).answers


def test_a_search_finds_names_without_accents_handles_and_numbers(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    names = {"first_name": said("José"), "last_name": said("Muñoz"), "handle": said("Red hat")}
    keep(visits, visit, Changes(MappingProxyType(names)))
    other = visits.open_visit(fresh(), "staff-1")

    for typed in ("munoz jos", "JOSE", "red h", visit.number, visit.number[:-2]):
        assert [found.visit for found in visits.find(typed, 5)] == [visit.id], typed
    assert [f.visit for f in visits.find(other.number, 5)] == [other.id]
    assert visits.find("nobody", 5) == ()


@pytest.mark.parametrize("typed", ["\x00", '"', "*", "' OR 1", "NEAR(", "", "  ", "a" * 5000])
def test_a_search_takes_whatever_is_typed(visits: Visits, typed: str) -> None:
    visits.open_visit(fresh(), "staff-1")

    assert visits.find(typed, 5) == ()


def test_closing_takes_a_visit_off_the_board(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    closed = replace(visit, state=VisitState.CLOSED)
    keep(visits, closed, Changes(entries=(entry(Closed("declined")),)))

    assert visits.open_visits() == ()
    assert [v.id for v in visits.ended_since(AT - timedelta(hours=1))] == [visit.id]
    assert visits.ended_since(AT + timedelta(hours=1)) == ()


def test_tasks_are_due_until_they_come_to_an_end(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    task = entry(TaskAdded("t1", "call", AT + timedelta(hours=24)))
    visit = keep(visits, visit, Changes(entries=(task,)))
    assert [due.entry.id for due in visits.unfinished_tasks()] == [task.id]

    keep(visits, visit, Changes(entries=(entry(TaskDone("t1", "reached")),)))

    assert visits.unfinished_tasks() == ()


def test_every_change_has_its_line_in_the_history_and_none_says_what(visits: Visits) -> None:
    visit = visits.open_visit(fresh(), "staff-1")
    keep(visits, visit, Changes(MappingProxyType({"first_name": said("Zebulon")})))
    keep(visits, visit, Changes(entries=(entry(NoteAdded("Zebulon waits")),)))

    lines = [f"{line.act} {line.detail}" for line in visits.history(visit.id)]

    assert lines == ["opened ", "changed 1 answers", "changed 1 facts"]


def test_lines_of_two_visits_served_in_turns_are_told_apart_again(
    db: Database, visits: Visits
) -> None:
    one, other = (visits.open_visit(fresh(), "staff-1") for _ in range(2))
    for turn, visit in enumerate((one, one, other, one, other, other)):
        keep(visits, visit, Changes(MappingProxyType({f"question-{turn}": said("a")})))
        if turn == 3:
            Audits(db).note("locked", "station-1", AT, "staff-1")
    keep(visits, other, Changes(entries=(entry(NoteAdded("Waits")),)))

    told = [[line.detail for line in visits.history(visit.id)] for visit in (one, other)]

    assert told == [["", *["1 answers"] * 3], ["", *["1 answers"] * 3, "1 facts"]]
    assert runs_hold(db)


def test_a_rehearsed_save_leaves_nothing_behind(db: Database, visits: Visits) -> None:
    visit = keep(
        visits,
        visits.open_visit(fresh(), "staff-1"),
        Changes(MappingProxyType({"allergies": said("P")})),
    )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    before = [*Trail(db).every()]

    visits.rehearse()

    assert db.execute("PRAGMA wal_checkpoint").fetchone()[1] == 0  # no page was written
    assert [*Trail(db).every()] == before
    assert visits.load(visit.id) == visit
    keep(visits, visit, Changes(MappingProxyType({"allergies": said("Pe")})))
    assert first_break(Trail(db).every()) is None


def test_typing_writes_no_more_than_two_pages(db: Database, visits: Visits) -> None:
    visit = keep(
        visits,
        visits.open_visit(fresh(), "staff-1"),
        Changes(MappingProxyType({"allergies": said("P")})),
    )
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    for letter in range(10):
        keep(visits, visit, Changes(MappingProxyType({"allergies": said(f"P{letter}")})))

    _, pages, _ = db.execute("PRAGMA wal_checkpoint").fetchone()  # what waits in the -wal
    assert 10 * 2 <= pages <= 10 * 2 + 2  # where a page of the history is full, a new one


@pytest.mark.parametrize("table", APPEND_ONLY)
def test_what_happened_cannot_be_changed_or_removed(db: Database, table: str) -> None:
    triggers = {
        name
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", [table]
        )
    }

    assert {f"{table}_refuses_update", f"{table}_refuses_delete"} <= triggers


def test_the_history_refuses_an_update(db: Database, visits: Visits) -> None:
    visits.open_visit(fresh(), "staff-1")

    with pytest.raises(sqlcipher.IntegrityError, match="append-only"):
        db.execute("UPDATE trail SET act = 'nothing'")


def test_a_moment_without_a_zone_is_a_bug(visits: Visits) -> None:
    with pytest.raises(ValueError, match="zone"):
        visits.ended_since(datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test


def test_times_sort_as_text_whatever_the_zone(visits: Visits) -> None:
    early = replace(fresh(), arrived_at=AT.astimezone(UTC))
    late = replace(fresh(), arrived_at=AT + timedelta(seconds=1))
    visits.open_visit(late, "staff-1")
    visits.open_visit(early, "staff-1")

    assert [v.id for v in visits.open_visits()] == [early.id, late.id]
