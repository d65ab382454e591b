"""The directory in the encrypted record. Satisfies services.directory.ProviderStore."""

from datetime import datetime

from safestation.domain.providers import Provider
from safestation.storage import codec
from safestation.storage.database import atomic, translated
from safestation.storage.driver import Database
from safestation.storage.trail import Hand, Marked, Trail, unmarked

_KEEP = """
    INSERT INTO provider (id, station, name, body, typed_at, utc_offset, by)
    VALUES (:id, :station, :name, :body, :typed_at, :utc_offset, :by)
    ON CONFLICT (id) DO UPDATE SET
      name = excluded.name, body = excluded.body, typed_at = excluded.typed_at,
      utc_offset = excluded.utc_offset, by = excluded.by
"""


class Providers:
    """Keeps the providers of one station.

    Reads them once and remembers them until it writes: the folder has one SafeStation at
    a time, and the call sheet looks at all of them after every answer (2,000: 0.4 s).
    """

    def __init__(self, db: Database, station: str, marked: Marked = unmarked) -> None:
        self._db = db
        self._station = station
        self._trail = Trail(db, marked)
        self._read: tuple[Provider, ...] | None = None

    def all(self) -> tuple[Provider, ...]:
        """Return every provider, those out of use too."""
        if self._read is None:
            with translated():
                rows = self._db.execute(
                    "SELECT body FROM provider WHERE station = ?", [self._station]
                ).fetchall()
            self._read = tuple(codec.load(Provider, body) for (body,) in rows)
        return self._read

    def get(self, provider_id: str) -> Provider | None:
        """Return one provider, or nothing."""
        with translated():
            row = self._db.execute(
                "SELECT body FROM provider WHERE id = ? AND station = ?",
                [provider_id, self._station],
            ).fetchone()
        return codec.load(Provider, row[0]) if row else None

    def replace_many(self, providers: tuple[Provider, ...], at: datetime, by: str) -> None:
        """Keep these, all or none, with one line in the history that only counts them."""
        hand = Hand(self._station, by, at)
        before, self._read = self._read, None
        with atomic(self._db):
            for one in providers:
                row = {"id": one.id, "name": one.name, "body": codec.dump(one)}
                self._db.execute(_KEEP, {**row, **hand.columns()})
            self._trail.note(hand, "providers_changed", detail=str(len(providers)))
        if before is not None:  # reading all of them again would take seconds
            kept = {one.id: one for one in (*before, *providers)}
            self._read = tuple(kept.values())
