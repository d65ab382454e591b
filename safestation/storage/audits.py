"""Lines of the history that stand alone. Satisfies services.audit.AuditStore."""

from collections.abc import Mapping
from datetime import datetime

from safestation.domain.acts import DONE
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.moments import moment
from safestation.storage.trail import Hand, Marked, Trail


class Audits:
    """Appends acts that change no row: a sign-in, a view, a print, a refusal."""

    def __init__(self, db: Database, marked: Marked | None = None) -> None:
        self._db = db
        self._trail = Trail(db, marked)

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

    def latest(self, act: str) -> Mapping[str, datetime]:
        """Return when an act was last done, for each detail it was done with."""
        with translated():
            rows = self._db.execute(
                "SELECT detail, at, utc_offset, max(seq) FROM trail"
                " WHERE act = ? AND outcome = ? GROUP BY detail",
                [act, DONE],
            ).fetchall()
        return {detail: moment(at, offset) for detail, at, offset, _ in rows}
