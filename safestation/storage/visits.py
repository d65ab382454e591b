"""Visits in the encrypted record. Satisfies services.ports.VisitStore."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from safestation.domain.acts import Act
from safestation.domain.answers import Answer, Source, Status
from safestation.domain.corrections import Earlier
from safestation.domain.facts import (
    FACTS,
    TO_FILE,
    CameIn,
    Closed,
    Fact,
    PeopleMerged,
    PeopleUnmerged,
    Printed,
    Reopened,
    TaskAdded,
    TaskDone,
)
from safestation.domain.numbers import visit_number
from safestation.domain.visit import Entry, Place, Visit, VisitId, VisitState
from safestation.services.ports import NO_CHANGES, Changes, Found, TrailLine, VisitEntry
from safestation.storage import codec, words
from safestation.storage.database import atomic, rehearsal, translated
from safestation.storage.driver import Database
from safestation.storage.moments import moment, offset, utc
from safestation.storage.trail import Hand, Marked, Trail, unmarked

# A word being typed is saved many times; a value that stood this long was meant.
SETTLED = timedelta(minutes=1)
_AT_ONCE = 200  # visits that a report reads in one piece

_TYPED_ON = (
    "UPDATE answer SET value = ?, happened_at = ?, typed_at = ?, utc_offset = ?, by = ?"
    " WHERE visit = ? AND question = ? AND status = ? AND source = ? AND typed_at > ?"
)
_REHEARSALS = 10


class Visits:
    """Keeps visits, each change whole and with its line in the history."""

    def __init__(
        self, db: Database, station_number: str = "", marked: Marked = unmarked
    ) -> None:
        self._db = db
        self._trail = Trail(db, marked)
        self._marked = marked
        self.station_number = station_number

    def rehearse(self) -> None:
        """Do what the save of a letter does a few times, and keep nothing of it.

        The driver keeps few statements ready, and a new one takes the place of the one that
        was used least: one that is used in between others never stays. Used ten times in a
        row, those of a letter do, and its save takes a third less. Raises StoreUnavailable.
        """
        with rehearsal(self._db):
            for _ in range(_REHEARSALS):
                self._db.conn.execute(_TYPED_ON, [""] * 10)  # no visit has this id
            self._trail.rehearse(_REHEARSALS)

    def open_visit(
        self,
        visit: Visit,
        by: str,
        at: datetime | None = None,
        changes: Changes = NO_CHANGES,
    ) -> Visit:
        """Keep a new visit and return it with its number, counted up for the year.

        `at` is the moment of writing where the person arrived before it. `changes` is what
        is known of it already; the visit has it, and neither is kept without the other.
        """
        now = at or visit.arrived_at
        with atomic(self._db):
            numbered = replace(visit, number=self._next_number(visit))
            self._db.execute(
                "INSERT INTO visit (id, number, station, program, program_version, arrived_at,"
                " utc_offset, opened_by, state, step, field) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                [
                    numbered.id, numbered.number, numbered.station, numbered.program,
                    numbered.program_version, utc(visit.arrived_at), offset(visit.arrived_at),
                    by, visit.state.value, visit.place.step, visit.place.field,
                ],
            )  # fmt: skip
            self._trail.note(Hand(visit.station, by, now), Act.OPENED, visit.id)
            self.save(numbered, changes, now, by)
        return numbered

    def save(self, visit: Visit, changes: Changes, at: datetime, by: str) -> None:
        """Keep the changes and their line in the history. `visit` has them already."""
        if changes.is_empty:
            return
        hand = Hand(visit.station, by, at)
        with atomic(self._db):
            self._save_answers(visit, changes, hand)
            for entry in changes.entries:
                self._add_entry(visit, entry)
            if changes.place is not None:
                self._db.execute(
                    "UPDATE visit SET step = ?, field = ? WHERE id = ?",
                    [changes.place.step, changes.place.field, visit.id],
                )
            if visit.state is VisitState.CLOSED and _is_found_anew(changes):
                words.index(self._db, visit)
            if detail := _detail(changes):
                self._trail.note(hand, Act.CHANGED, visit.id, detail)
            for entry in changes.entries:
                if told := _act_of(entry.fact):
                    self._trail.note(hand, told[0], visit.id, told[1])

    def load(self, visit: VisitId) -> Visit:
        """Return a visit as last kept."""
        with translated():
            rows = list(self._db.query("SELECT * FROM visit WHERE id = ?", [visit]))
            return self._with_contents(rows)[0]

    def open_visits(self) -> tuple[Visit, ...]:
        """Return every open visit, the longest waiting first."""
        with translated():
            rows = self._db.query(
                "SELECT * FROM visit WHERE state = 'open' ORDER BY arrived_at, seq"
            )
            return self._with_contents(list(rows))

    def ended_since(self, since: datetime) -> tuple[Visit, ...]:
        """Return the visits closed at or after a moment, the newest first."""
        with translated():
            rows = self._db.query(
                "SELECT * FROM visit WHERE closed_at >= ? ORDER BY closed_at DESC",
                [utc(since)],
            )
            return self._with_contents(list(rows))

    def began_between(self, start: datetime, end: datetime) -> Iterator[Visit]:
        """Yield the visits that began in a time, the oldest first, a few at a time.

        Only the ids are known from the start: ten years of visits never stand in memory.
        """
        with translated():
            ids = self._db.execute(
                "SELECT id FROM visit WHERE arrived_at >= ? AND arrived_at < ?"
                " ORDER BY arrived_at, seq",
                [utc(start), utc(end)],
            ).fetchall()
        for first in range(0, len(ids), _AT_ONCE):
            some = [one for (one,) in ids[first : first + _AT_ONCE]]
            marks = ",".join("?" * len(some))
            with translated():
                rows = self._db.query(
                    f"SELECT * FROM visit WHERE id IN ({marks}) ORDER BY arrived_at, seq",  # noqa: S608 - only marks
                    some,
                )
                found = self._with_contents(list(rows))
            yield from found

    def find(self, text: str, limit: int) -> tuple[Found, ...]:
        """Return visits whose names, handle or number start with the words typed."""
        with translated():
            return words.find(self._db, text, limit)

    def entries_about(self, kind: str, since: datetime) -> tuple[VisitEntry, ...]:
        """Return the facts of a kind since a moment, of all visits, oldest first."""
        with translated():
            rows = self._db.query(
                "SELECT * FROM entry WHERE kind = ? AND happened_at >= ? ORDER BY happened_at",
                [kind, utc(since)],
            )
            return tuple(VisitEntry(VisitId(r["visit"]), _entry(r)) for r in rows)

    def unfinished_tasks(self) -> tuple[VisitEntry, ...]:
        """Return every added task that has not come to an end, of all visits."""
        with translated():
            rows = self._db.query(
                "SELECT * FROM entry AS added WHERE kind = ? AND NOT EXISTS (SELECT 1 FROM "
                "entry WHERE kind = ? AND subject = added.subject)",
                [TaskAdded.KIND, TaskDone.KIND],
            )
            return tuple(VisitEntry(VisitId(r["visit"]), _entry(r)) for r in rows)

    def history(self, visit: VisitId) -> Iterable[TrailLine]:
        """Return the lines of the history about one visit."""
        with translated():
            return tuple(self._trail.lines(visit))

    def versions(self, visit: VisitId, question: str) -> tuple[Earlier, ...]:
        """Return the settled answers to a question that were replaced, the oldest first."""
        with translated():
            rows = self._db.query(
                "SELECT * FROM answer_version WHERE visit = ? AND question = ? "
                "ORDER BY replaced_at, typed_at",
                [visit, question],
            )
            return tuple(
                Earlier(_answer(r), moment(r["replaced_at"], r["utc_offset"])) for r in rows
            )

    def _next_number(self, visit: Visit) -> str:
        year = visit.arrived_at.year
        row = self._db.execute(
            "INSERT INTO visit_count (station, year, last) VALUES (?, ?, 1) "
            "ON CONFLICT (station, year) DO UPDATE SET last = last + 1 RETURNING last",
            [visit.station, year],
        ).fetchone()
        return visit_number(self.station_number, year, row[0])

    def _save_answers(self, visit: Visit, changes: Changes, hand: Hand) -> None:
        completed = _completed_at(visit, changes)
        for question, answer in changes.answers.items():
            settled = _settled(answer.typed_at, completed)
            if self._is_typed_on(visit.id, question, answer, settled):
                continue
            self._keep_version(visit.id, question, answer.typed_at, settled)
            self._db.execute(
                "INSERT OR REPLACE INTO answer VALUES (?,?,?,?,?,?,?,?,?,?)",
                [visit.id, question, visit.station, *_answer_columns(answer)],
            )
        for question in changes.taken_back:
            self._keep_version(visit.id, question, hand.at, _settled(hand.at, completed))
            self._db.execute(
                "DELETE FROM answer WHERE visit = ? AND question = ?", [visit.id, question]
            )

    def _is_typed_on(self, visit: str, question: str, answer: Answer, settled: str) -> bool:
        """Write one more letter of a value that has not settled; tell whether it was that.

        The same as the long way, at a fourth of its time: what does not change is not
        checked again. Most saves are such letters.
        """
        status, value, source, happened, typed, minutes, by = _answer_columns(answer)
        written = self._db.conn.execute(
            _TYPED_ON,
            [
                value, happened, typed, minutes, by,
                visit, question, status, source, settled,
            ],
        )  # fmt: skip
        return written.rowcount > 0

    def _keep_version(self, visit: str, question: str, now: datetime, settled: str) -> None:
        """Keep the value that is about to be replaced, if it was typed before `settled`."""
        self._db.execute(
            "INSERT INTO answer_version SELECT ?, visit, question, station, status, value, "
            "source, happened_at, typed_at, utc_offset, by, ? FROM answer "
            "WHERE visit = ? AND question = ? AND typed_at <= ?",
            [str(uuid4()), utc(now), visit, question, settled],
        )

    def _add_entry(self, visit: Visit, entry: Entry) -> None:
        self._db.execute(
            "INSERT INTO entry (id, visit, station, kind, subject, body, source, happened_at,"
            " typed_at, utc_offset, by, clock) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            [
                entry.id, visit.id, visit.station, entry.fact.KIND, _subject(entry.fact),
                codec.dump(entry.fact), entry.source.value, utc(entry.happened_at),
                utc(entry.typed_at), offset(entry.typed_at), entry.by, self._marked(),
            ],
        )  # fmt: skip
        if isinstance(entry.fact, CameIn):
            self._db.execute(
                "UPDATE visit SET arrived_at = ?, utc_offset = ? WHERE id = ?",
                [utc(entry.happened_at), offset(entry.happened_at), visit.id],
            )
        if isinstance(entry.fact, Closed | Reopened):
            closed_at = utc(entry.happened_at) if isinstance(entry.fact, Closed) else None
            self._db.execute(
                "UPDATE visit SET state = ?, closed_at = ? WHERE id = ?",
                [visit.state.value, closed_at, visit.id],
            )

    def _with_contents(self, rows: Sequence[dict[str, Any]]) -> tuple[Visit, ...]:
        visits = {row["id"]: _visit(row) for row in rows}
        marks = ",".join("?" * len(visits))
        answers: dict[str, dict[str, Answer]] = {v: {} for v in visits}
        entries: dict[str, list[Entry]] = {v: [] for v in visits}
        for row in self._db.query(
            f"SELECT * FROM answer WHERE visit IN ({marks})",  # noqa: S608 - only marks
            [*visits],
        ):
            answers[row["visit"]][row["question"]] = _answer(row)
        for row in self._db.query(
            f"SELECT * FROM entry WHERE visit IN ({marks}) ORDER BY seq",  # noqa: S608 - marks
            [*visits],
        ):
            entries[row["visit"]].append(_entry(row))
        return tuple(
            replace(v, answers=MappingProxyType(answers[i]), entries=tuple(entries[i]))
            for i, v in visits.items()
        )


def _completed_at(visit: Visit, changes: Changes) -> datetime | None:
    """Return when the visit was completed, if that was kept before these changes."""
    if visit.state is not VisitState.CLOSED:
        return None
    ends = (e for e in visit.entries if isinstance(e.fact, Closed) and e not in changes.entries)
    return max((entry.typed_at for entry in ends), default=None)


def _settled(now: datetime, completed: datetime | None) -> str:
    """Return up to when a value counts as meant: it stood long enough, or was completed."""
    stood = now - SETTLED
    return utc(stood if completed is None else max(stood, completed))


def _is_found_anew(changes: Changes) -> bool:
    """Tell whether a closed visit is closed just now, or by which words it is found changes."""
    closes = any(isinstance(entry.fact, Closed) for entry in changes.entries)
    return closes or bool(words.QUESTIONS & (changes.answers.keys() | changes.taken_back))


def _act_of(fact: Fact) -> tuple[Act, str] | None:
    """Return the act that a fact is beside a change, with its detail."""
    if isinstance(fact, PeopleMerged | PeopleUnmerged):
        return (Act.MERGED if isinstance(fact, PeopleMerged) else Act.UNMERGED), ""
    if isinstance(fact, Printed):
        act = Act.EXPORTED if fact.recipient.startswith(TO_FILE) else Act.PRINTED
        return act, f"{fact.form}, {fact.ground}"
    return None


def _detail(changes: Changes) -> str:
    """Count what changed; even a question's name would tell too much about a person."""
    answers = len(changes.answers) + len(changes.taken_back)
    told = [f"{answers} answers"] if answers else []
    if changes.entries:
        told.append(f"{len(changes.entries)} facts")
    return ", ".join(told)


