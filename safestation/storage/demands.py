"""Legal demands in the encrypted record. Satisfies services.demands.DemandStore."""

from datetime import datetime

from safestation.domain.acts import Act
from safestation.domain.demands import Demand
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.trail import Hand, Marked, Trail, unmarked


class KeptDemands:
    """Keeps the log: it grows by a line, and the table refuses to change or lose one."""

    def __init__(self, db: Database, station: str, marked: Marked = unmarked) -> None:
        self._db, self._station = db, station
        self._trail = Trail(db, marked)

    def every(self) -> tuple[Demand, ...]:
        """Return every demand, the oldest first."""
        with translated():
            rows = self._db.execute("SELECT body FROM demand ORDER BY seq").fetchall()
        return tuple(codec.load(Demand, body) for (body,) in rows)

    def add(self, demand: Demand, at: datetime, by: str) -> None:
        """Keep one more, with a line in the history that tells its kind and the answer."""
        hand = Hand(self._station, by, at)
        with atomic(self._db):
            row = {"id": demand.id, "body": codec.dump(demand), **hand.columns()}
            self._db.table("demand").insert(row)
            detail = f"{demand.kind.value} {demand.answer.value}"
            self._trail.note(hand, Act.DEMAND_LOGGED, detail=detail)
