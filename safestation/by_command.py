"""A record that a command opens, beside the window: each try counts as at the door.

A running SafeStation keeps what it left half done, such as a change of the key: a command
tidies up only in a folder that it holds alone, and looks at the record otherwise.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from safestation.domain.errors import AlreadyRunning, RecordMissing, SignInLocked
from safestation.domain.lockout import COMMANDS
from safestation.keyed import RECORD_NAME
from safestation.storage.accounts import is_counted
from safestation.storage.binding import KeyringSecret
from safestation.storage.database import open_record
from safestation.storage.driver import Database
from safestation.storage.instance import Instance
from safestation.storage.keyfile import Unlocked, unlock
from safestation.storage.keyrow import KEY_FILE_NAME
from safestation.storage.lockout import Lockout
from safestation.storage.migrations import migrations
from safestation.storage.pairing import explained
from safestation.storage.rekey import settle
from safestation.storage.uptime import SystemUptime
from safestation.threshold import SystemClock


@contextmanager
def opened(folder: Path, passphrase: str) -> Iterator[Database]:
    """Open a folder's record with anybody's passphrase, and close it again.

    Raises WrongPassphrase, SignInLocked, RecordMissing, and whatever else keeps it shut.
    """
    keys, record = folder / KEY_FILE_NAME, folder / RECORD_NAME
    if not keys.exists():
        raise RecordMissing
    with _held(folder) as is_alone:
        found = _proven(folder, passphrase)
        key = settle(record, keys, found).key if is_alone else found.key
        with explained(record, keys):
            db = open_record(record, key, migrations, create=False)
        try:
            yield db
        finally:
            db.close()


@contextmanager
def _held(folder: Path) -> Iterator[bool]:
    """Hold the folder where nobody else does; tell whether it is held."""
    try:
        held = Instance(folder)
    except AlreadyRunning:
        yield False
        return
    with held:
        yield True


def _proven(folder: Path, passphrase: str) -> Unlocked:
    keys, training = folder / KEY_FILE_NAME, folder.name == "training"
    lockout = Lockout(folder, SystemClock(), SystemUptime(), partial(is_counted, keys))
    with lockout.one_try(COMMANDS):
        found = unlock(keys, passphrase, training=training, binding=KeyringSecret())
    if lockout.standing(found.staff_id).is_locked:
        raise SignInLocked
    return found
