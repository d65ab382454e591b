"""Putting the record without what was erased in its place, and catching up after a restore.

The list beside the key file is written first: from then on whatever is opened here goes
without the erased, be it cut short now or an old backup later.
"""

import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.erasure import AGAIN, Erasure
from safestation.domain.errors import ErasedAreBack, StationError
from safestation.domain.retention import Targets
from safestation.storage import erased
from safestation.storage.audits import Audits
from safestation.storage.backup import RECORD, Source
from safestation.storage.copies import reading
from safestation.storage.database import open_record, translated
from safestation.storage.driver import Database, Migrations
from safestation.storage.erasing import Wanted, prepare
from safestation.storage.files import JOURNAL
from safestation.storage.swap import UNREAD, Swap
from safestation.storage.trail import Hand

ASIDE: Final = "before-erase-"
RESTORED_FROM: Final = "before-restore-"  # as `restore.replace` names them
_BLANK: Final = bytes(1 << 20)
_LATELY: Final = 50  # lines; whatever is written after an erasing began stops it


def put_in_place(source: Source, targets: Targets, now: datetime) -> None:
    """Let the prepared record take the place of the closed one. Quick; `shred_old` is not.

    Raises what went wrong, after putting everything back as it was.
    """
    folder = source.record.parent
    before = erased.listed(folder)
    aside = folder / f"{ASIDE}{now.astimezone(UTC):%Y%m%d-%H%M%S}"
    swap = Swap(folder, aside, (RECORD,))
    erased.add(folder, map(erased.fingerprint, targets.every))
    try:
        swap.decide()
        try:
            swap.move()
            look(source)
        except StationError:
            swap.take_back()
            raise
    except StationError:
        with suppress(StationError):
            erased.write(folder, before)
        raise
    swap.finish()


def look(source: Source) -> None:
    """Open what lies in place now. It was read from end to end before it came here."""
    with translated(), reading(source.record, source.key, closed=False) as db:
        db.execute("SELECT id FROM tombstone LIMIT 1").fetchone()


def shred_old(folder: Path) -> None:
    """Overwrite and remove old records that an erasing left aside, if a swap is not under way.

    Overwriting reaches the same place on a disk that writes in place; others keep older
    pages for a while, encrypted.
    """
    if not (folder / JOURNAL).exists():
        shred(tuple(folder.glob(f"{ASIDE}*")))


def older_records(folder: Path, before: datetime) -> tuple[Path, ...]:
    """Return the folders in which a restore left an old record before a moment.

    So does one that was cut off and whose note cannot be read; its folder tells no moment.
    """
    limit = f"{RESTORED_FROM}{before.astimezone(UTC):%Y%m%d-%H%M%S}"
    dated = sorted(p for p in folder.glob(f"{RESTORED_FROM}*") if p.name < limit)
    return (*dated, *sorted(folder.glob(f"{UNREAD}*")))


def shred(asides: tuple[Path, ...]) -> None:
    """Overwrite and remove these folders; what cannot be now is at the next sign-in."""
    with suppress(OSError):
        for aside in asides:
            for path in filter(Path.is_file, aside.rglob("*")):
                _overwrite(path)
            shutil.rmtree(aside)


def _overwrite(path: Path) -> None:
    with path.open("rb+") as file:
        left = path.stat().st_size
        while left > 0:
            left -= file.write(_BLANK[:left])
        file.flush()
        os.fsync(file.fileno())


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that was just opened, and how it is opened again."""

    db: Database
    source: Source
    migrations: Migrations


def catch_up(
    opened: Opened, hand: Hand, erasure_id: str, *, may_erase: bool = True
) -> Database:
    """Erase what the list says and the record still has, before anybody looks at it.

    Returns the record, opened anew where something went, which may take minutes. Raises as
    `prepare` and `put_in_place` do, and ErasedAreBack where something must go and may not
    now; then the record must not be used.
    """
    db, source = opened.db, opened.source
    folder = source.record.parent
    shred_old(folder)
    buried = {erased.fingerprint(one) for one in _tombstones(db)}
    listed = erased.listed(folder)
    targets = _still_there(db, listed) if listed - buried else Targets()
    if not targets.every:
        erased.add(folder, buried)
        return db
    if not may_erase:
        raise ErasedAreBack
    day = hand.at.date()
    told = Erasure(erasure_id, AGAIN, len(targets), day, day, AGAIN, "", hand.by, "", hand.at)
    Audits(db).note(Act.ERASED_AGAIN, hand.station, hand.at, hand.by, str(len(targets)))
    db.close()
    prepare(source, opened.migrations, Wanted(told, targets, hand.station))
    put_in_place(source, targets, hand.at)
    shred_old(folder)
    return open_record(source.record, source.key, opened.migrations, create=False)


def cut_off(db: Database) -> str:
    """Return the id of an erasing that was begun last and never done, or nothing.

    A kill leaves no time to write down that nothing was erased.
    """
    with translated():
        rows = db.execute(
            "SELECT act, detail FROM trail ORDER BY seq DESC LIMIT ?", [_LATELY]
        ).fetchall()
        done = {row[0] for row in db.execute("SELECT id FROM erasure").fetchall()}
    done |= {detail for act, detail in rows if act == Act.ERASING_FAILED}
    begun = (d.rpartition(", ") for act, d in rows if act in {Act.ERASED, Act.PURGED})
    return next((one for told, _, one in begun if told and one not in done), "")


def _tombstones(db: Database) -> list[str]:
    with translated():
        return [row[0] for row in db.execute("SELECT id FROM tombstone").fetchall()]


def _still_there(db: Database, listed: frozenset[str]) -> Targets:
    def found(table: str) -> tuple[str, ...]:
        ids = (row[0] for row in db.execute(f"SELECT id FROM {table}").fetchall())  # noqa: S608 - our own names
        return tuple(one for one in ids if erased.fingerprint(one) in listed)

    with translated():
        return Targets(found("visit"), found("container"), found("custody"))
