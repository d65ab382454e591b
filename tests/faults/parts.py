"""The parts of the harness, each with how much of it is tried in a quick and a long run."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.faults import failing, flipping, killing, others, powercut
from tests.faults.tally import Tally


@dataclass(frozen=True, slots=True)
class Part:
    """`run` takes a folder, a source of chance, and how many faults to try."""

    run: Callable[[Path, random.Random, int], Tally]
    few: int
    many: int
    needs_library: bool = False


PARTS = {
    "disk": Part(failing.run, 2, 60, needs_library=True),
    "power": Part(powercut.run, 2, 40, needs_library=True),
    "bytes": Part(flipping.run, 1, 12),
    "kills": Part(killing.run, 3, 500),
    "others": Part(others.run, 1, 3),
}
