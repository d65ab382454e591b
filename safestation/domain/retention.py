"""How long the record keeps what, and what may go: by the station's rules, never by ours.

No federal rule sets one period (law README §6.1): the state's schedule for local government
decides. So each class waits until the station has entered its period, where that is written
down, and who looked it up. A visit belongs to more than one class and stays for the longest.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from safestation.domain.errors import NotAllowed

LONGEST: Final = 999
_YEAR: Final = 12


class Holding(StrEnum):
    """What a rule is about. Each has words `retention.class_<value>`."""

    PLACED = "placed"
    NOT_PLACED = "not_placed"
    DISCLOSED = "disclosed"
    LEDGER = "ledger"


VISITS: Final = (Holding.PLACED, Holding.NOT_PLACED, Holding.DISCLOSED)
PERSON: Final = "person"  # the class of an erasure that somebody asked for


class Unit(StrEnum):
    """What a period is counted in."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Rule:
    """A period as the station entered it, with where it stands and who looked it up."""

    count: int
    unit: Unit
    citation: str
    verified_by: str
    verified_on: date

    def ends(self, start: date) -> date:
        """Return the first day on which what ended on `start` need not be kept."""
        if self.unit is Unit.DAYS:
            return start + timedelta(days=self.count)
        months = self.count * (_YEAR if self.unit is Unit.YEARS else 1)
        year, month = divmod(start.year * _YEAR + start.month - 1 + months, _YEAR)
        if year > date.max.year:
            return date.max
        day = min(start.day, monthrange(year, month + 1)[1])
        return date(year, month + 1, day)

    def latest_start(self, today: date) -> date:
        """Return a day such that nothing that ended after it is due today."""
        if self.unit is Unit.DAYS:
            return today - timedelta(days=min(self.count, today.toordinal() - 1))
        months = self.count * (_YEAR if self.unit is Unit.YEARS else 1)
        year, month = divmod(today.year * _YEAR + today.month - 1 - months, _YEAR)
        if year < date.min.year:
            return date.min
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def told(self) -> str:
        """Return the period as the history and a certificate tell it, such as "6 years"."""
        return f"{self.count} {self.unit.value}"


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that are set. What is not here is never purged."""

    by_class: Mapping[Holding, Rule] = field(default_factory=lambda: MappingProxyType({}))

    def of(self, holding: Holding) -> Rule | None:
        """Return the rule of a class, or nothing while it is unset."""
        return self.by_class.get(holding)

    def latest_start(self, today: date) -> date | None:
        """Return a day such that no visit closed after it is due; nothing while unset."""
        own = [self.by_class[h] for h in (Holding.PLACED, Holding.NOT_PLACED) if self.of(h)]
        return max((rule.latest_start(today) for rule in own), default=None)

    def with_rule(self, holding: Holding, rule: Rule | None) -> "Rules":
        """Return the rules with one set, or taken back."""
        others = {h: r for h, r in self.by_class.items() if h is not holding}
        more = {} if rule is None else {holding: rule}
        return Rules(MappingProxyType({**others, **more}))


@dataclass(frozen=True, slots=True)
class Aged:
    """A closed visit as far as its keeping goes; nothing of the person."""

    id: str
    number: str
    closed_on: date
    placed: bool
    disclosed_on: date | None = None
    held: bool = False

    def classes(self) -> tuple[tuple[Holding, date], ...]:
        """Return each class it belongs to, with the day from which its period runs."""
        first = Holding.PLACED if self.placed else Holding.NOT_PLACED
        own = ((first, self.closed_on),)
        if self.disclosed_on is None:
            return own
        return (*own, (Holding.DISCLOSED, max(self.closed_on, self.disclosed_on)))


@dataclass(frozen=True, slots=True)
class Item:
    """An emptied container or a finished package of the ledger, and when it ended."""

    id: str
    table: str
    ended_on: date


@dataclass(frozen=True, slots=True)
class Targets:
    """Exactly what goes, by random ids."""

    visits: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    custody: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.every)

    @property
    def every(self) -> tuple[str, ...]:
        """Return every id."""
        return (*self.visits, *self.containers, *self.custody)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due under one class: what goes, on whose word, and from when to when it is.

    `holding` is a class or PERSON; the ledger has no visit numbers.
    """

    holding: str
    targets: Targets
    numbers: tuple[str, ...]
    oldest: date
    newest: date
    authority: str
    period: str = ""


def check_rule(rule: Rule, today: date) -> None:
    """Raise NotAllowed with the reason unless a rule is whole."""
    if not 1 <= rule.count <= LONGEST:
        raise NotAllowed("retention.period_wrong")
    if not rule.citation.strip() or not rule.verified_by.strip():
        raise NotAllowed("retention.rule_whole")
    if rule.verified_on > today:
        raise NotAllowed("retention.verified_later")


def plans(
    aged: Iterable[Aged], items: Iterable[Item], rules: Rules, today: date
) -> tuple[Plan, ...]:
    """Return what is due, one plan a class; a visit under the class that kept it longest."""
    by_class: dict[Holding, list[Aged]] = {}
    for one in aged:
        if (last := _kept_longest(one, rules, today)) is not None:
            by_class.setdefault(last, []).append(one)
    visits = (_visits(h, by_class[h], rules) for h in VISITS if h in by_class)
    rule = rules.of(Holding.LEDGER)
    gone = [i for i in items if rule is not None and rule.ends(i.ended_on) <= today]
    return (*visits, *((_ledger(gone, rule),) if rule is not None and gone else ()))


def _kept_longest(one: Aged, rules: Rules, today: date) -> Holding | None:
    """Return the class whose period ended last, or nothing while one runs or is unset."""
    ends: list[tuple[date, Holding]] = []
    for holding, start in one.classes():
        rule = rules.of(holding)
        if one.held or rule is None or rule.ends(start) > today:
            return None
        ends.append((rule.ends(start), holding))
    return max(ends)[1]


def _visits(holding: Holding, due: list[Aged], rules: Rules) -> Plan:
    rule = rules.by_class[holding]
    days = [one.closed_on for one in due]
    return Plan(
        holding.value,
        Targets(visits=tuple(one.id for one in due)),
        tuple(one.number for one in due),
        min(days),
        max(days),
        rule.citation,
        rule.told,
    )


def _ledger(due: list[Item], rule: Rule) -> Plan:
    days = [item.ended_on for item in due]
    targets = Targets(
        containers=tuple(i.id for i in due if i.table == "container"),
        custody=tuple(i.id for i in due if i.table == "custody"),
    )
    return Plan(
        Holding.LEDGER.value, targets, (), min(days), max(days), rule.citation, rule.told
    )
