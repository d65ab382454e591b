"""The people who work at the counter, and the station's own settings."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission
from safestation.domain.station import Role, Staff, Station
from safestation.services.gate import Gate, needs
from safestation.services.ports import Clock, Ids, StationStore

VOLUNTEER_DAYS: Final = timedelta(days=30)


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
        tidy = " ".join(name.split())
        if not tidy:
            raise NotAllowed("people.name_needed")
        if any(p.name.casefold() == tidy.casefold() for p in self.everybody()):
            raise NotAllowed("people.name_taken")
        today = self._clock.now().date()
        if until is not None and until < today:
            raise NotAllowed("people.ends_before_today")
        if until is None and role is Role.VOLUNTEER:
            until = today + VOLUNTEER_DAYS
        person = Staff(self._ids.new(), tidy, role, badge.strip(), takes_vitals, until=until)
        self._store.save_staff(person, self._station.id, self._clock.now(), by.id)
        return person

    @needs(Permission.MANAGE_STAFF)
    def extend(self, by: Staff, person: Staff, until: date | None) -> Staff:
        """Let an account end on another day. Raises NotAllowed for a volunteer's without."""
        if person.role is Role.VOLUNTEER and until is None:
            raise NotAllowed("people.volunteer_needs_end")
        if until is not None and until < self._clock.now().date():
            raise NotAllowed("people.ends_before_today")
        kept = replace(person, until=until)
        self._store.save_staff(kept, self._station.id, self._clock.now(), by.id)
        return kept

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
