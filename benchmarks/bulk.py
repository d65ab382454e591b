"""A record full of invented visits, written straight into the real tables.

Ten years of a busy counter are 100,000 visits. Through the services that would take an
hour; here it is one transaction of bulk inserts with the very columns the store writes.
Names are put together from syllables, so that they are many, varied and nobody's.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from safestation.domain.acts import DONE
from safestation.domain.chain import START, Line, link
from safestation.domain.facts import (
    Arrived,
    Closed,
    Fact,
    NoticeGiven,
    PartnerCalled,
    PlacementAccepted,
    ProviderCalled,
    SatWith,
)
from safestation.domain.numbers import visit_number
from safestation.storage import codec, words
from safestation.storage.database import open_record
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.migrations import migrations
from safestation.storage.moments import offset, utc
from tests.fakes import NIGHT

KEY = bytes(range(32))
OPEN_VISITS = 5
APART = timedelta(minutes=53)
FIRST = ("Al", "Be", "Ca", "Da", "El", "Fa", "Jo", "Ka", "Lu", "Ma", "No", "Ro", "Sa", "Ti")
MIDDLE = ("ba", "den", "gor", "lin", "mir", "nel", "per", "ra", "sto", "ven", "wil", "zan")
LAST = ("", "a", "berg", "dale", "ez", "field", "ini", "man", "o", "ski", "son", "wood")
HANDLES = ("Blue jacket", "Red hat", "With the dog", "Green backpack", "Gray hoodie")
SPOKEN = ("en", "en", "en", "es")


@dataclass(frozen=True, slots=True)
class Row:
    """One visit about to be written. `seq` is its place in the record, from 1."""

    seq: int
    id: str
    number: str
    at: datetime
    is_open: bool
    answers: dict[str, str]
    facts: tuple[Fact, ...]


def fill(path: Path, count: int) -> Database:
    """Create a record with `count` visits, the newest few open, and return it open."""
    open_record(path, KEY, migrations, create=True).close()
    chance = random.Random(count)  # noqa: S311 - the same people in every run
    with closing(_fast(path)) as record:
        for batch in _batches(_visits(count, chance)):
            _write(record, batch)
        last = ["station-12", NIGHT.year, count]
        record.execute("INSERT INTO visit_count VALUES (?, ?, ?)", last)
        record.commit()
    return open_record(path, KEY, migrations, create=False)


def _fast(path: Path) -> sqlcipher.Connection:
    """Return a connection for filling alone: it neither wipes memory nor checks each row."""
    connection = sqlcipher.connect(str(path))
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    for setting in ("cache_size = -200000", "ignore_check_constraints = on", "temp_store = 2"):
        connection.execute(f"PRAGMA {setting}")
    return connection


def _visits(count: int, chance: random.Random) -> Iterator[Row]:
    for seq in range(1, count + 1):
        at = NIGHT - APART * (count - seq + 1)
        yield Row(
            seq,
            str(UUID(int=chance.getrandbits(128), version=4)),
            visit_number("12", at.year, seq),
            at,
            seq > count - OPEN_VISITS,
            _answers(chance),
            _facts(chance),
        )


def _name(chance: random.Random) -> str:
    return chance.choice(FIRST) + chance.choice(MIDDLE) + chance.choice(LAST)


def _answers(chance: random.Random) -> dict[str, str]:
    said = {
        "arrival_mode": "alone",
        "visitor_type": "self",
        "handle": chance.choice(HANDLES),
        "language_access.spoken_language": chance.choice(SPOKEN),
        "age": str(chance.randint(18, 80)),
        "primary_substance": "opioids",
        "last_use_at": "this morning",
        "insurance_card_seen": "no",
        "pregnant": "no",
        "disposition": "placed_same_visit",
    }
    if chance.random() < 0.8:  # noqa: PLR2004 - four of five give a name
        said |= {"first_name": _name(chance), "last_name": _name(chance)}
        said["date_of_birth"] = f"{chance.randint(1950, 2007)}-{chance.randint(1, 12):02}-17"
    return said


def _facts(chance: random.Random) -> tuple[Fact, ...]:
    provider = f"provider-{chance.randint(1, 40)}"
    return (
        NoticeGiven("2026-11", "en", "read"),
        SatWith("K. Lund"),
        PartnerCalled("team", "on_the_way", "Desk", "20"),
        ProviderCalled(provider, "Bayview House", "no_bed"),
        ProviderCalled(provider, "Bayview House", "bed_now", "Intake"),
        PlacementAccepted(provider, "Bayview House", "residential"),
    )


def _batches(rows: Iterator[Row], size: int = 2000) -> Iterator[list[Row]]:
    batch: list[Row] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    yield batch


def _write(record: sqlcipher.Connection, rows: list[Row]) -> None:
    write = record.executemany
    last = record.execute("SELECT hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
    before = last[0] if last else START
    write("INSERT INTO visit VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", map(_visit, rows))
    write("INSERT INTO answer VALUES (?,?,?,?,?,?,?,?,?,?)", _answer_rows(rows))
    write(
        "INSERT INTO entry (seq, id, visit, station, kind, subject, body, source, happened_at,"
        " typed_at, utc_offset, by) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        _entry_rows(rows),
    )
    newest_first = (_words(row) for row in reversed(rows) if not row.is_open)
    write("INSERT INTO visit_words (rowid, words) VALUES (?, ?)", newest_first)
    write(
        "INSERT INTO trail (seq, station, at, utc_offset, by, act, visit, detail, outcome,"
        " clock, hash) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
        _trail_rows(rows, before),
    )
    write("INSERT INTO trail_run VALUES (?, ?)", ((row.id, _first_line(row)) for row in rows))


def _visit(row: Row) -> tuple[object, ...]:
    closed = None if row.is_open else utc(row.at + timedelta(hours=3))
    state = "open" if row.is_open else "closed"
    return (
        row.seq, row.id, row.number, "station-12", "county_stations", "1", utc(row.at),
        offset(row.at), "staff-1", state, closed, "intake", "age",
    )  # fmt: skip


def _answer_rows(rows: list[Row]) -> Iterator[tuple[object, ...]]:
    for row in sorted(rows, key=lambda one: one.id):
        at = utc(row.at)
        for question, value in sorted(row.answers.items()):
            kept = (codec.dump(value), "said", at, at, offset(row.at), "staff-1")
            yield (row.id, question, "station-12", "answered", *kept)


def _entry_rows(rows: list[Row]) -> Iterator[tuple[object, ...]]:
    for row in rows:
        ends = () if row.is_open else (Arrived("Intake"), Closed("placed_same_visit"))
        facts = (*row.facts, *ends)
        for place, fact in enumerate(facts):
            at = utc(row.at + timedelta(minutes=10 * place))
            subject = getattr(fact, "provider", "") or getattr(fact, "partner", "")
            yield (
                None, str(UUID(int=row.seq * 16 + place)), row.id, "station-12", fact.KIND,
                subject, codec.dump(fact), "said", at, at, offset(row.at), "staff-1",
            )  # fmt: skip


def _words(row: Row) -> tuple[int, str]:
    asked = ("date_of_birth", "first_name", "handle", "last_name")
    spoken = [row.number, *(row.answers.get(q, "") for q in asked)]
    return -row.seq, " ".join(words.folded(spoken))


def _first_line(row: Row) -> int:
    return (row.seq - 1) * 4 + 1


def _trail_rows(rows: list[Row], before: str) -> Iterator[tuple[object, ...]]:
    """Yield four lines a visit, each chained to the one before as the record chains them."""
    for row in rows:
        for place, act in enumerate(("opened", "changed", "changed", "changed")):
            seq, detail = _first_line(row) + place, "2 answers" if act == "changed" else ""
            told = ("station-12", utc(row.at), offset(row.at), "staff-1", act, row.id, detail)
            line = Line(seq, *told, DONE, "")
            before = link(line, before)
            yield (*astuple(line)[:-1], before)
