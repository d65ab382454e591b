"""A visit keeps the program it began with, whatever becomes of the file or the station."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from safestation.catalog.program_files import LocalProgramFiles
from safestation.catalog.programs import load_programs
from safestation.content import load_content
from safestation.domain.edition import Edition, edition_of, published
from safestation.domain.overrides import Override
from safestation.domain.visit import Visit
from safestation.paths import resource
from safestation.services.editions import EARLIER, NOT_KEPT, NOT_READ, Editions
from safestation.storage.database import open_record
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.editions import StoredEditions
from safestation.storage.migrations import migrations
from tests.factories import GATE, make_station, make_visit
from tests.fakes import FakeClock

ID = "hope_not_handcuffs_hudson_valley"
SHIPPED = resource("programs", f"{ID}.toml").read_text(encoding="utf-8")
TODAY = date(2026, 11, 23)


class Station:
    """A station whose shipped files may be replaced by those of a newer SafeStation."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "programs"
        self.files.mkdir()
        self.path = self.files / f"{ID}.toml"
        self.ship(SHIPPED)
        self.db = open_record(folder / "record.db", bytes(range(32)), migrations, create=True)
        self.store = StoredEditions(self.db, "station-12")

    def ship(self, text: str) -> None:
        self.path.write_bytes(text.encode())

    def signs_in(self) -> Editions:
        return Editions(
            load_programs(self.files), LocalProgramFiles(self.files), self.store,
            make_station(program=ID), FakeClock(), GATE.me,
        )  # fmt: skip

    def opens(self) -> Visit:
        return replace(make_visit(), program=ID, program_version=self.signs_in().begin())

    def changes(self, path: str, value: str) -> None:
        told = Override(ID, path, value, "Chief P. Rowe", TODAY, "County order 7")
        self.signs_in().add(told)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    here = Station(tmp_path)
    yield here
    here.db.close()


def test_a_visit_reopens_under_its_own_program_after_the_file_changed(station: Station) -> None:
    before = station.signs_in().current
    visit = station.opens()
    station.ship(SHIPPED.replace("minutes = 30\n", "minutes = 55\n").replace("Angel here", "X"))

    opened = station.signs_in().of(visit)

    assert opened.program == before
    assert opened.told == EARLIER
    assert station.signs_in().current != before


def test_a_visit_reopens_after_its_program_was_taken_out_of_the_app(station: Station) -> None:
    visit = station.opens()
    another = "safe_station_manchester"
    station.path.unlink()
    text = resource("programs", f"{another}.toml").read_bytes()
    (station.files / f"{another}.toml").write_bytes(text)
    editions = Editions(
        load_programs(station.files), LocalProgramFiles(station.files), station.store,
        make_station(program=another), FakeClock(), GATE.me,
    )  # fmt: skip

    assert editions.of(visit).program.id == ID
    assert editions.of(visit).told == EARLIER


def test_the_text_is_kept_byte_for_byte(station: Station) -> None:
    odd = SHIPPED.replace("\n", "\r\n") + "# ä 💙\r\n"
    station.ship(odd)

    visit = station.opens()

    kept = station.store.edition(ID, visit.program_version)
    assert kept is not None
    assert kept.text.encode() == station.path.read_bytes()
    assert kept.is_whole


def test_a_change_of_the_station_counts_for_visits_opened_after_it(station: Station) -> None:
    old = station.opens()
    station.changes("clock.offer.minutes", "90")
    new = station.opens()

    editions = station.signs_in()
    minutes = [
        next(c.minutes for c in editions.of(v).program.clocks if c.id == "offer")
        for v in (old, new)
    ]
    assert minutes == [180, 90]
    assert old.program_version != new.program_version
    assert (editions.of(old).told, editions.of(new).told) == (EARLIER, "")


def test_a_phone_number_is_true_for_everybody_at_once(station: Station) -> None:
    visit = station.opens()
    station.changes("partner.angel.phone", "410-555-0142")

    opened = station.signs_in().of(visit)

    assert opened.program.partners[0].phone == "410-555-0142"
    assert opened.told == ""
    assert station.opens().program_version == visit.program_version


def test_going_back_to_the_shipped_value_is_the_first_edition_again(station: Station) -> None:
    first = station.opens()
    station.changes("clock.offer.minutes", "90")
    station.changes("clock.offer.minutes", "")

    assert station.opens().program_version == first.program_version
    assert station.signs_in().of(first).told == ""


def test_a_visit_from_before_programs_were_kept_says_so(station: Station) -> None:
    version = load_programs(station.files)[ID].version
    same = replace(make_visit(), program=ID, program_version=version)
    old = replace(same, program_version="2019-01-01")

    editions = station.signs_in()

    assert editions.of(same).told == ""
    assert editions.of(old).told == NOT_KEPT
    assert editions.of(old).program.id == ID


@pytest.mark.parametrize("text", ["not TOML at all [", 'format_of = "2031"\n'])
def test_an_edition_that_cannot_be_read_any_more_costs_nothing(
    station: Station, text: str
) -> None:
    edition = edition_of(ID, "2031-01-01", text, ())
    station.store.keep(edition, FakeClock().now(), "staff-1")
    visit = replace(make_visit(), program=ID, program_version=edition.version)

    opened = station.signs_in().of(visit)

    assert opened.told == NOT_READ
    assert opened.program == station.signs_in().current
    assert station.store.edition(ID, edition.version) == edition


def test_a_text_that_was_altered_is_not_taken_for_the_program(station: Station) -> None:
    edition = replace(edition_of(ID, "2026", SHIPPED, ()), sha256="0" * 64)
    station.store.keep(edition, FakeClock().now(), "staff-1")
    visit = replace(make_visit(), program=ID, program_version=edition.version)

    assert station.signs_in().of(visit).told == NOT_READ


def test_a_change_that_a_newer_file_has_no_place_for_is_left_out(station: Station) -> None:
    station.changes("clock.offer.minutes", "90")
    station.ship(SHIPPED.replace('id = "offer"', 'id = "another"'))

    visit = station.opens()

    assert station.signs_in().of(visit).told == ""
    kept = station.store.edition(ID, visit.program_version)
    assert kept is not None
    assert kept.overrides == ()


@pytest.mark.parametrize("table", ["program_edition", "program_override"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "UPDATE {} SET body = '[]'"])
def test_what_was_kept_is_never_changed(station: Station, table: str, act: str) -> None:
    station.opens()
    station.changes("clock.offer.minutes", "90")

    with pytest.raises(sqlcipher.DatabaseError):
        station.db.conn.execute(act.format(table))


def test_the_history_tells_which_value_was_changed_and_not_to_what(station: Station) -> None:
    station.changes("clock.offer.minutes", "97")

    (line,) = trail_of(station.db)
    assert line == ("program_changed", "clock.offer.minutes")


def trail_of(db: Database) -> list[tuple[str, str]]:
    return list(db.execute("SELECT act, detail FROM trail").fetchall())


def test_every_shipped_program_is_the_one_its_text_gives() -> None:
    files = LocalProgramFiles()
    for name, program in load_content().programs.items():
        assert files.read(name, files.text_of(name)) == program


def test_the_name_of_an_edition_shows_the_files_own_version() -> None:
    edition: Edition = edition_of(ID, "2026-11-23", SHIPPED, ())

    assert published(edition.version) == "2026-11-23"
    assert published("2026-11-23") == "2026-11-23"
    assert len(edition.version) == len("2026-11-23+12345678")
