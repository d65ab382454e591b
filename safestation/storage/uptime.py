"""How long the computer has been running: a time that nobody can set."""

import time
import uuid
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from safestation.domain.lockout import Moment

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_THIS_PROCESS: Final = uuid.uuid4().hex


class Uptime(Protocol):
    """Tells one run of the computer from another, and the seconds since it began."""

    def moment(self, at: datetime) -> Moment:
        """Return a moment of the clock, with the time that nobody can set beside it."""
        ...


class SystemUptime:
    """The kernel's own count, sleep included; elsewhere than on Linux this process's.

    There a clock set forward together with a restart of SafeStation makes guesses older
    than they are, down to four for each restart; `lockout.IN_A_ROW` still ends it.
    """

    def moment(self, at: datetime) -> Moment:
        """Return a moment of the clock, with the time that nobody can set beside it."""
        count = getattr(time, "CLOCK_BOOTTIME", None)
        try:
            boot = _BOOT_ID.read_text("ascii").strip()
        except OSError:
            count = None
            boot = _THIS_PROCESS
        up = time.monotonic() if count is None else time.clock_gettime(count)
        return Moment(at, boot, up)


class ClockOnly:
    """No such count: only the clock. For tests that move the clock."""

    def moment(self, at: datetime) -> Moment:
        """Return a moment of the clock alone."""
        return Moment(at)
