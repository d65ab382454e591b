"""Stand-ins for the edge: the clock, the ids, the printer. The middle is always real."""

from datetime import datetime, timedelta, timezone
from uuid import UUID

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
