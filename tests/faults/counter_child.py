"""The counter that is going to be killed: real work in the real window, fact after fact.

One process makes everything ready and is forked for each round, since starting Python and
Qt anew takes longer than most rounds last. A round says on its pipe what it is about to
type and, once the window says "Saved", what the record then holds.
"""

import json
import os
import random
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from safestation.content import load_words
from safestation.domain.errors import StationError
from safestation.hands import Hands, NotThereError, let_pass
from safestation.threshold import RandomIds, SystemClock
from safestation.training import PASSPHRASE, open_training_station, training_vault
from safestation.ui.app import make_app, make_shell
from safestation.ui.visit.frame import VisitFrame
from tests.fakes import MemoryPrinter
from tests.faults.station import CONTENT
from tests.unit.storage.samples import CHEAP

if TYPE_CHECKING:
    from safestation.ui.visit.bridge import VisitBridge

WORDS = load_words()
ROOMS = ("welcome", "medical", "items", "partner", "intake", "placement", "close")


class Worker:
    """Serves invented people until the process ends."""

    def __init__(self, folder: Path, seed: int, say: Callable[[object], None]) -> None:
        self._say, self._chance, self._heard = say, random.Random(seed), 0  # noqa: S311 - a test's
        app = make_app()
        app.setCursorFlashTime(0)
        vault = training_vault(folder, CONTENT, MemoryPrinter(), clock=SystemClock(), kdf=CHEAP)
        self.shell = make_shell(vault, CONTENT.programs, RandomIds(), WORDS)
        self.shell.resize(1366, 768)
        self.shell.enter(open_training_station(vault, CONTENT))
        self.shell.show()
        QTest.qWaitForWindowActive(self.shell)
        self.hands = Hands(self.shell)
        self._watched: VisitBridge | None = None
        self._at: tuple[VisitFrame, str] | None = None
        say({"ready": 1})

    def work(self) -> None:
        """Do one thing after the other, as chance wants."""
        acts = [self._type] * 4 + [self._choose] * 3 + [self._go] * 2
        acts += [self._note, self._print, self._close, self._back_up, self._lock]
        while True:
            try:
                self._somebody()
                self._chance.choice(acts)()
            except (NotThereError, TimeoutError, StationError):
                let_pass(20)  # what is not on this page is on another

    def _somebody(self) -> VisitFrame:
        """Have a visit open in the window, and listen to its "Saved"."""
        if self.shell.visit is None:
            self.hands.key(Qt.Key.Key_F2)
        frame = self.shell.visit
        if frame is None:
            raise NotThereError("visit")
        bridge = frame.context.bridge
        if bridge is not self._watched:
            self._watched = bridge
            bridge.saved.connect(self._saved)
        return frame

    def _saved(self, is_saved: object) -> None:
        if not is_saved or self._watched is None:
            return
        visit = self._watched.visit
        held = {name: answer.value for name, answer in visit.answers.items()}
        entries = [entry.id for entry in visit.entries]
        self._say({"visit": visit.id, "answers": held, "entries": entries})

    def _type(self) -> None:
        self._page("welcome")
        words = "".join(self._chance.choices("abcdefgh ", k=12)).strip() + "x"
        self._say({"will": words, "question": "handle"})
        self.hands.type_into("handle", words)
        let_pass(self._chance.choice((0, 60, 450)))

    def _choose(self) -> None:
        self._page("welcome")
        question, value = self._chance.choice(
            (("visitor_type", "self"), ("arrival_mode", "alone"))
        )
        self._say({"will": value, "question": question})
        self.hands.pick(question, value)

    def _go(self) -> None:
        self._page(self._chance.choice(ROOMS))

    def _note(self) -> None:
        self._page("items")
        self.hands.press("Nothing to turn in")

    def _print(self) -> None:
        self._page("handoff")
        self.hands.press("Print")

    def _close(self) -> None:
        self._page("close")
        self.hands.pick("disposition", "left_before_handoff")
        self.hands.press("Close the visit")
        self.hands.wait_for(lambda: self.shell.visit is None)

    def _back_up(self) -> None:
        desk = self.shell.desk
        if desk is not None:
            job = desk.backups.by_hand("")
            kept = job.run()
            desk.backups.made(job, kept)
            self._say({"backup": kept.path})

    def _lock(self) -> None:
        self.hands.key(Qt.Key.Key_F12)
        line = self.shell.signin.passphrase.line
        line.setFocus()
        QTest.keyClicks(line, PASSPHRASE)
        self.hands.key(Qt.Key.Key_Return)
        self.hands.wait_for(lambda: self.shell.desk is not None)

    def _page(self, page: str) -> None:
        frame = self._somebody()
        if self._at == (frame, page):
            return
        for line in frame.rail.lines:
            if line.step.id == page:
                self.hands.click(line)
                let_pass(10)
                self._at = (frame, page)
                return
        raise NotThereError(page)


def one_round(folder: Path, seed: int, pipe: int) -> None:
    """Work until killed."""

    def say(what: object) -> None:
        os.write(pipe, json.dumps(what).encode() + b"\n")

    Worker(folder, seed, say).work()


def main() -> None:
    """Fork for each line read: a folder and a seed. The child's number comes first."""
    for line in sys.stdin:
        folder, seed = line.rstrip("\n").split("\t")
        child = os.fork()
        if not child:
            try:
                one_round(Path(folder), int(seed), 1)
            finally:  # a bug in the window: its own story goes to stderr
                traceback.print_exc()
                os._exit(1)
        os.write(1, f'{{"child": {child}}}\n'.encode())
        _, status = os.waitpid(child, 0)
        os.write(1, f'{{"ended": {os.WTERMSIG(status)}}}\n'.encode())


if __name__ == "__main__":
    main()
