"""The file that counts wrong passphrases, kept twice, each line sealed by the one before.

Before anybody has signed in there is no secret on this computer with which to keep such a
file from being forged. What can be done without one is done:

* It is there from set-up on, twice. One missing, damaged, older than the other by more than
  the one step that a power cut explains, or different: the count is not as it was left.
* Each event is sealed with a key that is then replaced by its hash and forgotten (a chain
  that only goes forward). The first key of the chain lies in the encrypted record. So
  whoever takes an event away, changes one or writes one in its place cannot make the seals
  fit, and the next time the record is opened it shows.

A count that is not as it was left is never a fresh start: see `storage.lockout`. That there
was one the key file says, under its signature (`storage.accounts.is_counted`): an update from
before there was a count begins a fresh one, and a missing one later is told from that.

What this does not find: *both* copies put back as they were earlier since the record was
last opened. To do that one has to read and write this folder, and could as well take the
files away and guess where nobody counts; what that costs is in SECURITY.md.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from safestation.domain.lockout import Event, Happened, Moment
from safestation.storage.files import write_private

COUNT_NAMES: Final = ("signins.json", "signins-2.json")
_VERSION: Final = 1
_KEY_BYTES: Final = 32


@dataclass(frozen=True, slots=True)
class Count:
    """What happened at the door since the chain began at `base`.

    `serial` grows with each write, for ever. `told` events are in the history already.
    `is_ours` is false from when it was not as it was left until a record says otherwise.
    """

    base: int = 0
    serial: int = 0
    told: int = 0
    is_ours: bool = True
    key: bytes = field(default=b"", repr=False)
    events: tuple[Event, ...] = ()
    seals: tuple[str, ...] = ()

    def with_events(self, *events: Event) -> "Count":
        """Return the count with more events, sealed, the key moved on."""
        key, seals = self.key, list(self.seals)
        for event in events:
            seals.append(_seal(key, event, seals[-1] if seals else ""))
            key = _next(key)
        return replace(
            self,
            serial=self.serial + 1,
            key=key,
            events=(*self.events, *events),
            seals=tuple(seals),
        )

    def began_with(self, seed: bytes, base: int) -> bool:
        """Tell whether every event is as it was sealed, from the chain's first key on."""
        key, before = seed, ""
        for event, seal in zip(self.events, self.seals, strict=True):
            before = _seal(key, event, before)
            if not hmac.compare_digest(before, seal):
                return False
            key = _next(key)
        return self.is_ours and base == self.base and hmac.compare_digest(key, self.key)


def begun(events: Iterable[Event], after: int) -> tuple[Count, bytes]:
    """Return a new chain that begins with these events, all of them told, and its seed."""
    seed = secrets.token_bytes(_KEY_BYTES)
    # One step from what lies there, so that a kill between the two copies explains it.
    count = Count(base=after + 1, serial=after, key=seed).with_events(*events)
    return replace(count, told=len(count.events)), seed


def load(folder: Path, has_begun: Callable[[], bool]) -> Count:
    """Return the count; `is_ours` is false when it is not as it was left.

    `has_begun` is asked only when a copy is missing: where nobody ever counted, nothing was
    taken away, and one copy alone is what a kill left of the first count.
    """
    first, second = (_read(folder / name) for name in COUNT_NAMES)
    found = max((c for c in (first, second) if c), key=lambda c: c.serial, default=None)
    if found is None or first is None or second is None:
        known = found or Count(key=secrets.token_bytes(_KEY_BYTES))
        return replace(known, is_ours=known.is_ours and not has_begun())
    apart = abs(first.serial - second.serial)
    is_as_left = apart == 1 or first == second
    return found if is_as_left else replace(found, is_ours=False)


def save(folder: Path, count: Count) -> None:
    """Write both copies, one after the other. Raises DiskFull, StoreUnavailable."""
    content = json.dumps(_row(count), separators=(",", ":")).encode("ascii")
    for name in COUNT_NAMES:
        write_private(folder / name, content)


def _read(path: Path) -> Count | None:
    try:
        return _count(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
        return None


def _row(count: Count) -> dict[str, object]:
    return {
        "version": _VERSION,
        "base": count.base,
        "serial": count.serial,
        "told": count.told,
        "ours": count.is_ours,
        "key": count.key.hex(),
        "events": [
            [*_plain(event), seal]
            for event, seal in zip(count.events, count.seals, strict=True)
        ],
    }


def _count(row: Any) -> Count:  # noqa: ANN401 - whatever JSON held
    if row["version"] != _VERSION:
        raise ValueError("another version")
    events = tuple(_event(*plain[:5]) for plain in row["events"])
    return Count(
        int(row["base"]),
        int(row["serial"]),
        int(row["told"]),
        row["ours"] is True,
        bytes.fromhex(row["key"]),
        events,
        tuple(str(plain[5]) for plain in row["events"]),
    )


def _plain(event: Event) -> tuple[str, str, str, str, float]:
    when = event.moment
    return event.kind.value, event.account, when.at.isoformat(), when.boot, when.up


def _event(kind: str, account: str, at: str, boot: str, up: float) -> Event:
    moment = Moment(datetime.fromisoformat(at), str(boot), float(up))
    if moment.at.tzinfo is None:
        raise ValueError("a moment without its offset")
    return Event(Happened(kind), str(account), moment)


def _seal(key: bytes, event: Event, before: str) -> str:
    content = json.dumps([*_plain(event), before]).encode("ascii")
    return hmac.new(key, content, hashlib.sha256).hexdigest()


def _next(key: bytes) -> bytes:
    return hashlib.sha256(b"safestation sign-in count 1" + key).digest()
