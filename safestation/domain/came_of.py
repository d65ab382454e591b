"""What came of a follow-up: what can be said, what is asked next, and the facts it leaves.

A try to reach the person comes to one of the codes of resources/codes/attempts.toml, and
the code decides what is asked. Arrival, engagement and duties are asked of somebody else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from safestation.domain import typed
from safestation.domain.attempts import Attempt, Attempts
from safestation.domain.contact_rules import ASKED
from safestation.domain.duties import DUTY, MET, RUN_OUT
from safestation.domain.facts import Arrived, Confirmed, Fact, NotArrived, TaskDone
from safestation.domain.program import ARRIVAL, ENGAGEMENT, STATUS, VISIT
from safestation.domain.tasks import DIED, NOT_REACHED, REACHED, STATUSES, STOPPED, Task

REMINDER: Final = "reminder"  # of a duty, before its time
PLAIN: Final = ""  # a task of the app itself: a call-back, a re-check
BY_ATTEMPT: Final = frozenset({STATUS, VISIT})
FIRST_WAY: Final = MappingProxyType({STATUS: "call", VISIT: "visit"})
NEVER, CHANGED, NOT_YET = "never", "changed", "not_yet"
AGAIN: Final = MappingProxyType({"2": 2, "24": 24, "72": 72, "168": 168})  # hours
_NOON = time(12)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that can come of a task, what is asked with it, what must be given."""

    id: str
    asks: tuple[str, ...]
    needs: tuple[str, ...] = ()


_NOT_KNOWN = Outcome("not_known", ("again", "note"), ("again",))
_NOT_SO_FAR = (("told_by", "again", "note"), ("told_by", "again"))
# Of whom the answer is asked, by `ask` of the program's file.
OUTCOMES: Final[Mapping[str, tuple[Outcome, ...]]] = MappingProxyType(
    {
        PLAIN: (
            Outcome("done", ("note",)),
            Outcome("not_done", ("again", "note"), ("again",)),
        ),
        ARRIVAL: (
            Outcome("arrived", ("told_by", "note"), ("told_by",)),
            Outcome("not_arrived", *_NOT_SO_FAR),
            _NOT_KNOWN,
        ),
        ENGAGEMENT: (
            Outcome("engaged", ("engaged_on", "told_by", "note"), ("engaged_on", "told_by")),
            Outcome("not_engaged", *_NOT_SO_FAR),
            _NOT_KNOWN,
        ),
        DUTY: (
            Outcome(MET, ("told_by", "note"), ("told_by",)),
            Outcome(RUN_OUT, ("told_by", "told_to", "note"), ("told_by", "told_to")),
            _NOT_KNOWN,
        ),
        REMINDER: (
            Outcome(MET, ("told_by", "note"), ("told_by",)),
            Outcome(NOT_YET, ("told_by", "note"), ("told_by",)),
            _NOT_KNOWN,
        ),
    }
)
# What a code of the list may have asked next, as the lines of the sheet.
_ASKED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "status": ("status",),
        "next_need": ("next_need",),
        "engaged_on": ("engaged_on", "told_by"),
        "safe_contact": ("contact",),
    }
)
CONTACT_LINES: Final = ASKED


@dataclass(frozen=True, slots=True, repr=False)
class Learned:
    """What a task leaves behind: its end, and other facts with when they happened.

    `contact` are changed answers about contact; `again_in` is when it is owed once more.
    """

    done: TaskDone
    facts: tuple[tuple[Fact, datetime], ...] = ()
    contact: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    again_in: timedelta | None = None
    ends: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """What was said of one task: which outcome, by which way, and what was typed.

    `duty` is the duty of the program's file that the task is, or reminds of.
    """

    task: Task
    ask: str
    outcome: str
    values: Mapping[str, str]
    way: str = ""
    duty: str = ""


