"""Each write, sync, rename, truncate, open and unlink fails in turn, or the process ends there.

Runs in a process that has the library of `interposed.c`. Every fault gets a process of its
own, forked from this one: it works, fails, and ends without closing anything.
"""

import os
import random
from collections.abc import Iterator
from pathlib import Path

from safestation.domain.errors import StationError
from tests.faults.interposed import ERRORS, KILLED, Disk
from tests.faults.judging import judge, where
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.station import Bench, fresh_copy
from tests.faults.tally import Tally

TOLD, UNTOLD, SEEN = "told", "untold", "seen"


def run(place: Path, chance: random.Random, most: int) -> Tally:
    """Try up to `most` faults in each kind of work; return what was found."""
    every, disk = Tally(), Disk()
    for scenario in SCENARIOS:
        base = place / f"base-{scenario.name}"
        base.mkdir()
        scenario.prepare(base)
        work = place / "work"
        _, seen = _broken_off(disk, scenario, fresh_copy(base, work), 0, 0, stays=False)
        tally = Tally()
        judge(scenario, work, set(), f"{scenario.name}, nothing failing", tally)
        faults = list(_faults(int(seen[SEEN][0])))
        for nth, what, stays in chance.sample(faults, min(most, len(faults))):
            story = f"{scenario.name}, call {nth}, {what}{' from then on' if stays else ''}"
            fresh_copy(base, work)
            told, said = _broken_off(disk, scenario, work, nth, ERRORS[what], stays=stays)
            tally.tried += 1
            for words in said.get(UNTOLD, ()):
                tally.blame("untold", f"{story}: {words}")
            judge(scenario, work, told, story, tally)
        print(f"  {scenario.name}: {tally.line()}", flush=True)
        every.add(tally)
    return every


def _faults(calls: int) -> Iterator[tuple[int, str, bool]]:
    for nth in range(1, calls + 1):
        for what, error in ERRORS.items():
            yield nth, what, False
            if error != KILLED:
                yield nth, what, True


def _broken_off(  # noqa: PLR0913 - a fault has as many parts
    disk: Disk, scenario: Scenario, work: Path, nth: int, error: int, *, stays: bool
) -> tuple[set[str], dict[str, list[str]]]:
    """Work in a child while the disk fails; return what it acknowledged, and what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        _work(disk, scenario, work, (nth, error, stays), writer)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as lines:
        heard = lines.read().splitlines()
    os.waitpid(child, 0)
    told: set[str] = set()
    said: dict[str, list[str]] = {}
    for kind, _, words in (line.partition("\t") for line in heard):
        if kind == TOLD:
            told.add(words)
        else:
            said.setdefault(kind, []).append(words)
    return told, said


def _work(
    disk: Disk, scenario: Scenario, work: Path, fault: tuple[int, int, bool], writer: int
) -> None:
    nth, error, stays = fault

    def say(kind: str, words: str) -> None:
        os.write(writer, f"{kind}\t{words}\n".encode())

    bench = Bench(work, training=scenario.training)
    disk.arm(work, nth, error, stays=stays)
    try:
        scenario.act(bench, lambda words: say(TOLD, words), disk.disarm)
        bench.vault.release()
    except StationError:
        pass  # told at the window, in a sentence
    except BaseException as wrong:  # noqa: BLE001 - whatever it is, it is the finding
        say(UNTOLD, where(wrong))
    say(SEEN, str(disk.seen()))
