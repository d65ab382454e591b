"""What retention needs of the record, of the vault and of the printer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from safestation.domain.erasure import Erasure
from safestation.domain.retention import Aged, Holding, Item, Rules, Targets


@dataclass(frozen=True, slots=True)
class Known:
    """A visit as this page knows it: a number. `reason` and `by` are those of a hold."""

    id: str
    number: str
    is_open: bool
    reason: str = ""
    by: str = ""
    at: datetime | None = None


class RetentionStore(Protocol):
    """Reads ages and keeps rules. Deletes nothing."""

    def rules(self) -> Rules:
        """Return the rules that are set."""
        ...

    def save_rules(self, rules: Rules, changed: Holding, at: datetime, by: str) -> None:
        """Keep the rules, with a line in the history."""
        ...

    def aged(self, before: datetime, placed: Callable[[str], bool]) -> tuple[Aged, ...]:
        """Return the visits closed before a moment, oldest first."""
        ...

    def ended_items(self, *, handed_over: bool) -> tuple[Item, ...]:
        """Return emptied containers and finished packages; all of them when handed over."""
        ...

    def held(self) -> tuple[Known, ...]:
        """Return the visits under a legal hold."""
        ...

    def visit_of(self, number: str) -> Known | None:
        """Return a visit by its number, or nothing."""
        ...

    def by_ids(self, ids: tuple[str, ...]) -> tuple[Known, ...]:
        """Return visits by id."""
        ...

    def closed_days(self, ids: tuple[str, ...]) -> tuple[date, ...]:
        """Return the days on which visits were closed."""
        ...

    def erasures(self) -> tuple[Erasure, ...]:
        """Return what was erased, the newest first."""
        ...


class Eraser(Protocol):
    """Makes the record without something, and puts it in place. Given by the vault."""

    def preparing(self, erasure: Erasure, targets: Targets) -> Callable[[], None]:
        """Return the job that makes it ready beside the record. A worker's.

        Call it in the window's thread after the last line was written down: whatever is
        written from then on makes `put_in_place` refuse.
        """
        ...

    def put_in_place(self, targets: Targets) -> None:
        """Swap, in the window's thread. The desk must be had anew afterwards, in any case.

        Raises StationError when nothing was erased.
        """
        ...

    def shredding(self) -> Callable[[], None]:
        """Return the job that overwrites the old record. A worker's."""
        ...

    def older_records(self, before: datetime) -> int:
        """Return how many old records lie where a restore left them before a moment."""
        ...

    def destroying(self, before: datetime) -> Callable[[], None]:
        """Return the job that overwrites and removes those. A worker's."""
        ...
