"""The running process and its record, from inside. Satisfies services.self_test.Probe."""

import platform
import shutil
import stat
import sys
from pathlib import Path

from safestation import __version__
from safestation.domain.backups import Memory
from safestation.guards import dumps_are_shut, open_sockets
from safestation.storage.backup_store import LocalBackups
from safestation.storage.database import is_plain, weak_settings
from safestation.storage.disk import on_disk
from safestation.storage.driver import Database
from safestation.storage.failures import translated
from safestation.storage.keyjson import load

_RECORD_FILES = ("record.db", "record.db-wal")


class LocalProbe:
    """Asks the driver, the system and the data folder."""

    def __init__(self, db: Database, folder: Path, keys: Path, backups: LocalBackups) -> None:
        self._db, self._folder, self._keys = db, folder, keys
        self._backups = backups

    def sockets(self) -> int | None:
        """Return how many internet sockets are open; None where that cannot be told."""
        return open_sockets()

    def cipher(self) -> str:
        """Return the version of the cipher, empty when there is none."""
        with translated():
            row = self._db.execute("PRAGMA cipher_version").fetchone()
        return str(row[0]) if row else ""

    def plain_files(self) -> int:
        """Return how many of the record's files begin as an unencrypted one would."""
        paths = (self._folder / name for name in _RECORD_FILES)
        with on_disk():
            return sum(is_plain(path) for path in paths if path.exists())

    def weak_settings(self) -> tuple[str, ...]:
        """Return the record's settings that do not read back as they were made."""
        return weak_settings(self._db)

    def dumps_shut(self) -> bool:
        """Tell whether a crash leaves nothing of the memory behind."""
        return dumps_are_shut()

    def loose_files(self) -> int | None:
        """Return how many files others may read; None where that cannot be told."""
        if sys.platform == "win32":
            return None  # Windows keeps lists of its own
        with on_disk():
            files = [path for path in self._folder.rglob("*") if path.is_file()]
            return sum(bool(stat.S_IMODE(path.stat().st_mode) & 0o077) for path in files)

    def bound(self) -> bool:
        """Tell whether an account needs this computer's keyring too."""
        return any(slot.device for slot in load(self._keys).slots)

    def room(self) -> int:
        """Return the free bytes where the record lies."""
        with on_disk():
            return shutil.disk_usage(self._folder).free

    def versions(self) -> str:
        """Return what runs here, with versions. Names no computer and no user."""
        here = f"{platform.system()} {platform.release()}"
        return f"SafeStation {__version__}, Python {platform.python_version()}, {here}"

    def memory(self) -> Memory:
        """Return when the last backups were made."""
        return self._backups.memory()
