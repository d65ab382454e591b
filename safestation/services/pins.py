"""A PIN for this shift, for whoever has just signed in with their passphrase."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from safestation.domain.acts import Act
from safestation.domain.errors import NotAllowed
from safestation.domain.lockout import SHIFT
from safestation.domain.permissions import Permission
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock


class PinMaker(Protocol):
    """Makes the PIN of whoever is in."""

    def is_by_passphrase(self) -> bool:
        """Tell whether the one who is in typed their passphrase, not a PIN."""
        ...

    def making(self) -> Callable[[], str]:
        """Return the job that makes a fresh one. A worker's: slow."""
        ...


@dataclass(frozen=True, slots=True)
class Pin:
    """Six digits, and until when they count. To be shown once."""

    digits: str = field(repr=False)
    until: datetime


class Pins:
    """What somebody may do about their PIN. Nobody chooses one, nobody sees another's."""

    def __init__(self, maker: PinMaker, audit: Audit, clock: Clock, gate: Gate) -> None:
        self._maker = maker
        self._audit = audit
        self._clock = clock
        self._gate = gate

    @needs(Permission.KEEP_OWN_ACCOUNT)
    def making(self) -> Callable[[], Pin]:
        """Return the job that makes one, written down first. In place of one before.

        Raises NotAllowed for who came in by a PIN, StoreUnavailable.
        """
        if not self._maker.is_by_passphrase():
            raise NotAllowed("pin.passphrase_first")
        self._audit.note(Act.PIN_MADE, self._gate.me.id)
        until = self._clock.now() + SHIFT
        make = self._maker.making()
        return lambda: Pin(make(), until)
