"""A real station in a folder, for work that is going to be broken off."""

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.entries import entry_of
from safestation.domain.facts import Closed
from safestation.domain.outreach import next_try
from safestation.domain.station import Role, SiteType, Staff, Station
from safestation.services.desk import Desk
from safestation.services.vault import SetUp
from safestation.storage.binding import NoSecret
from tests.factories import make_station
from tests.fakes import FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

CONTENT = load_content()
PASSPHRASE = "seven blue herons at dawn"  # noqa: S105 - opens what the harness made
NEW_PASSPHRASE = "eleven green otters at dusk"  # noqa: S105 - likewise
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
OTHER = Staff("staff-2", "M. Osei", Role.FIREFIGHTER)
STATION = make_station(program="safe_stations_anne_arundel")
TEAM = replace(STATION, program="plymouth_county_outreach", site_type=SiteType.POLICE)
AFTER_OVERDOSE = "after_overdose"
REPORT = {"overdose_at": "2026-11-22 22:00", "overdose_town": "Eastport"}
FIRST, LATER, GOES = "Blue cap", "Came later", "Quinlan"

Acknowledge = Callable[[str], None]
Heal = Callable[[], None]


class Passing:
    """Time that passes whatever the clock says."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def elapsed(self) -> float:
        """Return the seconds that passed."""
        return self.seconds


class Bench:
    """One process' hold on the station in `root`; a stick lies beside it."""

    def __init__(self, root: Path, *, training: bool = False) -> None:
        self.root, self.stick = root, root / "stick"
        self.clock = FakeClock()
        self.clock.advance(hours=1)
        self.passing = Passing()
        self.vault = LocalVault(
            root / "station", CONTENT, MemoryPrinter(), clock=self.clock, kdf=CHEAP,
            training=training, binding=NoSecret(), stopwatch=self.passing,
        )  # fmt: skip

    def create(self, station: Station = STATION) -> Desk:
        """Set the station up."""
        return self.vault.create(SetUp(replace(station), ME, PASSPHRASE))

    def sign_in(self, passphrase: str = PASSPHRASE) -> Desk:
        """Come in as the coordinator."""
        return self.vault.open(self.vault.prove(ME.id, passphrase))

    def visit(self, desk: Desk, handle: str) -> None:
        """Open a visit and keep the first thing said."""
        self.clock.at += timedelta(minutes=1)
        self.passing.seconds += 60
        session = desk.counter.start()
        session.answer("handle", handle)
        session.flush()


def handles(desk: Desk) -> set[str]:
    """Return whom the record knows."""
    cards = desk.counter.board().cards
    here = {desk.counter.look(card.visit, "review").value("handle") for card in cards} - {""}
    return here | {GOES for _ in desk.counter.search().find(GOES)}


def reports(desk: Desk) -> set[str]:
    """Return who was reported, and "half" where one is not as it was reported."""
    seen = (desk.counter.look(card.visit, "review") for card in desk.counter.board().cards)
    return {
        visit.value("handle")
        if entry_of(visit) == AFTER_OVERDOSE and {*REPORT} < {*visit.answers} and
        next_try(visit) else "half"
        for visit in seen
    }  # fmt: skip


def with_a_team(root: Path) -> None:
    """Make a station whose team is sent reports of overdoses."""
    (root / "stick").mkdir(parents=True)
    bench = Bench(root)
    bench.create(TEAM)
    bench.vault.release()


def prepared(root: Path) -> None:
    """Make a station with one visit in a backup on the stick, and one that came later."""
    bench = Bench(root)
    bench.clock.advance(days=-1)
    bench.stick.mkdir()
    desk = bench.create()
    bench.visit(desk, FIRST)
    job = desk.backups.by_hand(str(bench.stick))
    desk.backups.made(job, job.run())
    bench.visit(desk, LATER)
    bench.vault.release()


def with_somebody_to_erase(root: Path) -> None:
    """Make such a station with a closed visit and a second person who can sign in."""
    prepared(root)
    bench = Bench(root)
    desk = bench.sign_in()
    other = desk.people.add(ME, OTHER.name, OTHER.role)
    bench.vault.add_account(desk, other, NEW_PASSPHRASE)
    session = desk.counter.start()
    session.answer("first_name", GOES)
    session.write(Closed("information_only"))
    bench.vault.release()


def fresh_copy(base: Path, work: Path) -> Path:
    """Return a copy of a prepared folder, the last one thrown away."""
    with suppress(FileNotFoundError):
        shutil.rmtree(work)
    shutil.copytree(base, work)
    return work
