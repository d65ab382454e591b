"""The power goes: what a disk holds of the writes that nobody had settled yet.

A scenario runs once while the library writes down each call. Then the disk is rebuilt as of
any of them. What was settled by then is there; of the rest, each write is there, missing or
torn within a block of 512 bytes, and each change of names is there or not, in their order
within what is left. Settled means: data by an fsync of its file, names by an fsync of their
folder. That is what POSIX promises, and less than most file systems keep.

Not simulated: a disk that says it has settled what it has not.
"""

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from safestation.domain.errors import StationError
from tests.faults.interposed import Call, Disk, calls
from tests.faults.judging import judge, where
from tests.faults.scenarios import SCENARIOS, Scenario
from tests.faults.station import Bench, fresh_copy
from tests.faults.tally import Tally

BLOCK = 512
MODES = ("nothing unsettled", "everything", "by chance", "by chance")


@dataclass
class File:
    """One file's settled bytes, and what was asked since."""

    settled: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def settle(self) -> None:
        """Take in everything that was asked."""
        for where_, data in self.pending:
            put(self.settled, where_, data)
        self.pending.clear()

    def after(self, mode: str, chance: random.Random) -> bytes:
        """Return what the disk holds of it after the power went."""
        held = bytearray(self.settled)
        for where_, data in self.pending:
            keeps = {MODES[0]: 0, MODES[1]: 1}.get(mode, chance.randint(0, 2))
            if keeps == 1 or (keeps == 2 and data is None):
                put(held, where_, data)
            elif keeps == 2 and data:
                put(held, where_, data[: chance.randint(0, len(data) // BLOCK) * BLOCK])
        return bytes(held)


def put(held: bytearray, where_: int, data: bytes | None) -> None:
    """Write at a place, or with None cut or stretch to that length."""
    if data is None:
        del held[where_:]
    held.extend(bytes(max(0, where_ - len(held))))
    if data:
        held[where_ : where_ + len(data)] = data


Names = dict[str, File | None]  # a folder is None


@dataclass
class Rebuilt:
    """A disk fed with calls. `names` is what a program sees, `settled` what would remain."""

    names: Names
    changes: list[tuple[bool, Call, File | None]] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path) -> "Rebuilt":
        """Return the disk as it is, all of it settled."""
        names: Names = {str(root): None}
        for path in root.rglob("*"):
            names[str(path)] = File(bytearray(path.read_bytes())) if path.is_file() else None
        return cls(names)

    def feed(self, call: Call) -> None:
        """Take in one call."""
        file = self.names.get(call.path)
        if call.what == "W" and file:
            file.pending.append((call.where, call.data))
        elif call.what == "T" and file:
            file.pending.append((call.where, None))
        elif call.what == "S" and file:
            file.settle()
        elif call.what == "D":
            folder = call.path
            self.changes = [
                (done or _touches(each, folder), each, made)
                for done, each, made in self.changes
            ]
        elif call.what in "CMRLU":
            new = File() if call.what == "C" else file
            self.changes.append((False, call, new))
            change(self.names, call, new)

    def write_to(self, start: Names, mode: str, chance: random.Random) -> None:
        """Lay down what is left of it, from how everything was at the start."""
        names = dict(start)
        waiting = sum(not done for done, _, _ in self.changes)
        left = {MODES[0]: 0, MODES[1]: waiting}.get(mode, chance.randint(0, waiting))
        for done, call, file in self.changes:
            if done or left > 0:
                change(names, call, file)
            left -= not done
        for path in sorted(names):
            file = names[path]
            if file is None:
                Path(path).mkdir(parents=True, exist_ok=True)
            elif not path.endswith("-shm") and Path(path).parent.is_dir():
                Path(path).write_bytes(file.after(mode, chance))


def change(names: Names, call: Call, file: File | None) -> None:
    """Change names as a call does; one that no longer fits changes nothing."""
    if call.what in "CM":
        names.setdefault(call.path, file)
    elif call.path in names and call.what == "L":
        names[call.to] = file
    elif call.path in names and call.what == "U":
        del names[call.path]
    elif call.path in names and call.what == "R":
        for path in [p for p in names if p == call.path or p.startswith(f"{call.path}/")]:
            names[call.to + path[len(call.path) :]] = names.pop(path)


def _touches(call: Call, folder: str) -> bool:
    return folder in {str(Path(call.path).parent), str(Path(call.to or call.path).parent)}


def run(place: Path, chance: random.Random, most: int) -> Tally:
    """Cut the power at up to `most` moments of each kind of work."""
    every, disk = Tally(), Disk()
    for scenario in SCENARIOS:
        base, work = place / f"base-{scenario.name}", place / "work"
        base.mkdir()
        scenario.prepare(base)
        log = place / "log"
        tally = Tally()
        _write_down(disk, scenario, fresh_copy(base, work), log)
        happened = list(calls(log))
        moments = range(1, len(happened) + 1)
        for moment in sorted(chance.sample(moments, min(most, len(moments)))):
            mode = MODES[tally.tried % len(MODES)]
            told = _cut(happened[:moment], base, work, mode, chance)
            tally.tried += 1
            judge(scenario, work, told, f"{scenario.name}, cut at {moment}, {mode}", tally)
        print(f"  {scenario.name}: {tally.line()}", flush=True)
        every.add(tally)
    return every


def _cut(
    happened: Iterable[Call], base: Path, work: Path, mode: str, chance: random.Random
) -> set[str]:
    """Rebuild `work` as the disk was after some calls; return what was acknowledged."""
    disk = Rebuilt.of(fresh_copy(base, work))
    start, told = dict(disk.names), set()
    for call in happened:
        if call.what == "!":
            told.add(call.path)
        disk.feed(call)
    empty = work.with_name("empty")
    empty.mkdir(exist_ok=True)
    fresh_copy(empty, work)
    disk.write_to(start, mode, chance)
    return told


def _write_down(disk: Disk, scenario: Scenario, work: Path, log: Path) -> None:
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        if status:
            raise RuntimeError(scenario.name)
        return
    bench = Bench(work, training=scenario.training)
    disk.write_down(work, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        scenario.act(bench, disk.mark, lambda: None)
        bench.vault.release()
    except StationError as error:
        print(where(error))
        os._exit(1)
    os._exit(0)
