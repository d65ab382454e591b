"""The people who work at the counter, and the station's own settings."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final, Protocol

from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission
from safestation.domain.sightings import STALE_HOURS
from safestation.domain.station import LOCK_MINUTES, Role, Staff, Station
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock, Ids, StationStore

VOLUNTEER_DAYS: Final = timedelta(days=30)


class Accounts(Protocol):
    """The ways into the record, as far as somebody's name and going concern them."""

    def rename(self, staff: str, name: str) -> None:
        """Let somebody's sign-in tile show their name as it is now."""
        ...

    def take_away(self, staff: str) -> None:
        """Take somebody's account away. Raises NotAllowed for the last one."""
        ...


class People:
    """Lists, adds and changes staff and the station. Coordinators only, but for reading."""

    def __init__(  # noqa: PLR0913, PLR0917 - wired once, in bootstrap
        self,
        store: StationStore,
        station: Station,
        clock: Clock,
        ids: Ids,
        gate: Gate,
        accounts: Accounts | None = None,
    ) -> None:
        self._accounts = accounts
        self._gate = gate
        self._store = store
        self._station = station
        self._clock = clock
        self._ids = ids

    @needs(Permission.SEE_STAFF)
    def everybody(self) -> tuple[Staff, ...]:
        """Return everybody who still works here, by name."""
        return tuple(person for person in self._store.staff() if person.active)

    @needs(Permission.READ_TRAIL)
    def gone(self) -> tuple[Staff, ...]:
        """Return everybody who does not work here any more, by name: what they did stays."""
        return tuple(person for person in self._store.staff() if not person.active)

    @needs(Permission.SEE_STAFF)
    def name_of(self, staff_id: str) -> str:
        """Return a name by id, also of somebody who has left; the id when unknown."""
        return next((p.name for p in self._store.staff() if p.id == staff_id), staff_id)

    @needs(Permission.MANAGE_STAFF)
    def add(  # noqa: PLR0913 - what is asked of somebody new
        self,
        by: Staff,
        name: str,
        role: Role,
        badge: str = "",
        *,
        takes_vitals: bool = False,
        until: date | None = None,
    ) -> Staff:
        """Add somebody. Raises NotAllowed without a name, or for a name already there.

        A volunteer's account ends: after 30 days where no day was given (peers row 25).
        """
        person = Staff(self._ids.new(), name, role, badge, takes_vitals, until=until)
        return self._keep(by, person, volunteer_until=self._today() + VOLUNTEER_DAYS)

    @needs(Permission.MANAGE_STAFF)
    def change(self, by: Staff, person: Staff) -> Staff:
        """Keep somebody's name, role or badge as they are now; what was done stays theirs.

        Their sign-in tile follows; cut short between the two, changing them again does it.

        Raises NotAllowed as `add` does, for a coordinator who would stop being one, and
        for the last one whose account has no last day.
        """
        if person.id == by.id and person.role is not by.role:
            raise NotAllowed("people.not_own_role")
        self._need_a_coordinator_left(person)
        kept = self._keep(by, person)
        if self._accounts is not None:
            self._accounts.rename(kept.id, kept.name)
        return kept

    @needs(Permission.MANAGE_STAFF)
    def retire(self, by: Staff, person: Staff) -> Staff:
        """Let somebody go, and take their account away. Their name stays on what they did.

        The account goes first: cut short between the two, somebody who should not come in
        any more does not. Raises NotAllowed for oneself, for the last account and for the
        last coordinator without a last day.
        """
        if person.id == by.id:
            raise NotAllowed("people.not_yourself")
        self._need_a_coordinator_left(replace(person, active=False))
        if self._accounts is not None:
            self._accounts.take_away(person.id)
        gone = replace(person, active=False)
        self._store.save_staff(gone, self._station.id, self._clock.now(), by.id)
        return gone

    @needs(Permission.CHANGE_STATION)
    def save_station(self, by: Staff, station: Station) -> Station:
        """Keep the station's settings. Raises NotAllowed for anybody but a coordinator.

        Also when what is heard about beds would count for no hour, or beyond a day; and for
        a time until the lock that is none of 1 to 30 minutes (CJIS v6.0 AC-11).
        """
        if station.sighting_hours not in STALE_HOURS:
            raise NotAllowed("station.sighting_hours_wrong")
        least, most = LOCK_MINUTES
        if not least <= station.lock_minutes <= most:
            raise NotAllowed("station.lock_minutes_wrong")
        self._store.save_station(station, self._clock.now(), by.id)
        return station

    def _keep(self, by: Staff, wanted: Staff, volunteer_until: date | None = None) -> Staff:
        """Keep somebody whose name is there and nobody else's, until a day that can come."""
        name, badge = " ".join(wanted.name.split()), wanted.badge.strip()
        others = (p for p in self.everybody() if p.id != wanted.id)
        if not name:
            raise NotAllowed("people.name_needed")
        if any(p.name.casefold() == name.casefold() for p in others):
            raise NotAllowed("people.name_taken")
        until = wanted.until
        if until is not None and until < self._today():
            raise NotAllowed("people.ends_before_today")
        if until is None and wanted.role is Role.VOLUNTEER:
            until = volunteer_until
            if until is None:
                raise NotAllowed("people.volunteer_needs_end")
        kept = replace(wanted, name=name, badge=badge, until=until)
        self._store.save_staff(kept, self._station.id, self._clock.now(), by.id)
        return kept

    def _need_a_coordinator_left(self, wanted: Staff) -> None:
        """Refuse to let the last coordinator go who has no last day.

        From that day on nobody could give an account or a passphrase any more, until a
        recovery sheet is fetched and brings one back (recovery.who_may_recover).
        """
        staying = {person.id for person in self.everybody() if _stays(person)}
        if staying == {wanted.id} and not _stays(wanted):
            raise NotAllowed("people.last_coordinator")

    def _today(self) -> date:
        return self._clock.now().date()


def _stays(person: Staff) -> bool:
    """Tell whether somebody is a coordinator for as long as nobody says otherwise."""
    return person.active and person.role is Role.COORDINATOR and person.until is None
