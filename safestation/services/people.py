"""The people who work at the counter, and the station's own settings."""

from dataclasses import replace

from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission
from safestation.domain.station import Role, Staff, Station
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock, Ids, StationStore


class People:
    """Lists, adds and changes staff and the station. Coordinators only, but for reading."""

    def __init__(
        self, store: StationStore, station: Station, clock: Clock, ids: Ids, gate: Gate
    ) -> None:
        self._gate = gate
        self._store = store
        self._station = station
        self._clock = clock
        self._ids = ids

    @needs(Permission.SEE_STAFF)
    def everybody(self) -> tuple[Staff, ...]:
        """Return everybody who still works here, by name."""
        return tuple(person for person in self._store.staff() if person.active)

    @needs(Permission.SEE_STAFF)
    def name_of(self, staff_id: str) -> str:
        """Return a name by id, also of somebody who has left; the id when unknown."""
        return next((p.name for p in self._store.staff() if p.id == staff_id), staff_id)

    @needs(Permission.MANAGE_STAFF)
    def add(
        self, by: Staff, name: str, role: Role, badge: str = "", *, takes_vitals: bool = False
    ) -> Staff:
        """Add somebody. Raises NotAllowed without a name, or for a name already there."""
        tidy = " ".join(name.split())
        if not tidy:
            raise NotAllowed("people.name_needed")
        if any(p.name.casefold() == tidy.casefold() for p in self.everybody()):
            raise NotAllowed("people.name_taken")
        person = Staff(self._ids.new(), tidy, role, badge.strip(), takes_vitals)
        self._store.save_staff(person, self._station.id, self._clock.now(), by.id)
        return person

    @needs(Permission.MANAGE_STAFF)
    def retire(self, by: Staff, person: Staff) -> Staff:
        """Let somebody go. Their name stays on what they did."""
        if person.id == by.id:
            raise NotAllowed("people.not_yourself")
        gone = replace(person, active=False)
        self._store.save_staff(gone, self._station.id, self._clock.now(), by.id)
        return gone

    @needs(Permission.CHANGE_STATION)
    def save_station(self, by: Staff, station: Station) -> Station:
        """Keep the station's settings. Raises NotAllowed for anybody but a coordinator."""
        self._store.save_station(station, self._clock.now(), by.id)
        return station
