"""The program on one page for the wall, in words: whom to call, the way, what holds.

Only the station and its program; nobody who was served is anywhere near it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from safestation.domain.calling import is_among, phone_of
from safestation.domain.hours_text import DAY_NAMES, SPANISH_NAMES, write_hours
from safestation.domain.languages import ENGLISH
from safestation.domain.lengths import plain_length
from safestation.domain.overrides import LENGTHS, Override, Shape, Value, text_of, values
from safestation.domain.program import (
    MINUTES,
    STATION_DEFAULT,
    Partner,
    Program,
    Rule,
    holds_for,
)
from safestation.domain.rule_words import ways_on
from safestation.domain.station import SiteType
from safestation.domain.station_paper import StationPaper
from safestation.domain.text import Text

WARRANT = "warrant_check"
DEFAULT_MARK = "*"
CALLS = "partner"  # the page on which partners are called


def program_card(
    paper: StationPaper,
    shipped: Program,
    program: Program,
    overrides: Mapping[str, Override],
    unset: Iterable[str],
) -> StationPaper:
    """Return the paper filled. `program` has the station's values, `shipped` has not.

    `overrides` are those in force by path, `unset` the paths that nobody has set yet.
    """
    pen = _Pen(paper, frozenset(unset), _by_id(overrides))
    site = paper.station.site_type
    rules = [r for r in program.rules if r.on and site in r.sites]
    sections = (
        ("call", tuple(pen.partners(program, site))),
        ("path", tuple(pen.paths(program, site))),
        ("warrant", tuple(pen.rules(r for r in rules if r.question == WARRANT))),
        ("excludes", tuple(pen.rules(r for r in rules if r.question != WARRANT))),
        ("items", tuple(pen.items(program, site))),
        ("clocks", tuple(pen.clocks(program))),
        ("changed", tuple(pen.changes(shipped, overrides))),
        ("unset", tuple(pen.unset(shipped))),
    )
    told = {"program": pen.say(program.name), "version": paper.values.get("version", "")}
    filled = tuple((key, rows) for key, rows in sections if rows)
    return replace(paper, values=MappingProxyType(told), sections=filled)


def _by_id(paths: Iterable[str]) -> frozenset[str]:
    """Return what a station changed something of: clock.offer, rule.warrant."""
    return frozenset(".".join(path.split(".")[:2]) for path in paths)


def label_of(paper: StationPaper, value: Value) -> str:
    """Return which value it is, in words."""
    return paper.say(f"value.{value.kind.id}", of=value.of.in_language(paper.language))


def _shares_a_page(program: Program, partner: Partner, later: Collection[str]) -> bool:
    """Tell whether one of `later` is called where this one is: on the same page."""
    pages = [step.partners for step in program.steps if step.page == CALLS]
    return any(
        is_among(partner.id, only) and is_among(one, only) for only in pages for one in later
    )


class _Pen:
    def __init__(self, paper: StationPaper, unset: frozenset[str], own: frozenset[str]) -> None:
        self._paper, self._unset, self._own = paper, unset, own

    def say(self, text: Text) -> str:
        return text.in_language(self._paper.language)

    def _marked(self, title: Text, source: str, of: str) -> str:
        """Return a title, marked where nobody published it and the station left it so."""
        is_ours = source == STATION_DEFAULT and of not in self._own
        return self.say(title) + (DEFAULT_MARK if is_ours else "")

    def partners(self, program: Program, site: SiteType) -> Iterator[tuple[str, str]]:
        here = [p for p in program.partners if site in p.sites]
        for number, partner in enumerate(here, 1):
            later = {one.id for one in here[number:]}
            late = "next_after" if _shares_a_page(program, partner, later) else "again_after"
            yield f"{number}. {self.say(partner.name)}", self._reached(partner, late)

    def _reached(self, partner: Partner, late: str) -> str:
        paper = self._paper
        names = DAY_NAMES if paper.language == ENGLISH else SPANISH_NAMES
        hours = write_hours(partner.schedule, names) or paper.say("hours_unknown")
        told = [phone_of(partner, paper.station) or paper.say("no_phone"), hours]
        if partner.minutes_to_arrive:
            told.append(paper.say("arrives", minutes=str(partner.minutes_to_arrive)))
        told.append(paper.say(late, minutes=str(partner.escalate_after_minutes)))
        return " · ".join(told)

    def paths(self, program: Program, site: SiteType) -> Iterator[tuple[str, str]]:
        for entry in program.entries:
            steps = (s for s in program.steps if site in s.sites)
            way = [s for s in steps if holds_for(s.entries, entry.id)]
            titles = " → ".join(self.say(step.title) for step in way)
            name = self.say(entry.title) or self._paper.say(f"entry.{entry.kind}")
            yield name, titles

    def rules(self, rules: Iterable[Rule]) -> Iterator[tuple[str, str]]:
        for rule in rules:
            told = ways_on(rule, self._paper.language)
            note = f" ({self.say(rule.note)})" if rule.note else ""
            if told:  # else it stops nobody
                title = self._marked(rule.title, rule.source, f"rule.{rule.id}")
                yield title, "\n".join(told) + note

    def items(self, program: Program, site: SiteType) -> Iterator[tuple[str, str]]:
        policy = program.items.get(site)
        if policy is None:
            return
        for key in ("sharps", "drugs", "weapons"):
            yield self._paper.say(f"item.{key}"), self.say(getattr(policy, key))

    def clocks(self, program: Program) -> Iterator[tuple[str, str]]:
        for clock in program.clocks:
            told = self._long(clock.amount, clock.unit)
            if clock.opens_minutes:
                opens = self._long(clock.opens_minutes, "minutes")
                told = self._paper.say("not_before", until=told, opens=opens)
            escalate = self.say(clock.escalate)
            title = self._marked(clock.title, clock.source, f"clock.{clock.id}")
            yield title, f"{told} · {escalate}" if escalate else told

    def changes(
        self, shipped: Program, overrides: Mapping[str, Override]
    ) -> Iterator[tuple[str, str]]:
        by_approval: dict[str, dict[str, list[str]]] = {}
        for value in values(shipped):
            if value.path in overrides:
                change = overrides[value.path]
                told = by_approval.setdefault(self._approval(change), {})
                label = label_of(self._paper, value)
                told.setdefault(self._change(value, change), []).append(label)
        for approval, every in by_approval.items():
            # What is told of several is told once: new words stand above already.
            yield approval, "; ".join(f"{', '.join(of)}: {told}" for told, of in every.items())

    def _approval(self, change: Override) -> str:
        told = (change.approved_by, self._paper.day(change.approved_on), change.reason)
        return ", ".join(part for part in told if part)

    def _change(self, value: Value, change: Override) -> str:
        paper = self._paper
        if value.kind.shape is Shape.TEXT:
            return paper.say("new_words")  # they stand above already
        before = self.shown(value, value.text) or paper.say("nothing")
        here = self.shown(value, text_of(change))
        return paper.say("instead", here=here, shipped=before)

    def shown(self, value: Value, text: Text) -> str:
        said = self.say(text)
        if value.kind.shape is Shape.FLAG and said:
            return self._paper.say(f"yes_no.{said}")
        if value.kind.shape in LENGTHS and said:
            unit, _ = LENGTHS[value.kind.shape]
            return self._long(*plain_length(int(said) * MINUTES[unit]))
        return said

    def _long(self, count: int, unit: str) -> str:
        """Return a length of time as one reads it from a step away: 6 h rather than 360 min."""
        if unit == "minutes":
            count, unit = plain_length(count)
        return self._paper.say(f"length.{unit}", count=str(count))

    def unset(self, shipped: Program) -> Iterator[tuple[str, str]]:
        left = [v for v in values(shipped) if v.path in self._unset]
        if left:
            told = "; ".join(label_of(self._paper, value) for value in left)
            yield self._paper.say("to_be_set"), told
