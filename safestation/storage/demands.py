"""Legal demands in the encrypted record. Satisfies services.demands.DemandStore."""

from datetime import datetime
from typing import Final

from safestation.domain.acts import Act
from safestation.domain.demands import Demand, Demands
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.trail import Hand, Marked, Trail, unmarked

DEMANDS: Final = "legal_demands"


class KeptDemands:
    """Keeps the log with the station's settings: it grows by a line, and none is changed."""

    def __init__(self, db: Database, station: str, marked: Marked = unmarked) -> None:
        self._db, self._station = db, station
        self._trail = Trail(db, marked)

    def every(self) -> tuple[Demand, ...]:
        """Return every demand, the oldest first."""
        with translated():
            row = self._db.execute(
                "SELECT value FROM setting WHERE key = ?", [DEMANDS]
            ).fetchone()
        return codec.load(Demands, row[0]).every if row else ()

    def add(self, demand: Demand, at: datetime, by: str) -> None:
        """Keep one more, with a line in the history that tells its kind and the answer."""
        hand = Hand(self._station, by, at)
        with atomic(self._db):
            every = Demands((*self.every(), demand))
            row = {"key": DEMANDS, "value": codec.dump(every), **hand.columns()}
            self._db.table("setting").upsert(row, pk="key")
            detail = f"{demand.kind.value} {demand.answer.value}"
            self._trail.note(hand, Act.DEMAND_LOGGED, detail=detail)
