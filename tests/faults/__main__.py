"""`python -m tests.faults [--long] [part ...]`: breaks things off, prints what was lost.

Every part prints its figures; the exit code is 1 when anything was lost, unreadable,
silently wrong, or went wrong without a word. `--long` takes some minutes.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults import interposed
from tests.faults.parts import PARTS
from tests.faults.tally import Tally

ROOT = Path(__file__).parents[2]


def main(words: list[str]) -> int:
    """Run the parts that are asked for, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=[])
    parser.add_argument("--long", action="store_true", help="many more of everything")
    parser.add_argument("--seed", type=int, default=911)
    wanted = parser.parse_args(words)
    if not os.environ.get(interposed.LOADED) and not interposed.why_not():
        return _with_library(words)
    every = Tally()
    with tempfile.TemporaryDirectory(prefix="faults-") as place:
        for name in wanted.parts or PARTS:
            every.add(_part(name, Path(place), wanted.seed, long=wanted.long))
    print(f"all: {every.line()}")
    print("\n".join(every.stories[:40]), flush=True)
    return 0 if every.is_good else 1


def _part(name: str, place: Path, seed: int, *, long: bool) -> Tally:
    print(f"{name}:", flush=True)
    part = PARTS[name]
    if part.needs_library and (why := interposed.why_not()):
        print(f"  left out: {why}")
        return Tally()
    folder = place / name
    folder.mkdir()
    chance = random.Random(seed)  # noqa: S311 - the same faults in every run
    tally = part.run(folder.resolve(), chance, part.many if long else part.few)
    print(f"{name}: {tally.line()}", flush=True)
    return tally


def _with_library(words: list[str]) -> int:
    """Run again in a process that has the library between itself and the disk."""
    with tempfile.TemporaryDirectory(prefix="interposed-") as folder:
        command = [sys.executable, "-P", "-m", "tests.faults", *words]
        environment = interposed.build(Path(folder)) | {"PYTHONPATH": str(ROOT)}
        return subprocess.call(command, env=environment, cwd=ROOT)  # noqa: S603 - ourselves


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
