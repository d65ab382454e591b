"""When somebody has guessed often enough: the rule, without files and clocks.

CJIS v6.0 AC-7: five wrong passphrases within 15 minutes lock the account until somebody who
may releases it. Time alone never does.

*Trying tile after tile.* With only a limit for each account, whoever stands at the window
has five guesses at every name on it. So the computer counts as well: ten wrong ones within
15 minutes, whoever's, close the door to all but a coordinator, and from then on one wrong
passphrase locks its account. Ten and not five, because two tired people mistyping at 3 a.m.
must not close a station; closed to all but a coordinator and not to everybody, because a
visitor who hammers on the keys must not be able to shut the staff out until somebody finds
the envelope. All in all a stranger has ten guesses and one for each further account.

*Slow guessing.* A hundred wrong ones in a row lock an account however long they took
(NIST SP 800-63B-4).

*Time.* Within one run of the computer the seconds since it was started count, which nobody
sets; beyond it the clock on the wall, and one set back makes a guess no older than now.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

LIMIT: Final = 5
COMPUTER_LIMIT: Final = 10
IN_A_ROW: Final = 100
WINDOW: Final = timedelta(minutes=15)
SHIFT: Final = timedelta(hours=12)  # the most a PIN lasts (CJIS v6.0 IA-5, AAL2)
NOBODY: Final = ""  # whose a try is that names no account
COMPUTER: Final = "*"
COMMANDS: Final = "command_line"  # whose a try is that a command made: it names no account


class Happened(StrEnum):
    """What the count keeps, in the order in which it was."""

    TRIED = "tried"  # and wrong: a right one is taken back
    PIN_TRIED = "pin_tried"  # for the history only: a PIN has a count of its own
    RIGHT = "right"
    LOCKED = "locked"
    COMPUTER_LOCKED = "computer_locked"
    RELEASED = "released"
    COMPUTER_RELEASED = "computer_released"


_COMPUTER: Final = frozenset({Happened.COMPUTER_LOCKED, Happened.COMPUTER_RELEASED})


@dataclass(frozen=True, slots=True)
class Moment:
    """When it was: by the clock, and by the seconds since the computer was started.

    `boot` tells one run of the computer from another; empty where it cannot be told.
    """

    at: datetime
    boot: str = ""
    up: float = 0.0

    def since(self, earlier: "Moment") -> timedelta:
        """Return how long ago `earlier` was, never less than nothing."""
        if self.boot and self.boot == earlier.boot:
            return max(timedelta(0), timedelta(seconds=self.up - earlier.up))
        return max(timedelta(0), self.at - earlier.at)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at the door. `account` is `COMPUTER` for all of them."""

    kind: Happened
    account: str
    moment: Moment


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands at the door: what a stranger at the window may see."""

    left: int = LIMIT
    is_locked: bool = False
    only_coordinators: bool = False


def standing(events: Iterable[Event], account: str, now: Moment) -> Standing:
    """Return how an account stands after all that happened."""
    every = tuple(events)
    closed = is_computer_locked(every)
    if account in locked_accounts(every):
        return Standing(0, is_locked=True, only_coordinators=closed)
    wrong = wrong_since_right(every, account)
    left = min(LIMIT - len(_recent(wrong, now)), IN_A_ROW - len(wrong))
    return Standing(min(left, 1) if closed else left, only_coordinators=closed)


def locks(
    events: Iterable[Event], tried: Event, *, is_closed: bool = False
) -> tuple[Event, ...]:
    """Return the locks that close because of a wrong passphrase, `tried` being the last.

    `is_closed` tells that the door is closed to all but coordinators for another reason.
    """
    every, now = tuple(events), tried.moment
    found = []
    wrong = wrong_since_right(every, tried.account)
    closed = is_closed or is_computer_locked(every)
    if closed or len(_recent(wrong, now)) >= LIMIT or len(wrong) >= IN_A_ROW:
        found.append(Event(Happened.LOCKED, tried.account, now))
    if not closed and len(_recent(wrong_at_computer(every), now)) >= COMPUTER_LIMIT:
        found.append(Event(Happened.COMPUTER_LOCKED, COMPUTER, now))
    return tuple(found)


def locked_accounts(events: Iterable[Event]) -> frozenset[str]:
    """Return the accounts that nobody has released yet."""
    found: set[str] = set()
    for event in events:
        if event.kind is Happened.LOCKED:
            found.add(event.account)
        elif event.kind is Happened.RELEASED:
            found.discard(event.account)
    return frozenset(found)


def is_computer_locked(events: Iterable[Event]) -> bool:
    """Tell whether only coordinators may come in."""
    found = [e.kind for e in events if e.kind in _COMPUTER]
    return bool(found) and found[-1] is Happened.COMPUTER_LOCKED


def wrong_since_right(events: Iterable[Event], account: str) -> list[Event]:
    """Return an account's wrong passphrases since its last right one, or its release."""
    found: list[Event] = []
    for event in events:
        if event.account != account:
            continue
        if event.kind in {Happened.RIGHT, Happened.RELEASED}:
            found = []
        elif event.kind is Happened.TRIED:
            found.append(event)
    return found


def wrong_at_computer(events: Iterable[Event]) -> list[Event]:
    """Return every wrong passphrase since a coordinator last opened the door to all.

    A right one ends none of them: somebody who knows one passphrase could otherwise go on
    guessing at the others.
    """
    found: list[Event] = []
    for event in events:
        if event.kind is Happened.COMPUTER_RELEASED:
            found = []
        elif event.kind is Happened.TRIED:
            found.append(event)
    return found


def still_standing(events: Iterable[Event], now: Moment) -> tuple[Event, ...]:
    """Return the events, told by now, without those that nothing depends on any more.

    What an account did up to its last right passphrase or release may go once even the
    computer's window is past it; of what was said of the computer the last counts.
    """
    every = tuple(events)
    locked = locked_accounts(every)
    ends = {
        e.account: (place, e.moment)
        for place, e in enumerate(every)
        if e.kind in {Happened.RIGHT, Happened.RELEASED, *_COMPUTER}
    }

    def is_over(place: int, event: Event) -> bool:
        if event.kind is Happened.PIN_TRIED:
            return True
        if event.account in locked or event.account not in ends:
            return False
        last, moment = ends[event.account]
        still_says = place == last and event.kind is Happened.COMPUTER_LOCKED
        return place <= last and not still_says and now.since(moment) >= WINDOW

    return tuple(e for place, e in enumerate(every) if not is_over(place, e))


def _recent(wrong: Iterable[Event], now: Moment) -> list[Event]:
    return [event for event in wrong if now.since(event.moment) < WINDOW]
