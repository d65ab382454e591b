"""Reads how an instrument is scored, one reader for each method."""

from collections.abc import Callable, Mapping

from safestation.catalog.instrument_conditions import needed_items, read_condition
from safestation.catalog.instrument_parts import (
    Parts,
    check_scored,
    levels_in_use,
    most_points,
    need_parameters,
)
from safestation.catalog.leaves import text_or_blank
from safestation.catalog.nodes import Node
from safestation.domain.bands import CHECK_ENTRY, INCOMPLETE, UNSCORED, Rule, Scoring
from safestation.domain.items import Kind

TYPE = "type"


def read_scoring(node: Node | None, parts: Parts) -> Scoring:
    """Read the scoring; a file without one is a list of codes that is only validated."""
    if node is None:
        return Scoring(type=UNSCORED)
    named = node.get(TYPE)
    reader = READERS.get(named.text())
    if reader is None:
        named.wrong(f"Use one of {', '.join(READERS)}.")
        return Scoring()
    return reader(node, parts)


def _rules(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "first_match_wins", "rules")
    if not node.get("first_match_wins").flag():
        node.get("first_match_wins").wrong("Write true: the first rule that holds wins.")
    rules = []
    for one in node.get("rules").each():
        one.only("band", "if")
        parts.need_bands(one.get("band"), one.get("band").text())
        rules.append(Rule(one.get("band").text(), read_condition(one.get("if"), parts.index)))
    needed = dict.fromkeys(item for rule in rules for item in needed_items(rule.condition))
    return Scoring(type="rules", rules=tuple(rules), needed=tuple(needed))


def _sum(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "items", "min", "max", "stratify_by", "default_stratum")
    items = node.get("items").texts()
    check_scored(node.get("items"), items, parts)
    if node.get("max").whole() != most_points(parts, items):
        node.get("max").wrong("Write the most points that the items can give together.")
    stratify_by = text_or_blank(node, "stratify_by")
    return Scoring(
        type="sum",
        items=items,
        minimum=node.get("min").whole(),
        maximum=node.get("max").whole(),
        stratify_by=stratify_by,
        default_stratum=node.get("default_stratum").text() if stratify_by else "",
    )


def _numeric(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "item", "min", "max")
    named = node.get("item")
    low, high = node.get("min").whole(), node.get("max").whole()
    item = next((one for one in parts.items if one.id == named.text()), None)
    if item is None or item.kind is not Kind.INTEGER:
        named.wrong("Name an item of the type integer.")
    elif (item.minimum, item.maximum) != (low, high):
        node.wrong("Use the same min and max as the item.")
    return Scoring(type="numeric", items=(named.text(),), minimum=low, maximum=high)


def _threshold_sum(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "min", "max", "single_parameter_trigger", "all_required")
    if not node.get("all_required").flag():
        node.get("all_required").wrong("Write true: a score without all values is no score.")
    parts.need_bands(node, INCOMPLETE)
    need_parameters(node, parts)
    return Scoring(
        type="threshold_sum",
        minimum=node.get("min").whole(),
        maximum=node.get("max").whole(),
        single_parameter_trigger=node.get("single_parameter_trigger").whole(),
    )


def _vital_flags(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "levels_worst_first", "result")
    levels = node.get("levels_worst_first").texts()
    if not levels:
        node.get("levels_worst_first").wrong("Name the levels, the worst first.")
    parts.need_bands(node, *levels, INCOMPLETE, CHECK_ENTRY)
    need_parameters(node, parts)
    for name in sorted(levels_in_use(parts) - {*levels}):
        node.get("levels_worst_first").wrong(f"Add the level `{name}`, which a limit uses.")
    return Scoring(type="vital_flags", levels_worst_first=levels or ("",))


def _routing(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "positive_values", "routes")
    positive, routes = node.get("positive_values"), node.get("routes")
    listed = {item: blocks.texts() for item, blocks in routes.entries()}
    parts.index.check(positive, tuple(parts.index.values), positive.texts())
    parts.index.check(routes, tuple(listed))
    parts.need_bands(node, "positive", "negative", INCOMPLETE)
    needed = tuple(item.id for item in parts.items if item.scored)
    return Scoring(
        type="routing", positive_values=positive.texts(), routes=listed, needed=needed
    )


def _group_sum(node: Node, parts: Parts) -> Scoring:
    node.only(TYPE, "groups", "max_by_group", "unasked_group", "overall")
    groups = {}
    for name, items in node.get("groups").entries():
        groups[name] = items.texts()
        check_scored(items, groups[name], parts)
        most = node.get("max_by_group").get(name)
        if most.whole() != most_points(parts, groups[name]):
            most.wrong("Write the most points the items of this group can give.")
    highest = max((one.whole() for _, one in node.get("max_by_group").entries()), default=0)
    return Scoring(type="group_sum", groups=groups, maximum=highest)


READERS: Mapping[str, Callable[[Node, Parts], Scoring]] = {
    "rules": _rules,
    "sum": _sum,
    "numeric": _numeric,
    "threshold_sum": _threshold_sum,
    "vital_flags": _vital_flags,
    "routing": _routing,
    "group_sum": _group_sum,
}
