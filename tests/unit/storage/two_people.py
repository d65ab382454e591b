"""A real station's vault with a coordinator and a firefighter, set up and locked."""

from pathlib import Path

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.station import Role, Staff
from safestation.services.desk import Desk
from safestation.services.vault import SetUp
from safestation.storage.binding import DeviceSecret
from safestation.storage.trail import Trail
from tests.factories import make_station
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

CONTENT = load_content()
GOOD, OTHER = "seven quiet herons at dawn", "crumbs under the old piano"
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR, "4417")
PROGRAM = "safe_stations_anne_arundel"


class TwoPeople:
    """The vault, its clock, and what is done at it."""

    def __init__(self, folder: Path, ring: DeviceSecret | None = None) -> None:
        self.folder, self.clock, self._ring = folder, FakeClock(), ring
        self.vault = self.open_vault()
        drafts = self.vault.begin(SetUp(make_station(program=PROGRAM), ME, GOOD))
        desk = self.vault.finish(self.vault.prove_sheet(drafts[0].code))
        self.sheet = drafts[0].code
        self.other = desk.people.add(desk.me, "M. Osei", Role.FIREFIGHTER)
        self.vault.add_account(desk, self.other, OTHER)
        self.vault.lock()

    def open_vault(self) -> LocalVault:
        return LocalVault(
            self.folder, CONTENT, MemoryPrinter(),
            clock=self.clock, ids=CountedIds(), kdf=CHEAP, binding=self._ring,
        )  # fmt: skip

    def restart(self) -> None:
        self.vault.release()
        self.vault = self.open_vault()

    def sign_in(self, staff: str = ME.id, passphrase: str = GOOD) -> Desk:
        return self.vault.open(self.vault.prove(staff, passphrase))

    def history(self) -> Trail:
        db = self.vault._db  # noqa: SLF001 - the history as it lies there
        assert db is not None
        return Trail(db)
