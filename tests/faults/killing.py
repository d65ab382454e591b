"""kill -9 at random moments of real work in the real window."""

import json
import os
import random
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from safestation.bootstrap import LocalVault
from safestation.domain.errors import StationError
from safestation.domain.visit import Visit, VisitId
from safestation.threshold import SystemClock
from safestation.training import PASSPHRASE, open_training_station, training_vault
from tests.fakes import MemoryPrinter
from tests.faults.judging import where
from tests.faults.station import CONTENT
from tests.faults.tally import Tally
from tests.unit.storage.samples import CHEAP

ROOT = Path(__file__).parents[2]
EACH = 20  # rounds on one record: it grows, and reading all of it takes longer
MOST_WORDS, LONGEST = 10, 0.4  # killed some seconds after so many words of the window
Said = dict[str, Any]


def run(place: Path, chance: random.Random, most: int) -> Tally:
    """Kill the counter `most` times and look each time at what it had acknowledged."""
    tally = Tally()
    plain = {name: value for name, value in os.environ.items() if name != "LD_PRELOAD"}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "tests.faults.counter_child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**plain, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
    ) as nest:
        assert nest.stdin is not None
        assert nest.stdout is not None
        for turn in range(most):
            folder = place / f"training-{turn // EACH}" / "training"
            if not folder.exists():
                folder.parent.mkdir()
                vault = _vault(folder)
                open_training_station(vault, CONTENT)
                vault.release()
            nest.stdin.write(f"{folder}\t{chance.randrange(1 << 30)}\n".encode())
            nest.stdin.flush()
            moment = chance.randint(1, MOST_WORDS), chance.uniform(0, LONGEST)
            said = _killed(nest.stdout.fileno(), *moment)
            tally.tried += 1
            _judge(folder, said, f"round {turn}", tally)
            if turn % 50 == 49:
                print(f"  {turn + 1} kills: {tally.line()}", flush=True)
        nest.stdin.close()
    if not tally.acknowledged:
        tally.blame("untold", "nothing was acknowledged, so nothing was tried")
    return tally


def _vault(folder: Path) -> LocalVault:
    return training_vault(folder, CONTENT, MemoryPrinter(), clock=SystemClock(), kdf=CHEAP)


def _killed(pipe: int, words: int, after: float) -> list[Said]:
    """Listen; kill the round some seconds after so many words; return all it said."""
    said: list[Said] = []
    rest, child, at = b"", 0, float("inf")
    while True:
        wait = min(max(0.0, at - time.monotonic()), 60.0)
        ready, _, _ = select.select([pipe], [], [], wait)
        if not ready:
            assert child
            os.kill(child, signal.SIGKILL)
            at, child = float("inf"), 0
            continue
        lines = (rest + os.read(pipe, 1 << 16)).split(b"\n")
        rest = lines.pop()
        for line in lines:
            told = _understood(line)
            if "ended" in told:
                return said if told["ended"] == signal.SIGKILL else [*said, {"broken": 1}]
            if "child" in told:
                child = int(told["child"])
            elif told:
                said.append(told)
                if len(said) == words:
                    at = time.monotonic() + after


def _understood(line: bytes) -> Said:
    """Return what a line says; one that was cut off by the kill says nothing."""
    try:
        said = json.loads(line)
    except ValueError:
        return {"ended": 9} if line.endswith(b'{"ended": 9}') else {}
    return said if isinstance(said, dict) else {}


def _judge(folder: Path, said: list[Said], story: str, tally: Tally) -> None:
    """Open the record as the next start would, and look for every acknowledged fact."""
    vault = _vault(folder)
    try:
        desk = vault.open(vault.prove("", PASSPHRASE))
        desk.backups.checking_record().run()
        if {"broken": 1} in said:
            tally.blame("untold", f"{story}: the window ended by itself")
        for place, one in enumerate(said):
            if "visit" in one:
                latest = all(later.get("visit") != one["visit"] for later in said[place + 1 :])
                wills = [will for will in said[place:] if "will" in will]
                kept = desk.counter.look(VisitId(one["visit"]), "review")
                tally.acknowledged += latest * (len(one["answers"]) + len(one["entries"]))
                _compare(one, kept, wills if latest else None, story, tally)
            elif "backup" in one:
                tally.acknowledged += 1
                listed = {kept.path: kept for kept in desk.backups.kept()}
                if not listed:
                    tally.blame("lost", f"{story}: every backup")
                if one["backup"] in listed:  # rotation may have let an older one go
                    desk.backups.checking(listed[one["backup"]]).run()
    except StationError as error:
        tally.blame("unreadable", f"{story}: {where(error)}")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        tally.blame("untold", f"{story}: {where(error)}")
    finally:
        vault.release()


def _compare(
    one: Said, kept: Visit, wills: list[Said] | None, story: str, tally: Tally
) -> None:
    """Every entry must be there; of the last answers each, or what was done after them.

    What was acknowledged before that is compared where it was acknowledged again.
    """
    if not set(one["entries"]) <= {entry.id for entry in kept.entries}:
        tally.blame("lost", f"{story}: an entry of {one['visit']}")
    for name, was in one["answers"].items() if wills is not None else ():
        now = kept.value(name)
        if now != was and list(now) != was and not _is_later(name, str(now), wills or []):
            tally.blame("lost", f"{story}: {name} of {one['visit']} is {now!r}, was {was!r}")


def _is_later(question: str, now: str, wills: list[Said]) -> bool:
    """Tell whether it is what was being done to it: part of a word, a choice undone."""
    later = [str(will["will"]) for will in wills if will["question"] == question]
    undone = question != "handle" and not now
    return bool(later) and (undone or (bool(now) and any(w.startswith(now) for w in later)))
