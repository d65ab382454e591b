"""Stand-ins for the edge: clock, ids, keyring, printer. The middle is always real."""

import os
from datetime import datetime, timedelta, timezone
from uuid import UUID

from safestation.domain.errors import PrintFailed

EASTERN = timezone(timedelta(hours=-5))
NIGHT = datetime(2026, 11, 23, 3, 41, 7, tzinfo=EASTERN)


class FakeClock:
    """A clock that stands until it is moved."""

    def __init__(self, at: datetime = NIGHT) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def advance(self, **span: float) -> None:
        self.at += timedelta(**span)


class CountedIds:
    """Ids that can be foreseen, still shaped as UUIDs."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        self._last += 1
        return str(UUID(int=self._last))


class KeptSecret:
    """A keyring that works, until it is emptied."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def is_there(self) -> bool:
        return True

    def get(self, record_id: str) -> bytes | None:
        return self.kept.get(record_id)

    def create(self, record_id: str) -> bytes | None:
        return self.kept.setdefault(record_id, os.urandom(32))


class MemoryPrinter:
    """A printer that keeps what it was given; `broken` makes it refuse."""

    def __init__(self) -> None:
        self.jobs: list[tuple[bytes, str, int]] = []
        self.broken = False

    def print_pdf(self, pdf: bytes, job_title: str, copies: int = 1) -> None:
        if self.broken:
            raise PrintFailed
        self.jobs.append((pdf, job_title, copies))
