"""`safestation check record`: opens a record with a passphrase and looks at every line.

Finds the first entry of the history that was altered, is missing or out of order, and
compares with a seal typed in from paper. Prints no person's data.
"""

import sys
from getpass import getpass
from pathlib import Path

from safestation.by_command import opened
from safestation.catalog.seal_words import load_seal_words
from safestation.domain.chain import MISSING
from safestation.domain.errors import RecordLocked
from safestation.domain.seal import agrees, code_of
from safestation.storage.copies import pages_hold
from safestation.storage.driver import Database
from safestation.storage.failures import translated
from safestation.storage.migrations import migrations
from safestation.storage.schema_guard import changed_triggers
from safestation.storage.seals import Seals

_PAGE = "A page of the record was changed on the disk. Restore a verified backup."
_UNREADABLE = "The history cannot be read to its end."


def check_record(folder: Path, passphrase: str, line: int = 0, seal: str = "") -> list[str]:
    """Return what is wrong, one sentence each; nothing when all holds.

    With `line` and `seal` the history is also compared with that seal on paper. Raises
    WrongPassphrase, SignInLocked, RecordMissing, RecordLocked and whatever else keeps it
    from opening.
    """
    with opened(folder, passphrase) as db:
        return [*_pages(db), *_triggers(db), *_lines(db, line, seal)]


def run(folder: Path, line: int, seal: str) -> int:
    """Ask for the passphrase, check, and say what was found. Return the exit code."""
    passphrase = getpass("Passphrase: ") if sys.stdin.isatty() else sys.stdin.readline()
    wrong = check_record(folder, passphrase.rstrip("\n"), line, seal)
    told = wrong or ["Every page can be read, and every line of the history holds."]
    print("\n".join(told))  # noqa: T201 - a command's own words
    return 1 if wrong else 0


def _pages(db: Database) -> list[str]:
    wrong = []
    try:
        with translated():
            if db.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                wrong.append(
                    "The record's tables do not fit together. Restore a verified backup."
                )
            if not pages_hold(db):
                wrong.append(_PAGE)
    except RecordLocked:
        wrong.append(_PAGE)
    return wrong


def _triggers(db: Database) -> list[str]:
    names = ", ".join(changed_triggers(db, migrations))
    told = "What keeps lines from being changed is not as SafeStation made it"
    return [f"{told}: {names}. Restore a verified backup."] if names else []


def _lines(db: Database, line: int, seal: str) -> list[str]:
    try:
        with translated():
            return _history(Seals(db), line, seal)
    except RecordLocked:
        return [_UNREADABLE]


def _history(seals: Seals, line: int, seal: str) -> list[str]:
    wrong = []
    broken = seals.first_break()
    if broken is not None:
        what = "is missing" if broken.what == MISSING else "was altered after it was written"
        wrong.append(f"Line {broken.seq} of the history {what}.")
    if seal:
        hash_ = seals.hash_at(line)
        if not hash_ or not agrees(seal, hash_, load_seal_words()):
            here = code_of(hash_) if hash_ else "no such line"
            wrong.append(f"The seal on paper does not agree at line {line} (here: {here}).")
    return wrong
