"""`safestation support FOLDER`: one file for whoever helps, without a word about anybody.

Versions, sizes, protections, how often which act is in the history, and the crash report:
type, file and line of ours. What does not look exactly like that is left out. The file is
written where it was asked for, and sent by nobody.
"""

import json
import platform
import re
import sys
from collections import Counter
from collections.abc import Mapping
from getpass import getpass
from pathlib import Path
from typing import Final

from safestation import __version__
from safestation.by_command import opened
from safestation.domain.acts import Act
from safestation.guards import dumps_are_shut, open_sockets
from safestation.keyed import RECORD_NAME
from safestation.storage.database import is_plain, weak_settings
from safestation.storage.driver import Database, sqlcipher
from safestation.storage.files import private_folder, write_private
from safestation.storage.keyrow import KEY_FILE_NAME

NAME: Final = "safestation-support.json"
CRASH: Final = "crash.txt"
LEFT_OUT: Final = "(left out)"
_OURS: Final = re.compile(r"SafeStation [\d.]+: \w+|  \w+\.py:\d+ [\w<>]+")
_FILES: Final = (RECORD_NAME, f"{RECORD_NAME}-wal", KEY_FILE_NAME, CRASH, "arrivals.json")


def gather(folder: Path, passphrase: str = "") -> dict[str, object]:
    """Return what helps to find a fault. With a passphrase also what the record counts.

    Raises WrongPassphrase, and whatever keeps the record from opening.
    """
    told: dict[str, object] = {
        "versions": _versions(),
        "files": {n: (folder / n).stat().st_size for n in _FILES if (folder / n).exists()},
        "backups": len(list(folder.glob("backups/*/backup.json"))),
        "protections": {
            "core dumps off": dumps_are_shut(),
            "internet sockets": open_sockets(),
            "record is plain": (folder / RECORD_NAME).exists()
            and is_plain(folder / RECORD_NAME),
        },
        "crash": crash_lines(folder / CRASH),
    }
    return told | (_record(folder, passphrase) if passphrase else {})


def crash_lines(path: Path) -> list[str]:
    """Return the crash report, each line that is not as we write it left out."""
    if not path.exists():
        return []
    lines = path.read_text("utf-8", errors="replace").splitlines()
    return [line if _OURS.fullmatch(line) else LEFT_OUT for line in lines]


def write(folder: Path, into: Path, passphrase: str) -> Path:
    """Write what was gathered, its owner's alone. Return where. Raises DiskFull and its kin."""
    path = private_folder(into) / NAME
    told = gather(folder, passphrase)
    write_private(path, json.dumps(told, indent=1).encode() + b"\n")
    return path


def run(folder: Path, into: Path) -> int:
    """Ask for a passphrase (none leaves the record closed), write the file, say where."""
    asked = "Passphrase, or Enter to leave the record closed: "
    typed = getpass(asked) if sys.stdin.isatty() else sys.stdin.readline()
    path = write(folder, into, typed.rstrip("\n"))
    print(f"Written: {path.name}. Read it before you give it to anybody.")  # noqa: T201 - a command's own words
    return 0


def _versions() -> Mapping[str, str]:
    return {
        "safestation": __version__,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "sqlite": sqlcipher.sqlite_version,
    }


def _record(folder: Path, passphrase: str) -> dict[str, object]:
    with opened(folder, passphrase) as db:
        return {
            "schema": db.execute("PRAGMA user_version").fetchone()[0],
            "cipher": db.execute("PRAGMA cipher_version").fetchone()[0],
            "weak settings": weak_settings(db),
            "history": _acts(db),
        }


def _acts(db: Database) -> Mapping[str, int]:
    """Return how often each act was done; never who, when, or about whom."""
    known, counted = {act.value for act in Act}, Counter[str]()
    for act, count in db.execute("SELECT act, count(*) FROM trail GROUP BY act").fetchall():
        counted[act if act in known else LEFT_OUT] += count
    return counted
