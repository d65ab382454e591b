"""Reads the measurements of an instrument file, and refuses limits with gaps."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from safestation.catalog.instrument_ranges import read_ranges
from safestation.catalog.leaves import text_or_blank, whole_or_none
from safestation.catalog.nodes import Node
from safestation.domain.parameters import Category, CrossRule, Parameter, Range, RangesIf
from safestation.domain.text import Text

PARAMETER_KEYS = (
    *("id", "label", "unit", "resolution", "required", "plausible", "ranges", "ranges_if"),
    *("by_scale", "categories", "category_labels", "from_fahrenheit", "count_full_seconds"),
    "basis",
)
FAHRENHEIT = {"formula": "(F-32)*5/9", "round": "half_up_0.1"}


def read_parameters(nodes: Iterable[Node]) -> tuple[Parameter, ...]:
    """Read all measurements."""
    parameters: list[Parameter] = []
    listed = list(nodes)
    for node in listed:
        parameter = _parameter(node)
        if parameter.id in {other.id for other in parameters}:
            node.get("id").wrong(f"Give it another id: `{parameter.id}` is used above.")
        parameters.append(parameter)
    known = {parameter.id for parameter in parameters}
    for node, parameter in zip(listed, parameters, strict=True):
        for other in parameter.ranges_if:
            if other.parameter not in known:
                node.get("ranges_if").wrong(f"Name a parameter: `{other.parameter}` is none.")
    return tuple(parameters)


def read_cross_rules(
    nodes: Iterable[Node], known: Sequence[Parameter]
) -> tuple[CrossRule, ...]:
    """Read the rules that compare two measurements."""
    return tuple(_cross_rule(node, {p.id for p in known}) for node in nodes)


def _parameter(node: Node) -> Parameter:
    node.only(*PARAMETER_KEYS)
    resolution = node.maybe("resolution")
    step = resolution.decimal() if resolution else Decimal(1)
    if resolution and step <= 0:
        resolution.wrong("Write a step above zero, such as 1 or 0.1.")
        step = Decimal(1)
    if not any(node.maybe(key) for key in ("ranges", "by_scale", "categories")):
        node.wrong("Give it `ranges`, `by_scale` or `categories`.")
    unit, required = node.maybe("unit"), node.maybe("required")
    return Parameter(
        id=node.get("id").text(),
        label=Text.of(node.get("label").text()),
        unit=unit.words() if unit else "",
        resolution=step,
        required=required is None or required.flag(),
        plausible=_plausible(node),
        ranges=read_ranges(node.maybe("ranges"), step),
        ranges_if=_ranges_if(node, step),
        by_scale=_by_scale(node, step),
        categories=_categories(node),
        fahrenheit_from=_fahrenheit(node),
        count_seconds=whole_or_none(node, "count_full_seconds"),
        basis=text_or_blank(node, "basis"),
    )


def _plausible(node: Node) -> tuple[Decimal, Decimal] | None:
    found = node.maybe("plausible")
    if found is None:
        return None
    ends = [end.decimal() for end in found.each()]
    if len(ends) != len(("low", "high")) or ends[0] >= ends[1]:
        found.wrong("Write the lowest and the highest possible value.")
        return None
    return ends[0], ends[1]


def _ranges_if(node: Node, step: Decimal) -> tuple[RangesIf, ...]:
    found = node.maybe("ranges_if")
    cases = list(found.each()) if found else []
    return tuple(
        RangesIf(
            case.get("if").get("param").text(),
            case.get("if").get("gte").decimal(),
            read_ranges(case.get("ranges"), step),
        )
        for case in cases
    )


def _by_scale(node: Node, step: Decimal) -> Mapping[str, Mapping[str, tuple[Range, ...]]]:
    found = node.maybe("by_scale")
    scales = list(found.entries()) if found else []
    return {
        scale: {branch: read_ranges(ranges, step) for branch, ranges in branches.entries()}
        for scale, branches in scales
    }


def _categories(node: Node) -> tuple[Category, ...]:
    found, labels = node.maybe("categories"), node.maybe("category_labels")
    named = {value: one.text() for value, one in labels.entries()} if labels else {}
    return tuple(
        Category(
            value,
            Text.of(named.get(value, value)),
            score=0 if isinstance(grade.value, str) else grade.whole(),
            level=grade.text() if isinstance(grade.value, str) else "",
        )
        for value, grade in (found.entries() if found else ())
    )


def _fahrenheit(node: Node) -> str:
    found = node.maybe("from_fahrenheit")
    if found is None:
        return ""
    for key, known in FAHRENHEIT.items():
        if found.get(key).text() != known:
            found.get(key).wrong(f"Write `{known}`: no other conversion is known.")
    return found.get("param").text()


def _cross_rule(node: Node, known: set[str]) -> CrossRule:
    node.only("id", "if", "level", "basis")
    condition = node.get("if")
    condition.only("gt")
    greater, lesser = [*condition.get("gt").texts(), "", ""][:2]
    for name in (greater, lesser):
        if name not in known:
            condition.wrong(f"Name two parameters of this file under `gt`: `{name}` is none.")
    level = node.get("level").text()
    return CrossRule(
        node.get("id").text(), greater, lesser, level, text_or_blank(node, "basis")
    )
