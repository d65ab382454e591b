"""The locked screen stands at once, and nobody who is quick is turned away."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from safestation import paths
from safestation.bootstrap import LocalVault
from safestation.domain.errors import SignInLocked, WrongPassphrase
from safestation.domain.lockout import LIMIT
from safestation.domain.station import Role, Staff
from safestation.doorstep import Doorstep, first_words
from safestation.hands import Hands
from safestation.services.vault import SetUp
from safestation.ui.app import make_window
from safestation.ui.window import Window
from tests.factories import make_station
from tests.fakes import MemoryPrinter
from tests.journeys.conftest import CHEAP, CONTENT

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
GOOD = "seven quiet herons at dawn"
NOT_BEFORE_SIGN_IN = {
    "PySide6.QtCore.Qt",  # all its enumerations at once; see safestation/ui/kit/paint.py
    "PySide6.QtPdf",
    "PySide6.QtPrintSupport",
    "PySide6.QtSvg",
    "cryptography",
    "keyring",
    "openpyxl",
    "reportlab",
    "dataclasses",
    "hmac",
    "safestation.arguments",
    "safestation.bootstrap",
    "safestation.catalog.programs",
    "safestation.content",
    "safestation.domain.facts",
    "safestation.domain.lockout",
    "safestation.domain.permissions",
    "safestation.domain.station",
    "safestation.domain.text",
    "safestation.forms.table",
    "safestation.furnished",
    "safestation.services.desk",
    "safestation.services.vault",
    "safestation.storage.accounts",
    "safestation.storage.keychain",
    "safestation.storage.lockout",
    "safestation.storage.uptime",
    "safestation.ui.idle",
    "safestation.ui.kit.icon",
    "safestation.ui.kit.table",
    "safestation.ui.screens.counter",
    "safestation.ui.shell",
    "safestation.ui.steps",
    "safestation.ui.visit.frame",
    "secrets",
    "sqlcipher3",
    "sqlite_utils",
    "uuid",
}
FIRST_PICTURE = """
import json, sys
import PySide6.QtCore
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import safestation.__main__ as front_door
from pathlib import Path

def tell():
    made = [f"PySide6.QtCore.{name}" for name in vars(PySide6.QtCore)]
    print(json.dumps(sorted([*sys.modules, *made])), flush=True)
    QCoreApplication.quit()

class Eye(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and type(watched).__name__ == "SignInScreen":
            QCoreApplication.instance().removeEventFilter(self)
            QTimer.singleShot(0, tell)  # everything on it is painted by then
        return False

run_loop = QApplication.exec

def watched():
    eye = Eye()
    QCoreApplication.instance().installEventFilter(eye)
    return run_loop()

QApplication.exec = staticmethod(watched)
front_door.data_folder = lambda: Path(sys.argv[1])
sys.exit(front_door.main([]))
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with a real station in it that is locked."""
    vault = LocalVault(tmp_path / "station", CONTENT, MemoryPrinter(), kdf=CHEAP)
    station = make_station(program=next(iter(CONTENT.programs)))
    me = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
    vault.create(SetUp(station, me, GOOD))
    vault.release()
    return tmp_path


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the content that may be spoiled."""
    copy = tmp_path / "resources"
    shutil.copytree(paths.resource(), copy, ignore=shutil.ignore_patterns("*.png"))
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "safestation")
    return copy


@pytest.fixture
def door(data: Path) -> Iterator[Doorstep]:
    here = Doorstep(data / "station", MemoryPrinter)
    yield here
    here.release()


def stand(door: Doorstep, qtbot: QtBot, language: str = "en") -> Window:
    window = make_window(door, door.behind, first_words(language), language)
    qtbot.addWidget(window)
    window.show()
    return window


def type_and_enter(window: Window, passphrase: str) -> None:
    QTest.keyClicks(window.signin.passphrase.line, passphrase)
    QTest.keyClick(window.signin.passphrase.line, Qt.Key.Key_Return)


