"""A day at the counter with marked words, for a process that is going to die of it.

`python -m tests.journeys.whole_day PLACE`. See test_nothing_left.py.
"""

import json
import logging
import os
import sys
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from safestation import support
from safestation.bootstrap import LocalVault
from safestation.content import load_content, load_words
from safestation.domain.errors import AnswerRefused, WrongPassphrase
from safestation.hands import Hands, let_pass
from safestation.storage.binding import KeyringSecret
from safestation.threshold import RandomIds
from safestation.training import PASSPHRASE, open_training_station, training_vault
from safestation.ui.app import install_crash_handler, make_app, make_shell
from safestation.ui.window import Window
from tests.fakes import FakeClock, MemoryPrinter
from tests.unit.storage.samples import CHEAP

DIED = 70
MARK, SPOKEN = "Zqx7Marked", "Secretpass7Marked"
RECORD_ID = "5b1f0f6e-4a52-4c58-9f2b-1d2f54f1a001"


class Kept(KeyringBackend):
    """A keyring in memory, which can be read afterwards."""

    priority = 1.0
    given: dict[str, str] = {}  # noqa: RUF012 - one for the process

    def get_password(self, service: str, username: str) -> str | None:
        return self.given.get(f"{service} {username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        self.given[f"{service} {username}"] = password


def open_counter(folder: Path) -> tuple[LocalVault, Window]:
    """Return the training station in its real window."""
    content = load_content()
    vault = training_vault(folder, content, MemoryPrinter(), clock=FakeClock(), kdf=CHEAP)
    install_crash_handler(folder, "9.9")
    shell = make_shell(vault, content.programs, RandomIds(), load_words())
    shell.enter(open_training_station(vault, content))
    shell.show()
    QTest.qWaitForWindowActive(shell)
    return vault, shell


def serve(shell: Window) -> None:
    """Type marked words, print what there is, copy some, back up."""
    hands = Hands(shell)
    hands.key(Qt.Key.Key_F2)
    hands.type_into("handle", f"{MARK} jacket")
    frame, desk = shell.visit, shell.desk
    assert frame is not None
    assert desk is not None
    for question in ("first_name", "last_name", "aliases"):
        frame.context.bridge.answer(question, f"{MARK} {question}")
    assert frame.context.bridge.flush()
    assert len(desk.counter.search().find(f"{MARK} first")) == 1
    job = desk.backups.by_hand("")
    desk.backups.made(job, job.run())


def break_down() -> None:
    """Fail with somebody's words in the error, as a bug would."""

    def breaks() -> None:
        raise AnswerRefused(f"{MARK} in an error")

    timer = QTimer(singleShot=True)  # of its own: QTimer.singleShot would end the process
    timer.timeout.connect(breaks)
    timer.start(0)
    let_pass(50)


def main(place: Path) -> None:
    """Live the day, and leave what was given to the keyring beside the folders."""
    logging.basicConfig(level=logging.DEBUG)
    keyring.set_keyring(Kept())
    KeyringSecret().create(RECORD_ID)
    folder = place / "data" / "safestation" / "training"
    app = make_app()
    vault, shell = open_counter(folder)
    serve(shell)
    break_down()
    try:
        vault.prove("training-1", f"{SPOKEN} at the door")
    except WrongPassphrase as error:
        logging.getLogger().debug("%r", error)
    support.write(folder, place / "support", PASSPHRASE)
    (place / "keyring").write_text(json.dumps(Kept.given))
    assert app is not None
    sys.stdout.flush()
    os._exit(DIED)  # dies here: nothing is closed, nothing tidied up


if __name__ == "__main__":
    main(Path(sys.argv[1]))
