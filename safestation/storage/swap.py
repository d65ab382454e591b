"""Putting new files in the place of old ones so that a kill at any moment loses neither.

    staged    the new files lie whole in `incoming/`; nothing has happened yet
    decided   `swap.json` is written: from here on the new ones are wanted
    moved     the old ones lie in the folder that `swap.json` names, the new in their place
    done      `swap.json` is gone

Each file is at every moment in exactly one place, and a move is one rename. Whatever was
cut short is finished at the next start, or taken back when finishing does not work.
"""

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from safestation.domain.errors import StoreUnavailable, SwapUnreadable
from safestation.storage.disk import on_disk
from safestation.storage.files import (
    INCOMING,
    JOURNAL,
    OWNER_ONLY_FOLDER,
    part_of,
    settle_folder,
    write_private,
)

__all__ = ["INCOMING", "JOURNAL", "Swap", "finish_what_was_begun", "stage"]

UNREAD: Final = "before-unread-"  # what waited with a journal that cannot be read
_BESIDE: Final = ("-wal", "-shm")
_PAIR: Final = ("record.db", "station.keys")


@dataclass(frozen=True, slots=True)
class Swap:
    """Files of a data folder that change places together. `aside` is where the old go."""

    folder: Path
    aside: Path
    names: tuple[str, ...]

    @property
    def incoming(self) -> Path:
        """Return where the new files are made ready."""
        return self.folder / INCOMING

    def decide(self) -> None:
        """Write down that the staged files are wanted. Raises DiskFull, StoreUnavailable."""
        told = {"aside": self.aside.name, "names": self.names}
        try:
            with on_disk():
                settle_folder(self.incoming)
                self.aside.mkdir(mode=OWNER_ONLY_FOLDER, exist_ok=True)
                settle_folder(self.folder)
                write_private(self.folder / JOURNAL, json.dumps(told).encode())
        except StoreUnavailable:
            # It may be there and only not settled: then the next start would swap after all.
            with suppress(OSError):
                (self.folder / JOURNAL).unlink(missing_ok=True)
            raise

    def move(self) -> None:
        """Move the old files aside and the new ones in. May be called again after a kill."""
        with on_disk():
            waiting = [name for name in self.names if (self.incoming / name).exists()]
            for name in waiting:
                for old in _with_sides(self.folder / name):
                    if old.exists():
                        old.rename(self.aside / old.name)
            self._settle()
            for name in waiting:
                (self.incoming / name).rename(self.folder / name)
            self._settle()

    def take_back(self) -> None:
        """Put the old files back; the new ones go. Only before `finish`."""
        with on_disk():
            for name in self.names:
                new = self.folder / name
                if (self.incoming / name).exists() or not new.exists():
                    continue
                for side in _BESIDE:  # a -wal of the new one must not meet the old one
                    new.with_name(new.name + side).unlink(missing_ok=True)
                new.rename(self.incoming / name)
            for name in self.names:
                for old in _with_sides(self.aside / name):
                    if old.exists():
                        old.rename(self.folder / old.name)
            self._settle()
            self.finish()
            if self.aside.is_dir() and not any(self.aside.iterdir()):
                self.aside.rmdir()

    def finish(self) -> None:
        """Forget the journal: what lies in place now is what counts.

        The folder goes only when the journal surely has: half a folder and a journal would
        be half a swap at the next start. A journal that cannot be removed is in nobody's
        way, since then either all of the new files wait, or none.
        """
        with suppress(OSError, StoreUnavailable):
            _forget_journal(self.folder)
            shutil.rmtree(self.incoming, ignore_errors=True)

    def _settle(self) -> None:
        for folder in (self.aside, self.incoming, self.folder):
            if folder.is_dir():
                settle_folder(folder)


def stage(folder: Path) -> Path:
    """Return an empty folder in which new files are made ready."""
    incoming = folder / INCOMING
    with on_disk():
        _forget_journal(folder)
        shutil.rmtree(incoming, ignore_errors=True)
        incoming.mkdir(mode=OWNER_ONLY_FOLDER)
    return incoming


def finish_what_was_begun(folder: Path) -> None:
    """Complete a swap that was cut short; called at every start, before anything is opened.

    What was staged and never decided is thrown away. Raises StoreUnavailable when neither
    finishing nor taking back works; then nothing is lost, and the next start tries again.
    A damaged journal stops nothing in the middle of the moves, when all that is missing waits;
    else it raises SwapUnreadable, and nothing is removed.
    """
    swap = _begun(folder)
    if swap is None:
        with suppress(OSError):
            part_of(folder / JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(folder / INCOMING, ignore_errors=True)
        return
    try:
        swap.move()
    except StoreUnavailable:
        swap.take_back()
    else:
        swap.finish()


def _forget_journal(folder: Path) -> None:
    (folder / JOURNAL).unlink(missing_ok=True)
    settle_folder(folder)


def _begun(folder: Path) -> Swap | None:
    with on_disk():
        if not (folder / JOURNAL).exists():
            return None
        content = (folder / JOURNAL).read_bytes()
    try:
        row = json.loads(content)
        aside, *names = (_plain(name) for name in (row["aside"], *row["names"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        if _went_on(folder):
            return None
        raise SwapUnreadable(is_whole=_set_aside(folder)) from None
    return Swap(folder, folder / aside, tuple(names))


def _plain(name: object) -> str:
    """Return a name that stays in its folder. Raises ValueError, TypeError."""
    if not isinstance(name, str):
        raise TypeError
    if name in {"", ".", ".."} or "/" in name or "\\" in name:
        raise ValueError
    return name


def _went_on(folder: Path) -> bool:
    """Finish in the middle of the moves, although nobody can read where the old files go.

    Only when each file that is missing waits: it was staged whole, and wanted, before the
    first move. All that waits goes in together, since a restored record has its own key file.
    What fails here is never taken back, and may be begun again at the next start.
    """
    missing = [name for name in _PAIR if not (folder / name).exists()]
    waiting = tuple(name for name in _PAIR if (folder / INCOMING / name).is_file())
    if not missing or not set(missing) <= set(waiting):
        return False
    swap = Swap(folder, _unread(folder), waiting)
    swap.move()
    swap.finish()
    with suppress(OSError):
        swap.aside.rmdir()  # empty where the old ones had gone already
    return True


def _set_aside(folder: Path) -> bool:
    """Keep a journal that cannot be read, and what waits with it, where no start looks.

    Only when a whole pair lies in place: before the first move or after the last one. Where
    a file is neither there nor waiting, everything stays as it lies.
    """
    if not all((folder / name).exists() for name in _PAIR):
        return False
    kept = _unread(folder)
    with on_disk():
        if (folder / INCOMING).exists():
            (folder / INCOMING).rename(kept / INCOMING)
        (folder / JOURNAL).rename(kept / JOURNAL)
        settle_folder(kept)
        settle_folder(folder)
    return True


def _unread(folder: Path) -> Path:
    """Make and return a fresh folder beside the record for what is kept."""
    kept = next(path for n in range(1, 1000) if not (path := folder / f"{UNREAD}{n}").exists())
    with on_disk():
        kept.mkdir(mode=OWNER_ONLY_FOLDER)
    return kept


def _with_sides(path: Path) -> Iterable[Path]:
    """Yield a file after those that belong to it: an old -wal goes before its record does."""
    if path.suffix == ".db":
        yield from (path.with_name(path.name + side) for side in _BESIDE)
    yield path