def test_the_locked_screen_waits_for_nothing_it_does_not_show(data: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", FIRST_PICTURE, str(data)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    loaded = set(json.loads(ran.stdout))

    assert "safestation.ui.screens.signin" in loaded
    assert not loaded & NOT_BEFORE_SIGN_IN


def test_enter_pressed_at_once_waits_for_the_record_and_opens_it(
    door: Doorstep, qtbot: QtBot, app: QApplication
) -> None:
    del app
    window = stand(door, qtbot)
    type_and_enter(window, GOOD)

    assert not window.signin.enter.isEnabled()
    Hands(window).wait_for(lambda: window.current == "counter")
    assert Hands(window).sees("R. Alvarez")
    window.close()


def test_a_wrong_passphrase_at_once_is_told_and_may_be_tried_again(
    door: Doorstep, qtbot: QtBot, app: QApplication
) -> None:
    del app
    window = stand(door, qtbot)
    hands = Hands(window)
    type_and_enter(window, "surely not this one")
    hands.wait_for(lambda: hands.sees("This passphrase does not open the record."))
    window.signin.passphrase.clear()
    type_and_enter(window, GOOD)

    hands.wait_for(lambda: window.current == "counter")
    window.close()


def test_a_name_that_is_locked_is_shown_so_as_soon_as_the_first_picture_is_out(
    data: Path, qtbot: QtBot, app: QApplication
) -> None:
    del app
    vault = LocalVault(data / "station", CONTENT, MemoryPrinter(), kdf=CHEAP)
    for _ in range(LIMIT):
        with pytest.raises((WrongPassphrase, SignInLocked)):
            vault.prove("staff-1", "surely not this one")
    vault.release()
    door = Doorstep(data / "station", MemoryPrinter)
    window = stand(door, qtbot)
    told: list[bool] = []
    window.signin.painted.connect(
        lambda: told.append(Hands(window).sees("this account is locked"))
    )

    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]
    assert not window.signin.passphrase.isEnabled()
    window.close()
    door.release()


def test_a_wrong_content_file_is_named_on_the_locked_screen_with_place_and_remedy(
    door: Doorstep, resources: Path, qtbot: QtBot, app: QApplication
) -> None:
    del app
    spoiled = resources / "strings" / "es" / "counter.toml"
    good = spoiled.read_text("utf-8")
    spoiled.write_text("[counter]\ntitle = 3\n", "utf-8")
    window = stand(door, qtbot)
    hands = Hands(window)

    hands.wait_for(lambda: hands.sees("es/counter.toml: line 2 (counter.title)"))
    assert hands.sees("put the sentence between quotes")
    type_and_enter(window, GOOD)
    hands.wait_for(window.signin.enter.isEnabled)
    assert window.desk is None

    spoiled.write_text(good, "utf-8")
    QTest.keyClick(window.signin.passphrase.line, Qt.Key.Key_Return)
    hands.wait_for(lambda: window.current == "counter")
    window.close()


def test_a_missing_file_of_the_stations_program_is_told_and_put_back_lets_in(
    door: Doorstep, resources: Path, qtbot: QtBot, app: QApplication
) -> None:
    del app
    ours = resources / "programs" / f"{next(iter(CONTENT.programs))}.toml"
    away = ours.rename(resources / ours.name)
    window = stand(door, qtbot)
    hands = Hands(window)
    type_and_enter(window, GOOD)

    hands.wait_for(lambda: hands.sees("The record is safe and stays closed."))
    assert hands.sees(f"{ours.name}: resources/programs: Put this file back.")
    assert window.desk is None

    away.rename(ours)
    type_and_enter(window, GOOD)
    hands.wait_for(lambda: window.current == "counter")
    window.close()


def test_a_wrong_file_of_the_locked_screens_own_words_is_named_there_too(
    door: Doorstep, resources: Path, qtbot: QtBot, app: QApplication
) -> None:
    del app
    (resources / "strings" / "en" / "shell.toml").write_text("[signin\n", "utf-8")
    window = stand(door, qtbot)
    hands = Hands(window)

    hands.wait_for(lambda: hands.sees("en/shell.toml"))
    assert hands.sees("repair the TOML there")
    window.close()


def test_a_first_start_that_cannot_read_its_content_says_so(
    tmp_path: Path, resources: Path, qtbot: QtBot, app: QApplication
) -> None:
    del app
    (resources / "strings" / "es" / "counter.toml").write_text("[counter\n", "utf-8")
    door = Doorstep(tmp_path / "fresh", MemoryPrinter)
    window = stand(door, qtbot)

    assert Hands(window).sees("es/counter.toml: line 1")
    window.close()
    door.release()


def test_the_locked_screen_speaks_spanish_from_its_first_picture(
    door: Doorstep, qtbot: QtBot, app: QApplication
) -> None:
    del app
    window = stand(door, qtbot, "es")

    assert Hands(window).sees("Alguien acaba de entrar")
    window.close()
