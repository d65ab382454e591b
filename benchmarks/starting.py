"""Start to a sign-in screen that can be used, against a bare PySide6 window.

Aim: at most one and a half times, in time and in memory. Each start is a fresh process,
offscreen, with the files warm; the two take turns.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.measure import Line
from safestation.bootstrap import LocalVault, load_content
from safestation.domain.station import Determination, Posture, Role, Staff
from safestation.services.vault import SetUp
from safestation.storage.kdf import Kdf
from tests.factories import make_station
from tests.fakes import MemoryPrinter

ROUNDS = 7
AIM = 1.5
CHEAP = Kdf(m_kib=19456, t=2, p=1)
ROOT = Path(__file__).parents[1]
SIGNED = Determination(Posture.PROGRAM, "T. Rowe", date(2026, 1, 15))
ME = Staff("staff-1", "R. Alvarez", Role.COORDINATOR)
PASSPHRASE = "lanterns over the quiet harbor"  # noqa: S105 - opens an empty record, once


def lines(folder: Path) -> Iterator[Line]:
    """Yield a line for the time and one for the memory."""
    _set_up(folder)
    _start("ours", folder), _start("bare", folder)
    pairs = [(_start("ours", folder), _start("bare", folder)) for _ in range(ROUNDS)]
    for place, what, unit in ((0, "start to sign-in", "ms"), (1, "memory at sign-in", "MB")):
        ours, theirs = (median(pair[side][place] for pair in pairs) for side in (0, 1))
        if theirs:
            yield Line(what, ours, theirs, AIM, "a bare window", unit)


def _set_up(folder: Path) -> None:
    content = load_content()
    station = make_station(program=next(iter(content.programs)), determination=SIGNED)
    vault = LocalVault(folder / "station", content, MemoryPrinter(), kdf=CHEAP)
    vault.create(SetUp(station, ME, PASSPHRASE))
    vault.release()


def _start(kind: str, folder: Path) -> tuple[float, float]:
    """Return the milliseconds to the first paint, and the most memory in MB."""
    words = [sys.executable, "-m", "benchmarks.first_paint", kind, str(folder)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = time.monotonic()
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        words, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    painted, memory = (float(word) for word in ran.stdout.split()[-2:])
    return (painted - begun) * 1000, memory
