"""Lines of the history that stand alone. Satisfies services.audit.AuditStore."""

from datetime import datetime

from safestation.domain.acts import DONE
from safestation.storage.database import atomic
from safestation.storage.driver import Database
from safestation.storage.trail import Hand, Trail


class Audits:
    """Appends acts that change no row: a sign-in, a view, a print, a refusal."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._trail = Trail(db)

    def note(  # noqa: PLR0913, PLR0917 - the columns of a line
        self,
        act: str,
        station: str,
        at: datetime,
        by: str,
        detail: str = "",
        visit: str = "",
        outcome: str = DONE,
    ) -> None:
        """Append a line of its own. Raises StoreUnavailable; then the act must not go on."""
        with atomic(self._db):
            self._trail.note(Hand(station, by, at), act, visit, detail, outcome=outcome)
