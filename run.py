#!/usr/bin/env python3
"""Set SafeStation up beside this file, then start it. Needs Python 3.11 and nothing else.

    python3 run.py demo      the training station; where there is no screen, its tour
    python3 run.py test      every check and test; words after it go to pytest alone
    python3 run.py ARGS      the same as: safestation ARGS

On Windows say `py run.py`. The first start installs what is missing, system parts included
where it may. Later starts compare a stamp and cost milliseconds. A folder `wheelhouse` with
the packages of the lock makes the first start work without a network.
"""

from __future__ import annotations  # so that an old Python reaches the check of its version

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).resolve().parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "safestation-stamp"
LOCK = HERE / "requirements.lock"
TEST_LOCK = HERE / "requirements-dev.lock"  # holds all of LOCK and the tools
WHEELHOUSE = HERE / "wheelhouse"
TOUR = HERE / "tour"
APT_LISTS = Path("/var/lib/apt/lists")

# What Qt needs of a bare Debian 12, found by adding one package at a time.
LIBRARIES = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libfontconfig1": "libfontconfig.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libcups2": "libcups.so.2",
}

# Loads what a window and a printer load, and ends with the name of what is missing.
PROBE = """
import ctypes, pathlib, sys, PySide6
from PySide6 import QtPdf, QtPrintSupport, QtSvg, QtWidgets
import sqlcipher3
if sys.platform == "linux":
    plugins = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins"
    ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    ctypes.CDLL(str(plugins / "printsupport" / "libcupsprintersupport.so"))
"""


def say(line: str) -> None:
    """Tell the person at the terminal what happens now."""
    print(f"SafeStation: {line}", file=sys.stderr, flush=True)


def stop(line: str) -> NoReturn:
    """End with one line that says what to do, and exit code 1."""
    sys.exit(f"SafeStation: {line}")


def fingerprint(lock: Path) -> str:
    """Return what a good set-up depends on, as one hash. A patch of Python changes nothing."""
    around = f"{sys.version_info[:2]}\n{sysconfig.get_platform()}\n{HERE}"
    return hashlib.sha256(lock.read_bytes() + around.encode()).hexdigest()


def is_ready(lock: Path) -> bool:
    """Tell whether everything in `lock` was installed, here, for this Python."""
    if not (PYTHON.exists() and STAMP.is_file()):
        return False
    return fingerprint(lock) in STAMP.read_text("utf-8").split()


def loads(library: str) -> bool:
    """Tell whether the system can load a shared library by that name."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_parts(*, with_screen: bool) -> list[str]:
    """Return the Debian packages that are not here; nothing where there is no apt-get."""
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        return []
    parts = [package for package, library in LIBRARIES.items() if not loads(library)]
    if importlib.util.find_spec("ensurepip") is None:
        parts.append("python3-venv")
    if with_screen and shutil.which("Xvfb") is None:
        parts += ["xvfb", "xauth"]
    return parts


def may_install() -> list[str] | None:
    """Return the words that make a command run as root, or None where we may not."""
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    ask = ["sudo", "-n", "true"]
    silent = subprocess.DEVNULL
    if shutil.which("sudo") and subprocess.call(ask, stdout=silent, stderr=silent) == 0:
        return ["sudo", "-n", *quiet]
    return None


def ran(command: list[str]) -> bool:
    """Print a command, run it, and tell whether it went well."""
    say("running: " + " ".join(command))
    return subprocess.call(command, stdin=subprocess.DEVNULL, stdout=sys.stderr) == 0


def install_parts(parts: list[str]) -> None:
    """Install Debian packages, or stop with the line that somebody else has to run."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *parts]
    by_hand = f"sudo apt-get update && sudo {' '.join(command)}"
    root = may_install()
    if root is None:
        stop(f"parts of the system are missing. Run this, then start again: {by_hand}")
    install = [*root, *command, "-o", "DPkg::Lock::Timeout=120"]
    if any(APT_LISTS.glob("*_Packages*")) and ran(install):
        return
    if not (ran([*root, "apt-get", "update"]) and ran(install)):
        stop(f"parts of the system could not be installed (see above). By hand: {by_hand}")


def make_venv() -> None:
    """Make an empty virtual environment; what was there before is gone."""
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is None:
        stop("this Python lacks the module 'ensurepip'. Install it (often: python3-venv).")
    if subprocess.call([sys.executable, "-m", "venv", "--clear", str(VENV)]):
        stop(f"the virtual environment {VENV} could not be made (see above).")


