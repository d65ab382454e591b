"""The record opened by a recovery sheet: for one new passphrase, and for nothing else."""

from collections.abc import Callable, Iterable
from datetime import date

from safestation.domain.acts import Act
from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission
from safestation.domain.station import Role, Staff, Station
from safestation.services.audit import Audit
from safestation.services.desk import Desk
from safestation.services.keys import KeyStore, Note, Prepared, keep_noted


class Recovering:
    """What whoever holds a sheet may do: give one coordinator a passphrase again.

    The sheet stays good afterwards. Voiding it at once could leave a station with an empty
    envelope, no printer and the same forgotten passphrase; so a new one is offered instead.
    """

    def __init__(  # noqa: PLR0913 - wired once, in bootstrap
        self,
        *,
        store: KeyStore,
        staff: tuple[Staff, ...],
        station: Station,
        audit: Audit,
        check: Callable[..., None],
        enter: Callable[[Staff], Desk],
    ) -> None:
        self._store = store
        self._station = station
        self._audit = audit
        self._check = check
        self._enter = enter
        self.coordinators = tuple(person for person in staff if person.role is Role.COORDINATOR)

    def prepare(self, person: Staff, passphrase: str) -> Prepared:
        """Work out the new passphrase. Slow. Raises WeakPassphrase, NotAllowed."""
        if person not in self.coordinators:
            raise NotAllowed("keys.coordinators_only")
        self._check(passphrase, self._station.agency, self._station.name, person.name)
        change = self._store.account_given(person.id, person.name, passphrase)
        return Prepared(_given_to(person), Permission.MANAGE_KEYS, change)

    def finish(self, person: Staff, prepared: Prepared) -> Desk:
        """Keep it, written down first, and let the coordinator in whose it is."""
        if person not in self.coordinators or prepared.notes != _given_to(person):
            raise NotAllowed("keys.coordinators_only")
        keep_noted(self._audit, self._store, prepared)
        return self._enter(person)


def who_may_recover(staff: Iterable[Staff], today: date) -> tuple[Staff, ...]:
    """Return who works here today; with them, where no coordinator does, those who ended.

    Otherwise a station whose last coordinator's day went by, or whose clock went years ahead,
    could never again let anybody in.
    """
    here = tuple(person for person in staff if person.active)
    working = tuple(person for person in here if person.works_on(today))
    return working if any(p.role is Role.COORDINATOR for p in working) else here


def _given_to(person: Staff) -> tuple[Note, ...]:
    """Return what the history says of it: it also tells whose it is."""
    return ((Act.PASSPHRASE_RESET, person.id),)
