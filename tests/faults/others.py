"""Two SafeStations on one folder, and a clock that is wrong."""

import os
import random
from datetime import timedelta
from pathlib import Path

from safestation.domain.errors import AlreadyRunning
from tests.faults.station import Bench, fresh_copy, handles, prepared
from tests.faults.tally import Tally

JUMPS = (
    timedelta(days=-365), timedelta(hours=-1), timedelta(seconds=-90), timedelta(hours=1),
    timedelta(days=4000), timedelta(days=-20_000),
)  # fmt: skip


def run(place: Path, chance: random.Random, most: int) -> Tally:
    """Try each `most` times, in an order of chance."""
    base, tally = place / "base", Tally()
    base.mkdir()
    prepared(base)
    for turn in range(most):
        _two(fresh_copy(base, place / "work"), turn, tally)
        _clocks(fresh_copy(base, place / "work"), chance, tally)
    return tally


def _two(work: Path, turn: int, tally: Tally) -> None:
    """A second one is refused while the first serves somebody, and let in once it died."""
    reader, writer = os.pipe()
    hold, let_go = os.pipe()
    child = os.fork()
    if not child:
        bench = Bench(work)
        bench.visit(bench.sign_in(), f"Green coat {turn}")
        os.write(writer, b"kept")
        os.read(hold, 1)
        os._exit(1)  # closes nothing
    tally.tried += 1
    tally.acknowledged += 1
    os.read(reader, 4)
    try:
        Bench(work).vault.release()
        tally.blame("silent", "two instances had one folder")
    except AlreadyRunning:
        pass
    os.write(let_go, b"!")
    os.waitpid(child, 0)
    for end in (reader, writer, hold, let_go):
        os.close(end)
    bench = Bench(work)
    desk = bench.sign_in()
    if f"Green coat {turn}" not in handles(desk):
        tally.blame("lost", "what the first of two instances kept")
    desk.backups.checking_record().run()
    bench.vault.release()


def _clocks(work: Path, chance: random.Random, tally: Tally) -> None:
    """The clock jumps about while people are served: all are kept, in order, and marked."""
    bench = Bench(work)
    desk = bench.sign_in()
    known = handles(desk)
    for turn, jump in enumerate(chance.sample(JUMPS, len(JUMPS))):
        bench.clock.at += jump
        found = desk.timekeeping.look()
        bench.visit(desk, f"Two dogs {turn}")
        known.add(f"Two dogs {turn}")
        tally.tried += 1
        tally.acknowledged += 1
        if jump < timedelta(seconds=-60) and found is None and not desk.timekeeping.is_in_doubt:
            tally.blame("silent", f"the clock went by {jump} and nobody was told")
    desk.backups.checking_record().run()  # the chain of the history is read too
    bench.vault.release()
    bench = Bench(work)
    if not known <= handles(bench.sign_in()):
        tally.blame("lost", "somebody who came while the clock jumped")
    bench.vault.release()
