"""The invented team of Eastport, with every way in, and a desk that runs it."""

from dataclasses import dataclass
from pathlib import Path

from safestation.bootstrap import LocalVault
from safestation.catalog.attempts import load_attempts
from safestation.catalog.dictionary import load_dictionary
from safestation.catalog.instruments import load_instruments
from safestation.catalog.programs import load_program
from safestation.content import Content
from safestation.domain.program import Program
from safestation.domain.station import Role, SiteType, Staff
from safestation.services.desk import Desk
from safestation.services.vault import SetUp
from tests.factories import WORDS, law_texts, make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

FILE = Path(__file__).parent / "programs" / "eastport_team.toml"
REPORT = {"overdose_at": "2026-11-22 22:00", "overdose_town": "Eastport"}
PATROL = {"referring_officer": "K. Lund", "agrees_to_referral": "yes"}


def content(program: Program) -> Content:
    return Content(
        {program.id: program}, load_dictionary(), load_instruments(), WORDS, law_texts(),
        load_attempts(),
    )  # fmt: skip


@dataclass
class Eastport:
    """A desk of the team, at 03:41 on 23 November."""

    desk: Desk
    clock: FakeClock
    vault: LocalVault


def eastport(
    folder: Path,
    role: Role = Role.COORDINATOR,
    program: Program | None = None,
    site: SiteType = SiteType.FIRE,
) -> Eastport:
    clock, program = FakeClock(), program or load_program(FILE)
    vault = LocalVault(
        folder, content(program), MemoryPrinter(), training=True, clock=clock, ids=CountedIds(),
        kdf=CHEAP,
    )  # fmt: skip
    me = Staff("staff-1", "R. Alvarez", role, "4417")
    station = make_station(program=program.id, site_type=site)
    return Eastport(vault.create(SetUp(station, me, "seven blue herons at dawn")), clock, vault)
