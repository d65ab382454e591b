"""Runs the benchmarks named, or all, and prints one table."""

import importlib
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import Line, show

EVERY = ("saving", "searching", "starting", "content", "printing", "guessing")


def run(name: str) -> list[Line]:
    """Return the lines of one benchmark, made in a folder that is gone afterwards."""
    module = importlib.import_module(f"benchmarks.{name}")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        return list(module.lines(Path(folder)))


def main(names: list[str]) -> int:
    """Run and print. Exit code 2 for a name that is none."""
    if unknown := set(names) - set(EVERY):
        sys.stderr.write(f"No such benchmark: {', '.join(sorted(unknown))}\n")
        return 2
    show([line for name in names or EVERY for line in run(name)])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
