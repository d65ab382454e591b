"""The data folder before anybody has signed in: who may, who came, how the window looks.

Kept light: the locked screen waits for this, and for nothing else of the record.
"""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from safestation.services.door import Door
from safestation.storage.arrivals import Arrivals
from safestation.storage.files import INCOMING, JOURNAL, private_folder
from safestation.storage.instance import Instance
from safestation.storage.keyrow import KEY_FILE_NAME, staff_names
from safestation.storage.window_file import WindowFile

if TYPE_CHECKING:
    from safestation.services.ports import Clock

ARRIVALS_NAME = "arrivals.json"
WINDOW_NAME = "window.json"


class SystemClock:
    """The real time, in the computer's zone."""

    def now(self) -> datetime:
        """Return the current moment with its offset."""
        return datetime.now(UTC).astimezone()  # noqa: TID251 - the one place that may


class SystemStopwatch:
    """Time that passes whatever the clock is set to; where the system can, with sleep."""

    def elapsed(self) -> float:
        """Return seconds since some fixed moment."""
        kind = getattr(time, "CLOCK_BOOTTIME", None)
        return time.monotonic() if kind is None else time.clock_gettime(kind)


class ClockStopwatch:
    """Believes a clock: for clocks that are moved by hand, in tests."""

    def __init__(self, clock: "Clock") -> None:
        self._clock, self._start = clock, clock.now()

    def elapsed(self) -> float:
        """Return the seconds by which the clock has moved on."""
        return (self._clock.now() - self._start).total_seconds()


class RandomIds:
    """Random identifiers."""

    def new(self) -> str:
        """Return a fresh UUID4 as text."""
        from uuid import uuid4  # noqa: PLC0415 - nothing has an id before somebody is in

        return str(uuid4())


class LocalThreshold:
    """One data folder, held for this process. Raises AlreadyRunning, StoreUnavailable.

    `instance` is the hold on the folder, when somebody has it already.
    """

    def __init__(
        self,
        folder: Path,
        *,
        training: bool = False,
        clock: "Clock | None" = None,
        instance: Instance | None = None,
    ) -> None:
        self._folder = private_folder(folder)
        self._instance = instance or self._held()
        self.is_training = training
        self.clock: Clock = clock or SystemClock()
        self.arrivals = Arrivals(self._folder / ARRIVALS_NAME)
        self.window = WindowFile(self._folder / WINDOW_NAME)

    def _held(self) -> Instance:
        """Hold the folder, and first of all complete what a kill cut short."""
        held = Instance(self._folder)
        if any((self._folder / name).exists() for name in (JOURNAL, INCOMING)):
            from safestation.storage.swap import finish_what_was_begun  # noqa: PLC0415 - rare

            try:
                finish_what_was_begun(self._folder)
            except BaseException:
                held.release()
                raise
        return held

    @property
    def _keys(self) -> Path:
        return self._folder / KEY_FILE_NAME

    def exists(self) -> bool:
        """Tell whether set-up has been done; the key file is written last."""
        return self._keys.exists()

    def doors(self) -> tuple[Door, ...]:
        """Return who may sign in. Raises KeyFileDamaged."""
        return tuple(Door(staff, name) for staff, name in staff_names(self._keys))

    def release(self) -> None:
        """Let another SafeStation have the folder. May be called twice."""
        self._instance.release()
