"""Noticing that a computer's clock jumped (peers row 17).

A wall clock and the time that really passed should agree. Where they do not, somebody set
the clock, a battery died, or the computer was told another time: every time written since
then is in doubt until a person says that the clock is right again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from safestation.domain.lockout import Moment

TOLERATED: Final = timedelta(minutes=2)  # ours: a clock kept by radio moves by less at once


@dataclass(frozen=True, slots=True)
class Jump:
    """By how much the clock is ahead of (or, negative, behind) the time that passed."""

    by: timedelta

    @property
    def mark(self) -> str:
        """Return how rows written since then are marked: signed seconds."""
        return f"{int(self.by.total_seconds()):+d}s"


def jump_between(
    before: datetime, now: datetime, elapsed: float, tolerated: timedelta = TOLERATED
) -> Jump | None:
    """Return the jump between two looks at the clock `elapsed` seconds apart, or nothing."""
    by = (now - before) - timedelta(seconds=elapsed)
    return Jump(by) if abs(by) > tolerated else None


def jump_since(before: Moment, now: Moment) -> Jump | None:
    """Return the jump within one run of the computer, or nothing.

    From one run to the next nobody knows how long it was off: an ordinary gap is no jump.
    """
    if not now.boot or now.boot != before.boot:
        return None
    return jump_between(before.at, now.at, now.up - before.up)


class Furthest:
    """The latest moment that was ever told here: what may only end never opens again.

    A clock set back does not make a locked record or an ended account what it was before.
    """

    def __init__(self, known: datetime | None) -> None:
        """`known` is the latest moment that the history tells of."""
        self._known = known

    def reached(self, now: datetime) -> datetime:
        """Return now, or the latest moment before it that a clock set back would hide."""
        self._known = now if self._known is None else max(self._known, now)
        return self._known

    def begin_again(self, now: datetime) -> None:
        """Begin anew from now: somebody who may said that the clock is right."""
        self._known = now


def went_back(last_written: datetime, now: datetime) -> Jump | None:
    """Return the jump when the clock is now before what was written last, or nothing."""
    by = now - last_written
    return Jump(by) if by < -TOLERATED else None
