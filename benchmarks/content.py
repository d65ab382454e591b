"""All content that a start reads, against that start up to the board.

Aim: at most a tenth. The content is read while somebody types, behind the locked screen:
questions, instruments, words of forms, legal texts, and of the programs the station's own.
Measured as each is on a second start: files warm, modules compiled, and in the same minutes.
"""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.measure import Line, timed
from benchmarks.starting import set_up, start
from safestation.content import load_content

ROUNDS = 5
AIM = 0.1


def lines(folder: Path) -> Iterator[Line]:
    """Yield the share of the content in a start, then what reading every program would be."""
    program = set_up(folder)
    start("board", folder), _own(program), _every()
    rounds = [
        (timed(lambda: _own(program)), timed(_every), start("board", folder)[0])
        for _ in range(ROUNDS)
    ]
    own, every, whole = (median(each) for each in zip(*rounds, strict=True))
    yield Line("content of a start", own, whole, AIM, "the board")
    yield Line("one program read", own, every, 1.0, "every program")


def _own(program: str) -> object:
    return load_content().programs[program]


def _every() -> object:
    return list(load_content().programs.values())
