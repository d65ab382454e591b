"""A counter for the journeys: the real window over a real record, offscreen."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.content import load_content, load_words
from safestation.domain.program import Program
from safestation.hands import Hands
from safestation.services.desk import Desk
from safestation.storage.kdf import Kdf
from safestation.training import open_training_station, training_vault
from safestation.ui.app import make_app, make_shell
from tests.fakes import CountedIds, FakeClock, MemoryPrinter

CHEAP = Kdf(19456, 2, 1)
CONTENT = load_content()
STRINGS = load_words()


class Counter:
    """The training station's counter at 03:41, with hands."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.clock, self.printer, self.folder = FakeClock(), MemoryPrinter(), folder
        self.vault = training_vault(folder, CONTENT, self.printer, clock=self.clock, kdf=CHEAP)
        desk = open_training_station(self.vault, CONTENT)
        self.open_window(qtbot, desk, CONTENT.programs)

    def open_window(self, qtbot: QtBot, desk: Desk, programs: Mapping[str, Program]) -> None:
        """Show the window, with somebody in at its desk."""
        self.shell = make_shell(self.vault, programs, CountedIds(), STRINGS)
        qtbot.addWidget(self.shell)
        self.shell.resize(1366, 768)
        self.shell.enter(desk)
        self.shell.show()
        self.hands = Hands(self.shell)


@pytest.fixture
def app(qapp: QApplication) -> QApplication:
    make_app()
    qapp.setCursorFlashTime(0)
    return qapp


@pytest.fixture
def counter(tmp_path: Path, qtbot: QtBot, app: QApplication) -> Iterator[Counter]:
    del app
    here = Counter(tmp_path / "training", qtbot)
    yield here
    here.shell.close()
    here.vault.release()