def _subject(fact: Fact) -> str:
    """Return what a fact is about, for the facts that are looked up by it."""
    for name in ("task", "provider", "partner", "instrument"):
        if value := getattr(fact, name, ""):
            return str(value)
    return ""


def _visit(row: dict[str, Any]) -> Visit:
    return Visit(
        VisitId(row["id"]),
        row["number"],
        row["station"],
        row["program"],
        row["program_version"],
        moment(row["arrived_at"], row["utc_offset"]),
        row["opened_by"],
        VisitState(row["state"]),
        Place(row["step"], row["field"]),
    )


def _answer_columns(answer: Answer) -> list[str | int]:
    typed_at = utc(answer.typed_at)
    at_once = answer.happened_at is answer.typed_at
    return [
        answer.status.value,
        codec.dump(answer.value),
        answer.source.value,
        typed_at if at_once else utc(answer.happened_at),
        typed_at,
        offset(answer.typed_at),
        answer.by,
    ]


def _answer(row: dict[str, Any]) -> Answer:
    value = json.loads(row["value"])
    return Answer(
        Status(row["status"]),
        tuple(value) if isinstance(value, list) else value,
        Source(row["source"]),
        moment(row["happened_at"], row["utc_offset"]),
        moment(row["typed_at"], row["utc_offset"]),
        row["by"],
    )


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        row["id"],
        moment(row["happened_at"], row["utc_offset"]),
        moment(row["typed_at"], row["utc_offset"]),
        row["by"],
        Source(row["source"]),
        codec.load(FACTS[row["kind"]], row["body"]),
        row["clock"],
    )
