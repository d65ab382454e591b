"""Legal demands for records: what came, from whom, and what the station answered.

Nothing about the person asked for is kept: a log of demands must not become a list of who
was here. A subpoena alone, or a court order alone, releases nothing (42 CFR 2.61).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from safestation.domain.errors import NotAllowed


class DemandKind(StrEnum):
    """What kind of paper came."""

    SUBPOENA = "subpoena"
    COURT_ORDER = "court_order"
    BOTH = "both"
    OTHER = "other"


class Answer(StrEnum):
    """What was done about it."""

    NEUTRAL = "neutral"
    COUNSEL = "counsel"
    RELEASED = "released"


@dataclass(frozen=True, slots=True, repr=False)
class Demand:
    """One demand with its answer. Never changed; what happens later is a new one."""

    id: str
    received_on: date
    sender: str
    kind: DemandKind
    answer: Answer
    approver: str

    def __repr__(self) -> str:
        return f"Demand({self.id})"


def check_demand(demand: Demand, today: date) -> None:
    """Refuse half a line, and a release without both papers. Raises NotAllowed."""
    if not demand.sender.strip() or demand.received_on > today:
        raise NotAllowed("demands.whole")
    if not demand.approver.strip():
        raise NotAllowed("demands.approver_needed")
    if demand.answer is Answer.RELEASED and demand.kind is not DemandKind.BOTH:
        raise NotAllowed("demands.both_needed")