def install_packages(lock: Path) -> None:
    """Install the lock by its hashes: from the wheelhouse if there is one, else by network."""
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    pip += ["--only-binary=:all:", "--require-hashes", "-r", str(lock)]
    if not sys.stderr.isatty():
        pip.append("--quiet")
    shelf = ["--no-index", "--find-links", str(WHEELHOUSE)]
    for source in [shelf, []] if WHEELHOUSE.is_dir() else [[]]:
        if subprocess.call([*pip, *source], stdin=subprocess.DEVNULL, stdout=sys.stderr) == 0:
            return
    by_hand = f"{PYTHON.relative_to(HERE)} -m pip download --only-binary=:all: --require-hashes"
    stop(
        "the packages could not be installed (see above). Without a network: on a computer of "
        f"the same kind that was set up, run `{by_hand} -r {lock.name} -d wheelhouse`, put the "
        "folder wheelhouse here, and start again."
    )


def prove_packages() -> None:
    """Load Qt and the encrypted database once, or stop with what the system lacks."""
    probe = [str(PYTHON), "-c", PROBE]
    result = subprocess.run(
        probe, capture_output=True, text=True, env=environment(), check=False
    )
    if result.returncode:
        last = (result.stderr.strip() or "no word why").splitlines()[-1]
        stop(f"the packages are here but do not load: {last}")


def set_up(lock: Path) -> None:
    """Make a complete set-up. The stamp comes last, so half of one is never believed."""
    say("setting up: the first start, or an update. This takes a minute or two.")
    parts = missing_parts(with_screen=lock == TEST_LOCK)
    if parts:
        install_parts(parts)
    if not is_ready(LOCK):
        make_venv()
    STAMP.unlink(missing_ok=True)
    install_packages(lock)
    prove_packages()
    draft = STAMP.with_suffix(".new")
    draft.write_text("\n".join({fingerprint(LOCK), fingerprint(lock)}), "utf-8")
    draft.replace(STAMP)
    say("set up.")


def environment(**extra: str) -> dict[str, str]:
    """Return the surroundings of everything started here: this checkout, and it alone."""
    inherited = {k: v for k, v in os.environ.items() if k != "PYTHONHOME"}
    return {**inherited, "PYTHONPATH": str(HERE), **extra}


def has_screen() -> bool:
    """Tell whether a window could be seen; Windows and macOS always have a screen."""
    if os.environ.get("QT_QPA_PLATFORM"):
        return os.environ["QT_QPA_PLATFORM"] not in {"offscreen", "minimal"}
    return sys.platform != "linux" or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def start(*words: str, **extra: str) -> NoReturn:
    """Become SafeStation, or on Windows wait for it, with its exit code."""
    command = [str(PYTHON), "-P", "-m", "safestation", *words]
    if os.name == "nt":
        sys.exit(subprocess.call(command, env=environment(**extra)))
    os.execve(command[0], command, environment(**extra))  # noqa: S606 - our own interpreter


def show_tour(*words: str) -> NoReturn:
    """Walk the training station where nobody can see it, and say where the pictures lie."""
    command = [str(PYTHON), "-P", "-m", "safestation", "demo", "--tour", str(TOUR), *words]
    say("there is no screen here, so the demonstration is drawn to files.")
    code = subprocess.call(command, env=environment(QT_QPA_PLATFORM="offscreen"))
    if code:
        sys.exit(code)
    papers = ", ".join(sorted(path.name for path in TOUR.rglob("*.pdf"))) or "none"
    pictures = len(list(TOUR.rglob("*.png")))
    say(f"the pictures ({pictures}) and the printed packet ({papers}) lie in {TOUR}")
    sys.exit(0)


def main(words: list[str]) -> NoReturn:
    """Set up what `words` need, then do what they say."""
    if sys.version_info < (3, 11):  # noqa: UP036 - said by whatever Python was found
        stop(f"Python 3.11 or newer is needed; this one is {sys.version.split()[0]}.")
    testing = words[:1] == ["test"]
    lock = TEST_LOCK if testing else LOCK
    if not is_ready(lock) or (testing and missing_parts(with_screen=True)):
        set_up(lock)
    if testing:
        command = [str(PYTHON), "-P", "-m", "tests", *words[1:]]
        sys.exit(subprocess.call(command, env=environment(), cwd=HERE))
    if any(word.startswith("--tour") for word in words):
        start(*words, QT_QPA_PLATFORM="offscreen")
    if words[:1] == ["demo"] and not has_screen():
        show_tour(*words[1:])
    if not words and not has_screen():
        stop("there is no screen here. `python3 run.py demo` draws a tour to files instead.")
    start(*words)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
