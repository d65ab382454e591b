"""The station and its staff in the encrypted record. Satisfies ports.StationStore."""

from datetime import datetime

from safestation.domain.staff_change import told
from safestation.domain.station import Staff, Station
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.trail import Hand, Marked, Trail, unmarked

STATION = "station"


class Stations:
    """Keeps the station's settings and the people who work there."""

    def __init__(self, db: Database, marked: Marked = unmarked) -> None:
        self._db = db
        self._trail = Trail(db, marked)

    def station(self) -> Station | None:
        """Return the station, or nothing before set-up."""
        with translated():
            row = self._db.execute(
                "SELECT value FROM setting WHERE key = ?", [STATION]
            ).fetchone()
        return codec.load(Station, row[0]) if row else None

    def save_station(self, station: Station, at: datetime, by: str) -> None:
        """Keep the station with a line in the history."""
        hand = Hand(station.id, by, at)
        row = {"key": STATION, "value": codec.dump(station), **hand.columns()}
        with atomic(self._db):
            self._db.table("setting").upsert(row, pk="key")
            self._trail.note(hand, "station_changed")

    def staff(self) -> tuple[Staff, ...]:
        """Return everybody, by name."""
        with translated():
            rows = self._db.execute("SELECT body FROM staff").fetchall()
        people = (codec.load(Staff, body) for (body,) in rows)
        return tuple(sorted(people, key=lambda person: person.name.casefold()))

    def save_staff(self, staff: Staff, station: str, at: datetime, by: str) -> None:
        """Keep one member of staff with a line in the history that tells what changed."""
        hand = Hand(station, by, at)
        row = {"id": staff.id, "body": codec.dump(staff), **hand.columns()}
        with atomic(self._db):
            detail = told(self._known(staff.id), staff)
            self._db.table("staff").upsert(row, pk="id")
            self._trail.note(hand, "staff_changed", detail=detail)

    def _known(self, staff: str) -> Staff | None:
        row = self._db.execute("SELECT body FROM staff WHERE id = ?", [staff]).fetchone()
        return codec.load(Staff, row[0]) if row else None
