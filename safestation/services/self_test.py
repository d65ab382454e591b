"""The self-test: what protects the record right now, asked anew each time."""

from datetime import datetime
from typing import Protocol

from safestation.domain.backups import Memory
from safestation.domain.permissions import Permission
from safestation.domain.self_test import Finding, Verdict
from safestation.services.gate import Gate, needs
from safestation.services.timekeeping import Timekeeping

_LEAST_ROOM = 1 << 30  # below this a backup and an update may not fit


class Probe(Protocol):
    """The running process, its record and its disk, as they are."""

    def sockets(self) -> int | None:
        """Return how many internet sockets are open; None where that cannot be told."""
        ...

    def cipher(self) -> str:
        """Return the version of the cipher, empty when there is none."""
        ...

    def plain_files(self) -> int:
        """Return how many of the record's files begin as an unencrypted one would."""
        ...

    def weak_settings(self) -> tuple[str, ...]:
        """Return the record's settings that do not read back as they were made."""
        ...

    def dumps_shut(self) -> bool:
        """Tell whether a crash leaves nothing of the memory behind."""
        ...

    def loose_files(self) -> int | None:
        """Return how many files others may read; None where that cannot be told."""
        ...

    def bound(self) -> bool:
        """Tell whether an account needs this computer's keyring too."""
        ...

    def room(self) -> int:
        """Return the free bytes where the record lies."""
        ...

    def versions(self) -> str:
        """Return what runs here, with versions."""
        ...

    def memory(self) -> Memory:
        """Return when the last backups were made."""
        ...


class SelfTest:
    """Looks, and says; changes nothing."""

    def __init__(self, probe: Probe, timekeeping: Timekeeping, gate: Gate) -> None:
        self._probe = probe
        self._timekeeping = timekeeping
        self._gate = gate

    @needs(Permission.READ_TRAIL)
    def run(self) -> tuple[Finding, ...]:
        """Look at everything. Raises StoreUnavailable."""
        probe = self._probe
        sockets, loose = probe.sockets(), probe.loose_files()
        cipher, weak = probe.cipher(), probe.weak_settings()
        plain, room, last = probe.plain_files(), probe.room(), probe.memory()
        return (
            _counted("sockets", sockets),
            _judged("cipher", good=bool(cipher), told=cipher),
            _counted("plain", plain),
            _judged("settings", good=not weak, told=", ".join(weak)),
            _judged("dumps", good=probe.dumps_shut()),
            _counted("loose", loose),
            Finding("keyring", Verdict.GOOD if probe.bound() else Verdict.TOLD),
            _judged("clock", good=not self._timekeeping.is_in_doubt),
            _judged("room", good=room >= _LEAST_ROOM, told=f"{room / 2**30:,.1f}"),
            _made("inside", last.inside),
            _made("away", last.away),
            Finding("versions", Verdict.TOLD, probe.versions()),
        )


def _judged(name: str, *, good: bool, told: str = "") -> Finding:
    return Finding(name, Verdict.GOOD if good else Verdict.BAD, told)


def _counted(name: str, count: int | None) -> Finding:
    """Return what must not be there at all; None could not be counted."""
    if count is None:
        return Finding(name, Verdict.UNKNOWN)
    return _judged(name, good=count == 0, told=str(count))


def _made(name: str, at: datetime | None) -> Finding:
    told = f"{at:%Y-%m-%d %H:%M}" if at else ""
    return _judged(name, good=at is not None, told=told)
