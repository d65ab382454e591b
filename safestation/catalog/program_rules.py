"""Reads what a program allows: eligibility rules, and what is done with items."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from safestation.catalog.choosing import one_of, unique
from safestation.catalog.leaves import flag_or_false, nodes_or_none, text_or_blank
from safestation.catalog.nodes import Node
from safestation.catalog.program_entries import Here
from safestation.catalog.program_keys import KEYS
from safestation.catalog.program_parts import read_sites
from safestation.catalog.texts import maybe_words, words
from safestation.catalog.visit_conditions import check_condition
from safestation.domain.eligibility import ALTERNATIVE, PROCEED, REVIEW, WORST_FIRST
from safestation.domain.program import Decision, ItemPolicy, Outcome, Rule
from safestation.domain.station import SiteType
from safestation.domain.text import Text

MINOR, TABLE_EMPTY = "minor_status", "table_empty"
JUDGMENT = "officer_judgment"
DECISIONS = (PROCEED, ALTERNATIVE)


def read_rule(node: Node, seen: set[str], here: Here) -> Rule:
    """Return one eligibility rule; what it answers to and where it comes from must exist."""
    node.only(*KEYS["rule"])
    question = one_of(node.get("question"), here.known.answers, "question")
    given: set[str] = set()
    outcomes = tuple(
        _read_outcome(each, question, given, here) for each in node.get("outcome").each()
    )
    if not outcomes and node.maybe("outcome") is not None:
        node.get("outcome").wrong("Add at least one outcome.")
    rule = Rule(
        id=unique(node.get("id"), seen, "rule"),
        title=words(node.get("title")),
        question=question,
        outcomes=outcomes,
        source=here.source(node),
        note=maybe_words(node, "note"),
        sites=read_sites(node),
        entries=here.entries_of(node),
        on=node.maybe("on") is None or flag_or_false(node, "on"),
        minors=flag_or_false(node, "minors"),
        reported=flag_or_false(node, "reported"),
    )
    _check_rule(node, rule)
    _check_answers(node, rule, here)
    return rule


def _check_answers(node: Node, rule: Rule, here: Here) -> None:
    """Note a question whose answers are typed, and an answer that leads nowhere."""
    if rule.question not in here.known.answers:
        return
    offered = here.known.answers[rule.question]
    if offered is None:
        node.get("question").wrong("Name a question whose answers are picked, not typed.")
        return
    for answer in sorted(offered.difference(*(one.any_of for one in rule.outcomes))):
        node.get("outcome").wrong(f"Say what “{answer}” leads to, be it to proceed.")


def _check_rule(node: Node, rule: Rule) -> None:
    """Note a rule on minors without a way for an empty table, and an uncounted judgment."""
    if rule.minors != (rule.question == MINOR):
        node.wrong(f"Write minors = true and question = “{MINOR}” together, or neither.")
    elif rule.minors and not any(
        TABLE_EMPTY in one.any_of and one.outcome == REVIEW for one in rule.outcomes
    ):
        node.get("outcome").wrong(f"Let “{TABLE_EMPTY}” lead to a review: nobody decided yet.")
    if rule.question == JUDGMENT and not rule.reported:
        node.wrong("Add reported = true: what an officer judges is counted.")


def _read_outcome(node: Node, question: str, given: set[str], here: Here) -> Outcome:
    """Read one outcome; `given` holds the answers that earlier ones of the rule took."""
    node.only(*KEYS["outcome"])
    any_of = _answers(node.get("any_of"), question, given, here)
    outcome = one_of(node.get("outcome"), WORST_FIRST, "outcome")
    if outcome != PROCEED:
        _check_way_on(node, here)
    if outcome == REVIEW:
        node.get("reviewer")
    elif outcome != REVIEW:
        for key in ("reviewer", "decisions"):
            if node.maybe(key) is not None:
                node.get(key).wrong("Remove this: only a review is decided by somebody.")
    return Outcome(
        any_of=any_of,
        answers=_called(question, any_of, here),
        outcome=outcome,
        reason_code=text_or_blank(node, "reason_code"),
        decider=maybe_words(node, "decider"),
        alternative=maybe_words(node, "alternative"),
        reviewer=here.role(node, "reviewer"),
        decisions=_decisions(node),
    )


def _called(question: str, any_of: frozenset[str], here: Here) -> tuple[Text, ...]:
    """Return what the answers are called; one without a label is called by its id."""
    labels = here.known.labels.get(question, {})
    bare = (Text.of(answer) for answer in sorted(any_of - labels.keys()))
    return (*(text for answer, text in labels.items() if answer in any_of), *bare)


def _answers(node: Node, question: str, given: set[str], here: Here) -> frozenset[str]:
    any_of = node.texts()
    if node.value == []:
        node.wrong("Name at least one answer.")
    if question in here.known.answers:
        check_condition(node, question, any_of, here.known.answers)
    for value in any_of:
        if value in given:
            node.wrong(f"“{value}” already leads to an outcome of this rule.")
        given.add(value)
    return frozenset(any_of)


def _decisions(node: Node) -> tuple[Decision, ...]:
    """Return what the reviewer can decide; none named means go ahead or not today."""
    found, seen = nodes_or_none(node, "decisions"), set[str]()
    if len(found) == 1:
        node.get("decisions").wrong("Add a second one: there is nothing to decide.")
    return tuple(_decision(one, seen) for one in found)


def _decision(node: Node, seen: set[str]) -> Decision:
    node.only(*KEYS["decision"])
    outcome = one_of(node.get("outcome"), DECISIONS, "outcome of a decision")
    if outcome == ALTERNATIVE:
        node.get("alternative")
    return Decision(
        id=unique(node.get("id"), seen, "decision"),
        title=words(node.get("title")),
        outcome=outcome,
        alternative=maybe_words(node, "alternative"),
    )


def _check_way_on(node: Node, here: Here) -> None:
    """Note an outcome that sends away without reason, decider or something done instead."""
    one_of(node.get("reason_code"), here.known.reasons, "reason code")
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
    node.only(*KEYS["policy"])
    holds = node.get("may_hold_drugs")
    if not site.keeps_items and holds.flag():
        holds.wrong(f"Write false: no {site} site may hold drugs (21 CFR 1317.30, .35).")
    return ItemPolicy(
        may_hold_drugs=holds.flag(),
        sharps=words(node.get("sharps")),
        drugs=words(node.get("drugs")),
        weapons=words(node.get("weapons")),
        before_partner=flag_or_false(node, "before_partner"),
        source=one_of(node.get("source"), sources, "source"),
        needs_every_rule=flag_or_false(node, "needs_every_rule"),
    )
