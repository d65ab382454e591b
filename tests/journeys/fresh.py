"""A real station that nobody has set up yet, at its window, with a printer that works."""

import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from safestation.bootstrap import LocalVault
from safestation.domain.recovery_code import ALPHABET, GROUP, GROUPS, read
from safestation.hands import Hands
from safestation.ui.app import make_shell
from safestation.ui.screens.setup import SetUpScreen
from tests.fakes import CountedIds, FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT, STRINGS

SHEET = "recovery-sheet"
GOOD = "seven quiet herons at dawn"
STATION = {
    "Agency": "Harbor County",
    "Station name": "Station 3",
    "Station number": "03",
    "Station phone": "410-555-0131",
    "Your name": "A. Coordinator",
}


class NoRing:
    """A computer's keyring; there is none until `works`."""

    works = False

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def is_there(self) -> bool:
        return self.works

    def get(self, record_id: str) -> bytes | None:
        return self.kept.get(record_id)

    def create(self, record_id: str) -> bytes | None:
        return self.kept.setdefault(record_id, bytes(range(32))) if self.works else None


def code_on(pdf: bytes) -> str:
    """Return the code that stands on a recovery sheet, as a person reads it."""
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    groups = re.findall(rf"\b[{ALPHABET}]{{{GROUP}}}\b", text)
    return read("-".join(groups[:GROUPS]))


class FreshStation:
    """A real station that nobody has set up yet."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder, self.printer, self.ring = folder, MemoryPrinter(), NoRing()
        self.vault = LocalVault(
            folder, CONTENT, self.printer, clock=FakeClock(), kdf=CHEAP, binding=self.ring
        )
        self.shell = make_shell(self.vault, CONTENT.programs, CountedIds(), STRINGS)
        qtbot.addWidget(self.shell)
        self.shell.show()
        self.hands = Hands(self.shell)

    @property
    def setup(self) -> SetUpScreen:
        return self.shell.setup

    def fill(self, passphrase: str = GOOD, again: str = GOOD) -> None:
        for name, text in STATION.items():
            self.hands.type_into(name, text)
        self.setup.station.show_values(
            {"site_type": "fire", "program": "safe_station_manchester"}
        )
        self.setup.passphrase.line.setText(passphrase)
        self.setup.again.line.setText(again)

    def finish(self) -> None:
        """Print both sheets, and type the first one back as it stands on the paper."""
        self.hands.press("Create the encrypted record")
        self.hands.wait_for(lambda: self.setup.sheets is not None)
        self.hands.press("Print sheet 1")
        self.hands.press("Print sheet 2")
        self.type_back(self.codes()[0])
        self.hands.wait_for(lambda: self.shell.desk is not None)

    def codes(self) -> list[str]:
        """Return the codes on the papers that came out of the printer."""
        return [code_on(pdf) for pdf, title, _ in self.printer.jobs if title == SHEET]

    def type_back(self, code: str) -> None:
        """Type or scan a code, with the Enter at its end."""
        assert self.setup.sheets is not None
        proof = self.setup.sheets.proof
        QTest.keyClicks(proof.code.line, code)
        QTest.keyClick(proof.code.line, Qt.Key.Key_Return)
