"""Erasing one person leaves nothing of them: in rows, free pages, indexes or files."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from safestation.domain.chain import first_break
from safestation.domain.erasure import Erasure
from safestation.domain.errors import RecordDamaged, StoreUnavailable
from safestation.domain.facts import Closed, JoinedWith, NoteAdded
from safestation.domain.retention import Targets
from safestation.domain.visit import VisitId
from safestation.services.session import VisitSession
from safestation.storage import erased, erasing, erasing_rows, erasing_swap
from safestation.storage.backup import Source
from safestation.storage.database import open_record
from safestation.storage.demands import KeptDemands
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.erasing import Wanted, prepare
from safestation.storage.erasing_swap import Opened, catch_up, put_in_place, shred_old
from safestation.storage.migrations import migrations
from safestation.storage.trail import Hand, Trail
from safestation.storage.visits import Visits
from tests.factories import make_demand, make_program, make_visit, make_wall
from tests.fakes import NIGHT, CountedIds, FakeClock

KEY = bytes(range(32))
PAGE = 4096
MARK = "Zqx7Marked"
PERSON = (f"{MARK}First", f"{MARK}Last", f"{MARK}Note", f"{MARK}Draft")


def visit_of(db: Database, ids: CountedIds, name: str, *, before: str = "") -> str:
    """Let somebody come, be asked, change an answer, and be closed; a draft stays typed."""
    clock, store = FakeClock(), Visits(db, "12")
    wall = make_wall(clock)
    fresh = replace(make_visit(), id=VisitId(ids.new()), number="", entries=(), answers={})
    session = VisitSession(
        store.open_visit(fresh, "staff-1"), make_program(), {}, store, clock, ids, wall
    )
    session.answer("first_name", f"{name}First")
    session.answer("note_draft", f"{name}Draft")
    session.flush()
    clock.advance(minutes=5)
    session.answer("first_name", f"{name}Last")
    session.write(NoteAdded(f"{name}Note"))
    if before:
        session.write(JoinedWith(before))
    session.write(Closed("information_only"))
    session.flush()
    return session.visit.id


class Station:
    """A record with a person who came twice, and somebody else."""

    def __init__(self, folder: Path) -> None:
        self.source = Source(folder / "record.db", folder / "station.keys", KEY)
        self.folder, ids = folder, CountedIds()
        self.db = open_record(self.source.record, KEY, migrations, create=True)
        self.first = visit_of(self.db, ids, MARK)
        self.other = visit_of(self.db, ids, "Quiet")
        self.second = visit_of(self.db, ids, MARK, before=self.first)
        KeptDemands(self.db, "station-12").add(make_demand(), NIGHT, "staff-1")
        self.lines = tuple(Trail(self.db).every())
        self.targets = Targets(visits=(self.first, self.second))

    def erase(self) -> None:
        prepare(self.source, migrations, wanted(self.targets))
        self.db.close()
        put_in_place(self.source, self.targets, NIGHT)
        shred_old(self.folder)
        self.open()

    def open(self) -> None:
        self.db = open_record(self.source.record, KEY, migrations, create=False)

    def ids(self) -> set[str]:
        return {row[0] for row in self.db.execute("SELECT id FROM visit").fetchall()}


def wanted(targets: Targets) -> Wanted:
    day = date(2026, 11, 23)
    told = Erasure("e-1", "person", len(targets), day, day, "Request of 11/23", "", "staff-1",
                   "staff-2", NIGHT)  # fmt: skip
    return Wanted(told, targets, "station-12")


def decrypted(record: Path) -> bytes:
    """Return every page of a record and of its -wal as plain bytes, in memory alone.

    SQLCipher 4: AES-256-CBC, 80 bytes at each page's end for the IV (16) and the HMAC, and
    16 bytes of salt in front of the first page. Free pages and all that is unused are there.
    """
    pages = [record.read_bytes()[i : i + PAGE] for i in range(0, record.stat().st_size, PAGE)]
    pages[0] = pages[0][16:]
    wal = record.with_name(f"{record.name}-wal")
    if wal.exists():
        log = wal.read_bytes()[32:]
        pages += [log[i + 24 : i + 24 + PAGE] for i in range(0, len(log), 24 + PAGE)]
    return b"".join(_page(page) for page in pages)


def _page(page: bytes) -> bytes:
    body, iv = page[:-80], page[-80:-64]
    cut = body[: len(body) // 16 * 16]
    reader = Cipher(algorithms.AES(KEY), modes.CBC(iv)).decryptor()
    return reader.update(cut) + reader.finalize()


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    here = Station(tmp_path)
    yield here
    here.db.close()


def test_nothing_of_the_person_is_in_any_page_and_everything_else_is(station: Station) -> None:
    before = decrypted(station.source.record)
    assert all(word.encode() in before for word in PERSON)
    assert b"zqx7markedlast" in before  # the search index, too
    station.erase()
    after = decrypted(station.source.record)

    assert b"zqx7" not in after.lower()
    assert b"QuietNote" in after
    assert station.ids() == {station.other}
    assert Visits(station.db, "12").find("zqx", 10) == ()
    assert KeptDemands(station.db, "station-12").every() == (make_demand(),)
    assert len(Visits(station.db, "12").find("quiet", 10)) == 1
    left = {path.name for path in station.folder.iterdir()}
    assert left <= {"record.db", "record.db-wal", "record.db-shm", "erased.json"}


def test_the_history_stays_whole_and_holds_as_before(station: Station) -> None:
    station.erase()

    assert tuple(Trail(station.db).every()) == station.lines
    assert first_break(Trail(station.db).every()) is None


def test_a_tombstone_tells_class_day_authority_and_two_people_and_no_name(
    station: Station,
) -> None:
    station.erase()
    rows = station.db.execute(
        "SELECT t.id, e.holding, e.body FROM tombstone t JOIN erasure e ON e.id = t.erasure"
    ).fetchall()

    assert {row[0] for row in rows} == {station.first, station.second}
    assert {row[1] for row in rows} == {"person"}
    assert all("Request of 11/23" in row[2] and "staff-2" in row[2] for row in rows)


@pytest.mark.parametrize(
    "table", ["trail", "entry", "answer_version", "erasure", "tombstone", "seal", "demand"]
)
def test_the_guards_are_back_and_refuse_everybody(station: Station, table: str) -> None:
    before = station.db.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")
    told = set(before.fetchall())
    station.erase()
    after = station.db.execute("SELECT name, sql FROM sqlite_master WHERE type='trigger'")

    assert set(after.fetchall()) == told
    if station.db.execute(f"SELECT 1 FROM {table}").fetchone():  # noqa: S608 - ours
        with pytest.raises(sqlcipher.DatabaseError):
            station.db.execute(f"DELETE FROM {table}")  # noqa: S608 - ours
    with pytest.raises(sqlcipher.DatabaseError, match="not authorized"):
        station.db.execute(f"DROP TRIGGER {table}_refuses_delete")


def test_a_link_to_the_erased_goes_from_the_visits_that_stay(station: Station) -> None:
    station.targets = Targets(visits=(station.first,))
    station.erase()

    kept = Visits(station.db, "12").load(VisitId(station.second))
    assert not kept.has(JoinedWith)
    assert kept.value("first_name") == f"{MARK}Last"


def test_a_record_put_back_is_erased_again_before_anybody_looks(station: Station) -> None:
    station.db.close()
    old = station.source.record.read_bytes()
    station.open()
    station.erase()
    station.db.close()
    for side in ("-wal", "-shm"):
        (station.folder / f"record.db{side}").unlink(missing_ok=True)
    station.source.record.write_bytes(old)
    station.open()
    assert station.first in station.ids()
    opened = Opened(station.db, station.source, migrations)
    station.db = catch_up(opened, Hand("station-12", "staff-1", NIGHT), "e-2")

    assert station.ids() == {station.other}
    assert MARK.lower().encode() not in decrypted(station.source.record).lower()
    assert list(Trail(station.db).every())[-1].act == "erased_again"
    assert first_break(Trail(station.db).every()) is None


def test_a_list_that_was_lost_is_written_anew_from_the_record(station: Station) -> None:
    station.erase()
    (station.folder / erased.ERASED_NAME).unlink()
    opened = Opened(station.db, station.source, migrations)
    catch_up(opened, Hand("station-12", "staff-1", NIGHT), "e-2")

    assert erased.listed(station.folder) == {
        erased.fingerprint(one) for one in station.targets.every
    }


def test_the_list_tells_no_id(station: Station) -> None:
    station.erase()
    told = (station.folder / erased.ERASED_NAME).read_text()

    assert station.first not in told
    assert station.second not in told


def test_a_swap_that_does_not_work_leaves_everything_as_it_was(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Source) -> None:
        del source
        raise StoreUnavailable

    prepare(station.source, migrations, wanted(station.targets))
    station.db.close()
    monkeypatch.setattr(erasing_swap, "look", refuse)
    with pytest.raises(StoreUnavailable):
        put_in_place(station.source, station.targets, NIGHT)
    station.open()

    assert station.ids() == {station.first, station.second, station.other}
    assert erased.listed(station.folder) == frozenset()


def test_a_copy_that_is_not_exactly_what_was_meant_is_thrown_away(
    station: Station, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = erasing_rows.delete_rows

    def one_too_many(db: Database, targets: Targets) -> dict[str, int]:
        gone = real(db, targets)
        db.conn.execute("DELETE FROM answer WHERE visit = ?", [station.other])
        return gone

    monkeypatch.setattr(erasing, "delete_rows", one_too_many)
    with pytest.raises(RecordDamaged):
        prepare(station.source, migrations, wanted(station.targets))

    assert station.ids() == {station.first, station.second, station.other}
    assert not (station.folder / "incoming").exists()
    assert erased.listed(station.folder) == frozenset()


def test_what_lies_aside_is_overwritten_before_it_goes(tmp_path: Path) -> None:
    aside = tmp_path / "before-erase-20261123-084107"
    aside.mkdir()
    kept = tmp_path / "second-name"
    (aside / "record.db").write_bytes(b"old pages" * 1000)
    kept.hardlink_to(aside / "record.db")
    shred_old(tmp_path)

    assert not aside.exists()
    assert set(kept.read_bytes()) == {0}
