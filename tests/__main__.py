"""Runs every check in order, pytest last: its closing line is the last line.

`python3 run.py test` comes here after setting up. Words after `test` go to pytest alone.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# On every core; in order, and whoever is done first takes from the end of the other's.
BESIDE_EACH_OTHER = ["-n", "auto", "--dist", "worksteal"]
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
NO_TEST_CHOSEN = 5  # pytest's exit code when a marker fits nothing

CHECKS = {
    "formatting": ["ruff", "format", "--check", "."],
    "lint": ["ruff", "check", "."],
    "types": ["mypy"],
    "rooms": ["tests.rooms"],
}


def _module(*words: str, **extra: str) -> int:
    """Run a module with this Python; return its exit code."""
    environment = os.environ | extra
    return subprocess.call([sys.executable, "-P", "-m", *words], env=environment)


def _stop_unless(well: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
    """End the run, naming what failed."""
    if not well:
        sys.exit(f"SafeStation: {what} failed (see above).")


def check_files() -> None:
    """Check formatting, lint, types and the doors between rooms."""
    for name, words in CHECKS.items():
        print(f"--- {name}", flush=True)
        _stop_unless(_module(*words) == 0, name)


def check_tour() -> None:
    """Walk one whole visit without a screen; pictures and the packet must come of it."""
    print("--- tour", flush=True)
    with tempfile.TemporaryDirectory(prefix="tour-") as folder:
        tour = ("safestation", "demo", "--tour", folder)
        code = _module("tests.offline", *tour, **OFFSCREEN)  # no internet socket can be had
        _stop_unless(code == 0, "the tour")
        for kind in ("*.png", "*.pdf"):
            _stop_unless(any(Path(folder).rglob(kind)), f"the tour: it left no {kind}, so it")


@contextmanager
def _screen() -> Iterator[Mapping[str, str]]:
    """Give a real screen for as long as the tests need it (X11, on Linux)."""
    reader, writer = os.pipe()
    size = ["-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    command = ["Xvfb", "-displayfd", str(writer), *size]
    with subprocess.Popen(command, pass_fds=[writer], stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        try:
            with os.fdopen(reader) as number:
                display = number.readline().strip()
            _stop_unless(bool(display), "Xvfb")
            yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


def check_in_a_real_window() -> None:
    """Run the tests marked `xvfb` in a window that a person could see."""
    print("--- journeys in a real window", flush=True)
    if sys.platform != "linux":
        print("left out: only Linux has a screen that can be made up")
        return
    with _screen() as screen:
        code = _module("pytest", "-m", "xvfb", **screen)
    _stop_unless(code in {0, NO_TEST_CHOSEN}, "a journey in a real window")


def main(words: list[str]) -> int:
    """Run everything, or with `words` only pytest; return pytest's exit code."""
    if not words:
        check_files()
        check_tour()
        check_in_a_real_window()
        print("--- tests", flush=True)
        words = BESIDE_EACH_OTHER
    return _module("pytest", "-m", "not xvfb", *words, **OFFSCREEN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
