"""Nobody can tell from the ledger of turned-in items who handed them in, or when.

Visits and acts on the ledger are interleaved through the real services, on a real record.
Then all rows are read the way somebody with the passphrase and bad intent would read them.
"""

import json
import random
import re
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from safestation.domain.disposal import (
    Container,
    ContainerKind,
    Custody,
    CustodyAct,
    CustodyEvent,
    Fill,
    ItemCategory,
    Shift,
)
from safestation.domain.facts import ItemsDealtWith, NoteAdded, SatWith
from safestation.domain.station import Role, Staff
from safestation.services.counter import Counter
from safestation.services.disposal import Disposal
from safestation.storage.arrivals import Arrivals
from safestation.storage.database import open_record
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.ledger import Ledger
from safestation.storage.migrations import migrations
from safestation.storage.visits import Visits
from tests.factories import GATE, make_editions, make_program, make_station, make_wall
from tests.fakes import NIGHT, FakeClock

ROUNDS = 25
MORNING = NIGHT.replace(hour=7, minute=5)
LEDGER = ("container", "custody", "custody_event")
BESIDE = ("visit", "answer", "answer_version", "entry", "trail")
STATION = make_station()
ME = Staff("staff-1", "R. Alvarez", Role.FIREFIGHTER)
ANY_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
ANY_CLOCK_TIME = re.compile(r"\d\d:\d\d|\d\dT\d\d|\b1[5-9]\d{8}\b")
TELLING = re.compile(
    r"visit|person|name|phone|handle|(?<!surrendered_)_at$|time|hour|seq|number$"
)
PACKAGE = Custody(
    "", ItemCategory.UNKNOWN, "bag", "S-1", "12", date(2000, 1, 1), Shift.DAY,
    "P. Rowe", "88", "Eastport Police", "K. Lund", "", "Locker 4",
)  # fmt: skip


