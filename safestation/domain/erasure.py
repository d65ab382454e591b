"""What was erased, when, on whose word and by which two people. Never who it was about."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from safestation.domain.errors import NotAllowed
from safestation.domain.permissions import Permission, may
from safestation.domain.retention import Plan
from safestation.domain.station import Staff

AGAIN: Final = "again"  # the class of what a restored backup brought back, and went again


@dataclass(frozen=True, slots=True)
class Erasure:
    """One purge, as its certificate tells it. `by` and `second` are ids of staff.

    `method` is a code with words `retention.method_<code>`.
    """

    id: str
    holding: str
    count: int
    oldest: date
    newest: date
    authority: str
    period: str
    by: str
    second: str
    at: datetime
    method: str = "copy_vacuumed"


def erasure_of(plan: Plan, erasure_id: str, by: str, second: str, at: datetime) -> Erasure:
    """Return what a plan becomes once two people stand for it."""
    return Erasure(
        erasure_id, plan.holding, len(plan.targets), plan.oldest, plan.newest, plan.authority,
        plan.period, by, second, at,
    )  # fmt: skip


def check_two(first: Staff, second: Staff | None, today: date) -> None:
    """Raise NotAllowed unless two different people who work here stand for it.

    One of them must be somebody who may erase.
    """
    if second is None or not second.works_on(today) or not first.works_on(today):
        raise NotAllowed("retention.second_unknown")
    if second.id == first.id:
        raise NotAllowed("retention.two_people")
    if not any(may(one.role, Permission.ERASE) for one in (first, second)):
        raise NotAllowed("retention.coordinator_needed")
