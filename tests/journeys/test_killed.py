"""The power goes, or somebody kills the window: at most two seconds of typing are lost."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.training import open_training_station
from tests.fakes import FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP

pytestmark = pytest.mark.journey

ROOT = Path(__file__).parents[2]
TYPE_ON = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer, Qt
from PySide6.QtTest import QTest
from safestation.bootstrap import LocalVault
from safestation.content import load_content, load_words
from safestation.hands import Hands, let_pass
from safestation.threshold import RandomIds
from safestation.training import open_training_station
from safestation.ui.app import make_app, make_shell
from tests.fakes import FakeClock, MemoryPrinter
from tests.journeys.conftest import CHEAP

app = make_app()
content, clock = load_content(), FakeClock()
vault = LocalVault(
    Path(sys.argv[1]), content, MemoryPrinter(), training=True, clock=clock, kdf=CHEAP
)
shell = make_shell(vault, content.programs, RandomIds(), load_words())
shell.enter(open_training_station(vault, content))
shell.show()
QTest.qWaitForWindowActive(shell)
hands = Hands(shell)
hands.key(Qt.Key.Key_F2)
hands.type_into("handle", "Blue")
line = app.focusWidget()
QTimer.singleShot(2000, lambda: os.kill(os.getpid(), signal.SIGKILL))
while True:  # never a pause that is long enough to call the end of typing
    QTest.keyClicks(line, "x" if len(line.text()) < 39 else "")
    let_pass(100)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_killed_in_the_middle_of_typing_at_most_two_seconds_are_lost(tmp_path: Path) -> None:
    folder = tmp_path / "training"
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", TYPE_ON, str(folder)],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr.decode()

    content, clock = load_content(), FakeClock()
    vault = LocalVault(folder, content, MemoryPrinter(), training=True, clock=clock, kdf=CHEAP)
    desk = open_training_station(vault, content)
    (card,) = desk.counter.board().cards
    found = desk.counter.look(card.visit, "review").value("handle")
    vault.release()

    assert found.startswith("Blue")
