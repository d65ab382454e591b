"""A report as it may leave the screen: in words, without a small count or a way to one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from safestation.domain.reporting.marks import Label, Unit
from safestation.domain.reporting.report import Report
from safestation.domain.reporting.tables import Table, screen_of, sums_of
from safestation.domain.small_cells import SMALLEST, Cell, Screen, Shown, Sum

SMALL: Final = f"<{SMALLEST}"
LEFT_OUT: Final = "—"
_HOUR, _DAY = 60, 24 * 60
_SAID_IN_HOURS, _SAID_IN_DAYS = 2 * _HOUR, 2 * _DAY


class Say(Protocol):
    """Finds a sentence of the window by key and fills its parts."""

    @property
    def language(self) -> str:
        """The language that is spoken."""
        ...

    def __call__(self, key: str, *, count: int | None = None, **parts: object) -> str:
        """Return the sentence, its plural chosen by `count`."""
        ...


@dataclass(frozen=True, slots=True)
class OutLine:
    """One line: its words, its count, and which part of all it is, in percent."""

    label: str
    count: str
    share: str = ""


@dataclass(frozen=True, slots=True)
class OutTable:
    """One table. `median` is the middle time in words, where it may be told."""

    title: str
    unit: str
    of: str
    lines: tuple[OutLine, ...]
    median: str = ""


@dataclass(frozen=True, slots=True)
class OutMeasure:
    """One measure with what it counts and who asks for it."""

    id: str
    label: str
    counts: str
    source: str
    is_own: bool
    tables: tuple[OutTable, ...]


def outside(report: Report, say: Say) -> tuple[OutMeasure, ...]:
    """Return the measures, the programs' own first, each count as it may be shown.

    All tables are looked at together: what one leaves out, no other tells.
    """
    screen = screen_of(report.measured.values())
    own = report.own
    return tuple(
        OutMeasure(
            name,
            said(report.measures[name].label, say),
            said(report.measures[name].counts, say),
            report.measures[name].source,
            name in own,
            tuple(_table(one, screen, say) for one in report.measured[name].tables),
        )
        for name in (*own, *report.others)
    )


def said(label: Label, say: Say) -> str:
    """Return a label in the language that is spoken."""
    return say(label) if isinstance(label, str) else label.in_language(say.language)


def span(minutes: float, say: Say) -> str:
    """Return a length of time as people say it: minutes, then hours, then days."""
    if minutes < _SAID_IN_HOURS:
        return say("report.minutes", minutes=round(minutes))
    if minutes < _SAID_IN_DAYS:
        return say("report.hours", hours=f"{minutes / _HOUR:.1f}")
    return say("report.days", days=f"{minutes / _DAY:.1f}")


def shares(table: Table) -> bool:
    """Tell whether a line of this table is a part of a whole; an amount is not."""
    return table.unit is not Unit.KITS


def _table(table: Table, screen: Screen, say: Say) -> OutTable:
    sums = sums_of(table)
    by_line = sums if table.many else sums * len(table.lines)
    whole = screen.shown(table.of)
    return OutTable(
        said(table.title, say),
        say(f"report.unit_{table.unit}"),
        _count(table.of, whole),
        tuple(_lines(table, by_line, screen, say)),
        _median(table, screen, say),
    )


def _lines(table: Table, sums: Iterable[Sum], screen: Screen, say: Say) -> Iterator[OutLine]:
    whole = screen.shown(table.of)
    for line, one in zip(table.lines, sums, strict=True):
        shown = screen.shown(line.cell, one)
        told = shown is Shown.TRUE and whole is Shown.TRUE and table.of.count
        share = (
            say("report.share", share=round(100 * line.count / table.of.count))
            if (told and shares(table))
            else ""
        )
        yield OutLine(said(line.label, say), _count(line.cell, shown), share)


def _count(cell: Cell, shown: Shown) -> str:
    return {Shown.SMALL: SMALL, Shown.LEFT_OUT: LEFT_OUT}.get(shown, str(cell.count))


def _median(table: Table, screen: Screen, say: Say) -> str:
    """Return the middle value; shortest and longest are one person's each, and stay here."""
    spread = table.spread
    if spread is None:
        return ""
    if screen.shown(spread.known) is not Shown.TRUE:
        return LEFT_OUT
    return span(spread.median, say)