class SeededIds:
    """Random ids, the same in every run."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same ids in every run

    def new(self) -> str:
        return str(UUID(int=self._chance.getrandbits(128), version=4))


class Station:
    """A counter and a ledger over one record, with one clock and one source of ids."""

    def __init__(self, folder: Path, at: datetime, visits: int = 1) -> None:
        folder.mkdir()
        self.db = open_record(folder / "record.db", bytes(32), migrations, create=True)
        self.clock, program = FakeClock(at), make_program()
        self.counter = Counter(
            Visits(self.db, "12"), Arrivals(folder / "arrivals.json"), STATION,
            make_editions(program, self.clock), {}, self.clock, SeededIds(1),
            make_wall(self.clock),
        )  # fmt: skip
        self.disposal = Disposal(Ledger(self.db), STATION, self.clock, SeededIds(2), GATE)
        self.visits, self.ledger_ids = visits, dict[str, list[str]]()

    def serve(self) -> None:
        """Receive somebody who hands something in."""
        session = self.counter.start()
        session.answer("first_name", "Ana")
        session.write(SatWith("K. Lund"))
        session.write(ItemsDealtWith())
        session.write(NoteAdded("Waits for the ride."))
        self.clock.advance(minutes=3, seconds=11)
        session.answer("first_name", "Anabel")
        session.flush()

    def turn_in(self, turn: int) -> None:
        """Put up and fill a container, hand a package to police, move it."""
        container = self.disposal.open_container(ContainerKind.SHARPS, f"Bin {turn}", "Bay")
        self.disposal.close(self.disposal.set_fill(container, Fill.HALF), "R. Alvarez")
        custody = self.disposal.take_over(replace(PACKAGE, seal=f"S-{turn}"))
        moved = CustodyEvent(
            "", custody.id, CustodyAct.MOVED, date(2000, 1, 1), "P. Rowe", "K. Lund", "Vault"
        )
        event = self.disposal.act(moved)
        for table, row in zip(LEDGER, (container.id, custody.id, event.id), strict=True):
            self.ledger_ids.setdefault(table, []).append(row)

    def work(self) -> "Station":
        for turn in range(ROUNDS):
            for _ in range(self.visits):
                self.serve()
            self.turn_in(turn)
            self.clock.advance(minutes=1, seconds=17)
        return self

    def rows(self, *tables: str) -> dict[str, list[tuple[object, ...]]]:
        return {
            table: self.db.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - ours
            for table in tables
        }

    def columns(self, table: str) -> set[str]:
        return {row[1] for row in self.db.execute(f"PRAGMA table_info({table})")}


@pytest.fixture(scope="module")
def station(tmp_path_factory: pytest.TempPathFactory) -> Station:
    return Station(tmp_path_factory.mktemp("station") / "here", MORNING).work()


def text_of(rows: dict[str, list[tuple[object, ...]]]) -> str:
    return json.dumps(rows)


def test_no_row_of_the_ledger_shares_an_id_with_anything_else(station: Station) -> None:
    ledger = set(ANY_ID.findall(text_of(station.rows(*LEDGER))))
    others = set(ANY_ID.findall(text_of(station.rows(*BESIDE))))

    assert len(ledger) == ROUNDS * len(LEDGER)
    assert len(others) > ROUNDS
    assert not ledger & others


def test_the_ledger_keeps_the_day_and_the_shift_and_no_clock_time(station: Station) -> None:
    assert not ANY_CLOCK_TIME.search(text_of(station.rows(*LEDGER)))
    assert ANY_CLOCK_TIME.search(text_of(station.rows("entry")))


def test_no_field_of_the_ledger_is_about_a_person_a_visit_or_a_time(station: Station) -> None:
    columns = set().union(*(station.columns(table) for table in LEDGER))
    kept = {f.name for kind in (Container, Custody, CustodyEvent) for f in fields(kind)}

    assert columns == {"id", "station", "body", "custody"}
    assert {name for name in kept if TELLING.search(name)} == {"property_number"}  # police's


def test_the_ledger_is_the_same_whoever_was_there_and_whenever(tmp_path: Path) -> None:
    early = Station(tmp_path / "early", MORNING).work()
    late = Station(tmp_path / "late", MORNING + timedelta(hours=3, minutes=9)).work()
    alone = Station(tmp_path / "alone", MORNING, visits=0).work()
    crowded = Station(tmp_path / "crowded", MORNING, visits=2).work()

    told = [each.rows(*LEDGER) for each in (early, late, alone, crowded)]

    assert early.rows("visit") != late.rows("visit")
    assert all(each == told[0] for each in told)


@pytest.mark.parametrize("table", LEDGER)
def test_the_order_of_the_rows_tells_nothing(station: Station, table: str) -> None:
    written = station.ledger_ids[table]
    found = [str(row[0]) for row in station.rows(table)[table]]

    assert found == sorted(written) != written


@pytest.mark.parametrize("table", LEDGER)
def test_there_is_no_hidden_row_number(station: Station, table: str) -> None:
    with pytest.raises(sqlcipher.OperationalError, match="rowid"):
        station.db.execute(f"SELECT rowid FROM {table}")  # noqa: S608 - our own names


def test_the_history_has_no_line_about_the_ledger(tmp_path: Path) -> None:
    here = Station(tmp_path / "here", MORNING)
    here.serve()
    before = here.rows("trail")

    here.turn_in(1)

    assert before["trail"]
    assert here.rows("trail") == before


def test_the_visit_says_only_that_items_were_dealt_with(station: Station) -> None:
    kept = station.db.execute("SELECT body, subject FROM entry WHERE kind = 'items_dealt_with'")

    assert set(kept.fetchall()) == {("{}", "")}


def test_no_other_table_points_to_the_ledger_or_back(station: Station) -> None:
    assert _points_to(station.db, "custody") == {"custody_event"}
    assert _points_to(station.db, "container") == set()
    assert not {"custody", "container"} & set().union(*map(station.columns, BESIDE))


def _points_to(db: Database, target: str) -> set[str]:
    named = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {
        name
        for (name,) in named
        for key in db.execute(f"PRAGMA foreign_key_list({name})").fetchall()
        if key[2] == target
    }
