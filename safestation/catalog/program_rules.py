"""Reads what a program allows and promises: eligibility rules, items, clocks, follow-ups."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from safestation.catalog.amounts import within
from safestation.catalog.choosing import one_of, unique
from safestation.catalog.known import Known
from safestation.catalog.leaves import flag_or_false, text_or_blank
from safestation.catalog.nodes import Node
from safestation.catalog.program_parts import read_sites
from safestation.catalog.texts import maybe_words, words
from safestation.catalog.visit_conditions import check_condition
from safestation.domain.eligibility import PROCEED, WORST_FIRST
from safestation.domain.milestones import MILESTONES
from safestation.domain.program import ClockRule, FollowUp, ItemPolicy, Outcome, Rule
from safestation.domain.station import SiteType


def read_rule(node: Node, seen: set[str], known: Known, sources: Collection[str]) -> Rule:
    """Return one eligibility rule; what it answers to and where it comes from must exist."""
    node.only("id", "title", "question", "outcome", "source", "note", "sites")
    question = one_of(node.get("question"), known.answers, "question")
    given: set[str] = set()
    outcomes = tuple(
        _read_outcome(each, question, given, known) for each in node.get("outcome").each()
    )
    if not outcomes and node.maybe("outcome") is not None:
        node.get("outcome").wrong("Add at least one outcome.")
    return Rule(
        id=unique(node.get("id"), seen, "rule"),
        title=words(node.get("title")),
        question=question,
        outcomes=outcomes,
        source=one_of(node.get("source"), sources, "source"),
        note=maybe_words(node, "note"),
        sites=read_sites(node),
    )


def _read_outcome(node: Node, question: str, given: set[str], known: Known) -> Outcome:
    """Read one outcome; `given` holds the answers that earlier ones of the rule took."""
    node.only("any_of", "outcome", "reason_code", "decider", "alternative")
    any_of = node.get("any_of").texts()
    if question in known.answers:
        check_condition(node.get("any_of"), question, any_of, known.answers)
    for value in any_of:
        if value in given:
            node.get("any_of").wrong(f"“{value}” already leads to an outcome of this rule.")
        given.add(value)
    outcome = one_of(node.get("outcome"), WORST_FIRST, "outcome")
    if outcome != PROCEED:
        _check_way_on(node, known)
    return Outcome(
        any_of=frozenset(any_of),
        outcome=outcome,
        reason_code=text_or_blank(node, "reason_code"),
        decider=maybe_words(node, "decider"),
        alternative=maybe_words(node, "alternative"),
    )


def _check_way_on(node: Node, known: Known) -> None:
    """Note an outcome that sends away without reason, decider or something done instead."""
    one_of(node.get("reason_code"), known.reasons, "reason code")
    node.get("decider")
    node.get("alternative")


def read_items(
    node: Node, hosts: Collection[SiteType], sources: Collection[str]
) -> Mapping[SiteType, ItemPolicy]:
    """Return the policy on turned-in items for each host of the program, and no other."""
    node.only(*hosts)
    return MappingProxyType(
        {site: _read_policy(node.get(site), site, sources) for site in sorted(hosts)}
    )


def _read_policy(node: Node, site: SiteType, sources: Collection[str]) -> ItemPolicy:
    node.only("may_hold_drugs", "sharps", "drugs", "weapons", "before_partner", "source")
    holds = node.get("may_hold_drugs")
    if site is SiteType.FIRE and holds.flag():
        holds.wrong("Write false: a fire station may not hold drugs (21 CFR 1317.30, .35).")
    return ItemPolicy(
        may_hold_drugs=holds.flag(),
        sharps=words(node.get("sharps")),
        drugs=words(node.get("drugs")),
        weapons=words(node.get("weapons")),
        before_partner=flag_or_false(node, "before_partner"),
        source=one_of(node.get("source"), sources, "source"),
    )


def read_clock(node: Node, seen: set[str], sources: Collection[str]) -> ClockRule:
    """Return one promise or target in minutes between two milestones."""
    node.only("id", "title", "start", "stop", "minutes", "source", "escalate")
    clock = ClockRule(
        id=unique(node.get("id"), seen, "clock"),
        title=words(node.get("title")),
        start=one_of(node.get("start"), MILESTONES, "milestone"),
        stop=one_of(node.get("stop"), MILESTONES, "milestone"),
        minutes=within(node.get("minutes"), 1),
        source=one_of(node.get("source"), sources, "source"),
        escalate=maybe_words(node, "escalate"),
    )
    if clock.start == clock.stop and clock.start:
        node.get("stop").wrong("Name another milestone: the clock would never run.")
    return clock


def read_follow_up(node: Node, seen: set[str], sources: Collection[str]) -> FollowUp:
    """Return one contact that is owed, in hours after the visit."""
    node.only("id", "title", "after_hours", "source")
    return FollowUp(
        id=unique(node.get("id"), seen, "follow-up"),
        title=words(node.get("title")),
        after_hours=within(node.get("after_hours"), 1),
        source=one_of(node.get("source"), sources, "source"),
    )
