"""Start to a sign-in screen that can be used, against a bare PySide6 window; and on.

Aim: at most one and a half times, in time and in memory. Each start is a fresh process,
offscreen, with the files warm and the modules compiled, as they are from the second start
of a station on; the two take turns. Memory is what was held up to the first picture: what
is read after it, while somebody types, stands in the line of the board.

The board is what somebody waits for who types the passphrase into the first picture and
presses Enter at once. Reading everything before showing anything must not be faster.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.first_paint import PASSPHRASE
from benchmarks.measure import Line
from safestation.bootstrap import LocalVault
from safestation.content import load_content
from safestation.domain.station import Determination, Posture, Role, Staff
from safestation.services.vault import SetUp
from safestation.storage.kdf import Kdf
from tests.factories import make_station
from tests.fakes import MemoryPrinter

ROUNDS = 7
AIM = 1.5
NO_SLOWER = 1.1
CHEAP = Kdf(m_kib=19456, t=2, p=1)
ROOT = Path(__file__).parents[1]
SIGNED = Determination(Posture.PROGRAM, "T. Rowe", date(2026, 1, 15))
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)


def lines(folder: Path) -> Iterator[Line]:
    """Yield lines for the time to the locked screen, the memory there, and the board."""
    set_up(folder)
    yield from _against(folder, "ours", "bare", AIM, "sign-in", "a bare window")
    yield from _against(folder, "board", "eager", NO_SLOWER, "the board", "all read first")


def _against(  # noqa: PLR0913, PLR0917 - one line of the table, told once
    folder: Path, mine: str, other: str, aim: float, where: str, beside: str
) -> Iterator[Line]:
    start(mine, folder), start(other, folder)
    pairs = [(start(mine, folder), start(other, folder)) for _ in range(ROUNDS)]
    for place, what, unit in ((0, f"start to {where}", "ms"), (1, f"memory at {where}", "MB")):
        ours, theirs = (median(pair[side][place] for pair in pairs) for side in (0, 1))
        if theirs:
            yield Line(what, ours, theirs, aim, beside, unit)


def set_up(folder: Path) -> str:
    """Set a station up in the folder. Return the id of its program."""
    content = load_content()
    program = next(iter(content.programs))
    station = make_station(program=program, determination=SIGNED)
    vault = LocalVault(folder / "station", content, MemoryPrinter(), kdf=CHEAP)
    vault.create(SetUp(station, ME, PASSPHRASE))
    vault.release()
    return program


def start(kind: str, folder: Path) -> tuple[float, float]:
    """Return the milliseconds to the first paint, and the most memory in MB."""
    words = [sys.executable, "-m", "benchmarks.first_paint", kind, str(folder)]
    compiled = {"PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    environment = {**os.environ, **compiled, "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    painted, memory = (float(word) for word in ran.stdout.split()[-2:])
    return (painted - begun) * 1000, memory
