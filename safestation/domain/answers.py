"""Answers: what was said, and the three ways of nothing having been said."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Value = str | tuple[str, ...]


class Status(StrEnum):
    """Whether a question was answered. The four are never mixed up (TEDS 96-98)."""

    ANSWERED = "answered"
    NOT_ASKED = "not_asked"
    DOES_NOT_KNOW = "does_not_know"
    RATHER_NOT_SAY = "rather_not_say"


class Source(StrEnum):
    """Where a piece of information came from; drives the re-disclosure notice."""

    SAID = "said"
    OBSERVED = "observed"
    RECEIVED = "received"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """One answer with its status, its source and its two times."""

    status: Status
    value: Value
    source: Source
    happened_at: datetime
    typed_at: datetime
    by: str

    @property
    def is_answered(self) -> bool:
        """Tell whether there is a value, as opposed to a reason for none."""
        return self.status is Status.ANSWERED

    def __repr__(self) -> str:
        return f"Answer({self.status})"
