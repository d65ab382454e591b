"""A station that runs one program, at its window, with a clock that stands until moved."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.catalog.training_providers import load_training_providers
from safestation.domain.station import (
    Approval,
    Determination,
    Posture,
    Role,
    SiteType,
    Staff,
    Station,
)
from safestation.services.vault import SetUp
from safestation.training import PASSPHRASE
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, Counter

SIGNED = date(2026, 1, 15)
ME, OTHER = "R. Alvarez", "M. Osei"


@dataclass(frozen=True)
class Runs:
    """Which program, in what kind of house, and who is on shift."""

    program: str
    site: SiteType = SiteType.POLICE
    role: Role = Role.COORDINATOR


class ProgramCounter(Counter):
    """A counter that runs a given program."""

    def __init__(self, folder: Path, qtbot: QtBot, runs: Runs) -> None:
        self.clock, self.printer, self.folder = FakeClock(), MemoryPrinter(), folder
        self.program = CONTENT.programs[runs.program]
        self.vault = LocalVault(
            folder, CONTENT, self.printer, training=True, clock=self.clock, ids=CountedIds(),
            kdf=CHEAP,
        )  # fmt: skip
        takes_vitals = runs.site.has_medics
        me = Staff("staff-1", ME, runs.role, "4417", takes_vitals=takes_vitals)
        desk = self.vault.create(SetUp(_station(runs), me, PASSPHRASE))
        desk.people.add(me, OTHER, Role.FIREFIGHTER, "4402", takes_vitals=takes_vitals)
        for provider in load_training_providers():
            desk.directory.save_by_hand(provider, me.id)
        self.open_window(qtbot, desk, CONTENT.programs)
        QTest.qWaitForWindowActive(self.shell)


def _station(runs: Runs) -> Station:
    program = CONTENT.programs[runs.program]
    return Station(
        id="station-12",
        agency="Eastport",
        name="Station 12",
        number="12",
        site_type=runs.site,
        address="12 Harbor Street, Eastport",
        phone="410-555-0112",
        program=runs.program,
        determination=Determination(Posture.PROGRAM, "T. Rowe, county counsel", SIGNED),
        contact_name="Privacy contact",
        contact_phone="410-555-0113",
        contact_email="privacy@eastport.example",
        police_phone="410-555-0150",
        approvals={
            name: Approval(name, found.version, "Dr. P. Hale", SIGNED)
            for name, found in CONTENT.instruments.items()
            if found.needs_approval
        },
        partner_phones={
            partner.id: f"410-555-01{20 + place}"
            for place, partner in enumerate(program.partners)
        },
    )
