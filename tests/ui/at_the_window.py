"""A real station whose coordinator is in, at its window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation.hands import Hands
from safestation.ui.app import make_shell
from safestation.ui.screens.backups_page import BackupsPage
from safestation.ui.screens.restore import RestoreScreen
from tests.fakes import CountedIds
from tests.journeys.conftest import CONTENT, STRINGS
from tests.journeys.walking import station_page
from tests.unit.storage.test_restore import PASSPHRASE, Station


class AtTheWindow(Station):
    """A real station whose coordinator is in."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        super().__init__(folder)
        self.window = make_shell(self.vault, CONTENT.programs, CountedIds(), STRINGS)
        qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.enter(self.desk)
        self.window.show()
        self.hands = Hands(self.window)

    @property
    def page(self) -> BackupsPage:
        return station_page(self.window, "backups", BackupsPage)

    def wait_for_the_daily_one(self) -> None:
        self.hands.wait_for(lambda: bool(self.vault.rescue.kept()))
        self.hands.wait_for(lambda: self.desk.backups.memory().inside is not None)

    def damage(self) -> None:
        content = bytearray((self.folder / "record.db").read_bytes())
        content[5000] ^= 1
        (self.folder / "record.db").write_bytes(content)

    def type_passphrase(self) -> None:
        self.window.signin.passphrase.line.setText(PASSPHRASE)
        self.window.signin.try_passphrase()

    @property
    def restoring(self) -> RestoreScreen:
        screen = self.window.restoring
        assert screen is not None
        return screen

    def unlock_here(self) -> RestoreScreen:
        screen = self.restoring
        screen.unlock.secret.line.setText(PASSPHRASE)
        screen.unlock.check()
        self.hands.wait_for(screen.compare.isVisible)
        return screen

    def restore_here(self) -> None:
        screen = self.unlock_here()
        self.hands.click(screen.sure)
        self.hands.click(screen.replace)
        self.hands.wait_for(lambda: self.hands.sees("Restored."))
        self.hands.press("Go to sign-in")


@pytest.fixture
def here(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[AtTheWindow]:
    del qapp
    at_window = AtTheWindow(tmp_path, qtbot)
    yield at_window
    at_window.window.close()
    at_window.vault.release()