def asked_of(attempt: Attempt) -> Outcome:
    """Return what a code has asked next; another try needs a time."""
    asks = [line for one in attempt.ask for line in _ASKED.get(one, ())]
    again = ("again",) if attempt.try_again else ()
    needs = tuple(one for one in ("status",) if one in asks)
    return Outcome(attempt.id, (*asks, *again, "note"), (*needs, *again))


def lines_of(outcome: Outcome, values: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is asked now; changed contact rules have their own lines."""
    changed = values.get("contact") == CHANGED
    return (*outcome.asks, *(CONTACT_LINES if changed else ()))


def outcome_of(said: Said, attempts: Attempts) -> Outcome:
    """Return the outcome that was chosen."""
    if said.ask in BY_ATTEMPT:
        return asked_of(attempts[said.outcome])
    return next(one for one in OUTCOMES[said.ask] if one.id == said.outcome)


def learn(said: Said, attempts: Attempts, now: datetime, me: str) -> Learned:
    """Return what was learned. Raises DoesNotFit with what is still to be given."""
    outcome, values = outcome_of(said, attempts), said.values
    for need in outcome.needs:
        if not values.get(need):
            raise typed.DoesNotFit(f"followups.{need}_needed")
    on = _day(values.get("engaged_on", ""), now.date())
    if (on or values.get("status") == "completed") and not values.get("told_by"):
        raise typed.DoesNotFit("followups.told_by_needed")
    attempt = attempts[said.outcome] if said.ask in BY_ATTEMPT else None
    tried = [(attempt.tried(said.way, me, values.get("note", "")), now)] if attempt else []
    hours = AGAIN.get(values.get("again", ""))
    return Learned(
        _done(said, attempt, on),
        (*tried, *_facts(said, on, now)),
        _contact(values),
        None if hours is None else timedelta(hours=hours),
        attempt is not None and attempt.ends,
    )


def _done(said: Said, attempt: Attempt | None, on: date | None) -> TaskDone:
    values = said.values
    if attempt is not None:
        end = REACHED if attempt.reached else STOPPED if attempt.ends else NOT_REACHED
    else:
        end = NOT_REACHED if said.outcome in {"not_known", "not_done"} else REACHED
    status = DIED if attempt is not None and attempt.id == DIED else values.get("status", "")
    return TaskDone(
        task=said.task.id,
        outcome=end,
        note=values.get("note", ""),
        status=status if status in STATUSES else "",
        next_need=values.get("next_need", ""),
        engaged_on=on,
    )


def _facts(said: Said, on: date | None, now: datetime) -> list[tuple[Fact, datetime]]:
    by, which = said.values.get("told_by", ""), said.duty or said.task.note
    duty = {
        MET: Confirmed(DUTY, by, MET, which),
        RUN_OUT: Confirmed(DUTY, by, RUN_OUT, which, said.values.get("told_to", "")),
    }
    fixed: Mapping[str, Fact] = {
        "arrived": Arrived(by), "not_arrived": NotArrived(by), **duty,
    }  # fmt: skip
    answer = None if said.ask in BY_ATTEMPT else fixed.get(said.outcome)
    found = [] if answer is None else [(answer, now)]
    if on is not None:
        found.append((Confirmed("engaged", by), _moment(on, now)))
    if said.values.get("status") == "completed":
        found.append((Confirmed("completed", by), now))
    return found


def _contact(values: Mapping[str, str]) -> Mapping[str, str]:
    if values.get("contact") != CHANGED:
        return MappingProxyType({})
    given = {line: values[line] for line in CONTACT_LINES if values.get(line)}
    if phone := given.get("phone"):
        given["phone"] = typed.phone(phone)
    return MappingProxyType(given)


def _day(text: str, today: date) -> date | None:
    """Return the day that was typed; one that has not come does not fit."""
    if not text:
        return None
    kept = typed.day(text)
    typed.check_day(kept, None, today, dated=True)
    return date.fromisoformat(kept)


def _moment(on: date, now: datetime) -> datetime:
    """Return the moment a day stands for: now for today, noon for one that is past."""
    return now if on == now.date() else datetime.combine(on, _NOON, now.tzinfo)
