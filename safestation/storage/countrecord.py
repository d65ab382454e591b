"""What the encrypted record knows of the door's count: how its chain began."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC
from typing import Final, Self

from safestation.domain.acts import NOT_DONE, Act
from safestation.domain.lockout import Event, Happened
from safestation.storage.countfile import Count, begun
from safestation.storage.database import translated
from safestation.storage.driver import Database
from safestation.storage.trail import Hand, Trail

DISTURBED: Final = "count_disturbed"  # the detail in the history
_SETTING: Final = "signin_count"
_TRIES: Final = frozenset({Happened.TRIED, Happened.PIN_TRIED})
_RELEASES: Final = frozenset({Happened.RELEASED, Happened.COMPUTER_RELEASED})


@dataclass(frozen=True, slots=True)
class Chain:
    """How one chain began, and how many of its events are in the history by now."""

    seed: bytes = field(repr=False)
    base: int
    told: int = 0


@dataclass(frozen=True, slots=True)
class CountInRecord:
    """The chain that lies in the file, and the one before it.

    The record is written before the file: cut short in between, the file still holds the
    one before, and that is nobody's doing.
    """

    chains: tuple[Chain, ...] = ()

    def told(self, count: Count) -> int | None:
        """Return how many of the events are told already; None: not as it was left."""
        if any(event.kind in _RELEASES for event in count.events[count.told :]):
            return None
        for chain in self.chains:
            if count.began_with(chain.seed, chain.base):
                return max(count.told, chain.told)
        return None

    def followed_by(self, seed: bytes, base: int, told: int) -> "CountInRecord":
        """Return it with a new chain, and all events of the one before told."""
        before = (Chain(c.seed, c.base, told) for c in self.chains[:1])
        return CountInRecord((Chain(seed, base), *before))

    @classmethod
    def read(cls, db: Database) -> Self:
        """Return what the record knows; nothing when it never had a count."""
        with translated():
            row = db.execute("SELECT value FROM setting WHERE key = ?", [_SETTING]).fetchone()
        held = json.loads(row[0]) if row else []
        return cls(tuple(Chain(bytes.fromhex(s), int(b), int(t)) for s, b, t in held))

    def keep(self, db: Database, hand: Hand) -> None:
        """Keep it, inside the transaction of what it goes with."""
        value = json.dumps([[c.seed.hex(), c.base, c.told] for c in self.chains])
        row = {"key": _SETTING, "value": value, **hand.columns()}
        db.table("setting").upsert(row, pk="key")


def adopted(count: Count) -> tuple[Count, CountInRecord]:
    """Return a count that no record knows yet with a chain of its own, and what to know of it.

    An older record, or a new one: there is nothing to compare the count with.
    """
    chained, seed = begun(count.events, count.serial)
    kept = replace(chained, told=count.told)
    return kept, CountInRecord((Chain(seed, kept.base, kept.told),))


def note(db: Database, hand: Hand, events: Sequence[Event], *, is_as_left: bool) -> None:
    """Write wrong passphrases into the history: whose account, how many, from when to when.

    The line names the account that was tried. Who tried it nobody knows.
    """
    trail = Trail(db)
    tried = [(e.account, e.kind) for e in events if e.kind in _TRIES]
    for account, kind in dict.fromkeys(tried):
        own = [
            e.moment.at.astimezone(UTC)
            for e in events
            if (e.account, e.kind) == (account, kind)
        ]
        times = f"{len(own)} {own[0]:%Y-%m-%dT%H:%MZ} {own[-1]:%Y-%m-%dT%H:%MZ}"
        detail = f"pin {times}" if kind is Happened.PIN_TRIED else times
        who = Hand(hand.station, account, hand.at)
        trail.note(who, Act.SIGN_IN_FAILED, detail=detail, outcome=NOT_DONE)
    if not is_as_left:
        trail.note(hand, Act.SIGN_IN_FAILED, detail=DISTURBED, outcome=NOT_DONE)
