"""Accounts that too many wrong passphrases have locked, and who lets them be tried again."""

from typing import Protocol

from safestation.domain.acts import Act
from safestation.domain.permissions import Permission
from safestation.services.audit import Audit
from safestation.services.gate import Gate, needs


class DoorCount(Protocol):
    """The count of wrong passphrases at the locked screen."""

    def locked(self) -> frozenset[str]:
        """Return the accounts that wait to be released."""
        ...

    def release(self, account: str) -> None:
        """Let an account be tried again. Raises StoreUnavailable."""
        ...


class Releases:
    """What a coordinator may do about locked accounts (CJIS v6.0 AC-7)."""

    def __init__(self, count: DoorCount, audit: Audit, gate: Gate) -> None:
        self._count = count
        self._audit = audit
        self._gate = gate

    @needs(Permission.MANAGE_STAFF)
    def locked(self) -> frozenset[str]:
        """Return the ids of the accounts that wait to be released."""
        return self._count.locked()

    @needs(Permission.MANAGE_STAFF)
    def release(self, account: str) -> None:
        """Let an account be tried again, written down first. Raises StoreUnavailable."""
        self._audit.note(Act.ACCOUNT_RELEASED, account)
        self._count.release(account)
